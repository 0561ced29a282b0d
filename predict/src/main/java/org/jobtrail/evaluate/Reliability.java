package org.jobtrail.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// Forecasts of an event beside what happened, in fifteen bins.
///
/// Two ways to cut: equal width over `[0, 1]` (Guo et al. 2017, On calibration of modern neural
/// networks, section 2), or equal count, for forecasts that all lie close to 0 (Nixon et al. 2019,
/// Measuring calibration in deep learning; equal forecasts share a bin).
public final class Reliability {
  static final int BINS = 15;

  private final int people;
  private final int[] person;
  private final double[] forecast;
  private final boolean[] happened;
  private final int[] bin;

  /// Where the forecasts of a bin lie on average, and how often the event happened.
  ///
  /// @param forecast mean of the forecasts
  /// @param observed share of those for which it happened
  public record Point(double forecast, double observed, long n) {}

  private Reliability(int people, int[] person, double[] forecast, boolean[] happened, int[] bin) {
    this.people = people;
    this.person = person;
    this.forecast = forecast;
    this.happened = happened;
    this.bin = bin;
  }

  static Reliability equalWidth(
      Judgements of, IntPredicate rows, IntToDoubleFunction forecast, IntPredicate happened) {
    int[] chosen = IntStream.range(0, of.size()).filter(rows).toArray();
    int[] person = new int[chosen.length];
    double[] forecasts = new double[chosen.length];
    boolean[] did = new boolean[chosen.length];
    int[] bin = new int[chosen.length];
    for (int i = 0; i < chosen.length; i++) {
      person[i] = of.person(chosen[i]);
      forecasts[i] = forecast.applyAsDouble(chosen[i]);
      did[i] = happened.test(chosen[i]);
      bin[i] = Math.clamp((int) (forecasts[i] * BINS), 0, BINS - 1);
    }
    return new Reliability(of.people().size(), person, forecasts, did, bin);
  }

  /// All frequent destinations together: a forecast for every one that the person was not in.
  static Reliability destinations(Judgements of, IntPredicate rows) {
    int size = 0;
    for (int i = 0; i < of.size(); i++) {
      for (int d = 0; d < of.destinations() && rows.test(i); d++) {
        size += of.wasThere(d, i) ? 0 : 1;
      }
    }
    int[] person = new int[size];
    double[] forecasts = new double[size];
    boolean[] did = new boolean[size];
    int at = 0;
    for (int i = 0; i < of.size(); i++) {
      for (int d = 0; d < of.destinations() && rows.test(i); d++) {
        if (!of.wasThere(d, i)) {
          person[at] = of.person(i);
          forecasts[at] = of.destination(d, i);
          did[at++] = of.wentThere(d, i);
        }
      }
    }
    return new Reliability(of.people().size(), person, forecasts, did, equalCount(forecasts));
  }

  private static int[] equalCount(double[] forecasts) {
    double[] sorted = forecasts.clone();
    java.util.Arrays.sort(sorted);
    double[] upper = new double[BINS];
    for (int b = 0; b < BINS && sorted.length > 0; b++) {
      upper[b] = sorted[(int) Math.min(sorted.length - 1L, (b + 1L) * sorted.length / BINS)];
    }
    int[] bin = new int[forecasts.length];
    for (int i = 0; i < bin.length; i++) {
      while (bin[i] < BINS - 1 && forecasts[i] >= upper[bin[i]]) {
        bin[i]++;
      }
    }
    return bin;
  }

  int people() {
    return people;
  }

  int bins() {
    return BINS;
  }

  int size() {
    return person.length;
  }

  int person(int i) {
    return person[i];
  }

  double forecast(int i) {
    return forecast[i];
  }

  boolean happened(int i) {
    return happened[i];
  }

  int bin(int i) {
    return bin[i];
  }

  /// One point for every bin that holds a forecast.
  List<Point> curve() {
    double[] sums = new double[BINS];
    long[] events = new long[BINS];
    long[] counts = new long[BINS];
    for (int i = 0; i < person.length; i++) {
      sums[bin[i]] += forecast[i];
      events[bin[i]] += happened[i] ? 1 : 0;
      counts[bin[i]]++;
    }
    List<Point> points = new ArrayList<>();
    for (int b = 0; b < BINS; b++) {
      if (counts[b] > 0) {
        points.add(new Point(sums[b] / counts[b], (double) events[b] / counts[b], counts[b]));
      }
    }
    return points;
  }
}
