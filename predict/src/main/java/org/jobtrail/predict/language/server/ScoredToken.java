package org.jobtrail.predict.language.server;

import java.util.List;
import java.util.OptionalDouble;

/// A token of a prompt as a server tells it.
///
/// @param text what it spells
/// @param log natural log of its probability after the tokens before it
record ScoredToken(String text, double log) {

  /// The log-probability of the tokens that a text ends in.
  ///
  /// Counted from the end, for servers put tokens of their own in front. A token that reaches over
  /// the border counts whole. Some servers drop the blanks of tokens that they spell one by one:
  /// where the text can't be found with its blanks, it is looked for without them, and blanks
  /// before its first letter then belong to what comes before.
  ///
  /// @param ending such as ` Cooks\n`
  /// @return empty when the last tokens don't spell the ending
  static OptionalDouble ofEnding(List<ScoredToken> tokens, String ending) {
    OptionalDouble exact = ofEnding(tokens, ending, false);
    return exact.isPresent() ? exact : ofEnding(tokens, bare(ending), true);
  }

  private static OptionalDouble ofEnding(
      List<ScoredToken> tokens, String ending, boolean withoutBlanks) {
    String spelt = "";
    double sum = 0;
    for (int i = tokens.size() - 1; i >= 0 && spelt.length() < ending.length(); i--) {
      String text = tokens.get(i).text;
      spelt = (withoutBlanks ? bare(text) : text) + spelt;
      sum += tokens.get(i).log;
    }
    return spelt.endsWith(ending) ? OptionalDouble.of(sum) : OptionalDouble.empty();
  }

  private static String bare(String text) {
    return text.replaceAll("\\s+", "");
  }
}
