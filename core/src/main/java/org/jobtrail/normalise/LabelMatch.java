package org.jobtrail.normalise;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jobtrail.normalise.GroupVotes.Vote;
import org.jobtrail.taxonomy.Label;

/// A concept's best label beside a title, with what the score is made of.
final class LabelMatch {
  private final LabelForms.Use use;
  private final int form;
  private final float alike;
  private final boolean equal;
  private final boolean sameLanguage;
  private final double support;
  private final Context context;
  private final double alone;
  private final double score;

  /// @param form of the label
  /// @param alike soft TF-IDF cosine of the words, in `[0, 1]`
  /// @param equal whether title and label fold to the same words
  /// @param support `Σ alike⁴` over the concept's other forms that were found
  LabelMatch(
      LabelForms.Use use,
      int form,
      float alike,
      boolean equal,
      boolean sameLanguage,
      double support,
      Context context) {
    this.use = use;
    this.form = form;
    this.alike = alike;
    this.equal = equal;
    this.sameLanguage = sameLanguage;
    this.support = support;
    this.context = context;
    this.alone = sum(0);
    this.score = support == 0 ? alone : sum(support);
  }

  LabelForms.Use use() {
    return use;
  }

  /// Whether title and label fold to the same words.
  boolean equal() {
    return equal;
  }

  /// Whether title and label fold to the same words, or those of an everyday title that names the
  /// concept's unit group.
  boolean isNamed() {
    return equal || (context.vote.isPresent() && context.vote.get().equal());
  }

  Context context() {
    return context;
  }

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

  /// Best first.
  static final Comparator<LabelMatch> ORDER =
      (a, b) -> {
        int better = Double.compare(b.score, a.score);
        return better != 0 ? better : earlier(a.use, b.use);
      };

  private static int earlier(LabelForms.Use a, LabelForms.Use b) {
    int concept = Integer.compare(a.concept(), b.concept());
    return concept != 0 ? concept : Integer.compare(a.place(), b.place());
  }

  /// The better of two labels of one concept; the other one's form lends support.
  LabelMatch and(LabelMatch other) {
    int order = Double.compare(other.alone, alone);
    boolean first = order != 0 ? order < 0 : earlier(use, other.use) <= 0;
    LabelMatch better = first ? this : other;
    LabelMatch worse = first ? other : this;
    double more = support + other.support;
    if (worse.form != better.form) {
      double square = (double) worse.alike * worse.alike;
      more += square * square;
    }
    return more == better.support ? better : better.with(more);
  }

  private LabelMatch with(double more) {
    return new LabelMatch(use, form, alike, equal, sameLanguage, more, context);
  }

  /// The sum of the reasons.
  double score() {
    return score;
  }

  /// In the order of the parts, so that their amounts add up to it to the last bit.
  private double sum(double supported) {
    Weights w = context.weights;
    boolean preferred = use.label().kind() == Label.Kind.PREFERRED;
    double sum = w.words * alike;
    sum += sameLanguage ? w.language * alike : 0;
    sum += preferred ? w.preferred * alike : 0;
    sum += equal ? w.equal : 0;
    sum += w.support * (supported / (1 + supported));
    if (context.vote.isPresent()) {
      double strength = context.vote.get().strength();
      sum += w.vote * strength;
      sum += w.typical * (strength * context.typical);
    }
    sum -= vague(preferred) ? w.vague * alike : 0;
    return sum;
  }

  private boolean vague(boolean preferred) {
    return context.vague && !(preferred && equal && sameLanguage);
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
      case VAGUE -> vague(preferred) ? alike : 0;
    };
  }

  String what(Part part) {
    Label label = use.label();
    String named = "label \"" + label.text() + "\" (" + label.language().code() + ')';
    return switch (part) {
      case WORDS -> "words like " + named;
      case LANGUAGE -> named + " in the title's language";
      case PREFERRED -> "preferred label";
      case EQUAL -> "equal to " + named;
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
