package org.jobtrail.normalise;

/// How titles are divided into two halves by their keys: what one half teaches is tried on the
/// other. The two divisions are independent, so that halves have halves.
enum Halves {
  /// For what scores are worth.
  CALIBRATION {
    @Override
    int of(String key) {
      int hash = key.hashCode() * 0x9E3779B9;
      return (hash ^ (hash >>> 15)) & 1;
    }
  },
  /// For the odds of occupations without a labelled title.
  ODDS {
    @Override
    int of(String key) {
      long hash = (key.hashCode() + 0x9E3779B97F4A7C15L) * 0xD6E8FEB86659FD93L;
      return (int) (hash >>> 40) & 1;
    }
  };

  /// 0 or 1; the same for titles that mean the same.
  abstract int of(String key);
}
