package org.jobtrail.score;

import java.util.Locale;

/// What an experience is made of, as far as it is judged.
public enum Field {
  TITLE,
  EMPLOYER,
  PLACE,
  START,
  END;

  /// The key in JSON lines, such as `employer`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
