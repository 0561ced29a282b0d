package org.jobtrail.simulate;

import java.util.Locale;

/// The kind of region a person lives and works in, for life.
public enum Region {
  CAPITAL,
  UNIVERSITY,
  INDUSTRIAL,
  COAST,
  RURAL;

  /// The word that files use.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
