package org.jobtrail.analyse;

import java.util.ArrayList;
import java.util.List;
import org.jobtrail.analyse.Histogram.Bin;
import org.jobtrail.analyse.chart.Bars;
import org.jobtrail.analyse.chart.Columns;

/// Who is in the data: rows per person, start years, education.
final class People {
  private static final List<String> LEVELS =
      List.of("None", "Secondary school", "Bachelor", "Master", "PhD", "not stated");

  private final Study study;
  private final RowCounts rows;

  People(Study study, RowCounts rows) {
    this.study = study;
    this.rows = rows;
  }

  Section section() {
    return new Section(
        "People and rows",
        "A row is one spell: one person in one occupation from a start to an end. Rows are counted as"
            + " the dataset has them, with or without dates and codes.",
        List.of(rowsPerPerson(), startYears(), education()));
  }

  private Exhibit rowsPerPerson() {
    Tallies cells = study.database().tallies("rows_per_person");
    Histogram histogram = new Histogram(cells, study.bootstrap());
    List<Bin> bins = Histogram.pool(cells.byNumber(), true, study::enough);
    Tally total = cells.total();
    double[] all = study.bootstrap().counts(total);
    Table.Builder table =
        Table.named("rows_per_person")
            .column("rows_from", "rows from")
            .column("rows_to", "rows to")
            .column("people", "people")
            .column("share", "share")
            .interval("share");
    for (Bin bin : bins) {
      table.row(
          Study.join(
              List.of(
                  Cell.count(bin.first()),
                  Cell.count(bin.last()),
                  Cell.count(bin.tally().people())),
              study.share(bin.tally(), total, all)));
    }
    Cell mean = bins.isEmpty() ? Cell.suppressed() : Cell.number(histogram.mean(), 2);
    Cell median = bins.isEmpty() ? Cell.suppressed() : Cell.number(histogram.quantile(0.5), 0);
    study.headline("rows_per_person_mean", mean);
    study.headline("rows_per_person_median", median);
    String title = "Rows per person";
    String n = Numbers.grouped(total.total()) + " people";
    String reading =
        bins.isEmpty()
            ? Readings.TOO_FEW
            : "A person has "
                + mean.shown()
                + " rows on average"
                + Readings.interval(histogram.meanInterval(), 2)
                + "; half have "
                + median.shown()
                + " or fewer.";
    return columns(
        title,
        "people, by number of rows",
        n,
        reading,
        table.build(),
        "rows",
        "share of people",
        "rows_per_person");
  }

  private Exhibit startYears() {
    Tallies cells = study.database().tallies("start_years");
    List<Bin> bins = Histogram.pool(cells.byNumber(), false, study::enough);
    Tally total = cells.total();
    double[] all = study.bootstrap().counts(total);
    Table.Builder table =
        Table.named("start_years")
            .column("year_from", "year from")
            .column("year_to", "year to")
            .column("spells", "spells")
            .column("share", "share")
            .interval("share");
    for (Bin bin : bins) {
      table.row(
          Study.join(
              List.of(
                  Cell.count(bin.first()),
                  Cell.count(bin.last()),
                  rows.hidden("start unknown")
                      ? Cell.suppressed()
                      : Cell.count(bin.tally().total())),
              study.share(bin.tally(), total, all)));
    }
    String n =
        rows.hidden("start unknown")
            ? ""
            : Numbers.grouped(total.total()) + " spells with a known start";
    String reading =
        bins.isEmpty()
            ? Readings.TOO_FEW
            : "Half of the spells start in "
                + Numbers.decimal(new Histogram(cells, study.bootstrap()).quantile(0.5), 0)
                + " or before.";
    return columns(
        "Start years",
        "spells, by calendar year of the start",
        n,
        reading,
        table.build(),
        "year",
        "share of spells per year",
        "start_years");
  }

  /// A histogram of a table whose first two columns are the ranges, with a column `share`.
  static Exhibit columns(
      String title,
      String unit,
      String n,
      String reading,
      Table table,
      String across,
      String up,
      String sql) {
    if (table.isEmpty()) {
      return new Exhibit(title, unit, n, reading, "", table, sql);
    }
    List<Columns.Column> columns = new ArrayList<>();
    for (int row = 0; row < table.rows().size(); row++) {
      columns.add(
          new Columns.Column(
              (long) table.rows().get(row).get(0).value(),
              (long) table.rows().get(row).get(1).value(),
              table.cell(row, "share").value()));
    }
    String svg = new Columns(Exhibit.caption(title, unit, n, reading), columns, across, up).svg();
    return new Exhibit(title, unit, n, reading, svg, table, sql);
  }

  private Exhibit education() {
    Tallies cells = study.database().tallies("education");
    Tally total = Tally.disjointUnion(List.of("people"), List.copyOf(cells.all()));
    Suppression suppression = study.suppression();
    List<Tally> levels = new ArrayList<>(LEVELS.stream().map(cells::of).toList());
    levels.addAll(cells.where(cell -> !LEVELS.contains(cell.key(0))));
    List<Integer> ids = levels.stream().map(suppression::cell).toList();
    suppression.line(suppression.given(total), ids);
    suppression.settle();
    double[] all = study.bootstrap().counts(total);
    Table.Builder builder =
        Table.named("education")
            .column("education_level", "highest level")
            .column("people", "people")
            .column("share", "share")
            .interval("share");
    for (int i = 0; i < levels.size(); i++) {
      Tally level = levels.get(i);
      builder.row(
          Study.join(
              List.of(Cell.text(level.key(0))),
              suppression.hidden(ids.get(i))
                  ? Study.suppressed(4)
                  : Study.join(
                      List.of(Cell.count(level.people())), study.share(level, total, all))));
    }
    Table table = builder.build();
    String title = "Education";
    String unit = "share of people, by highest level of education";
    String n = Numbers.grouped(total.total()) + " people";
    String reading = Readings.largest(table, "education_level", "share", "of the people");
    List<Bars.Bar> bars = new ArrayList<>();
    for (int i = 0; i < levels.size(); i++) {
      if (levels.get(i).total() > 0) {
        bars.add(new Bars.Bar(levels.get(i).key(0), Study.measure(table, i, "share")));
      }
    }
    String svg =
        new Bars(Exhibit.caption(title, unit, n, reading), bars, "share of people", true).svg();
    return new Exhibit(title, unit, n, reading, svg, table, "education");
  }
}
