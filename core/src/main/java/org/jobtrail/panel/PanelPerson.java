package org.jobtrail.panel;

import java.util.Arrays;
import java.util.function.IntPredicate;

/// One person's records in the order of their periods, as numbers of a {@link PanelSchema}.
///
/// The arrays are shared, for there are many people; nobody may change them.
public final class PanelPerson {
  private final String id;
  private final int[] fixed;
  private final int[] periods;
  private final int[] outcomes;
  private final int[][] varying;
  private final double[][] measures;

  /// @param fixed `[fixed covariates]` levels
  /// @param periods `[records]` strictly increasing
  /// @param outcomes `[records]`
  /// @param varying `[varying covariates][records]` levels
  /// @param measures `[measures][records]`, NaN where nothing is known
  /// @throws IllegalArgumentException without records, when lengths differ or periods don't
  ///     increase
  public PanelPerson(
      String id, int[] fixed, int[] periods, int[] outcomes, int[][] varying, double[][] measures) {
    this.id = id;
    this.fixed = fixed;
    this.periods = periods;
    this.outcomes = outcomes;
    this.varying = varying;
    this.measures = measures;
    int n = periods.length;
    if (n == 0) {
      throw new IllegalArgumentException("person " + id + " has no record");
    }
    if (outcomes.length != n
        || Arrays.stream(varying).anyMatch(v -> v.length != n)
        || Arrays.stream(measures).anyMatch(v -> v.length != n)) {
      throw new IllegalArgumentException("person " + id + " has columns of different lengths");
    }
    for (int t = 1; t < n; t++) {
      if (periods[t] <= periods[t - 1]) {
        throw new IllegalArgumentException(
            "person " + id + ": period " + periods[t] + " comes after " + periods[t - 1]);
      }
    }
  }

  public String id() {
    return id;
  }

  /// The same records under another id.
  public PanelPerson withId(String other) {
    return new PanelPerson(other, fixed, periods, outcomes, varying, measures);
  }

  /// How many records there are, at least 1.
  public int size() {
    return periods.length;
  }

  public int period(int t) {
    return periods[t];
  }

  public int outcome(int t) {
    return outcomes[t];
  }

  public int fixed(int covariate) {
    return fixed[covariate];
  }

  public int varying(int covariate, int t) {
    return varying[covariate][t];
  }

  /// NaN where nothing is known.
  public double measure(int measure, int t) {
    return measures[measure][t];
  }

  /// `first`, `stay` or `move`: what the record is beside the one before it.
  public TransitionKind kind(int t) {
    if (t == 0) {
      return TransitionKind.FIRST;
    }
    return outcomes[t] == outcomes[t - 1] ? TransitionKind.STAY : TransitionKind.MOVE;
  }

  /// The same records, some covariates not known.
  ///
  /// @param hiddenFixed by number of a fixed covariate
  /// @param hiddenVarying by number of a varying one, hidden in every record
  public PanelPerson hiding(IntPredicate hiddenFixed, IntPredicate hiddenVarying) {
    int[] f = new int[fixed.length];
    Arrays.setAll(f, c -> hiddenFixed.test(c) ? 0 : fixed[c]);
    int[][] v = new int[varying.length][];
    Arrays.setAll(v, c -> hiddenVarying.test(c) ? new int[size()] : varying[c]);
    return new PanelPerson(id, f, periods, outcomes, v, measures);
  }

  /// The first `records` records.
  public PanelPerson prefix(int records) {
    return part(0, records);
  }

  /// Records `from` up to, not including, `to`.
  public PanelPerson part(int from, int to) {
    int[][] v = new int[varying.length][];
    Arrays.setAll(v, c -> Arrays.copyOfRange(varying[c], from, to));
    double[][] m = new double[measures.length][];
    Arrays.setAll(m, c -> Arrays.copyOfRange(measures[c], from, to));
    return new PanelPerson(
        id,
        fixed,
        Arrays.copyOfRange(periods, from, to),
        Arrays.copyOfRange(outcomes, from, to),
        v,
        m);
  }

  /// One record more.
  ///
  /// @param levels `[varying covariates]`
  public PanelPerson then(int period, int outcome, int... levels) {
    int n = size();
    int[][] v = new int[varying.length][];
    Arrays.setAll(v, c -> with(varying[c], levels[c]));
    double[][] m = new double[measures.length][];
    Arrays.setAll(
        m,
        c -> {
          double[] longer = Arrays.copyOf(measures[c], n + 1);
          longer[n] = Double.NaN;
          return longer;
        });
    return new PanelPerson(id, fixed, with(periods, period), with(outcomes, outcome), v, m);
  }

  private static int[] with(int[] values, int last) {
    int[] longer = Arrays.copyOf(values, values.length + 1);
    longer[values.length] = last;
    return longer;
  }
}
