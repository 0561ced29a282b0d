package org.jobtrail.analyse;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jobtrail.analyse.Histogram.Bin;
import org.jobtrail.analyse.chart.Columns;

/// How observations spread over whole numbers: columns that may be published, the share in each.
final class Distribution {
  private final Study study;
  private final Tally total;
  private final List<Bin> bins;

  /// @param total of all bins
  Distribution(Study study, Tally total, List<Bin> bins) {
    this.study = study;
    this.total = total;
    this.bins = List.copyOf(bins);
  }

  /// With as many columns as rest on enough people each.
  ///
  /// @param cells keyed by their number
  /// @param disjoint whether no person has several numbers
  static Distribution of(Study study, Tallies cells, boolean disjoint) {
    return new Distribution(
        study, cells.total(), Histogram.pool(cells.byNumber(), disjoint, study::enough));
  }

  /// Whether nothing may be published.
  boolean isEmpty() {
    return bins.isEmpty();
  }

  Tally total() {
    return total;
  }

  /// A row per column: its range, how many observations, their share and its interval.
  ///
  /// @param range names the numbers, such as `quarters`
  /// @param counted names what is counted, such as `gaps`
  Table table(String name, String range, String counted, Function<Tally, Cell> count) {
    double[] all = study.bootstrap().counts(total);
    Table.Builder table =
        Table.named(name)
            .column(range + "_from", range + " from")
            .column(range + "_to", range + " to")
            .column(counted, counted)
            .column("share", "share")
            .interval("share");
    for (Bin bin : bins) {
      table.row(
          Study.join(
              List.of(Cell.count(bin.first()), Cell.count(bin.last()), count.apply(bin.tally())),
              study.share(bin.tally(), total, all)));
    }
    return table.build();
  }

  /// The columns of such a table, drawn.
  ///
  /// @param across what the numbers are, with their unit
  /// @param up what a column's area stands for
  static Exhibit exhibit(
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
}
