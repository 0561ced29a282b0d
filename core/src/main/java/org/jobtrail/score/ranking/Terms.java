package org.jobtrail.score.ranking;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// What a text is cut into before it is counted, lower case, nothing else folded.
final class Terms {
  private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);
  private static final Pattern WORD =
      Pattern.compile("\\b\\w\\w+\\b", Pattern.UNICODE_CHARACTER_CLASS);

  private Terms() {}

  /// Runs of two or more letters, digits and underscores.
  static List<String> words(String text) {
    return WORD.matcher(text.toLowerCase(Locale.ROOT)).results().map(m -> m.group()).toList();
  }

  /// Character n-grams inside single words, each word padded by a space on both sides; a padded
  /// word shorter than n is one gram, once.
  ///
  /// Source: scikit-learn's `char_wb`.
  static List<String> grams(String text, int shortest, int longest) {
    List<String> grams = new ArrayList<>();
    for (String word : SPACE.split(text.toLowerCase(Locale.ROOT).strip())) {
      if (word.isEmpty()) {
        continue;
      }
      String padded = ' ' + word + ' ';
      for (int n = shortest; n <= longest; n++) {
        if (padded.length() <= n) {
          grams.add(padded);
          break;
        }
        for (int at = 0; at + n <= padded.length(); at++) {
          grams.add(padded.substring(at, at + n));
        }
      }
    }
    return grams;
  }
}
