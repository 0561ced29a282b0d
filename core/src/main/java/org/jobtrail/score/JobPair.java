package org.jobtrail.score;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// A job of the gold and the one that the engine said of it; one of the two may be missing.
///
/// @param judged what the pair was held to
/// @param agreed what is right of it
record JobPair(
    Optional<GoldExperience> gold,
    Optional<ScoredExperience> said,
    Set<Judgement> judged,
    Set<Judgement> agreed) {
  JobPair {
    if (gold.isEmpty() && said.isEmpty()) {
      throw new IllegalArgumentException("a pair needs the gold's or the engine's job");
    }
    judged = Collections.unmodifiableSet(EnumSet.copyOf(judged));
    EnumSet<Judgement> right = EnumSet.noneOf(Judgement.class);
    right.addAll(agreed);
    right.retainAll(judged);
    agreed = Collections.unmodifiableSet(right);
  }

  static JobPair of(GoldExperience gold, Optional<ScoredExperience> said, Set<Judgement> asked) {
    Set<Judgement> judged = EnumSet.noneOf(Judgement.class);
    asked.stream().filter(gold::asks).forEach(judged::add);
    Set<Judgement> agreed =
        said.map(s -> Agreement.right(gold, s)).orElse(EnumSet.noneOf(Judgement.class));
    return new JobPair(Optional.of(gold), said, judged, agreed);
  }

  static JobPair spurious(ScoredExperience said, Set<Judgement> asked) {
    return new JobPair(Optional.empty(), Optional.of(said), asked, Set.of());
  }

  /// Whether the annotator doubts the job, so that nothing about it is wrong.
  boolean optional() {
    return gold.map(GoldExperience::optional).orElse(false);
  }

  Set<ErrorKind> errors() {
    Set<ErrorKind> errors = EnumSet.noneOf(ErrorKind.class);
    if (optional()) {
      return errors;
    }
    if (said.isEmpty()) {
      errors.add(ErrorKind.MISSING);
    } else if (gold.isEmpty()) {
      errors.add(ErrorKind.SPURIOUS);
    } else {
      for (Field field : Field.values()) {
        verdict(field).ifPresent(errors::add);
      }
    }
    return errors;
  }

  /// What is wrong with a field of two jobs that are paired; empty when right or not asked.
  Optional<ErrorKind> verdict(Field field) {
    return switch (field) {
      case TITLE -> unless(Judgement.TITLE, ErrorKind.TITLE);
      case EMPLOYER -> unless(Judgement.EMPLOYER, ErrorKind.EMPLOYER);
      case PLACE -> unless(Judgement.PLACE, ErrorKind.PLACE);
      case START ->
          unless(Judgement.START_YEAR, ErrorKind.START)
              .or(() -> unless(Judgement.START_MONTH, ErrorKind.START_MONTH));
      case END ->
          unless(Judgement.END_YEAR, ErrorKind.END)
              .or(() -> unless(Judgement.END_MONTH, ErrorKind.END_MONTH));
    };
  }

  /// Whether the gold says anything of a field at all.
  boolean asks(Field field) {
    return switch (field) {
      case EMPLOYER -> judged.contains(Judgement.EMPLOYER);
      case PLACE -> judged.contains(Judgement.PLACE);
      case TITLE, START, END -> true;
    };
  }

  private Optional<ErrorKind> unless(Judgement judgement, ErrorKind kind) {
    return judged.contains(judgement) && !agreed.contains(judgement)
        ? Optional.of(kind)
        : Optional.empty();
  }
}
