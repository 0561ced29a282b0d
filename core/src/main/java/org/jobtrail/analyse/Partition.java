package org.jobtrail.analyse;

import java.util.ArrayList;
import java.util.List;
import org.jobtrail.analyse.chart.Bars;

/// People told apart into parts, those suppressed that would tell too much.
///
/// The whole is taken for known to the reader.
final class Partition {
  private final Study study;
  private final List<Tally> parts;
  private final Tally whole;
  private final Suppression suppression;
  private final List<Integer> ids;

  /// @param parts count each person once in all; the first part of their keys names them
  Partition(Study study, List<Tally> parts) {
    this.study = study;
    this.parts = List.copyOf(parts);
    whole = Tally.disjointUnion(List.of(), this.parts);
    suppression = study.suppression();
    ids = this.parts.stream().map(suppression::cell).toList();
    suppression.line(suppression.given(whole), ids);
    suppression.settle();
  }

  Tally whole() {
    return whole;
  }

  boolean hidden(int part) {
    return suppression.hidden(ids.get(part));
  }

  /// A row per part: its name, people, share of the whole and the interval of that.
  ///
  /// @param key of the column that names the parts
  /// @param title heading of that column
  /// @param share heading of the shares
  Table table(String name, String key, String title, String share) {
    Table.Builder table =
        Table.named(name)
            .column(key, title)
            .column("people", "people")
            .column("share", share)
            .interval("share");
    double[] all = study.bootstrap().counts(whole);
    for (int i = 0; i < parts.size(); i++) {
      Tally part = parts.get(i);
      table.row(
          Study.join(
              List.of(Cell.text(part.key(0))),
              hidden(i) ? Study.suppressed(4) : study.countAndShare(part, whole, all)));
    }
    return table.build();
  }

  /// A bar per part that counts anybody.
  ///
  /// @param table as {@link #table} made it
  List<Bars.Bar> bars(Table table) {
    List<Bars.Bar> bars = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).total() > 0) {
        bars.add(new Bars.Bar(parts.get(i).key(0), Study.measure(table, i, "share")));
      }
    }
    return bars;
  }
}
