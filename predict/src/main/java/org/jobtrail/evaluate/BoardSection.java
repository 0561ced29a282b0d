package org.jobtrail.evaluate;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jobtrail.analyse.Cell;
import org.jobtrail.analyse.Section;
import org.jobtrail.analyse.chart.Measure;

/// A part of the leaderboard's page: what its exhibits share.
abstract sealed class BoardSection
    permits ModelsSection,
        KindsSection,
        CalibrationSection,
        SubgroupsSection,
        OracleSection,
        InformationSection,
        VersusSection,
        LearningSection,
        ForecastSection {
  /// More models than this in one chart can't be told apart.
  private static final int SERIES = 5;

  final Leaderboard board;

  /// Whom the models are judged on, as under every chart.
  final String n;

  BoardSection(Leaderboard board) {
    this.board = board;
    this.n = judgedOn(board);
  }

  /// One, or none where there is nothing to tell.
  abstract List<Section> sections();

  static String judgedOn(Leaderboard board) {
    Judgements first = board.evaluations().getFirst().judgements();
    return Cell.count(first.people().size()).shown()
        + " people, "
        + Cell.count(first.size()).shown()
        + " records";
  }

  /// Models within three times the best's perplexity: beyond, the others would fall together.
  final List<Integer> withoutOutliers() {
    double best = board.evaluations().get(board.best()).estimate(Metric.PERPLEXITY).value();
    return board.ranking().stream()
        .filter(m -> board.evaluations().get(m).estimate(Metric.PERPLEXITY).value() <= 3 * best)
        .toList();
  }

  /// The best models and the baseline: few enough for one chart.
  final List<Integer> drawn() {
    Set<Integer> drawn = new LinkedHashSet<>();
    board.ranking().stream().limit(SERIES - 1).forEach(drawn::add);
    drawn.add(board.baseline());
    board.ranking().stream().limit(SERIES).forEach(m -> addUpTo(drawn, m));
    return List.copyOf(drawn);
  }

  private static void addUpTo(Set<Integer> drawn, int m) {
    if (drawn.size() < SERIES) {
      drawn.add(m);
    }
  }

  static Measure measure(Estimate e, int decimals) {
    // What is infinite has no place on an axis.
    double value = Double.isFinite(e.value()) ? e.value() : Double.NaN;
    return new Measure(value, e.low(), e.high(), shown(e, decimals));
  }

  static String shown(Estimate e, int decimals) {
    return Cell.number(e.value(), decimals).shown();
  }
}
