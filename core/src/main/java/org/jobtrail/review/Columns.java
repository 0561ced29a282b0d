package org.jobtrail.review;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The columns of a review sheet. They may come back in any order and with others among them.
final class Columns {
  static final String KEY = "key";
  static final String TITLE = "title";
  static final String LANGUAGE = "language";
  static final String FREQUENCY = "frequency";
  static final String DECISION = "decision";
  static final String CODER = "coder";
  static final String COMMENT = "comment";

  /// The candidates' URIs, parted by `|`: what a decision `2` means.
  static final String URIS = "candidate_uris";

  /// Of a conflict: what each coder decided.
  static final String DECISIONS = "decisions";

  static final int CANDIDATES = 5;

  static final List<String> ALL = all();

  private Columns() {}

  static String candidate(int number) {
    return "candidate_" + number;
  }

  private static List<String> all() {
    List<String> all =
        new ArrayList<>(
            List.of(KEY, TITLE, LANGUAGE, FREQUENCY, "people", "code", "label", "probability"));
    for (int i = 1; i <= CANDIDATES; i++) {
      all.add(candidate(i));
    }
    all.addAll(List.of(DECISION, CODER, COMMENT, "other_spellings", URIS));
    return Collections.unmodifiableList(all);
  }
}
