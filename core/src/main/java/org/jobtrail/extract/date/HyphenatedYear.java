package org.jobtrail.extract.date;

import org.jobtrail.extract.text.Tokens;
import org.jobtrail.extract.text.Tokens.Gap;

/// Whether `2005-07` is July 2005 or the years 2005 to 2007.
///
/// The document decides where all that can be only one of them are months (`2015-03`); years where
/// one is a pair of years (`1995-99`), and where nothing tells.
enum HyphenatedYear {
  MONTH,
  YEARS;

  static HyphenatedYear of(Tokens tokens) {
    boolean month = false;
    for (int i = 0; i + 2 < tokens.size(); i++) {
      if (!tokens.isNumber(i)
          || tokens.length(i) != 4
          || tokens.value(i) < Years.FIRST
          || tokens.value(i) > Years.LAST
          || !tokens.isMark(i + 1, '-')
          || !tokens.isNumber(i + 2)
          || tokens.length(i + 2) != 2
          || tokens.gap(i + 1) != Gap.NONE
          || tokens.gap(i + 2) != Gap.NONE) {
        continue;
      }
      int second = tokens.value(i + 2);
      if (second > 12) {
        return YEARS;
      }
      month |= second >= 1 && second <= tokens.value(i) % 100;
    }
    return month ? MONTH : YEARS;
  }
}
