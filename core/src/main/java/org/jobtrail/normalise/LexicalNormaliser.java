package org.jobtrail.normalise;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntPredicate;
import org.jobtrail.career.Language;
import org.jobtrail.taxonomy.Concept;
import org.jobtrail.taxonomy.Label;
import org.jobtrail.taxonomy.Taxonomy;

/// Compares a title with every label of every language, exactly and nearly.
///
/// Title and labels are folded by the same rules ({@link TitleFolding}); {@link WordIndex} finds
/// the labels whose words the title's words equal or resemble; {@link LabelMatch} scores each
/// concept
/// by its best label, in `[0, 1]`. Over an imported taxonomy the starter's everyday titles vote for
/// unit groups ({@link UnitGroups}). The first candidate's probability comes from {@link
/// Calibration}.
public final class LexicalNormaliser implements Normaliser {
  static final String NAME = "lexical-2";

  /// How many forms are looked at closely.
  private static final int FORMS = 60;

  /// How many when a group that a starter title names has no label among those.
  private static final int FORMS_OF_NAMED = 2000;

  /// Titles repeat a lot; when this many different ones were seen, the cache starts anew.
  private static final int CACHED_TITLES = 200_000;

  private final Taxonomy taxonomy;
  private final LabelForms forms;
  private final WordIndex index;
  private final Optional<Calibration> calibration;
  private final Optional<UnitGroups> groups;
  private final ConcurrentLinkedQueue<WordIndex.Search> searches = new ConcurrentLinkedQueue<>();
  private final ConcurrentHashMap<Key, Coding> cache = new ConcurrentHashMap<>();

  private record Key(String title, Language language, int top) {}

  private LexicalNormaliser(
      Taxonomy taxonomy,
      LabelForms forms,
      Optional<Calibration> calibration,
      Optional<GroupVotes> votes) {
    this.taxonomy = taxonomy;
    this.forms = forms;
    this.index = WordIndex.of(forms.words());
    this.calibration = calibration;
    this.groups = votes.map(v -> new UnitGroups(forms, v));
  }

  /// Indexes the labels of the taxonomy's occupations, or of its unit groups when it has none.
  /// The first candidate's probability is calibrated where a calibration ships for the taxonomy.
  public static LexicalNormaliser of(Taxonomy taxonomy) {
    return of(taxonomy, LabelForms.of(taxonomy.coded()));
  }

  /// @param forms of the taxonomy's coded concepts
  static LexicalNormaliser of(Taxonomy taxonomy, LabelForms forms) {
    Taxonomy starter = Taxonomy.starter();
    return new LexicalNormaliser(
        taxonomy,
        forms,
        Calibration.shippedFor(taxonomy.family()),
        taxonomy.name().equals(starter.name())
            ? Optional.empty()
            : Optional.of(new GroupVotes(starter)));
  }

  /// Indexes every concept, groups too: what a search wants, not a coding.
  public static LexicalNormaliser overAll(Taxonomy taxonomy) {
    return new LexicalNormaliser(
        taxonomy, LabelForms.of(taxonomy.concepts()), Optional.empty(), Optional.empty());
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
    Optional<UnitGroups.Query> votes = groups.map(g -> g.about(words, language));
    Map<Integer, LabelMatch> best = new HashMap<>();
    search.best(words, FORMS);
    add(search, words, language, votes, _ -> true, best);
    if (votes.isPresent()) {
      Set<String> missing = missing(votes.get(), best);
      if (!missing.isEmpty()) {
        search.best(words, FORMS_OF_NAMED);
        add(search, words, language, votes, c -> missing.contains(forms.group(c)), best);
        addTypical(missing(votes.get(), best), language, votes.get(), best);
      }
    }
    searches.add(search);
    return best.values().stream().sorted(LabelMatch.ORDER).toList();
  }

  private void add(
      WordIndex.Search search,
      List<String> words,
      Language language,
      Optional<UnitGroups.Query> votes,
      IntPredicate wanted,
      Map<Integer, LabelMatch> best) {
    for (int i = 0; i < search.size; i++) {
      int form = search.found[i];
      float alike = Math.min(1, search.scores[i]);
      boolean equal = forms.words().get(form).equals(words);
      for (LabelForms.Use use : forms.uses(form)) {
        int concept = use.concept();
        if (wanted.test(concept)) {
          LabelMatch.Context context =
              votes.map(v -> v.context(concept)).orElse(LabelMatch.Context.LABELS);
          boolean sameLanguage = use.label().language().equals(language);
          LabelMatch match = new LabelMatch(use, form, alike, equal, sameLanguage, 0, context);
          best.merge(concept, match, LabelMatch::and);
        }
      }
    }
  }

  /// Groups that a starter title names exactly and no candidate is of.
  private Set<String> missing(UnitGroups.Query votes, Map<Integer, LabelMatch> best) {
    Set<String> missing = new TreeSet<>();
    for (GroupVotes.Vote vote : votes.votes().values()) {
      if (vote.equal()) {
        missing.add(vote.group());
      }
    }
    if (!missing.isEmpty()) {
      best.keySet().forEach(concept -> missing.remove(forms.group(concept)));
    }
    return missing;
  }

  /// A named group always has a candidate, even when none of its labels resembles the title.
  private void addTypical(
      Set<String> missing,
      Language language,
      UnitGroups.Query votes,
      Map<Integer, LabelMatch> best) {
    for (String group : missing) {
      groups
          .flatMap(g -> g.typical(group))
          .ifPresent(
              concept -> {
                Concept found = forms.concepts().get(concept);
                Label label = new Label(language, Label.Kind.PREFERRED, found.preferred(language));
                best.put(
                    concept,
                    new LabelMatch(
                        new LabelForms.Use(concept, label),
                        -1,
                        0,
                        false,
                        false,
                        0,
                        votes.context(concept)));
              });
    }
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
        candidates.getFirst().score() >= ranked.getFirst().context().weights().threshold()
            ? Coding.Outcome.CODED
            : Coding.Outcome.UNKNOWN);
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
