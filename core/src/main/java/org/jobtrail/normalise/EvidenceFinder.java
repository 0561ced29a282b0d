package org.jobtrail.normalise;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jobtrail.career.Stated;
import org.jobtrail.normalise.encoder.ConceptVectors;
import org.jobtrail.normalise.encoder.LabelEncoder;
import org.jobtrail.normalise.labelled.TitleEvidence;
import org.jobtrail.taxonomy.Label;
import org.jobtrail.taxonomy.Taxonomy;

/// Finds the concepts that a title may name, by the words of their labels and by their meaning, and
/// what speaks for each. Safe for many threads.
final class EvidenceFinder {
  /// How many concepts are looked at because of what the title means.
  private static final int BY_MEANING = 40;

  /// More of a description says nothing more.
  private static final int DESCRIPTION_WORDS = 60;

  private final LexicalNormaliser lexical;
  private final LabelEncoder encoder;
  private final Optional<TitleKnowledge> knowledge;
  private final ConceptVectors vectors;
  private final List<List<Label>> labels;

  EvidenceFinder(Taxonomy taxonomy, LabelEncoder encoder, Optional<TitleKnowledge> knowledge) {
    this.encoder = encoder;
    this.knowledge = knowledge;
    LabelForms forms = LabelForms.of(taxonomy.coded());
    // Words take one processor, vectors what is left of the others.
    CompletableFuture<LexicalNormaliser> words =
        CompletableFuture.supplyAsync(() -> LexicalNormaliser.of(taxonomy, forms));
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
        List<Label> named = labels.get(use.concept());
        if (of.isEmpty() || !of.getLast().equals(text)) {
          of.add(text);
          named.add(use.label());
        } else if (use.label().text().length() > named.getLast().text().length()) {
          // Rather "registered nurse" than "RN".
          named.set(named.size() - 1, use.label());
        }
      }
    }
    vectors = ConceptVectors.of(encoder, texts);
    lexical = words.join();
  }

  LabelForms forms() {
    return lexical.forms();
  }

  /// In no order that matters; each concept once.
  List<Evidence> find(TitleQuery query) {
    List<Evidence> labelled = byLabels(query);
    return knowledge
        .map(k -> with(query, labelled, k.evidence().evidence(query.title(), k.scores(labelled))))
        .orElse(labelled);
  }

  /// What the labels alone say.
  List<Evidence> byLabels(TitleQuery query) {
    Map<Integer, Optional<LabelMatch>> found = new LinkedHashMap<>();
    for (LabelMatch match : lexical.ranked(query.title(), query.language())) {
      found.put(match.use().concept(), Optional.of(match));
    }
    Meaning meaning = new Meaning(query);
    if (!isZero(meaning.title)) {
      for (int concept : ConceptVectors.best(meaning.centres, BY_MEANING)) {
        found.putIfAbsent(concept, Optional.empty());
      }
    }
    List<Evidence> evidence = new ArrayList<>(found.size());
    found.forEach((concept, match) -> evidence.add(meaning.evidence(concept, match)));
    return evidence;
  }

  /// The same with what labelled titles say, of the concepts that either knows.
  List<Evidence> with(TitleQuery query, List<Evidence> byLabels, TitleEvidence titles) {
    Map<Integer, Evidence> known = new HashMap<>();
    byLabels.forEach(e -> known.put(e.concept(), e));
    Meaning meaning = new Meaning(query);
    List<Evidence> evidence = new ArrayList<>(titles.size());
    for (int i = 0; i < titles.size(); i++) {
      int concept = titles.concept(i);
      Evidence of = known.get(concept);
      if (of == null) {
        of = meaning.evidence(concept, Optional.empty());
      }
      double[] values = of.values().clone();
      for (EvidencePart part : EvidencePart.ALL) {
        if (part.labelled.isPresent()) {
          values[part.at()] = titles.value(i, part.labelled.get());
        }
      }
      evidence.add(new Evidence(concept, of.match(), of.nearest(), values));
    }
    return evidence;
  }

  /// A query's vectors beside those of the concepts.
  private final class Meaning {
    final float[] title;
    final float[] centres;
    private final Optional<float[]> description;
    private final Optional<float[]> employer;
    private final Optional<float[]> career;

    Meaning(TitleQuery query) {
      title = encoder.encode(text(query.title(), Integer.MAX_VALUE));
      centres = vectors.centres(title);
      description = ofCentres(query.description());
      employer = ofCentres(query.employer());
      career =
          query.neighbours().isEmpty()
              ? Optional.empty()
              : Optional.of(ofCentres(String.join(" ", query.neighbours())));
    }

    Evidence evidence(int concept, Optional<LabelMatch> match) {
      double[] values = new double[EvidencePart.ALL.length];
      for (EvidencePart part : EvidencePart.ALL) {
        if (part.lexical.isPresent() && match.isPresent()) {
          values[part.at()] = match.get().value(part.lexical.get());
        }
      }
      ConceptVectors.Nearest nearest = vectors.nearest(title, concept);
      values[EvidencePart.MEANING.at()] = nearest.cosine();
      values[EvidencePart.CENTRE.at()] = centres[concept];
      description.ifPresent(v -> values[EvidencePart.DESCRIPTION.at()] = v[concept]);
      employer.ifPresent(v -> values[EvidencePart.EMPLOYER.at()] = v[concept]);
      career.ifPresent(v -> values[EvidencePart.CAREER.at()] = v[concept]);
      Optional<Label> label =
          nearest.text() < 0
              ? Optional.empty()
              : Optional.of(labels.get(concept).get(nearest.text()));
      return new Evidence(concept, match, label, values);
    }
  }

  private Optional<float[]> ofCentres(Stated text) {
    return text instanceof Stated.Quoted quoted
        ? Optional.of(ofCentres(quoted.text()))
        : Optional.empty();
  }

  private float[] ofCentres(String text) {
    return vectors.centres(encoder.encode(text(text, DESCRIPTION_WORDS)));
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
