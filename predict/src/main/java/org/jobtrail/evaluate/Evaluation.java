package org.jobtrail.evaluate;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.panel.TransitionKind;

/// How well one model predicts some people's next occupations, with intervals over people.
public final class Evaluation {
  private final Judgements judgements;
  private final LeftOut leftOut;
  private final Map<Metric, Estimate> estimates = new EnumMap<>(Metric.class);
  private final Optional<Regret> regret;

  /// @param schema of the people
  /// @param resamples of as many people as were judged
  public Evaluation(
      Judgements judgements, LeftOut leftOut, PanelSchema schema, Resamples resamples) {
    this.judgements = judgements;
    this.leftOut = leftOut;
    for (Metric metric : Metric.values()) {
      estimates.put(metric, resamples.estimate(metric.of(judgements, _ -> true)));
    }
    regret = Regret.of(judgements, schema, resamples);
  }

  /// The model's name.
  public String model() {
    return judgements.model();
  }

  /// The transitions it rests on.
  public Judgements judgements() {
    return judgements;
  }

  /// The people that couldn't be judged.
  public LeftOut leftOut() {
    return leftOut;
  }

  /// Every metric; those that can't be computed here don't {@link Estimate#exists}.
  public Map<Metric, Estimate> estimates() {
    return Collections.unmodifiableMap(estimates);
  }

  public Estimate estimate(Metric metric) {
    return Objects.requireNonNull(estimates.get(metric));
  }

  /// How many transitions of each kind there are.
  public SortedMap<TransitionKind, Long> counts() {
    SortedMap<TransitionKind, Long> counts = new TreeMap<>();
    for (TransitionKind kind : TransitionKind.values()) {
      counts.put(
          kind,
          IntStream.range(0, judgements.size()).filter(i -> judgements.kind(i) == kind).count());
    }
    return counts;
  }

  /// Beside the true process, where the panel knows it.
  public Optional<Regret> regret() {
    return regret;
  }

  /// P(move) beside how often people moved.
  public List<Reliability.Point> moveCurve() {
    return Metric.moving(judgements, _ -> true).curve();
  }

  /// The top outcome's probability beside how often it was right.
  public List<Reliability.Point> topCurve() {
    return Reliability.equalWidth(judgements, _ -> true, judgements::topProb, judgements::topRight)
        .curve();
  }

  /// Probabilities of frequent destinations beside how often people went there.
  public List<Reliability.Point> destinationsCurve() {
    return Reliability.destinations(judgements, i -> judgements.kind(i) != TransitionKind.FIRST)
        .curve();
  }
}
