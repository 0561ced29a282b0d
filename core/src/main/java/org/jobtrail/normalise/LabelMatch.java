package org.jobtrail.normalise;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jobtrail.normalise.GroupVotes.Vote;
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
    double support,
    Context context) {
  /// What is known of the concept besides its labels.
  ///
  /// @param weights of the normaliser
  /// @param vote empty when no starter title names the concept's unit group
  /// @param typical how typical of its unit group, in `[0, 1]`
  /// @param vague the title is one word that many occupations share
  record Context(Weights weights, Optional<Vote> vote, double typical, boolean vague) {
    static final Context LABELS = new Context(Weights.LABELS, Optional.empty(), 0, false);
  }

  /// Up to `typical` they add up to 1, the score of a title with everything in its favour. How they
  /// were chosen: `docs/log.md`.
  ///
  /// @param vague what a vague title loses
  /// @param threshold below this score the first candidate does not stand
  record Weights(
      double words,
      double language,
      double preferred,
      double support,
      double equal,
      double vote,
      double typical,
      double vague,
      double threshold) {
    static final Weights LABELS = new Weights(0.85, 0.07, 0.03, 0.03, 0.02, 0, 0, 0, 0.45);
    static final Weights VOTES =
        new Weights(0.595, 0.049, 0.021, 0.021, 0.014, 0.25, 0.05, 0.4, 0.38);
  }

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
    return better.with(more);
  }

  private LabelMatch alone() {
    return support == 0 ? this : with(0);
  }

  private LabelMatch with(double more) {
    return new LabelMatch(use, form, alike, equal, sameLanguage, more, context);
  }

  /// The sum of the reasons.
  double score() {
    double sum = 0;
    for (Part part : PARTS) {
      sum += amount(part);
    }
    return sum;
  }

  enum Part {
    WORDS,
    LANGUAGE,
    PREFERRED,
    EQUAL,
    SUPPORT,
    VOTE,
    TYPICAL,
    VAGUE
  }

  private static final Part[] PARTS = Part.values();

  private double amount(Part part) {
    Weights w = context.weights;
    double weight =
        switch (part) {
          case WORDS -> w.words;
          case LANGUAGE -> w.language;
          case PREFERRED -> w.preferred;
          case EQUAL -> w.equal;
          case SUPPORT -> w.support;
          case VOTE -> w.vote;
          case TYPICAL -> w.typical;
          case VAGUE -> -w.vague;
        };
    return weight * value(part);
  }

  /// What a part says of the concept before it is weighted, in `[0, 1]`; 1 is the most it can say.
  double value(Part part) {
    boolean preferred = use.label().kind() == Label.Kind.PREFERRED;
    return switch (part) {
      case WORDS -> alike;
      case LANGUAGE -> sameLanguage ? alike : 0;
      case PREFERRED -> preferred ? alike : 0;
      case EQUAL -> equal ? 1 : 0;
      case SUPPORT -> support / (1 + support);
      case VOTE -> context.vote.isEmpty() ? 0 : context.vote.get().strength();
      case TYPICAL -> context.vote.isEmpty() ? 0 : context.vote.get().strength() * context.typical;
      case VAGUE -> context.vague && !(preferred && equal && sameLanguage) ? alike : 0;
    };
  }

  String what(Part part) {
    Label label = use.label();
    return switch (part) {
      case WORDS -> "words like label \"" + label.text() + "\" (" + label.language().code() + ')';
      case LANGUAGE -> "label in the title's language";
      case PREFERRED -> "preferred label";
      case EQUAL -> "equal to the label";
      case SUPPORT -> "other labels of the occupation are alike";
      case VOTE -> context.vote.map(Vote::reason).orElse("");
      case TYPICAL -> "everyday titles of the unit group often name this occupation";
      case VAGUE -> "a word of many occupations, and only another name of this one";
    };
  }

  List<Candidate.Reason> reasons() {
    List<Candidate.Reason> reasons = new ArrayList<>(PARTS.length);
    for (Part part : PARTS) {
      double amount = amount(part);
      if (amount != 0 || part == Part.WORDS) {
        reasons.add(new Candidate.Reason(what(part), amount));
      }
    }
    return reasons;
  }
}
