package org.jobtrail.analyse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jobtrail.analyse.chart.Measure;

/// What every analysis needs at hand: the data, the settings, the resamples, the names of groups.
final class Study {
  private final AnalyseSettings settings;
  private final AnalysisDatabase database;
  private final Bootstrap bootstrap;
  private final GroupNames names;
  private final Tally rows;
  private final long people;
  private final SequencedMap<String, Cell> headlines = new LinkedHashMap<>();

  Study(AnalyseSettings settings, AnalysisDatabase database, Tally rows, long people) {
    this.settings = settings;
    this.database = database;
    this.rows = rows;
    this.people = people;
    this.bootstrap = new Bootstrap(Census.groups(people), settings.replicates(), settings.seed());
    this.names = new GroupNames();
  }

  AnalyseSettings settings() {
    return settings;
  }

  AnalysisDatabase database() {
    return database;
  }

  Bootstrap bootstrap() {
    return bootstrap;
  }

  GroupNames names() {
    return names;
  }

  Tally rows() {
    return rows;
  }

  long people() {
    return people;
  }

  int minimum() {
    return settings.minimumCell();
  }

  Suppression suppression() {
    return new Suppression(settings.minimumCell());
  }

  boolean enough(Tally cell) {
    return cell.people() >= settings.minimumCell();
  }

  /// A number that the JSON result repeats.
  void headline(String name, Cell cell) {
    headlines.put(name, cell);
  }

  SequencedMap<String, Cell> headlines() {
    return headlines;
  }

  /// Share of part in whole and its interval: three cells.
  List<Cell> share(Tally part, Tally whole, double[] wholeReplicates) {
    double share = whole.total() == 0 ? Double.NaN : (double) part.total() / whole.total();
    return shareCells(share, bootstrap.share(part, wholeReplicates));
  }

  /// Count of part, its share in whole and the interval of that: four cells.
  List<Cell> countAndShare(Tally part, Tally whole, double[] wholeReplicates) {
    return join(List.of(Cell.count(part.total())), share(part, whole, wholeReplicates));
  }

  static List<Cell> shareCells(double share, Interval interval) {
    return List.of(Cell.share(share), Cell.share(interval.low()), Cell.share(interval.high()));
  }

  static List<Cell> numberCells(double value, Interval interval, int decimals) {
    return List.of(
        Cell.number(value, decimals),
        Cell.number(interval.low(), decimals),
        Cell.number(interval.high(), decimals));
  }

  static List<Cell> suppressed(int cells) {
    return java.util.Collections.nCopies(cells, Cell.suppressed());
  }

  @SafeVarargs
  static List<Cell> join(List<Cell>... parts) {
    List<Cell> all = new ArrayList<>();
    for (List<Cell> part : parts) {
      all.addAll(part);
    }
    return all;
  }

  /// The value corrected for bias with its interval, else the plain value without one.
  static Measure correctedMeasure(Table table, int row, String key) {
    Cell plain = table.cell(row, key);
    return table.cell(row, key + "_corrected") instanceof Cell.Decimal
        ? measure(table, row, key + "_corrected")
        : new Measure(plain.value(), Double.NaN, Double.NaN, plain.shown());
  }

  /// A table's value with the interval beside it, for a chart.
  static Measure measure(Table table, int row, String key) {
    Cell value = table.cell(row, key);
    return new Measure(
        value.value(),
        table.cell(row, key + "_low").value(),
        table.cell(row, key + "_high").value(),
        value.shown());
  }
}
