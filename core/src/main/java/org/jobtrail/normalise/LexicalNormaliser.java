package org.jobtrail.normalise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jobtrail.career.Language;
import org.jobtrail.taxonomy.Concept;
import org.jobtrail.taxonomy.Label;
import org.jobtrail.taxonomy.Taxonomy;
import org.jspecify.annotations.Nullable;

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
  private final ConcurrentLinkedQueue<Memory> memories = new ConcurrentLinkedQueue<>();
  private final ConcurrentHashMap<Key, Coding> cache = new ConcurrentHashMap<>();

  private record Key(String title, Language language, int top) {}

  private LexicalNormaliser(
      Taxonomy taxonomy,
      LabelForms forms,
      WordIndex index,
      Optional<Calibration> calibration,
      Optional<UnitGroups> groups) {
    this.taxonomy = taxonomy;
    this.forms = forms;
    this.index = index;
    this.calibration = calibration;
    this.groups = groups;
  }

  /// Indexes the labels of the taxonomy's occupations, or of its unit groups when it has none.
  /// The first candidate's probability is calibrated where a calibration ships for the taxonomy.
  public static LexicalNormaliser of(Taxonomy taxonomy) {
    Beside<Optional<GroupVotes>> votes = votes(taxonomy);
    return of(taxonomy, LabelForms.of(taxonomy.coded()), votes);
  }

  /// @param forms of the taxonomy's coded concepts
  /// @param votes of the taxonomy
  static LexicalNormaliser of(
      Taxonomy taxonomy, LabelForms forms, Beside<Optional<GroupVotes>> votes) {
    WordIndex index = WordIndex.of(forms.words());
    return new LexicalNormaliser(
        taxonomy,
        forms,
        index,
        Calibration.shippedFor(taxonomy.family()),
        votes.get().map(v -> new UnitGroups(forms, v)));
  }

  /// What everyday titles say over the taxonomy; nothing over the one that they come from.
  static Beside<Optional<GroupVotes>> votes(Taxonomy taxonomy) {
    return Beside.of(
        () -> {
          Taxonomy starter = Taxonomy.starter();
          return taxonomy.name().equals(starter.name())
              ? Optional.empty()
              : Optional.of(new GroupVotes(starter));
        });
  }

  /// Indexes every concept, groups too: what a search wants, not a coding.
  public static LexicalNormaliser overAll(Taxonomy taxonomy) {
    LabelForms forms = LabelForms.of(taxonomy.concepts());
    return new LexicalNormaliser(
        taxonomy, forms, WordIndex.of(forms.words()), Optional.empty(), Optional.empty());
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
    return matches(TitleFolding.fold(title), language).stream().sorted(LabelMatch.ORDER).toList();
  }

  /// The same in no order that matters.
  ///
  /// @param words of the title, folded
  List<LabelMatch> matches(List<String> words, Language language) {
    if (words.isEmpty()) {
      return List.of();
    }
    Memory polled = memories.poll();
    Memory memory = polled == null ? new Memory() : polled;
    Optional<UnitGroups.Query> votes = groups.map(g -> g.about(words, language));
    memory.search.best(words, FORMS);
    add(memory, words, language, votes, List.of());
    if (votes.isPresent()) {
      List<String> missing = missing(votes.get(), memory);
      if (!missing.isEmpty()) {
        memory.search.best(words, FORMS_OF_NAMED);
        add(memory, words, language, votes, missing);
        addTypical(missing(votes.get(), memory), language, votes.get(), memory);
      }
    }
    List<LabelMatch> matches = memory.empty();
    memories.add(memory);
    return matches;
  }

  /// Working memory of one thread.
  private final class Memory {
    final WordIndex.Search search = index.new Search();

    /// Each concept's best label so far.
    final @Nullable LabelMatch[] best = new LabelMatch[forms.concepts().size()];

    /// The concepts that have one.
    private int[] found = new int[256];

    private int size;

    void put(int concept, LabelMatch match) {
      if (best[concept] == null) {
        found = size == found.length ? Arrays.copyOf(found, 2 * size) : found;
        found[size++] = concept;
      }
      best[concept] = match;
    }

    List<LabelMatch> empty() {
      List<LabelMatch> matches = new ArrayList<>(size);
      for (int i = 0; i < size; i++) {
        matches.add(Objects.requireNonNull(best[found[i]]));
        best[found[i]] = null;
      }
      size = 0;
      return matches;
    }
  }

  /// @param only of these groups; of all when there is none
  private void add(
      Memory memory,
      List<String> words,
      Language language,
      Optional<UnitGroups.Query> votes,
      List<String> only) {
    WordIndex.Search search = memory.search;
    int hash = words.hashCode();
    for (int i = 0; i < search.size; i++) {
      int form = search.found[i];
      boolean equal = forms.is(form, words, hash);
      List<LabelForms.Use> uses = forms.uses(form);
      for (int u = 0; u < uses.size(); u++) {
        LabelForms.Use use = uses.get(u);
        if (only.isEmpty() || only.contains(forms.group(use.concept()))) {
          LabelMatch known = memory.best[use.concept()];
          LabelMatch match =
              new LabelMatch(
                  use,
                  form,
                  Math.min(1, search.scores[i]),
                  equal,
                  use.label().language().equals(language),
                  0,
                  known == null ? context(use.concept(), votes) : known.context());
          memory.put(use.concept(), known == null ? match : known.and(match));
        }
      }
    }
  }

  private static LabelMatch.Context context(int concept, Optional<UnitGroups.Query> votes) {
    return votes.isPresent() ? votes.get().context(concept) : LabelMatch.Context.LABELS;
  }

  /// Groups that a starter title names exactly and no candidate is of.
  private List<String> missing(UnitGroups.Query votes, Memory memory) {
    List<String> missing = new ArrayList<>(1);
    for (GroupVotes.Vote vote : votes.votes().values()) {
      if (vote.equal()) {
        missing.add(vote.group());
      }
    }
    if (!missing.isEmpty()) {
      for (int i = 0; i < memory.size; i++) {
        missing.remove(forms.group(memory.found[i]));
      }
    }
    return missing;
  }

  /// A named group always has a candidate, even when none of its labels resembles the title.
  private void addTypical(
      List<String> missing, Language language, UnitGroups.Query votes, Memory memory) {
    for (String group : missing) {
      groups
          .flatMap(g -> g.typical(group))
          .ifPresent(
              concept -> {
                Concept found = forms.concepts().get(concept);
                Label label = new Label(language, Label.Kind.PREFERRED, found.preferred(language));
                memory.put(
                    concept,
                    new LabelMatch(
                        new LabelForms.Use(concept, label, 0),
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
