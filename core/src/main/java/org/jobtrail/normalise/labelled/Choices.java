package org.jobtrail.normalise.labelled;

import java.util.Arrays;

/// What {@link ConditionalLogit} learns from: titles, each with its candidates' parts and which of
/// them were right.
///
/// Candidates of one title lie beside each other, the parts of one candidate too. Grows by {@link
/// #add}; not safe for several threads while it does.
public final class Choices {
  private final int parts;
  private float[] values = new float[1024];
  private float[] shares = new float[256];
  private int[] end = new int[64];
  private double[] weights = new double[64];
  private int titles;

  /// @param parts of every candidate, at least 1
  public Choices(int parts) {
    if (parts < 1) {
      throw new IllegalArgumentException("parts must be at least 1, found " + parts);
    }
    this.parts = parts;
  }

  public int parts() {
    return parts;
  }

  /// How many titles were added.
  public int titles() {
    return titles;
  }

  /// Adds a title.
  ///
  /// @param values shape `[candidates, parts]`, row after row, copied
  /// @param shares shape `[candidates]`, at least 0: how right each is; scaled to sum to 1
  /// @param weight of the title, above 0
  /// @throws IllegalArgumentException if shapes differ, a value is not finite, or nothing is right
  public void add(float[] values, float[] shares, double weight) {
    if (shares.length == 0 || values.length != shares.length * parts) {
      throw new IllegalArgumentException(
          shares.length
              + " candidates with "
              + parts
              + " parts each need "
              + shares.length * (long) parts
              + " values, found "
              + values.length);
    }
    if (!(weight > 0) || weight == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException("weight must be above 0 and finite, found " + weight);
    }
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException("a part must be finite, found " + value);
      }
    }
    double sum = 0;
    for (float share : shares) {
      if (!(share >= 0)) {
        throw new IllegalArgumentException("a share must be at least 0, found " + share);
      }
      sum += share;
    }
    if (!(sum > 0) || sum == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException("shares must sum to something above 0, found " + sum);
    }
    int from = from(titles);
    int to = from + shares.length;
    if (this.shares.length < to) {
      this.shares = Arrays.copyOf(this.shares, Math.max(to, 2 * from));
    }
    if (this.values.length < to * parts) {
      this.values = Arrays.copyOf(this.values, Math.max(to, 2 * from) * parts);
    }
    if (end.length == titles) {
      end = Arrays.copyOf(end, 2 * titles);
      weights = Arrays.copyOf(weights, 2 * titles);
    }
    // Less the first candidate's: no probability changes, and a part that all share is exactly 0.
    for (int i = 0; i < values.length; i++) {
      this.values[from * parts + i] = values[i] - values[i % parts];
    }
    for (int i = 0; i < shares.length; i++) {
      this.shares[from + i] = (float) (shares[i] / sum);
    }
    weights[titles] = weight;
    end[titles++] = to;
  }

  int from(int title) {
    return title == 0 ? 0 : end[title - 1];
  }

  int to(int title) {
    return end[title];
  }

  double weight(int title) {
    return weights[title];
  }

  float share(int candidate) {
    return shares[candidate];
  }

  /// Above the first candidate's.
  float value(int candidate, int part) {
    return values[candidate * parts + part];
  }

  /// `Σ wₖ xₖ` of one candidate, above the first candidate's.
  double score(int candidate, double[] w) {
    double sum = 0;
    int at = candidate * parts;
    for (int k = 0; k < parts; k++) {
      sum += w[k] * values[at + k];
    }
    return sum;
  }
}
