package org.jobtrail.score;

import java.util.Locale;

/// What is judged of one experience.
public enum Judgement {
  TITLE_EXACT,
  /// Title similarity of at least {@link TitleSimilarity#SAME}.
  TITLE,
  /// The employer alike by the measure for titles; asked only where the gold says it.
  EMPLOYER,
  /// The place alike by the measure for titles; asked only where the gold says it.
  PLACE,
  START_YEAR,
  END_YEAR,
  START_MONTH,
  END_MONTH,
  /// Title (fuzzy), start year and end year all right.
  WHOLE,
  /// Title (fuzzy), start month and end month all right.
  WHOLE_MONTH;

  /// The prefix in JSON keys, such as `start_year`.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
