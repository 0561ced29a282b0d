package org.jobtrail.normalise;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jobtrail.normalise.Candidate.Probability;
import org.jobtrail.normalise.EvidenceScorer.Scored;
import org.jobtrail.normalise.confidence.ConceptTree;
import org.jobtrail.normalise.confidence.Confidence;
import org.jobtrail.normalise.confidence.Probabilities;
import org.jobtrail.normalise.confidence.ScoredTitle;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.taxonomy.Concept;
import org.jobtrail.taxonomy.OccupationCode;
import org.jobtrail.taxonomy.Taxonomy;

/// Ranks occupations by what a trained model makes of words and meaning.
///
/// A concept's score is the weighted sum of its {@link Evidence}; the model holds the weights, the
/// encoder that gives texts their meaning, and what turns scores into probabilities.
public final class TrainedNormaliser implements SetNormaliser {
  static final String NAME = "trained-1";

  /// Titles repeat a lot; when this many different ones were seen, the cache starts anew.
  private static final int CACHED_TITLES = 100_000;

  private final Taxonomy taxonomy;
  private final NormaliserModel model;
  private final EvidenceFinder finder;
  private final EvidenceScorer scorer;
  private final Optional<Confidence> confidence;

  /// Whether what stands around a title weighs anything.
  private final boolean inContext;

  private final ConcurrentHashMap<Key, Coding> cache = new ConcurrentHashMap<>();

  /// So many candidates share the probability.
  static final int WITH_PROBABILITY = 100;

  /// A first candidate that is less likely right than this does not stand.
  private static final double UNKNOWN_BELOW = 0.15;

  /// From this cosine on a labelled title is like a title; a title shares n-grams with most others.
  private static final double LIKE_LABELLED = 0.3;

  private static final double EQUAL_TO_LABELLED = 0.99;

  private record Key(TitleQuery query, int top) {}

  private TrainedNormaliser(
      Taxonomy taxonomy,
      NormaliserModel model,
      EvidenceFinder finder,
      Optional<Confidence> confidence) {
    this.taxonomy = taxonomy;
    this.model = model;
    this.finder = finder;
    this.scorer = model.scorer();
    this.inContext = scorer.weighs(EvidencePart.OF_CONTEXT);
    this.confidence = confidence;
  }

  /// Indexes the taxonomy's labels for the model.
  ///
  /// @throws org.jobtrail.provenance.JobtrailException.Usage when the model was trained on another
  ///     taxonomy or another version of it
  public static TrainedNormaliser of(Taxonomy taxonomy, NormaliserModel model) {
    model.refuseOther(taxonomy);
    return of(taxonomy, EvidenceFinder.Labels.of(taxonomy), model);
  }

  /// The same with a model's file, which is read while labels are indexed.
  ///
  /// @throws UncheckedIOException when it can't be read
  public static TrainedNormaliser of(Taxonomy taxonomy, Path file) {
    Beside<NormaliserModel> read =
        Beside.of(
            () -> {
              try {
                NormaliserModel model = ModelFile.read(file);
                model.refuseOther(taxonomy);
                return model;
              } catch (IOException e) {
                throw new UncheckedIOException(file + ": can't be read", e);
              }
            });
    EvidenceFinder.Labels labels = EvidenceFinder.Labels.of(taxonomy);
    return of(taxonomy, labels, read.get());
  }

  private static TrainedNormaliser of(
      Taxonomy taxonomy, EvidenceFinder.Labels labels, NormaliserModel model) {
    EvidenceFinder finder = new EvidenceFinder(labels, model.encoder(), model.knowledge());
    Optional<Confidence> confidence =
        model.confidence().map(text -> Confidence.parse(text, ConceptTree.of(taxonomy)));
    labels.words().get();
    return new TrainedNormaliser(taxonomy, model, finder, confidence);
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
    return confidence.map(Confidence::describe).orElse("none: no titles were known");
  }

  @Override
  public SortedMap<String, String> versions() {
    return new TreeMap<>(
        Map.of("normaliser_model", model.describe() + ", CRC-32C " + ModelFile.fingerprint(model)));
  }

  @Override
  public List<Coding> code(List<TitleQuery> queries, int top) {
    if (top < 1) {
      throw new IllegalArgumentException("top must be at least 1, found " + top);
    }
    List<Coding> codings = new ArrayList<>(queries.size());
    for (TitleQuery query : queries) {
      Key key = new Key(inContext ? query : query.alone(), top);
      Coding known = cache.get(key);
      if (known == null) {
        known = coding(key.query, top);
        if (cache.size() >= CACHED_TITLES) {
          cache.clear();
        }
        cache.put(key, known);
      }
      codings.add(known);
    }
    return codings;
  }

  List<Scored> ranked(TitleQuery query) {
    return scorer.ranked(finder.find(query));
  }

  private Coding coding(TitleQuery query, int top) {
    List<Scored> ranked = ranked(query);
    if (ranked.isEmpty()) {
      return Coding.NOTHING;
    }
    Optional<Probabilities> probabilities =
        confidence.map(c -> c.probabilities(scored(query, ranked)));
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < Math.min(top, ranked.size()); i++) {
      int at = i;
      Evidence evidence = ranked.get(i).evidence();
      Concept concept = finder.forms().concepts().get(evidence.concept());
      candidates.add(
          new Candidate(
              concept.occupation(),
              concept.preferred(query.language()),
              ranked.get(i).score(),
              probabilities
                  .filter(p -> at < p.size())
                  .<Probability>map(p -> new Probability.Calibrated(Math.clamp(p.of(at), 0, 1)))
                  .orElseGet(Probability.Uncalibrated::new),
              scorer.reasons(ranked.get(i))));
    }
    Coding.Outcome outcome =
        isHeard(query, ranked) ? outcome(candidates.getFirst()) : Coding.Outcome.UNKNOWN;
    return new Coding(candidates, outcome);
  }

  /// Whether the title says anything that labels say, too. A word of a script or language that they
  /// don't have is like none of theirs, but still has a vector, for its n-grams share places with
  /// others. A title without three letters in a row has no n-gram, so only an equal label counts,
  /// and one letter says nothing. What labelled titles say counts likewise.
  private static boolean isHeard(TitleQuery query, List<Scored> ranked) {
    int longest = longestRun(query.title());
    if (longest < 3) {
      // Folding spells out "RN".
      for (String word : TitleFolding.fold(query.title())) {
        longest = Math.max(longest, longestRun(word));
      }
    }
    double closest = longest >= 3 ? LIKE_LABELLED : EQUAL_TO_LABELLED;
    for (Scored scored : ranked) {
      if (longest >= 2 && scored.evidence().value(EvidencePart.CLOSEST) >= closest) {
        return true;
      }
      Optional<LabelMatch> match = scored.evidence().match();
      if (match.isPresent()) {
        boolean alike = longest >= 3 && match.get().value(LabelMatch.Part.WORDS) > 0;
        if (alike || (longest >= 2 && match.get().isNamed())) {
          return true;
        }
      }
    }
    return false;
  }

  /// How many letters or digits stand in a row, at most 3.
  private static int longestRun(String title) {
    int longest = 0;
    int inside = 0;
    for (int i = 0; i < title.length() && longest < 3; i++) {
      inside = Character.isLetterOrDigit(title.charAt(i)) ? inside + 1 : 0;
      longest = Math.max(longest, inside);
    }
    return longest;
  }

  private static Coding.Outcome outcome(Candidate first) {
    return switch (first.probability()) {
      case Probability.Calibrated(double p) when p < UNKNOWN_BELOW -> Coding.Outcome.UNKNOWN;
      default -> Coding.Outcome.CODED;
    };
  }

  private ScoredTitle scored(TitleQuery query, List<Scored> ranked) {
    List<ScoredTitle.Scored> scored = new ArrayList<>(WITH_PROBABILITY);
    for (Scored one : ranked.subList(0, Math.min(WITH_PROBABILITY, ranked.size()))) {
      Concept concept = finder.forms().concepts().get(one.evidence().concept());
      scored.add(new ScoredTitle.Scored(concept.occupation(), one.score()));
    }
    return new ScoredTitle(query.language(), scored);
  }

  @Override
  public boolean hasSets() {
    return confidence.isPresent();
  }

  @Override
  public List<List<OccupationCode>> sets(List<TitleQuery> queries, double coverage) {
    Confidence known =
        confidence.orElseThrow(
            () ->
                new JobtrailException.Usage(
                    "the model was never calibrated; train it with --labelled FILE to ask for"
                        + " sets"));
    return queries.stream().map(q -> known.set(scored(q, ranked(q)), coverage)).toList();
  }
}
