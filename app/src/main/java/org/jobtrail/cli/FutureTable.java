package org.jobtrail.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jobtrail.panel.Outcome;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.predict.career.AskedCareer;

/// The distributions of the periods ahead: a row for each outcome, a column for each period, in
/// blocks that fit on a terminal. The outcomes are those with the highest mean over all periods.
final class FutureTable {
  /// Periods beside each other at most.
  private static final int COLUMNS = 7;

  /// Letters of an outcome's name at most.
  private static final int NAME = 44;

  private FutureTable() {}

  /// @param first period
  /// @param averages `[periods][outcomes]`
  /// @param top how many outcomes get a row; what is left is the last row
  static void print(PrintWriter out, PanelSchema schema, int first, double[][] averages, int top) {
    List<Integer> rows = leading(averages, top);
    int blocks = (averages.length + COLUMNS - 1) / COLUMNS;
    int wide = (averages.length + blocks - 1) / blocks;
    for (int from = 0; from < averages.length; from += wide) {
      int to = Math.min(from + wide, averages.length);
      String[] header = new String[to - from + 1];
      header[0] = "";
      for (int k = from; k < to; k++) {
        header[k - from + 1] = AskedCareer.period(schema, first + k);
      }
      TextTable table = TextTable.of(header);
      for (int outcome : rows) {
        double[] shares =
            IntStream.range(from, to).mapToDouble(k -> averages[k][outcome]).toArray();
        table.row(cells(name(schema.outcomes().get(outcome)), shares));
      }
      if (rows.size() < schema.outcomes().size()) {
        double[] rest =
            IntStream.range(from, to)
                .mapToDouble(
                    k -> Math.max(0, 1 - rows.stream().mapToDouble(r -> averages[k][r]).sum()))
                .toArray();
        table.row(cells("all others", rest));
      }
      table.print(out);
    }
  }

  private static Object[] cells(String name, double[] shares) {
    Object[] cells = new Object[shares.length + 1];
    cells[0] = name;
    for (int k = 0; k < shares.length; k++) {
      cells[k + 1] = String.format(Locale.ROOT, "%.3f", shares[k]);
    }
    return cells;
  }

  private static List<Integer> leading(double[][] averages, int top) {
    double[] sums = new double[averages[0].length];
    for (double[] period : averages) {
      Arrays.setAll(sums, k -> sums[k] + period[k]);
    }
    return IntStream.range(0, sums.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer k) -> -sums[k]))
        .limit(top)
        .toList();
  }

  private static String name(Outcome outcome) {
    String name = PredictCommand.title(outcome);
    return name.length() > NAME ? name.substring(0, NAME - 1).stripTrailing() + "…" : name;
  }
}
