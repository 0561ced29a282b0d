package org.jobtrail.normalise;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jobtrail.career.Stated;
import org.jobtrail.normalise.encoder.ConceptVectors;
import org.jobtrail.normalise.encoder.LabelEncoder;
import org.jobtrail.taxonomy.Label;

/// Finds the concepts that a title may name, by the words of their labels and by their meaning, and
/// what speaks for each. Safe for many threads.
final class EvidenceFinder {
  /// How many concepts are looked at because of what the title means.
  private static final int BY_MEANING = 40;

  /// More of a description says nothing more.
  private static final int DESCRIPTION_WORDS = 60;

  private final LexicalNormaliser lexical;
  private final LabelEncoder encoder;
  private final ConceptVectors vectors;
  private final List<List<Label>> labels;

  EvidenceFinder(LexicalNormaliser lexical, LabelEncoder encoder) {
    this.lexical = lexical;
    this.encoder = encoder;
    LabelForms forms = lexical.forms();
    List<List<String>> texts = new ArrayList<>();
    labels = new ArrayList<>();
    for (int c = 0; c < forms.concepts().size(); c++) {
      texts.add(new ArrayList<>());
      labels.add(new ArrayList<>());
    }
    for (int form = 0; form < forms.words().size(); form++) {
      String text = String.join(" ", forms.words().get(form));
      for (LabelForms.Use use : forms.uses(form)) {
        List<String> of = texts.get(use.concept());
        if (of.isEmpty() || !of.getLast().equals(text)) {
          of.add(text);
          labels.get(use.concept()).add(use.label());
        }
      }
    }
    vectors = ConceptVectors.of(encoder, texts);
  }

  LabelForms forms() {
    return lexical.forms();
  }

  /// In no order that matters; each concept once.
  List<Evidence> find(TitleQuery query) {
    Map<Integer, Optional<LabelMatch>> found = new LinkedHashMap<>();
    for (LabelMatch match : lexical.ranked(query.title(), query.language())) {
      found.put(match.use().concept(), Optional.of(match));
    }
    float[] title = encoder.encode(text(query.title(), Integer.MAX_VALUE));
    float[] centres = vectors.centres(title);
    if (!isZero(title)) {
      for (int concept : ConceptVectors.best(centres, BY_MEANING)) {
        found.putIfAbsent(concept, Optional.empty());
      }
    }
    if (found.isEmpty()) {
      return List.of();
    }
    Optional<float[]> description = centres(query.description());
    Optional<float[]> employer = centres(query.employer());
    List<Evidence> evidence = new ArrayList<>(found.size());
    found.forEach(
        (concept, match) -> {
          double[] values = new double[EvidencePart.ALL.length];
          for (EvidencePart part : EvidencePart.ALL) {
            if (part.lexical.isPresent() && match.isPresent()) {
              values[part.ordinal()] = match.get().value(part.lexical.get());
            }
          }
          ConceptVectors.Nearest nearest = vectors.nearest(title, concept);
          values[EvidencePart.MEANING.ordinal()] = nearest.cosine();
          values[EvidencePart.CENTRE.ordinal()] = centres[concept];
          description.ifPresent(v -> values[EvidencePart.DESCRIPTION.ordinal()] = v[concept]);
          employer.ifPresent(v -> values[EvidencePart.EMPLOYER.ordinal()] = v[concept]);
          Optional<Label> label =
              nearest.text() < 0
                  ? Optional.empty()
                  : Optional.of(labels.get(concept).get(nearest.text()));
          evidence.add(new Evidence(concept, match, label, values));
        });
    return evidence;
  }

  private Optional<float[]> centres(Stated text) {
    return text instanceof Stated.Quoted quoted
        ? Optional.of(vectors.centres(encoder.encode(text(quoted.text(), DESCRIPTION_WORDS))))
        : Optional.empty();
  }

  private static String text(String raw, int most) {
    List<String> words = TitleFolding.fold(raw);
    return String.join(" ", words.subList(0, Math.min(most, words.size())));
  }

  private static boolean isZero(float[] vector) {
    for (float v : vector) {
      if (v != 0) {
        return false;
      }
    }
    return true;
  }
}
