package org.jobtrail.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One résumé in which one engine differs from one annotator.
///
/// @param pairs jobs of the gold in its order, then those that only the engine has
record ErrorCase(
    String id, Engine engine, String annotator, DocumentFacts facts, List<JobPair> pairs) {
  /// Graver mistakes first, then more of any, then by id so that the order is one.
  private static final Comparator<ErrorCase> WORST_FIRST =
      Comparator.comparingLong((ErrorCase c) -> -c.count(true))
          .thenComparingLong(c -> -c.count(false))
          .thenComparing(ErrorCase::id)
          .thenComparing(c -> c.engine().name())
          .thenComparing(ErrorCase::annotator);

  ErrorCase {
    pairs = List.copyOf(pairs);
  }

  /// Every case with an error, the worst first.
  static List<ErrorCase> of(Gold gold, List<Engine> engines) {
    List<ErrorCase> cases = new ArrayList<>();
    gold.seenBy(engines)
        .forEach(
            (id, annotators) -> {
              DocumentFacts facts = DocumentFacts.of(id, annotators, engines);
              for (GoldResume resume : annotators) {
                for (Engine engine : engines) {
                  ErrorCase one = of(resume, engine, facts);
                  if (!one.kinds().isEmpty()) {
                    cases.add(one);
                  }
                }
              }
            });
    cases.sort(WORST_FIRST);
    return cases;
  }

  private static ErrorCase of(GoldResume resume, Engine engine, DocumentFacts facts) {
    ResumeScore score = ResumeScore.of(resume, engine.said(resume.id()));
    Set<Judgement> asked = resume.asked();
    List<JobPair> pairs = new ArrayList<>();
    for (int i = 0; i < score.pairOf().size(); i++) {
      int j = score.pairOf().get(i);
      Optional<ScoredExperience> said = j < 0 ? Optional.empty() : Optional.of(score.said().get(j));
      pairs.add(JobPair.of(resume.experiences().get(i), said, asked));
    }
    score.unpaired().forEach(j -> pairs.add(JobPair.spurious(score.said().get(j), asked)));
    return new ErrorCase(resume.id(), engine, resume.annotator(), facts, pairs);
  }

  /// How often each kind of error occurs, without those that don't.
  Map<ErrorKind, Integer> kinds() {
    Map<ErrorKind, Integer> kinds = new EnumMap<>(ErrorKind.class);
    pairs.forEach(p -> p.errors().forEach(e -> kinds.merge(e, 1, Integer::sum)));
    return kinds;
  }

  private long count(boolean grave) {
    return pairs.stream()
        .flatMap(p -> p.errors().stream())
        .filter(e -> e.grave() || !grave)
        .count();
  }
}
