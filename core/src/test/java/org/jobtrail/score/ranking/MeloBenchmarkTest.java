package org.jobtrail.score.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jobtrail.normalise.FormRanker;
import org.jobtrail.normalise.TitleQuery;
import org.jobtrail.provenance.Progress;
import org.jobtrail.score.Resampling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeloBenchmarkTest {
  @TempDir Path parent;

  /// The same scores for every title, in the forms' order: C3_1, C3_0, C2_0, C1_1, C1_0.
  private record Fixed(float... fixed) implements FormRanker {
    @Override
    public String name() {
      return "fixed";
    }

    @Override
    public float[] scores(TitleQuery query) {
      return fixed.clone();
    }
  }

  private MeloBenchmark.Result result(Optional<Path> run, float... scores) throws IOException {
    MeloSet set = MeloReader.read(MeloFolder.write(parent));
    return new MeloBenchmark(new Resampling(50, 1), 4)
        .of(set, new Fixed(scores), run, Progress.NONE);
  }

  private static double value(RankingFigures figures, RankingMeasure measure) {
    return figures.figures().get(measure).value();
  }

  @Test
  void ranksFormsAndConceptsByHand() throws IOException {
    // Order: C3_1 .9, C3_0 .8, then the tie of C2_0 and C1_1 at .5 by descending id, C1_0.
    MeloBenchmark.Result result = result(Optional.empty(), .9f, .8f, .5f, .5f, .1f);
    // Q1 wants C1_1 (rank 4) and C1_0 (5); Q2 wants C3_0 (rank 2); Q3 is not judged.
    assertThat(result.forms().queries()).isEqualTo(2);
    assertThat(value(result.forms(), RankingMeasure.MRR)).isCloseTo(0.375, within(1e-9));
    assertThat(value(result.forms(), RankingMeasure.MAP))
        .isCloseTo(((1 / 4.0 + 2 / 5.0) / 2 + 1 / 2.0) / 2, within(1e-9));
    assertThat(value(result.forms(), RankingMeasure.A_AT_1)).isZero();
    // Concepts: C3, C2, C1: Q1 third, Q2 first.
    assertThat(value(result.concepts(), RankingMeasure.MRR)).isCloseTo(2 / 3.0, within(1e-9));
    // One form first: C3_1, C2_0, C1_1, C3_0, C1_0: Q1 third and fifth, Q2 fourth.
    assertThat(value(result.oneFormFirst(), RankingMeasure.MRR))
        .isCloseTo((1 / 3.0 + 1 / 4.0) / 2, within(1e-9));
  }

  @Test
  void writesTheRankingThatItReports() throws IOException {
    Path run = parent.resolve("run.tsv");
    result(Optional.of(run), .9f, .8f, .5f, .5f, .1f);
    List<String> lines = Files.readAllLines(run);
    assertThat(lines).hasSize(12);
    assertThat(lines.subList(0, 3))
        .containsExactly("Q1\tC3_en_1\t1\t0.9", "Q1\tC2_en_0\t2\t0.5", "Q1\tC1_en_1\t3\t0.5");
    String[] fourth = lines.get(3).split("\t");
    assertThat(fourth[1]).isEqualTo("C3_en_0");
    assertThat(Float.parseFloat(fourth[3])).isLessThan(.1f);
    assertThat(lines.get(8)).startsWith("Q3\t");
  }

  @Test
  void scoresAPerfectRankingOne() throws IOException {
    MeloBenchmark.Result result = result(Optional.empty(), 0, 1, 0, 0, 1);
    assertThat(value(result.concepts(), RankingMeasure.A_AT_10)).isEqualTo(1);
    assertThat(result.forms().figures().get(RankingMeasure.A_AT_10).interval().low()).isEqualTo(1);
  }
}
