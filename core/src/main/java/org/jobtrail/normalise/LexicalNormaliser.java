package org.jobtrail.normalise;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jobtrail.career.Language;
import org.jobtrail.taxonomy.Concept;
import org.jobtrail.taxonomy.Label;
import org.jobtrail.taxonomy.Taxonomy;

/// Compares a title with every label of every language, exactly and nearly.
///
/// Title and labels are folded by the same rules ({@link TitleFolding}); {@link WordIndex} finds
/// the labels whose words the title's words equal or resemble; the best label of a concept, with a
/// little for its language and for being equal, is the concept's score in `[0, 1]`.
public final class LexicalNormaliser implements Normaliser {
  private static final int FORMS = 150;
  private static final int CACHED_TITLES = 200_000;
  private static final double WORDS = 0.9;
  private static final double LANGUAGE = 0.06;
  private static final double EQUAL = 0.03;
  private static final double PREFERRED = 0.01;

  /// Below this score the first candidate does not stand.
  static final double THRESHOLD = 0.45;

  private final Taxonomy taxonomy;
  private final LabelForms forms;
  private final WordIndex index;
  private final ConcurrentLinkedQueue<WordIndex.Search> searches = new ConcurrentLinkedQueue<>();
  private final ConcurrentHashMap<Key, Coding> cache = new ConcurrentHashMap<>();

  private record Key(String title, Language language, int top) {}

  private LexicalNormaliser(Taxonomy taxonomy, List<Concept> concepts) {
    this.taxonomy = taxonomy;
    this.forms = LabelForms.of(concepts);
    this.index = WordIndex.of(forms.words());
  }

  /// Indexes the labels of the taxonomy's occupations, or of its unit groups when it has none.
  public static LexicalNormaliser of(Taxonomy taxonomy) {
    boolean occupations =
        taxonomy.concepts().stream().anyMatch(c -> c.kind() == Concept.Kind.OCCUPATION);
    Concept.Kind kind = occupations ? Concept.Kind.OCCUPATION : Concept.Kind.UNIT_GROUP;
    return new LexicalNormaliser(
        taxonomy, taxonomy.concepts().stream().filter(c -> c.kind() == kind).toList());
  }

  /// Indexes every concept, groups too: what a search wants, not a coding.
  public static LexicalNormaliser overAll(Taxonomy taxonomy) {
    return new LexicalNormaliser(taxonomy, taxonomy.concepts());
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
    if (top < 1) {
      throw new IllegalArgumentException("top must be at least 1, found " + top);
    }
    List<Coding> codings = new ArrayList<>(queries.size());
    for (TitleQuery query : queries) {
      Key key = new Key(query.title(), query.language(), top);
      Coding known = cache.get(key);
      if (known == null) {
        known = code(key);
        if (cache.size() >= CACHED_TITLES) {
          cache.clear();
        }
        cache.put(key, known);
      }
      codings.add(known);
    }
    return codings;
  }

  private Coding code(Key key) {
    List<String> words = TitleFolding.fold(key.title());
    if (words.isEmpty()) {
      return Coding.NOTHING;
    }
    WordIndex.Search search = searches.poll();
    if (search == null) {
      search = index.new Search();
    }
    Map<Integer, Match> best = new HashMap<>();
    search.best(words, FORMS);
    for (int i = 0; i < search.size; i++) {
      int form = search.found[i];
      double alike = Math.min(1, search.scores[i]);
      boolean equal = forms.words().get(form).equals(words);
      for (LabelForms.Use use : forms.uses(form)) {
        Match match = new Match(use, alike, equal, use.label().language().equals(key.language()));
        best.merge(use.concept(), match, (a, b) -> Match.ORDER.compare(a, b) <= 0 ? a : b);
      }
    }
    searches.add(search);
    if (best.isEmpty()) {
      return Coding.NOTHING;
    }
    List<Candidate> candidates =
        best.values().stream()
            .sorted(Match.ORDER)
            .limit(key.top())
            .map(match -> candidate(match, key.language()))
            .toList();
    return new Coding(
        candidates,
        candidates.getFirst().score() >= THRESHOLD ? Coding.Outcome.CODED : Coding.Outcome.UNKNOWN);
  }

  private Candidate candidate(Match match, Language language) {
    Concept concept = forms.concepts().get(match.use.concept());
    return new Candidate(
        concept.occupation(),
        concept.preferred(language),
        match.score(),
        new Candidate.Probability.Uncalibrated(),
        match.reasons());
  }

  /// A label of a concept beside the title.
  private record Match(LabelForms.Use use, double alike, boolean equal, boolean sameLanguage) {
    static final Comparator<Match> ORDER =
        Comparator.comparingDouble(Match::score)
            .reversed()
            .thenComparing(m -> m.use.concept())
            .thenComparing(m -> m.use.label());

    double score() {
      double sum = 0;
      for (Candidate.Reason reason : reasons()) {
        sum += reason.amount();
      }
      return sum;
    }

    List<Candidate.Reason> reasons() {
      List<Candidate.Reason> reasons = new ArrayList<>(4);
      Label label = use.label();
      reasons.add(
          new Candidate.Reason(
              "words like label \"" + label.text() + "\" (" + label.language().code() + ')',
              WORDS * alike));
      if (sameLanguage) {
        reasons.add(new Candidate.Reason("label in the title's language", LANGUAGE * alike));
      }
      if (equal) {
        reasons.add(new Candidate.Reason("label and title are equal", EQUAL));
      }
      if (label.kind() == Label.Kind.PREFERRED) {
        reasons.add(new Candidate.Reason("preferred label", PREFERRED * alike));
      }
      return reasons;
    }
  }
}
