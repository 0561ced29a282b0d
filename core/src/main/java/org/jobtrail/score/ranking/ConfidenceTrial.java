package org.jobtrail.score.ranking;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jobtrail.normalise.Coding;
import org.jobtrail.normalise.Normaliser;
import org.jobtrail.normalise.TitleQuery;
import org.jobtrail.normalise.confidence.BinnedError;
import org.jobtrail.normalise.confidence.ConceptTree;
import org.jobtrail.normalise.confidence.Confidence;
import org.jobtrail.normalise.confidence.KnownTitle;
import org.jobtrail.normalise.confidence.Probabilities;
import org.jobtrail.normalise.confidence.ScoredTitle;
import org.jobtrail.score.ranking.LabelledTitles.LabelledTitle;
import org.jobtrail.taxonomy.Concept;
import org.jobtrail.taxonomy.OccupationCode;

/// How well probabilities and sets hold on titles that they were not fitted on.
///
/// The titles are halved at random, those with equal folded titles together; confidence is fitted
/// on each half and judged on the other, so that every title is judged once.
///
/// @param coverage asked of sets, in `(0, 1)`
/// @param top candidates for each title
/// @param seed of the halves
public record ConfidenceTrial(double coverage, int top, long seed) {
  /// @param errors of the first candidates' probabilities, `all` and by language
  /// @param logLoss mean `−ln` of what the right candidates, or else `none`, were given (nats)
  /// @param brier mean squared error of the first candidates' probabilities
  /// @param fitted what the two fits say of themselves
  public record Result(
      SortedMap<String, BinnedError> errors,
      double logLoss,
      double brier,
      SetFigures sets,
      List<String> fitted) {}

  /// Codes the titles once; to be given to {@link #of} for each seed.
  public static List<KnownTitle> code(List<LabelledTitle> titles, Normaliser normaliser, int top) {
    List<KnownTitle> known = new ArrayList<>();
    for (LabelledTitle title : titles) {
      TitleQuery query = title.query();
      Coding coding = normaliser.code(List.of(query), top).getFirst();
      ScoredTitle scored =
          new ScoredTitle(
              query.language(),
              coding.candidates().stream()
                  .map(c -> new ScoredTitle.Scored(c.occupation(), c.score()))
                  .toList());
      List<OccupationCode> truth = title.right().stream().map(Concept::occupation).toList();
      known.add(KnownTitle.of(query.title(), scored, truth));
    }
    return known;
  }

  /// @param known one for each title, from {@link #code}
  public Result of(List<LabelledTitle> titles, List<KnownTitle> known, ConceptTree tree) {
    SortedMap<String, Integer> halves = new TreeMap<>();
    known.forEach(k -> halves.put(k.key(), 0));
    Random random = new Random(seed);
    halves.replaceAll((_, _) -> random.nextInt(2));
    Judging judging = new Judging();
    List<List<OccupationCode>> sets =
        new ArrayList<>(Collections.nCopies(titles.size(), List.of()));
    List<String> fitted = new ArrayList<>();
    for (int half = 0; half < 2; half++) {
      int own = half;
      Confidence confidence =
          Confidence.fit(
              known.stream().filter(k -> halves.getOrDefault(k.key(), 0) == own).toList(),
              tree,
              "titles");
      fitted.add(confidence.describe());
      for (int t = 0; t < known.size(); t++) {
        if (halves.getOrDefault(known.get(t).key(), 0) != half) {
          sets.set(t, confidence.set(known.get(t).title(), coverage));
          judging.add(known.get(t), titles.get(t), confidence.probabilities(known.get(t).title()));
        }
      }
    }
    return new Result(
        Collections.unmodifiableSortedMap(judging.errors),
        judging.logLoss / Math.max(1, judging.titles),
        judging.brier / Math.max(1, judging.titles),
        SetFigures.of(coverage, titles, sets),
        fitted);
  }

  private static final class Judging {
    final SortedMap<String, BinnedError> errors = new TreeMap<>();
    double logLoss;
    double brier;
    int titles;

    void add(KnownTitle known, LabelledTitle title, Probabilities p) {
      if (p.size() == 0) {
        return;
      }
      double right = 0;
      boolean any = false;
      boolean first = false;
      for (int i = 0; i < p.size(); i++) {
        OccupationCode candidate = known.title().candidates().get(i).concept();
        boolean is =
            title.right().stream().anyMatch(r -> SetFigures.isWithin(candidate, r.occupation()));
        right += is ? p.of(i) : 0;
        any |= is;
        first |= is && i == 0;
      }
      titles++;
      logLoss -= Math.log(Math.max(1e-12, any ? right : p.unknown()));
      brier += Math.pow(p.of(0) - (first ? 1 : 0), 2);
      for (String name : List.of("all", known.title().language().code())) {
        errors.computeIfAbsent(name, _ -> new BinnedError()).add(p.of(0), first);
      }
    }
  }

  /// The queries of a MELO set whose concepts the taxonomy has.
  public static List<LabelledTitle> titles(MeloSet set, org.jobtrail.taxonomy.Taxonomy taxonomy) {
    List<LabelledTitle> titles = new ArrayList<>();
    for (MeloSet.Query query : set.queries()) {
      List<Concept> right =
          query.relevant().stream()
              .mapToObj(f -> set.forms().get(f).concept())
              .distinct()
              .flatMap(uri -> taxonomy.byUri(uri).stream())
              .toList();
      if (!right.isEmpty()) {
        titles.add(new LabelledTitle(set.name() + ' ' + query.id(), query.title(), right));
      }
    }
    return titles;
  }
}
