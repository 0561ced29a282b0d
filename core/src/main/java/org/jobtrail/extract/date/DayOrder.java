package org.jobtrail.extract.date;

import org.jobtrail.career.Language;
import org.jobtrail.extract.text.Tokens;

/// Whether `3/1/2011` is the first of March or the third of January.
///
/// The document decides where it can (`25/12/2010` settles it); otherwise English is read as the
/// United States write it and every other language day first.
enum DayOrder {
  DAY_FIRST,
  MONTH_FIRST;

  static DayOrder of(Tokens tokens, Language language) {
    int dayFirst = 0;
    int monthFirst = 0;
    for (int i = 0; i + 4 < tokens.size(); i++) {
      if (tokens.isNumber(i)
          && tokens.isMark(i + 1)
          && (tokens.mark(i + 1) == '/' || tokens.mark(i + 1) == '-')
          && tokens.isNumber(i + 2)
          && tokens.isMark(i + 3, tokens.mark(i + 1))
          && tokens.isNumber(i + 4)
          && tokens.gap(i + 2) == Tokens.Gap.NONE
          && tokens.gap(i + 4) == Tokens.Gap.NONE
          && tokens.length(i) <= 2
          && tokens.length(i + 2) <= 2) {
        int a = tokens.value(i);
        int b = tokens.value(i + 2);
        if (a > 12 && a <= 31 && b <= 12) {
          dayFirst++;
        } else if (b > 12 && b <= 31 && a <= 12) {
          monthFirst++;
        }
      }
    }
    if (dayFirst != monthFirst) {
      return dayFirst > monthFirst ? DAY_FIRST : MONTH_FIRST;
    }
    return language.equals(Language.ENGLISH) || language.equals(Language.UNDETERMINED)
        ? MONTH_FIRST
        : DAY_FIRST;
  }
}
