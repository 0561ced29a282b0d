package org.jobtrail.evaluate;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jobtrail.provenance.JobtrailException;

/// Several models judged on the same people with the same resamples, one of them the baseline.
///
/// @param evaluations in the order the models were given
/// @param baseline a position among them
/// @param subgroups with figures in the order of the models
/// @param extras sections that were asked for, such as the value of information
public record Leaderboard(
    Evaluator evaluator,
    List<Evaluation> evaluations,
    int baseline,
    int fewest,
    List<Subgroup> subgroups,
    Extras extras) {
  public Leaderboard {
    evaluations = List.copyOf(evaluations);
    subgroups = List.copyOf(subgroups);
  }

  /// @param baseline a label; the first model without one
  /// @param fewest people that a shown subgroup must have
  /// @throws JobtrailException.Usage when the baseline is none of the models
  public static Leaderboard of(
      Evaluator evaluator,
      List<Contender> contenders,
      Optional<String> baseline,
      int fewest,
      Extras extras)
      throws IOException {
    List<String> labels = contenders.stream().map(Contender::label).toList();
    int base = baseline.map(labels::indexOf).orElse(0);
    if (base < 0) {
      throw new JobtrailException.Usage(
          "--baseline " + baseline.orElse("") + ": is none of the models, which are " + labels);
    }
    List<Evaluation> evaluations = evaluator.evaluate(contenders);
    List<Judgements> judgements = evaluations.stream().map(Evaluation::judgements).toList();
    Resamples resamples =
        new Resamples(
            judgements.getFirst().people().size(), evaluator.replicates(), evaluator.seed());
    List<Subgroup> subgroups =
        Subgroup.of(judgements, Dimension.of(evaluator.panel().schema()), resamples, fewest);
    return new Leaderboard(evaluator, evaluations, base, fewest, subgroups, extras);
  }

  /// A model's figure beside the baseline's: their ratio for perplexities, else their difference.
  public Estimate beside(int model, Metric metric) {
    Estimate own = evaluations.get(model).estimate(metric);
    Estimate other = evaluations.get(baseline).estimate(metric);
    return metric.comparedByRatio() ? own.ratioTo(other) : own.minus(other);
  }

  /// The label of the baseline.
  public String baselineLabel() {
    return evaluations.get(baseline).model();
  }

  /// The model with the lowest perplexity.
  public int best() {
    return ranking().getFirst();
  }

  /// Positions of the models, the lowest perplexity first.
  public List<Integer> ranking() {
    return IntStream.range(0, evaluations.size())
        .boxed()
        .sorted(
            java.util.Comparator.comparingDouble(
                m -> evaluations.get(m).estimate(Metric.PERPLEXITY).value()))
        .toList();
  }
}
