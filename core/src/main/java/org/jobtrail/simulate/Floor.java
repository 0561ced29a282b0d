package org.jobtrail.simulate;

import java.util.EnumMap;
import java.util.SortedMap;
import java.util.TreeMap;

/// The true process's own perplexity on a population: no model can do better in the long run.
///
/// `exp(−(1/n) Σ ln P(y_t | history))` per kind of step, and over all steps after the first.
final class Floor {
  private final EnumMap<Step.Kind, double[]> sums = new EnumMap<>(Step.Kind.class);

  Floor() {
    for (Step.Kind kind : Step.Kind.values()) {
      sums.put(kind, new double[2]);
    }
  }

  void add(Career career) {
    for (Step step : career.steps()) {
      double[] sum = sums.get(step.kind());
      if (sum != null) {
        sum[0]++;
        sum[1] -= step.logProbability();
      }
    }
  }

  /// Steps, mean nll in nats and perplexity, by the kind's word and for `all_after_first`.
  SortedMap<String, SortedMap<String, Object>> figures() {
    SortedMap<String, SortedMap<String, Object>> figures = new TreeMap<>();
    double n = 0;
    double nll = 0;
    for (var entry : sums.entrySet()) {
      double[] sum = entry.getValue();
      figures.put(entry.getKey().word(), figure(sum[0], sum[1]));
      if (entry.getKey() != Step.Kind.FIRST) {
        n += sum[0];
        nll += sum[1];
      }
    }
    figures.put("all_after_first", figure(n, nll));
    return figures;
  }

  private static SortedMap<String, Object> figure(double n, double nll) {
    SortedMap<String, Object> figure = new TreeMap<>();
    figure.put("steps", (long) n);
    if (n > 0) {
      figure.put("nllNats", nll / n);
      figure.put("perplexity", StrictMath.exp(nll / n));
    }
    return figure;
  }
}
