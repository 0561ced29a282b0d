package org.jobtrail.normalise;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jobtrail.normalise.confidence.ConceptTree;
import org.jobtrail.normalise.confidence.Confidence;
import org.jobtrail.normalise.confidence.KnownTitle;
import org.jobtrail.normalise.confidence.ScoredTitle;
import org.jobtrail.normalise.labelled.LabelScores;
import org.jobtrail.normalise.labelled.LabelledEvidence;
import org.jobtrail.normalise.labelled.LabelledTitle;
import org.jobtrail.normalise.labelled.TitleEvidence;
import org.jobtrail.provenance.FileHash;
import org.jobtrail.taxonomy.Concept;
import org.jobtrail.taxonomy.Taxonomy;

/// Fits what a model can only learn from titles with known occupations: what they say of other
/// titles, the weights of all evidence, and what scores are worth.
///
/// What a title says of itself is no news, so evidence for the weights comes from the other folds,
/// and scores for the calibration from weights of the other half of the titles.
final class ModelFitting {
  /// Fewer different titles say too little about what scores are worth: what is known of that
  /// stays.
  static final int ENOUGH_TO_CALIBRATE = 200;

  /// Fewer different titles say too little about words, however often each stands there.
  private static final int ENOUGH_DIFFERENT = 200;

  private static final int FOLDS = 5;

  /// Titles whose evidence is held in memory at one time.
  private static final int BATCH = 1024;

  private final Taxonomy taxonomy;
  private final NormaliserModel base;
  private final EvidenceFinder finder;
  private final List<KnownOccupation> titles;
  private final EvidenceFit evidenceFit;
  private final Map<String, Integer> numbers = new HashMap<>();

  ModelFitting(
      Taxonomy taxonomy,
      NormaliserModel base,
      List<KnownOccupation> titles,
      EvidenceFit evidenceFit) {
    this.taxonomy = taxonomy;
    this.base = base;
    this.finder = new EvidenceFinder(taxonomy, base.encoder(), Optional.empty());
    this.titles = titles;
    this.evidenceFit = evidenceFit;
    for (Concept concept : finder.forms().concepts()) {
      numbers.put(concept.occupation().uri(), numbers.size());
    }
  }

  /// @param on what the titles are, for manifests
  TitleLearner.Learnt fit(List<FileHash> files, String on) {
    Source byLabels = new Source(t -> finder.byLabels(titles.get(t).query()), _ -> 0);
    EvidenceScorer ofLabels = fitted(byLabels, _ -> true).scorer();
    EvidenceWeights labels = ofLabels.weights();
    List<LabelledTitle> labelled = labelled(labels.inOrder());
    if (labelled.size() < EvidenceFit.ENOUGH || different(labelled) < ENOUGH_DIFFERENT) {
      return new TitleLearner.Learnt(
          base.with(labels, confidence(byLabels, on), Optional.empty(), files),
          OptionalDouble.empty());
    }
    int threads = Runtime.getRuntime().availableProcessors();
    int concepts = finder.forms().concepts().size();
    double[] found = reciprocalRanks(byLabels, ofLabels);
    Source byAll = new Source(outOfFold(byLabels.evidence, labelled, threads), t -> found[t]);
    LabelledEvidence evidence = LabelledEvidence.train(labelled, concepts, base.seed(), threads);
    EvidenceFit.Fitted fitted = fitted(byAll, _ -> true);
    EvidenceScorer scorer = fitted.scorer();
    NormaliserModel model =
        base.with(
            scorer.weights(),
            confidence(byAll, on),
            Optional.of(new TitleKnowledge(evidence, labels, scorer.untitled())),
            files);
    OptionalDouble added = fitted.addedOdds();
    return new TitleLearner.Learnt(
        model,
        added.isPresent()
            ? OptionalDouble.of(Math.exp(added.getAsDouble()))
            : OptionalDouble.empty());
  }

  /// Where what is known of titles comes from, by their position.
  ///
  /// @param byLabels reciprocal rank of a right candidate by labels alone, 0 where there is none
  private record Source(IntFunction<List<Evidence>> evidence, IntToDoubleFunction byLabels) {}

  /// How well each title is found, 0 where it is not; too well rather than not well enough where
  /// the scorer was fitted on them.
  private double[] reciprocalRanks(Source source, EvidenceScorer scorer) {
    return IntStream.range(0, titles.size())
        .parallel()
        .mapToDouble(
            t -> {
              List<EvidenceScorer.Scored> ranked = scorer.ranked(source.evidence.apply(t));
              return IntStream.range(0, ranked.size())
                  .filter(i -> isRight(t, ranked.get(i).evidence()))
                  .mapToDouble(i -> 1.0 / (i + 1))
                  .findFirst()
                  .orElse(0);
            })
        .toArray();
  }

  private static long different(List<LabelledTitle> titles) {
    return titles.stream().map(LabelledTitle::key).distinct().count();
  }

  /// Those that name occupations, as numbers, with what the labels say.
  private List<LabelledTitle> labelled(double[] weights) {
    return IntStream.range(0, titles.size())
        .parallel()
        .mapToObj(
            t -> {
              KnownOccupation title = titles.get(t);
              LabelScores scores = TitleKnowledge.scores(finder.byLabels(title.query()), weights);
              return new Numbered(title, numbers(title), scores);
            })
        .filter(n -> !n.concepts.isEmpty())
        .map(
            n ->
                new LabelledTitle(
                    n.title.key(), n.title.query().title(), n.concepts, n.title.weight(), n.scores))
        .toList();
  }

  private record Numbered(KnownOccupation title, List<Integer> concepts, LabelScores scores) {}

  private List<Integer> numbers(KnownOccupation title) {
    return title.right().stream()
        .map(c -> numbers.getOrDefault(c.occupation().uri(), -1))
        .filter(c -> c >= 0)
        .distinct()
        .sorted()
        .toList();
  }

  /// Evidence from labels and from the titles of the other folds.
  private IntFunction<List<Evidence>> outOfFold(
      IntFunction<List<Evidence>> byLabels, List<LabelledTitle> labelled, int threads) {
    List<TitleEvidence> others =
        LabelledEvidence.outOfFold(
            labelled, finder.forms().concepts().size(), FOLDS, base.seed(), threads);
    int[] at = new int[titles.size()];
    int next = 0;
    for (int t = 0; t < at.length; t++) {
      at[t] = numbers(titles.get(t)).isEmpty() ? -1 : next++;
    }
    return t -> {
      List<Evidence> known = byLabels.apply(t);
      return at[t] < 0 ? known : finder.with(titles.get(t).query(), known, others.get(at[t]));
    };
  }

  private Optional<String> confidence(Source source, String on) {
    if (KnownOccupation.different(titles) < ENOUGH_TO_CALIBRATE) {
      return base.confidence();
    }
    List<EvidenceScorer> ofOthers =
        List.of(
            fitted(source, t -> half(t) == 1).scorer(), fitted(source, t -> half(t) == 0).scorer());
    List<KnownTitle> known =
        inBatches(_ -> true, t -> known(t, source.evidence.apply(t), ofOthers.get(half(t))));
    return Optional.of(Confidence.fit(known, ConceptTree.of(taxonomy), on).text());
  }

  private int half(int t) {
    return Halves.CALIBRATION.of(titles.get(t).key());
  }

  /// The model's own weights where there are too few titles.
  private EvidenceFit.Fitted fitted(Source source, IntPredicate wanted) {
    List<JudgedTitle> judged = inBatches(wanted, t -> judged(t, source));
    return evidenceFit
        .of(judged.stream().filter(JudgedTitle::isFound).toList())
        .orElseGet(
            () ->
                new EvidenceFit.Fitted(
                    new EvidenceScorer(base.weights(), Optional.empty()), OptionalDouble.empty()));
  }

  private JudgedTitle judged(int t, Source source) {
    KnownOccupation title = titles.get(t);
    return JudgedTitle.of(
        new JudgedTitle.About(title.key(), title.weight(), source.byLabels.applyAsDouble(t)),
        source.evidence.apply(t),
        one -> isRight(t, one));
  }

  private boolean isRight(int t, Evidence one) {
    return titles.get(t).isRight(concept(one).occupation());
  }

  private <T> List<T> inBatches(IntPredicate wanted, Function<Integer, T> work) {
    int[] of = IntStream.range(0, titles.size()).filter(wanted).toArray();
    List<T> all = new ArrayList<>(of.length);
    for (int from = 0; from < of.length; from += BATCH) {
      all.addAll(
          IntStream.range(from, Math.min(of.length, from + BATCH))
              .parallel()
              .mapToObj(i -> work.apply(of[i]))
              .toList());
    }
    return all;
  }

  private KnownTitle known(int t, List<Evidence> evidence, EvidenceScorer scorer) {
    KnownOccupation title = titles.get(t);
    List<ScoredTitle.Scored> scored =
        scorer.ranked(evidence).stream()
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
