package org.jobtrail.normalise;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jobtrail.career.Stated;
import org.jobtrail.normalise.encoder.ConceptVectors;
import org.jobtrail.normalise.encoder.LabelEncoder;
import org.jobtrail.normalise.encoder.SignedVector;
import org.jobtrail.normalise.labelled.TitleEvidence;
import org.jobtrail.taxonomy.Label;
import org.jobtrail.taxonomy.Taxonomy;

/// Finds the concepts that a title may name, by the words of their labels and by their meaning, and
/// what speaks for each. Safe for many threads.
final class EvidenceFinder {
  /// How many concepts are looked at because of what the title means.
  private static final int BY_MEANING = 40;

  /// How many of a concept's labels are compared closely when it is not among those: what its
  /// nearest label means hardly matters then.
  private static final int LOOSELY = 3;

  private static final EvidencePart[] OF_WORDS =
      Stream.of(EvidencePart.ALL).filter(p -> p.lexical.isPresent()).toArray(EvidencePart[]::new);

  /// More of a description says nothing more.
  private static final int DESCRIPTION_WORDS = 60;

  private final Beside<LexicalNormaliser> lexical;
  private final LabelEncoder encoder;
  private final Optional<TitleKnowledge> knowledge;
  private final ConceptVectors vectors;
  private final List<List<Label>> labels;

  /// What can be indexed before a model is at hand.
  ///
  /// @param words of the forms
  record Labels(LabelForms forms, Beside<LexicalNormaliser> words) {
    static Labels of(Taxonomy taxonomy) {
      Beside<Optional<GroupVotes>> votes = LexicalNormaliser.votes(taxonomy);
      LabelForms forms = LabelForms.of(taxonomy.coded());
      return new Labels(forms, Beside.of(() -> LexicalNormaliser.of(taxonomy, forms, votes)));
    }
  }

  EvidenceFinder(Taxonomy taxonomy, LabelEncoder encoder, Optional<TitleKnowledge> knowledge) {
    this(Labels.of(taxonomy), encoder, knowledge);
  }

  /// Words may still be indexed on another processor when it returns.
  EvidenceFinder(Labels indexed, LabelEncoder encoder, Optional<TitleKnowledge> knowledge) {
    this.encoder = encoder;
    this.knowledge = knowledge;
    this.lexical = indexed.words;
    LabelForms forms = indexed.forms;
    List<List<String>> texts = new ArrayList<>();
    labels = new ArrayList<>();
    for (int c = 0; c < forms.concepts().size(); c++) {
      texts.add(new ArrayList<>());
      labels.add(new ArrayList<>());
    }
    for (int form = 0; form < forms.words().size(); form++) {
      String text = forms.text(form);
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
  }

  LabelForms forms() {
    return lexical.get().forms();
  }

  /// In no order that matters; each concept once.
  List<Evidence> find(TitleQuery query) {
    Meaning meaning = new Meaning(query);
    List<Evidence> labelled = byLabels(query, meaning);
    return knowledge
        .map(k -> k.evidence().evidence(query.title(), k.scores(labelled)))
        .map(titles -> with(meaning, labelled, titles))
        .orElse(labelled);
  }

  /// What the labels alone say.
  List<Evidence> byLabels(TitleQuery query) {
    return byLabels(query, new Meaning(query));
  }

  private List<Evidence> byLabels(TitleQuery query, Meaning meaning) {
    List<LabelMatch> matches = lexical.get().matches(meaning.words, query.language());
    List<Evidence> evidence = new ArrayList<>(matches.size() + BY_MEANING);
    boolean[] found = new boolean[vectors.size()];
    for (LabelMatch match : matches) {
      int concept = match.use().concept();
      found[concept] = true;
      evidence.add(meaning.evidence(concept, Optional.of(match)));
    }
    if (!meaning.title.isZero()) {
      for (int concept : meaning.nearest) {
        if (!found[concept]) {
          evidence.add(meaning.evidence(concept, Optional.empty()));
        }
      }
    }
    return evidence;
  }

  /// The same with what labelled titles say, of the concepts that either knows.
  List<Evidence> with(TitleQuery query, List<Evidence> byLabels, TitleEvidence titles) {
    return with(new Meaning(query), byLabels, titles);
  }

  private List<Evidence> with(Meaning meaning, List<Evidence> byLabels, TitleEvidence titles) {
    Map<Integer, Evidence> known = new HashMap<>();
    byLabels.forEach(e -> known.put(e.concept(), e));
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

  /// A query's words and vectors beside those of the concepts.
  private final class Meaning {
    final List<String> words;
    final SignedVector title;
    final float[] centres;

    /// The concepts whose centres are nearest, best first.
    final int[] nearest;

    private final boolean[] near;
    private final boolean inContext;
    private final Optional<float[]> description;
    private final Optional<float[]> employer;
    private final Optional<float[]> career;

    Meaning(TitleQuery query) {
      words = TitleFolding.fold(query.title());
      float[] vector = encoder.encode(String.join(" ", words));
      title = SignedVector.of(vector);
      centres = vectors.centres(vector);
      nearest = ConceptVectors.best(centres, BY_MEANING);
      near = new boolean[centres.length];
      for (int concept : nearest) {
        near[concept] = true;
      }
      description = ofCentres(query.description());
      employer = ofCentres(query.employer());
      career =
          query.neighbours().isEmpty()
              ? Optional.empty()
              : Optional.of(ofCentres(String.join(" ", query.neighbours())));
      inContext = description.isPresent() || employer.isPresent() || career.isPresent();
    }

    Evidence evidence(int concept, Optional<LabelMatch> match) {
      double[] values = new double[EvidencePart.ALL.length];
      if (match.isPresent()) {
        for (EvidencePart part : OF_WORDS) {
          values[part.at()] = match.get().value(part.lexical.get());
        }
      }
      ConceptVectors.Nearest found =
          vectors.nearest(title, concept, near[concept] ? ConceptVectors.CLOSELY : LOOSELY);
      values[EvidencePart.MEANING.at()] = found.cosine();
      values[EvidencePart.CENTRE.at()] = centres[concept];
      if (inContext) {
        description.ifPresent(v -> values[EvidencePart.DESCRIPTION.at()] = v[concept]);
        employer.ifPresent(v -> values[EvidencePart.EMPLOYER.at()] = v[concept]);
        career.ifPresent(v -> values[EvidencePart.CAREER.at()] = v[concept]);
      }
      Optional<Label> label =
          found.text() < 0 ? Optional.empty() : Optional.of(labels.get(concept).get(found.text()));
      return new Evidence(concept, match, label, values);
    }
  }

  private Optional<float[]> ofCentres(Stated text) {
    return text instanceof Stated.Quoted quoted
        ? Optional.of(ofCentres(quoted.text()))
        : Optional.empty();
  }

  private float[] ofCentres(String text) {
    List<String> words = TitleFolding.fold(text);
    words = words.subList(0, Math.min(DESCRIPTION_WORDS, words.size()));
    return vectors.centres(encoder.encode(String.join(" ", words)));
  }
}
