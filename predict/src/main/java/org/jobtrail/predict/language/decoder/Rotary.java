package org.jobtrail.predict.language.decoder;

import java.util.Optional;

/// Rotary positions: dimension `i` of a head's first half turns with dimension `i` of its second by
/// `position θ^(−2i/headWidth)`.
///
/// Source: Su et al., RoFormer, arXiv:2104.09864.
///
/// @param theta base of the frequencies
/// @param scaling slows the turns so that a model reaches further than it was trained
public record Rotary(double theta, Optional<Scaling> scaling) {
  public static final Rotary DEFAULT = new Rotary(10_000, Optional.empty());

  public Rotary {
    if (!(theta > 0)) {
      throw new IllegalArgumentException("rope_theta must be above 0, found " + theta);
    }
  }

  /// @param factor by which slow turns are slowed
  /// @param byWavelength only turns that are slow beside the length trained on (`llama3`), not all
  ///     (`linear`)
  /// @param low waves longer than `original / low` are slowed wholly
  /// @param high waves shorter than `original / high` not at all
  /// @param original the length trained on
  public record Scaling(
      double factor, boolean byWavelength, double low, double high, double original) {
    public Scaling {
      if (!(factor > 0)) {
        throw new IllegalArgumentException(
            "rope_scaling's factor must be above 0, found " + factor);
      }
      if (byWavelength && !(low > 0 && high > low && original > 0)) {
        throw new IllegalArgumentException(
            "rope_scaling's low_freq_factor must be above 0 and below high_freq_factor, found "
                + low
                + " and "
                + high);
      }
    }

    static Scaling linear(double factor) {
      return new Scaling(factor, false, 0, 0, 0);
    }
  }

  /// Angles per position, `[headWidth / 2]`.
  double[] frequencies(int headWidth) {
    double[] frequencies = new double[headWidth / 2];
    for (int i = 0; i < frequencies.length; i++) {
      double plain = Math.pow(theta, -2.0 * i / headWidth);
      frequencies[i] = scaling.map(s -> scaled(plain, s)).orElse(plain);
    }
    return frequencies;
  }

  /// As Llama 3.1's published code has it for `llama3`.
  private static double scaled(double frequency, Scaling s) {
    if (!s.byWavelength) {
      return frequency / s.factor;
    }
    double wavelength = 2 * Math.PI / frequency;
    if (wavelength < s.original / s.high) {
      return frequency;
    }
    if (wavelength > s.original / s.low) {
      return frequency / s.factor;
    }
    double smooth = (s.original / wavelength - s.low) / (s.high - s.low);
    return (1 - smooth) * frequency / s.factor + smooth * frequency;
  }
}
