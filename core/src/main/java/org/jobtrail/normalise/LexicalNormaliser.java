package org.jobtrail.normalise;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jobtrail.career.Language;
import org.jobtrail.taxonomy.Concept;
import org.jobtrail.taxonomy.Taxonomy;

/// Compares a title with every label of every language, exactly and nearly.
///
/// Title and labels are folded by the same rules ({@link TitleFolding}); {@link WordIndex} finds
/// the labels whose words the title's words equal or resemble; {@link LabelMatch} scores each
/// concept
/// by its best label, in `[0, 1]`. The first candidate's probability comes from {@link
/// Calibration}.
public final class LexicalNormaliser implements Normaliser {
  static final String NAME = "lexical-1";

  /// How many forms are looked at closely.
  private static final int FORMS = 60;

  /// Titles repeat a lot; when this many different ones were seen, the cache starts anew.
  private static final int CACHED_TITLES = 200_000;

  /// Below this score the first candidate does not stand: see `docs/log.md`.
  static final double THRESHOLD = 0.45;

  private final Taxonomy taxonomy;
  private final LabelForms forms;
  private final WordIndex index;
  private final Optional<Calibration> calibration;
  private final ConcurrentLinkedQueue<WordIndex.Search> searches = new ConcurrentLinkedQueue<>();
  private final ConcurrentHashMap<Key, Coding> cache = new ConcurrentHashMap<>();

  private record Key(String title, Language language, int top) {}

  private LexicalNormaliser(
      Taxonomy taxonomy, List<Concept> concepts, Optional<Calibration> calibration) {
    this.taxonomy = taxonomy;
    this.forms = LabelForms.of(concepts);
    this.index = WordIndex.of(forms.words());
    this.calibration = calibration;
  }

  /// Indexes the labels of the taxonomy's occupations, or of its unit groups when it has none.
  /// The first candidate's probability is calibrated where a calibration ships for the taxonomy.
  public static LexicalNormaliser of(Taxonomy taxonomy) {
    return new LexicalNormaliser(
        taxonomy, coded(taxonomy), Calibration.shippedFor(taxonomy.family()));
  }

  /// Indexes every concept, groups too: what a search wants, not a coding.
  public static LexicalNormaliser overAll(Taxonomy taxonomy) {
    return new LexicalNormaliser(taxonomy, taxonomy.concepts(), Optional.empty());
  }

  private static List<Concept> coded(Taxonomy taxonomy) {
    boolean occupations =
        taxonomy.concepts().stream().anyMatch(c -> c.kind() == Concept.Kind.OCCUPATION);
    Concept.Kind kind = occupations ? Concept.Kind.OCCUPATION : Concept.Kind.UNIT_GROUP;
    return taxonomy.concepts().stream().filter(c -> c.kind() == kind).toList();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String taxonomy() {
    return taxonomy.name();
  }

  @Override
  public String calibration() {
    return calibration
        .map(Calibration::describe)
        .orElse("none: no calibration ships for this taxonomy");
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
        known = coding(ranked(key.title, key.language), key);
        if (cache.size() >= CACHED_TITLES) {
          cache.clear();
        }
        cache.put(key, known);
      }
      codings.add(known);
    }
    return codings;
  }

  LabelForms forms() {
    return forms;
  }

  /// Every concept with a label among the nearest forms, best first.
  List<LabelMatch> ranked(String title, Language language) {
    List<String> words = TitleFolding.fold(title);
    if (words.isEmpty()) {
      return List.of();
    }
    WordIndex.Search polled = searches.poll();
    WordIndex.Search search = polled == null ? index.new Search() : polled;
    search.best(words, FORMS);
    Map<Integer, LabelMatch> best = new HashMap<>();
    for (int i = 0; i < search.size; i++) {
      int form = search.found[i];
      float alike = Math.min(1, search.scores[i]);
      boolean equal = forms.words().get(form).equals(words);
      for (LabelForms.Use use : forms.uses(form)) {
        boolean sameLanguage = use.label().language().equals(language);
        LabelMatch match = new LabelMatch(use, form, alike, equal, sameLanguage, 0);
        best.merge(use.concept(), match, LabelMatch::and);
      }
    }
    searches.add(search);
    return best.values().stream().sorted(LabelMatch.ORDER).toList();
  }

  private Coding coding(List<LabelMatch> ranked, Key key) {
    if (ranked.isEmpty()) {
      return Coding.NOTHING;
    }
    List<Candidate> candidates = new ArrayList<>();
    for (LabelMatch match : ranked.subList(0, Math.min(key.top, ranked.size()))) {
      Concept concept = forms.concepts().get(match.use().concept());
      candidates.add(
          new Candidate(
              concept.occupation(),
              concept.preferred(key.language),
              match.score(),
              candidates.isEmpty() ? probability(ranked) : new Candidate.Probability.Uncalibrated(),
              match.reasons()));
    }
    return new Coding(
        candidates,
        candidates.getFirst().score() >= THRESHOLD ? Coding.Outcome.CODED : Coding.Outcome.UNKNOWN);
  }

  private Candidate.Probability probability(List<LabelMatch> ranked) {
    return calibration
        .<Candidate.Probability>map(
            c ->
                new Candidate.Probability.Calibrated(
                    c.probability(ranked.getFirst().score(), margin(ranked))))
        .orElseGet(Candidate.Probability.Uncalibrated::new);
  }

  /// How far the first stands above the second.
  static double margin(List<LabelMatch> ranked) {
    double second = ranked.size() > 1 ? ranked.get(1).score() : 0;
    return ranked.getFirst().score() - second;
  }
}
