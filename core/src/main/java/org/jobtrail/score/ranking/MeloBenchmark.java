package org.jobtrail.score.ranking;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jobtrail.normalise.Form;
import org.jobtrail.normalise.FormRanker;
import org.jobtrail.provenance.Progress;
import org.jobtrail.score.Resampling;

/// Ranks the forms of a MELO set for each of its queries and averages trec_eval's measures.
///
/// @param resampling over queries
/// @param runTop how many forms of each query the run file takes at most
public record MeloBenchmark(Resampling resampling, int runTop) {
  /// Queries that are ranked at the same time, so that the run file's lines fit in memory.
  private static final int BATCH = 32;

  public MeloBenchmark {
    if (runTop < 1) {
      throw new IllegalArgumentException("runTop must be at least 1, found " + runTop);
    }
  }

  /// @param oneFormFirst the forms with one of each concept ranked first: the run file's order
  /// @param forms as the scores say
  /// @param concepts each concept standing where its best form does
  /// @param seconds wall clock, of ranking and judging, reading and indexing excluded
  public record Result(
      RankingFigures oneFormFirst, RankingFigures forms, RankingFigures concepts, double seconds) {}

  private record Judged(RelevantRanks oneFormFirst, RelevantRanks forms, RelevantRanks concepts) {}

  /// A judged ranking with its lines of the run file.
  private record Ranked(Judged judged, String lines) {}

  /// @param ranker over the set's forms, in their order
  /// @param run where the ranking goes
  public Result of(MeloSet set, FormRanker ranker, Optional<Path> run, Progress progress)
      throws IOException {
    List<Judged> judged = new ArrayList<>();
    long start = System.nanoTime();
    if (run.isPresent()) {
      RunWriter.write(run.get(), sink -> rank(set, ranker, sink, true, judged, progress));
    } else {
      rank(set, ranker, _ -> {}, false, judged, progress);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Result(
        figures(judged.stream().map(Judged::oneFormFirst).toList()),
        figures(judged.stream().map(Judged::forms).toList()),
        figures(judged.stream().map(Judged::concepts).toList()),
        seconds);
  }

  private RankingFigures figures(List<RelevantRanks> ranks) {
    return RankingFigures.of(RankingMeasure.MELO, ranks, resampling);
  }

  private void rank(
      MeloSet set,
      FormRanker ranker,
      RunWriter.Sink sink,
      boolean writes,
      List<Judged> judged,
      Progress progress)
      throws IOException {
    List<String> ids = set.forms().stream().map(Form::id).toList();
    ConceptFold fold = new ConceptFold(set.conceptOf());
    int n = set.queries().size();
    progress.start("queries", n);
    for (int from = 0; from < n; from += BATCH) {
      int to = Math.min(n, from + BATCH);
      List<Ranked> batch =
          IntStream.range(from, to)
              .parallel()
              .mapToObj(q -> judge(set.queries().get(q), ranker, fold, writes ? ids : List.of()))
              .toList();
      for (int i = 0; i < batch.size(); i++) {
        sink.write(batch.get(i).lines);
        if (set.queries().get(from + i).judged()) {
          judged.add(batch.get(i).judged);
        }
      }
      progress.step(to);
    }
  }

  /// @param ids empty when no lines are wanted
  private Ranked judge(MeloSet.Query query, FormRanker ranker, ConceptFold fold, List<String> ids) {
    float[] scores = ranker.scores(query.title());
    int[] order = Ranking.order(scores);
    float[] first = fold.oneFormFirst(scores, order);
    int[] firstOrder = Ranking.order(first);
    return new Ranked(
        new Judged(
            RelevantRanks.of(firstOrder, query.relevant(), query.unknownForms()),
            RelevantRanks.of(order, query.relevant(), query.unknownForms()),
            RelevantRanks.of(
                fold.concepts(order), fold.concepts(query.relevant()), query.unknownConcepts())),
        ids.isEmpty() ? "" : RunWriter.lines(query.id(), ids, firstOrder, first, runTop));
  }
}
