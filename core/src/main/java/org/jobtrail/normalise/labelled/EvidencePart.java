package org.jobtrail.normalise.labelled;

/// A part of what labelled titles say for a concept; the score is their weighted sum.
///
/// How they were chosen, and what was tried beside them: `docs/log.md`.
public enum EvidencePart {
  /// `ln p` of the {@link TitleClassifier}, at most 0.
  CLASSIFIER(0, "titles with these words are this occupation"),
  /// `ln(1 + 50 Σ cos²)` over the labelled titles of the concept that are near, at least 0.
  NEIGHBOURS(1, "labelled titles share words with this one"),
  /// The greatest cosine of a labelled title of the concept, in `[0, 1]`.
  CLOSEST(2, "a labelled title like this one"),
  /// `CLOSEST` times the label score: the two say the same twice.
  AGREED(3, "labels and labelled titles agree"),
  /// `ln(1 + n)` for a concept with n labelled titles.
  FREQUENCY(4, "how many titles have this occupation"),
  /// `1 / (1 + n)` for a concept with n labelled titles, at least one, else 0.
  FEW(5, "few titles have this occupation"),
  /// 1 for a concept without a labelled title, else 0.
  UNTITLED(6, "no labelled title has this occupation"),
  /// The cosine of the nearest labelled title, in `[0, 1]`, for a concept without one, else 0: the
  /// nearer that is, the less likely is an occupation nobody named yet.
  UNTITLED_NEAR(7, "no labelled title has this occupation, and others are like this one"),
  /// The label score for a concept without a labelled title, else 0.
  UNTITLED_LABEL(8, "only the labels tell of this occupation");

  /// Where it stands among the parts of a concept, from 0.
  final int at;

  private final String what;

  EvidencePart(int at, String what) {
    this.at = at;
    this.what = what;
  }

  /// The part as a reason, in words.
  public String what() {
    return what;
  }
}
