package org.jobtrail.normalise;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jobtrail.normalise.Candidate.Probability;
import org.jobtrail.normalise.Candidate.Reason;
import org.jobtrail.taxonomy.Concept;
import org.jobtrail.taxonomy.Taxonomy;

/// Ranks occupations by what a trained model makes of words and meaning.
///
/// A concept's score is the weighted sum of its {@link Evidence}; the model holds the weights, the
/// encoder that gives texts their meaning, and what turns scores into probabilities.
public final class TrainedNormaliser implements Normaliser {
  static final String NAME = "trained-1";

  /// Titles repeat a lot; when this many different ones were seen, the cache starts anew.
  private static final int CACHED_TITLES = 100_000;

  private final Taxonomy taxonomy;
  private final NormaliserModel model;
  private final EvidenceFinder finder;
  private final double[] weights;
  private final ConcurrentHashMap<Key, Coding> cache = new ConcurrentHashMap<>();

  private record Key(TitleQuery query, int top) {}

  private TrainedNormaliser(Taxonomy taxonomy, NormaliserModel model, EvidenceFinder finder) {
    this.taxonomy = taxonomy;
    this.model = model;
    this.finder = finder;
    this.weights = model.weights().inOrder();
  }

  /// Indexes the taxonomy's labels for the model.
  ///
  /// @throws org.jobtrail.provenance.JobtrailException.Usage when the model was trained on another
  ///     taxonomy or another version of it
  public static TrainedNormaliser of(Taxonomy taxonomy, NormaliserModel model) {
    model.refuseOther(taxonomy);
    EvidenceFinder finder =
        new EvidenceFinder(LexicalNormaliser.of(taxonomy), model.encoder());
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
    return "none";
  }

  @Override
  public List<Coding> code(List<TitleQuery> queries, int top) {
    if (top < 1) {
      throw new IllegalArgumentException("top must be at least 1, found " + top);
    }
    List<Coding> codings = new ArrayList<>(queries.size());
    for (TitleQuery query : queries) {
      Key key = new Key(query, top);
      Coding known = cache.get(key);
      if (known == null) {
        known = coding(query, top);
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
    List<Candidate> candidates = new ArrayList<>();
    for (Scored scored : ranked.subList(0, Math.min(top, ranked.size()))) {
      Concept concept = finder.forms().concepts().get(scored.evidence.concept());
      candidates.add(
          new Candidate(
              concept.occupation(),
              concept.preferred(query.language()),
              scored.score,
              new Probability.Uncalibrated(),
              reasons(scored.evidence)));
    }
    return new Coding(candidates, Coding.Outcome.CODED);
  }

  private List<Reason> reasons(Evidence evidence) {
    List<Reason> reasons = new ArrayList<>();
    for (EvidencePart part : EvidencePart.ALL) {
      double amount = weights[part.ordinal()] * evidence.value(part);
      if (amount != 0) {
        reasons.add(new Reason(evidence.what(part), amount));
      }
    }
    return reasons;
  }
}
