package org.jobtrail.normalise;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jobtrail.normalise.Candidate.Probability;
import org.jobtrail.normalise.Candidate.Reason;
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
  private final double[] weights;
  private final Optional<Confidence> confidence;

  /// Whether what stands around a title weighs anything.
  private final boolean inContext;

  private final ConcurrentHashMap<Key, Coding> cache = new ConcurrentHashMap<>();

  /// So many candidates share the probability.
  static final int WITH_PROBABILITY = 100;

  /// A first candidate that is less likely right than this does not stand.
  private static final double UNKNOWN_BELOW = 0.15;

  private record Key(TitleQuery query, int top) {}

  private TrainedNormaliser(Taxonomy taxonomy, NormaliserModel model, EvidenceFinder finder) {
    this.taxonomy = taxonomy;
    this.model = model;
    this.finder = finder;
    this.weights = model.weights().inOrder();
    this.inContext = EvidencePart.OF_CONTEXT.stream().anyMatch(p -> weights[p.at()] != 0);
    this.confidence =
        model.confidence().map(text -> Confidence.parse(text, ConceptTree.of(taxonomy)));
  }

  /// Indexes the taxonomy's labels for the model.
  ///
  /// @throws org.jobtrail.provenance.JobtrailException.Usage when the model was trained on another
  ///     taxonomy or another version of it
  public static TrainedNormaliser of(Taxonomy taxonomy, NormaliserModel model) {
    model.refuseOther(taxonomy);
    EvidenceFinder finder = new EvidenceFinder(taxonomy, model.encoder(), model.knowledge());
    return new TrainedNormaliser(taxonomy, model, finder);
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

  /// Evidence with its score, best first.
  record Scored(Evidence evidence, double score) {
    static final Comparator<Scored> ORDER =
        Comparator.comparingDouble(Scored::score)
            .reversed()
            .thenComparingInt(s -> s.evidence.concept());
  }

  List<Scored> ranked(TitleQuery query) {
    List<Scored> ranked = new ArrayList<>();
    for (Evidence evidence : finder.find(query)) {
      ranked.add(new Scored(evidence, evidence.score(weights)));
    }
    ranked.sort(Scored.ORDER);
    return ranked;
  }

  private Coding coding(TitleQuery query, int top) {
    List<Scored> ranked = ranked(query);
    if (ranked.isEmpty()) {
      return Coding.NOTHING;
    }
    List<Probability> probabilities = probabilities(query, ranked);
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < Math.min(top, ranked.size()); i++) {
      Evidence evidence = ranked.get(i).evidence;
      Concept concept = finder.forms().concepts().get(evidence.concept());
      candidates.add(
          new Candidate(
              concept.occupation(),
              concept.preferred(query.language()),
              ranked.get(i).score,
              i < probabilities.size() ? probabilities.get(i) : new Probability.Uncalibrated(),
              reasons(evidence)));
    }
    return new Coding(candidates, outcome(candidates.getFirst()));
  }

  private static Coding.Outcome outcome(Candidate first) {
    return switch (first.probability()) {
      case Probability.Calibrated(double p) when p < UNKNOWN_BELOW -> Coding.Outcome.UNKNOWN;
      default -> Coding.Outcome.CODED;
    };
  }

  /// Empty when the model was never calibrated.
  private List<Probability> probabilities(TitleQuery query, List<Scored> ranked) {
    if (confidence.isEmpty()) {
      return List.of();
    }
    Probabilities p = confidence.get().probabilities(scored(query, ranked));
    return IntStream.range(0, p.size())
        .<Probability>mapToObj(i -> new Probability.Calibrated(Math.clamp(p.of(i), 0, 1)))
        .toList();
  }

  private ScoredTitle scored(TitleQuery query, List<Scored> ranked) {
    return new ScoredTitle(
        query.language(),
        ranked.stream()
            .limit(WITH_PROBABILITY)
            .map(
                s ->
                    new ScoredTitle.Scored(
                        finder.forms().concepts().get(s.evidence.concept()).occupation(), s.score))
            .toList());
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

  private List<Reason> reasons(Evidence evidence) {
    List<Reason> reasons = new ArrayList<>();
    for (EvidencePart part : EvidencePart.ALL) {
      double amount = weights[part.at()] * evidence.value(part);
      if (amount != 0) {
        reasons.add(new Reason(evidence.what(part), amount));
      }
    }
    return reasons;
  }
}
