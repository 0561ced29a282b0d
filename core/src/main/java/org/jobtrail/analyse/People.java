package org.jobtrail.analyse;

import java.util.ArrayList;
import java.util.List;
import org.jobtrail.analyse.chart.Bars;

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
    Distribution distribution = Distribution.of(study, cells, true);
    Cell mean = distribution.isEmpty() ? Cell.suppressed() : Cell.number(histogram.mean(), 2);
    Cell median =
        distribution.isEmpty() ? Cell.suppressed() : Cell.number(histogram.quantile(0.5), 0);
    study.headline("rows_per_person_mean", mean);
    study.headline("rows_per_person_median", median);
    String title = "Rows per person";
    String n = Numbers.grouped(distribution.total().total()) + " people";
    String reading =
        distribution.isEmpty()
            ? Readings.TOO_FEW
            : "A person has "
                + mean.shown()
                + " rows on average"
                + Readings.interval(histogram.meanInterval(), 2)
                + "; half have "
                + median.shown()
                + " or fewer.";
    return Distribution.exhibit(
        title,
        "people, by number of rows",
        n,
        reading,
        distribution.table("rows_per_person", "rows", "people", bin -> Cell.count(bin.people())),
        "rows",
        "share of people",
        "rows_per_person");
  }

  private Exhibit startYears() {
    Tallies cells = study.database().tallies("start_years");
    Distribution distribution = Distribution.of(study, cells, false);
    boolean hidden = rows.hidden("start unknown");
    String n =
        hidden ? "" : Numbers.grouped(distribution.total().total()) + " spells with a known start";
    String reading =
        distribution.isEmpty()
            ? Readings.TOO_FEW
            : "Half of the spells start in "
                + Numbers.decimal(new Histogram(cells, study.bootstrap()).quantile(0.5), 0)
                + " or before.";
    return Distribution.exhibit(
        "Start years",
        "spells, by calendar year of the start",
        n,
        reading,
        distribution.table(
            "start_years",
            "year",
            "spells",
            bin -> hidden ? Cell.suppressed() : Cell.count(bin.total())),
        "year",
        "share of spells per year",
        "start_years");
  }

  private Exhibit education() {
    Tallies cells = study.database().tallies("education");
    List<Tally> parts = new ArrayList<>(LEVELS.stream().map(cells::of).toList());
    parts.addAll(cells.where(cell -> !LEVELS.contains(cell.key(0))));
    Partition levels = new Partition(study, parts);
    Table table = levels.table("education", "education_level", "highest level", "share");
    String title = "Education";
    String unit = "share of people, by highest level of education";
    String n = Numbers.grouped(levels.whole().total()) + " people";
    String reading = Readings.largest(table, "education_level", "share", "of the people");
    List<Bars.Bar> bars = levels.bars(table);
    String svg =
        new Bars(Exhibit.caption(title, unit, n, reading), bars, "share of people", true).svg();
    return new Exhibit(title, unit, n, reading, svg, table, "education");
  }
}
