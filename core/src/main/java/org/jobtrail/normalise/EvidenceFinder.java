package org.jobtrail.normalise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
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

  /// More of what stands around a title says nothing more.
  private static final int CONTEXT_WORDS = 60;

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
    int[] concepts = new int[matches.size() + meaning.nearest.length];
    int n = 0;
    boolean[] found = new boolean[vectors.size()];
    for (LabelMatch match : matches) {
      concepts[n] = match.use().concept();
      found[concepts[n++]] = true;
    }
    if (!meaning.title.isZero()) {
      for (int concept : meaning.nearest) {
        if (!found[concept]) {
          concepts[n++] = concept;
        }
      }
    }
    concepts = Arrays.copyOf(concepts, n);
    ConceptVectors.Nearest[] nearest = meaning.nearest(concepts);
    List<Evidence> evidence = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      Optional<LabelMatch> match =
          i < matches.size() ? Optional.of(matches.get(i)) : Optional.empty();
      evidence.add(meaning.evidence(concepts[i], match, nearest[i]));
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
    int[] others =
        IntStream.range(0, titles.size())
            .map(titles::concept)
            .filter(concept -> !known.containsKey(concept))
            .toArray();
    ConceptVectors.Nearest[] nearest = meaning.nearest(others);
    for (int i = 0; i < others.length; i++) {
      known.put(others[i], meaning.evidence(others[i], Optional.empty(), nearest[i]));
    }
    List<Evidence> evidence = new ArrayList<>(titles.size());
    for (int i = 0; i < titles.size(); i++) {
      Evidence of = Objects.requireNonNull(known.get(titles.concept(i)));
      double[] values = of.values().clone();
      for (EvidencePart part : EvidencePart.ALL) {
        if (part.labelled.isPresent()) {
          values[part.at()] = titles.value(i, part.labelled.get());
        }
      }
      evidence.add(of.with(values));
    }
    return evidence;
  }

  /// A query's words and vectors beside those of the concepts.
  private final class Meaning {
    final List<String> words;
    final SignedVector title;

    /// The concepts whose centres are nearest, best first.
    final int[] nearest;

    private final boolean[] near;
    private final Optional<SignedVector> description;
    private final Optional<SignedVector> employer;
    private final Optional<SignedVector> career;

    Meaning(TitleQuery query) {
      words = TitleFolding.fold(query.title());
      title = encoded(words);
      nearest = vectors.nearestCentres(title, BY_MEANING);
      near = new boolean[vectors.size()];
      for (int concept : nearest) {
        near[concept] = true;
      }
      description = ofContext(query.description());
      employer = ofContext(query.employer());
      career =
          query.neighbours().isEmpty()
              ? Optional.empty()
              : Optional.of(ofContext(String.join(" ", query.neighbours())));
    }

    /// The nearest label of each concept.
    ConceptVectors.Nearest[] nearest(int[] concepts) {
      int[] closely = new int[concepts.length];
      for (int i = 0; i < closely.length; i++) {
        closely[i] = near[concepts[i]] ? ConceptVectors.CLOSELY : LOOSELY;
      }
      return vectors.nearest(title, concepts, closely);
    }

    Evidence evidence(int concept, Optional<LabelMatch> match, ConceptVectors.Nearest found) {
      double[] values = new double[EvidencePart.ALL.length];
      if (match.isPresent()) {
        for (EvidencePart part : OF_WORDS) {
          values[part.at()] = match.get().value(part.lexical.get());
        }
      }
      values[EvidencePart.MEANING.at()] = found.cosine();
      values[EvidencePart.CENTRE.at()] = vectors.centre(title, concept);
      put(values, EvidencePart.DESCRIPTION, description, concept);
      put(values, EvidencePart.EMPLOYER, employer, concept);
      put(values, EvidencePart.CAREER, career, concept);
      return new Evidence(concept, match, labels.get(concept), found.text(), values);
    }
  }

  private void put(
      double[] values, EvidencePart part, Optional<SignedVector> context, int concept) {
    if (context.isPresent()) {
      values[part.at()] = vectors.centre(context.get(), concept);
    }
  }

  private Optional<SignedVector> ofContext(Stated text) {
    return text instanceof Stated.Quoted quoted
        ? Optional.of(ofContext(quoted.text()))
        : Optional.empty();
  }

  private SignedVector ofContext(String text) {
    List<String> words = TitleFolding.fold(text);
    return encoded(words.subList(0, Math.min(CONTEXT_WORDS, words.size())));
  }

  private SignedVector encoded(List<String> words) {
    return SignedVector.of(encoder.encode(String.join(" ", words)));
  }
}
