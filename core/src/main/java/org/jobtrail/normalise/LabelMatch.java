package org.jobtrail.normalise;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jobtrail.taxonomy.Label;

/// A concept's best label beside a title, with what the score is made of.
///
/// @param form of the label
/// @param alike soft TF-IDF cosine of the words, in `[0, 1]`
/// @param equal whether title and label fold to the same words
/// @param support `Σ alike⁴` over the concept's other forms that were found
record LabelMatch(
    LabelForms.Use use,
    int form,
    float alike,
    boolean equal,
    boolean sameLanguage,
    double support) {
  /// Weights add up to 1: a preferred label in the title's language that equals the title, with
  /// many others alike, scores 1. How they were chosen: `docs/log.md`.
  private static final double WORDS = 0.85;

  private static final double LANGUAGE = 0.07;
  private static final double PREFERRED = 0.03;
  private static final double SUPPORT = 0.03;
  private static final double EQUAL = 0.02;

  static final Comparator<LabelMatch> ORDER =
      Comparator.comparingDouble(LabelMatch::score)
          .reversed()
          .thenComparingInt(m -> m.use.concept())
          .thenComparing(m -> m.use.label());

  /// The better of two labels of one concept; the other one's form lends support.
  LabelMatch and(LabelMatch other) {
    boolean first = ORDER.compare(alone(), other.alone()) <= 0;
    LabelMatch better = first ? this : other;
    LabelMatch worse = first ? other : this;
    double more = support + other.support;
    if (worse.form != better.form) {
      more += Math.pow(worse.alike, 4);
    }
    return new LabelMatch(
        better.use, better.form, better.alike, better.equal, better.sameLanguage, more);
  }

  private LabelMatch alone() {
    return new LabelMatch(use, form, alike, equal, sameLanguage, 0);
  }

  double score() {
    double sum = 0;
    for (Candidate.Reason reason : reasons()) {
      sum += reason.amount();
    }
    return Math.min(1, sum);
  }

  List<Candidate.Reason> reasons() {
    List<Candidate.Reason> reasons = new ArrayList<>(5);
    Label label = use.label();
    reasons.add(
        new Candidate.Reason(
            "words like label \"" + label.text() + "\" (" + label.language().code() + ')',
            WORDS * alike));
    if (sameLanguage) {
      reasons.add(new Candidate.Reason("label in the title's language", LANGUAGE * alike));
    }
    if (label.kind() == Label.Kind.PREFERRED) {
      reasons.add(new Candidate.Reason("preferred label", PREFERRED * alike));
    }
    if (equal) {
      reasons.add(new Candidate.Reason("equal to the label", EQUAL));
    }
    if (support > 0) {
      reasons.add(
          new Candidate.Reason(
              "other labels of the occupation are alike", SUPPORT * support / (1 + support)));
    }
    return reasons;
  }
}
