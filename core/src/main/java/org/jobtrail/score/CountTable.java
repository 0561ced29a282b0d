package org.jobtrail.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The counts of n résumés per judgement; every figure is a sum over them.
///
/// A résumé with several scores, one per annotator, is still one: they are summed first, so that
/// the bootstrap draws it whole.
final class CountTable {
  private static final int GOLD = 0;
  private static final int PREDICTED = 1;
  private static final int RIGHT = 2;

  private final int resumes;
  private final Set<Judgement> asked = EnumSet.noneOf(Judgement.class);
  private final Map<Judgement, double[][]> counts = new EnumMap<>(Judgement.class);

  CountTable(int resumes) {
    this.resumes = resumes;
    for (Judgement judgement : Judgement.values()) {
      counts.put(judgement, new double[3][resumes]);
    }
  }

  /// One row per element: the sum of its scores.
  static CountTable of(List<? extends Collection<ResumeScore>> scores) {
    CountTable table = new CountTable(scores.size());
    for (int i = 0; i < scores.size(); i++) {
      for (ResumeScore score : scores.get(i)) {
        table.add(i, score, score.resume().asked(), 1);
      }
    }
    return table;
  }

  /// @param asked what the score was held to
  /// @param weight how much it counts
  void add(int resume, ResumeScore score, Set<Judgement> asked, double weight) {
    this.asked.addAll(asked);
    for (Judgement judgement : asked) {
      double[][] cells = cells(judgement);
      cells[GOLD][resume] += weight * score.gold().getOrDefault(judgement, 0);
      cells[PREDICTED][resume] += weight * score.predicted().getOrDefault(judgement, 0);
      cells[RIGHT][resume] += weight * score.right().getOrDefault(judgement, 0);
    }
  }

  int resumes() {
    return resumes;
  }

  /// What at least one of the résumés asks.
  Set<Judgement> asked() {
    return Collections.unmodifiableSet(asked);
  }

  Map<Judgement, Figure> figures(Resampling resampling) {
    List<Judgement> judged = List.copyOf(asked);
    List<Interval> intervals =
        resampling.intervals(
            resumes,
            times -> {
              double[] values = new double[2 * judged.size()];
              for (int k = 0; k < judged.size(); k++) {
                Values all = values(judged.get(k), times);
                values[2 * k] = all.f1();
                values[2 * k + 1] = all.macroF1();
              }
              return values;
            });
    int[] once = once();
    Map<Judgement, Figure> figures = new EnumMap<>(Judgement.class);
    for (int k = 0; k < judged.size(); k++) {
      double[][] cells = cells(judged.get(k));
      figures.put(
          judged.get(k),
          new Figure(
              (int) Math.round(Arrays.stream(cells[GOLD]).sum()),
              (int) Math.round(Arrays.stream(cells[PREDICTED]).sum()),
              (int) Math.round(Arrays.stream(cells[RIGHT]).sum()),
              values(judged.get(k), once).macroF1(),
              intervals.get(2 * k),
              intervals.get(2 * k + 1)));
    }
    return figures;
  }

  /// Every measure of one judgement.
  private record Values(double precision, double recall, double f1, double macroF1) {
    private double at(Measure measure) {
      return switch (measure) {
        case PRECISION -> precision;
        case RECALL -> recall;
        case F1 -> f1;
        case MACRO_F1 -> macroF1;
      };
    }
  }

  /// The measures when each résumé counts so many times.
  private Values values(Judgement judgement, int[] times) {
    double[][] cells = cells(judgement);
    double gold = 0;
    double predicted = 0;
    double right = 0;
    double macro = 0;
    long drawn = 0;
    for (int i = 0; i < resumes; i++) {
      if (times[i] > 0) {
        gold += times[i] * cells[GOLD][i];
        predicted += times[i] * cells[PREDICTED][i];
        right += times[i] * cells[RIGHT][i];
        macro += times[i] * Figure.f1(cells[GOLD][i], cells[PREDICTED][i], cells[RIGHT][i]);
        drawn += times[i];
      }
    }
    return new Values(
        predicted == 0 ? 1 : right / predicted,
        gold == 0 ? 1 : right / gold,
        Figure.f1(gold, predicted, right),
        drawn == 0 ? 1 : macro / drawn);
  }

  /// The differences `to − from` of every measure of what both ask, with paired intervals.
  ///
  /// @throws IllegalArgumentException if the two tables are not about as many résumés
  static Map<Judgement, Map<Measure, Difference>> differences(
      CountTable from, CountTable to, Resampling resampling) {
    if (from.resumes != to.resumes) {
      throw new IllegalArgumentException(
          "paired tables want the same résumés, found " + from.resumes + " and " + to.resumes);
    }
    List<Judgement> judged = new ArrayList<>(from.asked);
    judged.retainAll(to.asked);
    List<Interval> intervals =
        resampling.intervals(from.resumes, times -> minus(from, to, judged, times));
    double[] values = minus(from, to, judged, from.once());
    Map<Judgement, Map<Measure, Difference>> differences = new EnumMap<>(Judgement.class);
    int cell = 0;
    for (Judgement judgement : judged) {
      Map<Measure, Difference> row = new EnumMap<>(Measure.class);
      for (Measure measure : Measure.values()) {
        row.put(measure, new Difference(values[cell], intervals.get(cell)));
        cell++;
      }
      differences.put(judgement, row);
    }
    return differences;
  }

  /// By judgement, then by measure.
  private static double[] minus(
      CountTable from, CountTable to, List<Judgement> judged, int[] times) {
    double[] values = new double[judged.size() * Measure.values().length];
    int cell = 0;
    for (Judgement judgement : judged) {
      Values less = from.values(judgement, times);
      Values more = to.values(judgement, times);
      for (Measure measure : Measure.values()) {
        values[cell++] = more.at(measure) - less.at(measure);
      }
    }
    return values;
  }

  int[] once() {
    int[] once = new int[resumes];
    Arrays.fill(once, 1);
    return once;
  }

  private double[][] cells(Judgement judgement) {
    return java.util.Objects.requireNonNull(counts.get(judgement));
  }
}
