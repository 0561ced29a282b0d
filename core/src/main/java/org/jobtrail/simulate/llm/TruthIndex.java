package org.jobtrail.simulate.llm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jobtrail.simulate.ToldResume;

/// Finds the document that a text is, or is a part of, by what it tells.
///
/// Every told value is a key of an inverted index; a text's candidates are the documents whose
/// rare values it holds, and the one whose jobs it tells most of wins. Names, addresses and
/// numbers play no part, so a pseudonymised text is found too. Safe for use by several threads.
final class TruthIndex {
  private static final int LONGEST = 12;

  /// How many candidates are read closely.
  private static final int CLOSE = 4;

  private final List<ToldResume> documents;
  private final Map<Long, List<Integer>> postings = new HashMap<>();

  TruthIndex(List<ToldResume> documents) {
    this.documents = List.copyOf(documents);
    for (int i = 0; i < documents.size(); i++) {
      Set<Long> keys = new HashSet<>();
      values(documents.get(i))
          .filter(v -> FoldedText.length(v) <= LONGEST)
          .forEach(v -> keys.add(FoldedText.gram(v)));
      for (long key : keys) {
        if (key != 0) {
          postings.computeIfAbsent(key, _ -> new ArrayList<>(1)).add(i);
        }
      }
    }
  }

  /// Everything that a document tells, the nulls left out.
  static Stream<String> values(ToldResume told) {
    return Stream.concat(
            told.experiences().stream()
                .flatMap(j -> Stream.of(j.title(), j.employer(), j.place(), j.start(), j.end())),
            told.education().stream()
                .flatMap(s -> Stream.of(s.programme(), s.institution(), s.start(), s.end())))
        .filter(Objects::nonNull);
  }

  /// A document and what the text tells of it.
  record Match(ToldResume document, Answer answer) {}

  /// Empty when the text tells no job and no study of any document.
  Optional<Match> find(FoldedText text) {
    int rare = Math.max(200, documents.size() / 50);
    Optional<Match> match = best(text, scores(text, rare));
    return match.isPresent() ? match : best(text, scores(text, Integer.MAX_VALUE));
  }

  private Map<Integer, Double> scores(FoldedText text, int most) {
    Map<Integer, Double> scores = new HashMap<>();
    Set<Long> seen = new HashSet<>();
    FoldedText.grams(
        text.text(),
        LONGEST,
        key -> {
          List<Integer> holders = postings.get(key);
          if (holders != null && holders.size() <= most && seen.add(key)) {
            double weight = Math.log(1 + documents.size() / (double) holders.size());
            for (int holder : holders) {
              scores.merge(holder, weight, Double::sum);
            }
          }
        });
    return scores;
  }

  private Optional<Match> best(FoldedText text, Map<Integer, Double> scores) {
    List<Integer> close =
        scores.entrySet().stream()
            .sorted(
                Comparator.<Map.Entry<Integer, Double>>comparingDouble(e -> -e.getValue())
                    .thenComparing(Map.Entry::getKey))
            .limit(CLOSE)
            .map(Map.Entry::getKey)
            .toList();
    Locator locator = new Locator(text);
    Match best = null;
    int most = 0;
    for (int i : close) {
      Answer answer = locator.answer(documents.get(i));
      int found = 3 * answer.experiences().size() + answer.education().size();
      if (found > most) {
        most = found;
        best = new Match(documents.get(i), answer);
      }
    }
    return Optional.ofNullable(best);
  }
}
