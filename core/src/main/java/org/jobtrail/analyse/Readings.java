package org.jobtrail.analyse;

/// Sentences that read a chart in plain words.
final class Readings {
  static final String TOO_FEW = "Too few people to publish anything here.";

  private Readings() {}

  /// ` (95 % interval 2.10 to 2.34)`; empty without one.
  static String interval(Interval interval, int decimals) {
    return interval.exists()
        ? " (95 % interval "
            + Cell.number(interval.low(), decimals).shown()
            + " to "
            + Cell.number(interval.high(), decimals).shown()
            + ")"
        : "";
  }

  static String percentInterval(Interval interval) {
    return interval.exists()
        ? " (95 % interval "
            + Numbers.percent(interval.low())
            + " to "
            + Numbers.percent(interval.high())
            + ")"
        : "";
  }

  /// The row with the largest published share.
  static String largest(Table table, String label, String share, String ofWhat) {
    int best = -1;
    for (int row = 0; row < table.rows().size(); row++) {
      double value = table.cell(row, share).value();
      if (value > 0 && (best < 0 || value > table.cell(best, share).value())) {
        best = row;
      }
    }
    return best < 0
        ? TOO_FEW
        : "The largest is "
            + table.cell(best, label).shown()
            + " with "
            + table.cell(best, share).shown()
            + " "
            + ofWhat
            + ".";
  }
}
