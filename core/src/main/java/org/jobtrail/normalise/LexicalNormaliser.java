package org.jobtrail.normalise;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jobtrail.taxonomy.Concept;
import org.jobtrail.taxonomy.Label;
import org.jobtrail.taxonomy.Taxonomy;

/// Finds the occupations whose labels a title equals, letter case, accents and punctuation aside.
public final class LexicalNormaliser implements Normaliser {
  private final Taxonomy taxonomy;
  private final Map<String, List<Concept>> byLabel = new HashMap<>();

  private LexicalNormaliser(Taxonomy taxonomy) {
    this.taxonomy = taxonomy;
  }

  /// Indexes the labels of the taxonomy's occupations, or of its unit groups when it has none.
  public static LexicalNormaliser of(Taxonomy taxonomy) {
    LexicalNormaliser normaliser = new LexicalNormaliser(taxonomy);
    boolean occupations =
        taxonomy.concepts().stream().anyMatch(c -> c.kind() == Concept.Kind.OCCUPATION);
    for (Concept concept : taxonomy.concepts()) {
      if (concept.kind() == (occupations ? Concept.Kind.OCCUPATION : Concept.Kind.UNIT_GROUP)) {
        for (Label label : concept.labels()) {
          List<Concept> concepts =
              normaliser.byLabel.computeIfAbsent(fold(label.text()), _ -> new ArrayList<>());
          if (!concepts.contains(concept)) {
            concepts.add(concept);
          }
        }
      }
    }
    return normaliser;
  }

  private static String fold(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}]+", " ")
        .strip();
  }

  @Override
  public String name() {
    return "lexical-1";
  }

  @Override
  public String taxonomy() {
    return taxonomy.name();
  }

  @Override
  public String calibration() {
    return "none: scores are not probabilities";
  }

  @Override
  public List<Coding> code(List<TitleQuery> queries, int top) {
    return queries.stream().map(query -> code(query, top)).toList();
  }

  private Coding code(TitleQuery query, int top) {
    List<Candidate> candidates =
        byLabel.getOrDefault(fold(query.title()), List.of()).stream()
            .limit(top)
            .map(
                c ->
                    new Candidate(
                        c.occupation(),
                        c.preferred(query.language()),
                        1,
                        new Candidate.Probability.Uncalibrated(),
                        List.of(new Candidate.Reason("label is equal", 1))))
            .toList();
    return candidates.isEmpty() ? Coding.NOTHING : new Coding(candidates, Coding.Outcome.CODED);
  }
}
