package org.jobtrail.review;

import java.util.List;
import java.util.OptionalDouble;

/// A title that is asked about: all its spellings in one language.
///
/// @param key {@link org.jobtrail.normalise.TitleKey#id}
/// @param title in its most frequent spelling
/// @param language of the title, `und` when undetermined
/// @param frequency how often it was coded
/// @param people by how many different people; at most the frequency
/// @param doubt frequency times the mean uncertainty, `Σ (1 − probability)`, an occurrence without
///     a standing candidate or without a probability counting 1
/// @param standing what most of the occurrences were coded as; empty for unknown
/// @param probability mean over the occurrences coded so; empty when not calibrated
/// @param candidates at most five, best first
/// @param otherSpellings the next most frequent, at most three
record ReviewItem(
    String key,
    String title,
    String language,
    long frequency,
    long people,
    double doubt,
    List<Candidate> standing,
    OptionalDouble probability,
    List<Candidate> candidates,
    List<String> otherSpellings) {
  ReviewItem {
    standing = List.copyOf(standing);
    candidates = List.copyOf(candidates);
    otherSpellings = List.copyOf(otherSpellings);
  }

  /// A concept that may be meant.
  record Candidate(String uri, String code, String label) {
    /// As one cell, which no spreadsheet takes for a number: `0110 Officers`.
    String cell() {
      return code + ' ' + label;
    }
  }
}
