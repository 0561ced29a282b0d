package org.jobtrail.normalise;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jobtrail.normalise.confidence.ConceptTree;
import org.jobtrail.normalise.confidence.Confidence;
import org.jobtrail.normalise.confidence.KnownTitle;
import org.jobtrail.normalise.confidence.ScoredTitle;
import org.jobtrail.normalise.labelled.Choices;
import org.jobtrail.normalise.labelled.ConditionalLogit;
import org.jobtrail.provenance.FileHash;
import org.jobtrail.taxonomy.Concept;
import org.jobtrail.taxonomy.Taxonomy;

/// Fits what a model can only learn from titles with known occupations: the weights of its
/// evidence, and what scores are worth.
///
/// Every title is scored for the calibration by weights that were fitted without it: two halves,
/// by the titles' keys.
final class ModelFitting {
  /// Fewer titles say too little about the weights.
  private static final int ENOUGH = 500;

  private final Taxonomy taxonomy;
  private final EvidenceFinder finder;
  private final List<KnownOccupation> titles;
  private final List<List<Evidence>> evidence;

  ModelFitting(Taxonomy taxonomy, NormaliserModel base, List<KnownOccupation> titles) {
    this.taxonomy = taxonomy;
    this.finder = new EvidenceFinder(LexicalNormaliser.of(taxonomy), base.encoder());
    this.titles = titles;
    this.evidence =
        IntStream.range(0, titles.size())
            .parallel()
            .mapToObj(t -> finder.find(titles.get(t).query()))
            .toList();
  }

  /// @param on what the titles are, for manifests
  NormaliserModel fit(NormaliserModel base, List<FileHash> files, String on) {
    EvidenceWeights[] ofOthers = {weights(base, 1), weights(base, 0)};
    List<KnownTitle> known = new ArrayList<>();
    for (int t = 0; t < titles.size(); t++) {
      known.add(known(t, ofOthers[half(titles.get(t))].inOrder()));
    }
    Confidence confidence = Confidence.fit(known, ConceptTree.of(taxonomy), on);
    return base.with(weights(base, -1), confidence.text(), files);
  }

  private static int half(KnownOccupation title) {
    int hash = title.key().hashCode() * 0x9E3779B9;
    return (hash ^ (hash >>> 15)) & 1;
  }

  /// @param only the half to learn from, or −1 for all
  private EvidenceWeights weights(NormaliserModel base, int only) {
    int parts = EvidencePart.ALL.length;
    Choices choices = new Choices(parts);
    for (int t = 0; t < titles.size(); t++) {
      List<Evidence> candidates = evidence.get(t);
      if (only >= 0 && half(titles.get(t)) != only) {
        continue;
      }
      float[] values = new float[candidates.size() * parts];
      float[] shares = new float[candidates.size()];
      boolean any = false;
      for (int i = 0; i < shares.length; i++) {
        Evidence one = candidates.get(i);
        for (int k = 0; k < parts; k++) {
          values[i * parts + k] = (float) one.values()[k];
        }
        if (titles.get(t).isRight(concept(one).occupation())) {
          shares[i] = 1;
          any = true;
        }
      }
      if (any) {
        choices.add(values, shares, titles.get(t).weight());
      }
    }
    if (choices.titles() < ENOUGH) {
      return base.weights();
    }
    List<Double> fitted = ConditionalLogit.DEFAULT.fit(choices).weights();
    TreeMap<String, Double> byPart = new TreeMap<>();
    for (EvidencePart part : EvidencePart.ALL) {
      byPart.put(part.word(), fitted.get(part.ordinal()));
    }
    return new EvidenceWeights(byPart);
  }

  private KnownTitle known(int t, double[] weights) {
    KnownOccupation title = titles.get(t);
    List<ScoredTitle.Scored> scored =
        evidence.get(t).stream()
            .map(e -> new TrainedNormaliser.Scored(e, e.score(weights)))
            .sorted(TrainedNormaliser.Scored.ORDER)
            .limit(TrainedNormaliser.WITH_PROBABILITY)
            .map(s -> new ScoredTitle.Scored(concept(s.evidence()).occupation(), s.score()))
            .toList();
    return new KnownTitle(
        title.key(),
        new ScoredTitle(title.query().language(), scored),
        title.right().stream().map(Concept::occupation).toList());
  }

  private Concept concept(Evidence one) {
    return finder.forms().concepts().get(one.concept());
  }
}
