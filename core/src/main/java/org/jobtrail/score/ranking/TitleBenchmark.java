package org.jobtrail.score.ranking;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jobtrail.normalise.Candidate;
import org.jobtrail.normalise.Candidate.Probability;
import org.jobtrail.normalise.Coding;
import org.jobtrail.normalise.CrossFittedNormaliser;
import org.jobtrail.normalise.Normaliser;
import org.jobtrail.normalise.SetNormaliser;
import org.jobtrail.normalise.TitleQuery;
import org.jobtrail.normalise.confidence.BinnedError;
import org.jobtrail.provenance.Progress;
import org.jobtrail.score.Resampling;
import org.jobtrail.score.ranking.LabelledTitles.LabelledTitle;
import org.jobtrail.taxonomy.Concept;
import org.jobtrail.taxonomy.OccupationCode;

/// Codes titles with known occupations and judges ranking, probabilities, sets and speed.
///
/// A candidate is right when it is a right concept or lies below one. Candidates are ranked by
/// score as trec_eval does, ties by descending URI; a right concept that is no candidate counts as
/// never found.
///
/// @param resampling over titles
/// @param top how many candidates are asked for and written
/// @param coverage asked of sets, in `(0, 1)`
public record TitleBenchmark(Resampling resampling, int top, double coverage) {
  private static final int BATCH = 512;

  /// Of a batch: with fewer, one core waits for the other at its end.
  private static final int PARTS = 32;

  /// Titles are coded for so long to measure the speed; then the rest is left.
  private static final double TIMED_SECONDS = 10;

  private static final int TIMED_TOP = 10;

  /// @param calibration of the first candidates with a probability; `all` and by language
  /// @param coded share of the titles whose first candidate stands
  /// @param codedRight share of those that are right; 0 when none stands
  /// @param sets empty when the normaliser gives none
  /// @param untitled empty unless the normaliser learns from some of the titles, and others have
  ///     occupations that it learnt nothing of
  public record Result(
      RankingFigures figures,
      SortedMap<String, Calibration> calibration,
      double coded,
      double codedRight,
      Optional<SetFigures> sets,
      Optional<Untitled> untitled,
      Speed speed) {}

  /// Titles whose occupation no title of the other folds has.
  ///
  /// @param byLabels of the same titles, coded by the model that knew no titles
  public record Untitled(RankingFigures figures, RankingFigures byLabels) {}

  /// @param error expected calibration error in ten bins, in `[0, 1]`
  /// @param byChance what probabilities that are exactly right would show on so many titles
  public record Calibration(int titles, double error, double byChance) {}

  /// Titles a second for ten candidates each, on all cores, nothing coded twice.
  ///
  /// @param perSecond of all titles, the first ones by code that is not compiled yet
  /// @param warmPerSecond of the second half alone: what a long list is coded with
  public record Speed(int titles, double perSecond, double warmPerSecond) {}

  private record Judged(
      RelevantRanks ranks,
      Optional<Double> probability,
      boolean coded,
      boolean firstRight,
      String lines) {}

  public Result of(
      LabelledTitles labelled, Normaliser normaliser, Optional<Path> run, Progress progress)
      throws IOException {
    List<LabelledTitle> titles = labelled.titles();
    Speed speed = speed(titles, normaliser);
    List<Judged> judged = new ArrayList<>();
    if (run.isPresent()) {
      RunWriter.write(run.get(), sink -> judge(titles, normaliser, sink, judged, progress));
    } else {
      judge(titles, normaliser, _ -> {}, judged, progress);
    }
    double coded = judged.stream().filter(Judged::coded).count();
    double right = judged.stream().filter(j -> j.coded && j.firstRight).count();
    return new Result(
        figures(judged),
        calibration(titles, judged),
        judged.isEmpty() ? 0 : coded / judged.size(),
        coded == 0 ? 0 : right / coded,
        normaliser instanceof SetNormaliser sets && sets.hasSets()
            ? Optional.of(
                SetFigures.of(
                    coverage,
                    titles,
                    sets.sets(titles.stream().map(LabelledTitle::query).toList(), coverage)))
            : Optional.empty(),
        normaliser instanceof CrossFittedNormaliser folds
            ? untitled(titles, judged, folds)
            : Optional.empty(),
        speed);
  }

  private RankingFigures figures(List<Judged> judged) {
    return RankingFigures.of(
        RankingMeasure.TITLES, judged.stream().map(Judged::ranks).toList(), resampling);
  }

  private Optional<Untitled> untitled(
      List<LabelledTitle> titles, List<Judged> judged, CrossFittedNormaliser folds)
      throws IOException {
    int[] of =
        IntStream.range(0, judged.size())
            .filter(i -> folds.isUntitled(titles.get(i).known()))
            .toArray();
    if (of.length == 0) {
      return Optional.empty();
    }
    List<Judged> byLabels = new ArrayList<>();
    judge(
        IntStream.of(of).mapToObj(titles::get).toList(),
        folds.base(),
        _ -> {},
        byLabels,
        Progress.NONE);
    return Optional.of(
        new Untitled(figures(IntStream.of(of).mapToObj(judged::get).toList()), figures(byLabels)));
  }

  private static Speed speed(List<LabelledTitle> titles, Normaliser normaliser) {
    List<TitleQuery> queries = titles.stream().map(LabelledTitle::query).distinct().toList();
    long start = System.nanoTime();
    List<Timed> timed = new ArrayList<>(List.of(new Timed(0, 0)));
    while (timed.getLast().titles < queries.size() && timed.getLast().seconds < TIMED_SECONDS) {
      int from = timed.getLast().titles;
      int to = Math.min(queries.size(), from + BATCH);
      code(queries.subList(from, to), normaliser, TIMED_TOP);
      timed.add(new Timed(to, (System.nanoTime() - start) / 1e9));
    }
    Timed last = timed.getLast();
    Timed half = timed.get((timed.size() - 1) / 2);
    return new Speed(last.titles, last.since(new Timed(0, 0)), last.since(half));
  }

  /// So many titles were coded after so many seconds.
  private record Timed(int titles, double seconds) {
    /// Titles a second.
    double since(Timed earlier) {
      double passed = seconds - earlier.seconds;
      return passed <= 0 ? 0 : (titles - earlier.titles) / passed;
    }
  }

  private static List<Coding> code(List<TitleQuery> queries, Normaliser normaliser, int top) {
    int part = Math.max(1, queries.size() / PARTS);
    return IntStream.range(0, (queries.size() + part - 1) / part)
        .parallel()
        .mapToObj(i -> queries.subList(i * part, Math.min(queries.size(), (i + 1) * part)))
        .map(some -> normaliser.code(some, top))
        .flatMap(List::stream)
        .toList();
  }

  private void judge(
      List<LabelledTitle> titles,
      Normaliser normaliser,
      RunWriter.Sink sink,
      List<Judged> judged,
      Progress progress)
      throws IOException {
    progress.start("titles", titles.size());
    for (int from = 0; from < titles.size(); from += BATCH) {
      List<LabelledTitle> batch = titles.subList(from, Math.min(titles.size(), from + BATCH));
      List<Coding> codings =
          code(batch.stream().map(LabelledTitle::query).toList(), normaliser, top);
      for (int i = 0; i < batch.size(); i++) {
        Judged one = judge(batch.get(i), codings.get(i));
        sink.write(one.lines);
        judged.add(one);
      }
      progress.step(from + batch.size());
    }
  }

  private static Judged judge(LabelledTitle title, Coding coding) {
    List<Candidate> candidates =
        coding.candidates().stream()
            .sorted(Comparator.comparing((Candidate c) -> c.occupation().uri()).reversed())
            .toList();
    float[] scores = new float[candidates.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (float) candidates.get(i).score();
    }
    int[] order = Ranking.order(scores);
    int[] ranks =
        title.right().stream()
            .mapToInt(
                right ->
                    IntStream.range(0, order.length)
                        .filter(i -> isRight(candidates.get(order[i]).occupation(), right))
                        .map(i -> i + 1)
                        .findFirst()
                        .orElse(0))
            .filter(rank -> rank > 0)
            .sorted()
            .toArray();
    List<String> ids = candidates.stream().map(c -> c.occupation().uri()).toList();
    boolean firstRight =
        !coding.candidates().isEmpty()
            && title.right().stream()
                .anyMatch(r -> isRight(coding.candidates().getFirst().occupation(), r));
    return new Judged(
        new RelevantRanks(ranks, title.right().size()),
        coding.candidates().stream().limit(1).flatMap(TitleBenchmark::probability).findFirst(),
        coding.outcome() == Coding.Outcome.CODED,
        firstRight,
        RunWriter.lines(title.id(), ids, order, scores, Integer.MAX_VALUE));
  }

  private static java.util.stream.Stream<Double> probability(Candidate candidate) {
    return switch (candidate.probability()) {
      case Probability.Calibrated c -> java.util.stream.Stream.of(c.value());
      case Probability.Uncalibrated _ -> java.util.stream.Stream.empty();
    };
  }

  private static boolean isRight(OccupationCode candidate, Concept right) {
    return SetFigures.isWithin(candidate, right.occupation());
  }

  private static SortedMap<String, Calibration> calibration(
      List<LabelledTitle> titles, List<Judged> judged) {
    SortedMap<String, BinnedError> errors = new TreeMap<>();
    for (int i = 0; i < judged.size(); i++) {
      String language = titles.get(i).query().language().code();
      boolean right = judged.get(i).firstRight;
      judged
          .get(i)
          .probability
          .ifPresent(
              p -> {
                errors.computeIfAbsent("all", _ -> new BinnedError()).add(p, right);
                errors.computeIfAbsent(language, _ -> new BinnedError()).add(p, right);
              });
    }
    SortedMap<String, Calibration> calibration = new TreeMap<>();
    errors.forEach(
        (name, e) -> calibration.put(name, new Calibration(e.size(), e.value(), e.expected())));
    return Collections.unmodifiableSortedMap(calibration);
  }
}
