package org.jobtrail.normalise;

import java.util.List;
import java.util.Set;

/// Splits Dutch and German compounds into words that labels use on their own.
///
/// `magazijnmedewerker` is `magazijn` + `medewerker`, `veiligheidsadviseur` is `veiligheid` (+ s) +
/// `adviseur`. Of several splits the one with the longest last part wins, because the last part
/// says what kind of occupation it is.
final class Compounds {
  private static final int SHORTEST_PART = 4;
  private static final List<String> LINKS = List.of("", "s", "en", "n", "e", "es", "er");
  private final Set<String> words;

  /// @param words folded words that stand alone in labels
  Compounds(Set<String> words) {
    this.words = words;
  }

  /// The parts without their links, at least two; empty when the word is no compound.
  List<String> split(String word) {
    if (word.length() < 2 * SHORTEST_PART) {
      return List.of();
    }
    List<String> two = split(word, 2);
    return two.isEmpty() && word.length() >= 3 * SHORTEST_PART ? split(word, 3) : two;
  }

  private List<String> split(String word, int parts) {
    for (int at = SHORTEST_PART; at <= word.length() - SHORTEST_PART; at++) {
      String last = word.substring(at);
      if (words.contains(last)) {
        String first = word.substring(0, at);
        for (String link : LINKS) {
          if (first.endsWith(link) && first.length() - link.length() >= SHORTEST_PART) {
            String bare = first.substring(0, first.length() - link.length());
            if (parts == 2) {
              if (words.contains(bare)) {
                return List.of(bare, last);
              }
            } else {
              List<String> inner = split(bare, 2);
              if (!inner.isEmpty()) {
                return List.of(inner.get(0), inner.get(1), last);
              }
            }
          }
        }
      }
    }
    return List.of();
  }
}
