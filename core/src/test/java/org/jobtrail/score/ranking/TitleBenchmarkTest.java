package org.jobtrail.score.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jobtrail.career.Language;
import org.jobtrail.normalise.Candidate;
import org.jobtrail.normalise.Candidate.Probability;
import org.jobtrail.normalise.Coding;
import org.jobtrail.normalise.SetNormaliser;
import org.jobtrail.normalise.TitleQuery;
import org.jobtrail.provenance.Progress;
import org.jobtrail.score.Resampling;
import org.jobtrail.taxonomy.OccupationCode;
import org.jobtrail.taxonomy.Taxonomy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TitleBenchmarkTest {
  private static final Taxonomy STARTER = Taxonomy.starter();

  @TempDir Path folder;

  private static OccupationCode group(String code) {
    return STARTER.byCode(code).orElseThrow().occupation();
  }

  /// Knows three titles; a set is the first candidate's minor group.
  private static final class Scripted implements SetNormaliser {
    private static final Map<String, Coding> KNOWN =
        Map.of(
            // Tied: the greater URI, 7512, comes first whatever the order here.
            "baker",
                coding(Coding.Outcome.CODED, candidate("5120", .5, .9), candidate("7512", .5, 0)),
            "cook",
                coding(Coding.Outcome.CODED, candidate("5120", .9, .9), candidate("7512", .1, 0)),
            "smith", coding(Coding.Outcome.UNKNOWN, candidate("5120", .3, .2)));

    private static Coding coding(Coding.Outcome outcome, Candidate... candidates) {
      return new Coding(List.of(candidates), outcome);
    }

    private static Candidate candidate(String code, double score, double probability) {
      return new Candidate(
          group(code), code, score, new Probability.Calibrated(probability), List.of());
    }

    @Override
    public String name() {
      return "scripted";
    }

    @Override
    public String taxonomy() {
      return STARTER.name();
    }

    @Override
    public String calibration() {
      return "by hand";
    }

    @Override
    public List<Coding> code(List<TitleQuery> queries, int top) {
      return queries.stream().map(q -> KNOWN.getOrDefault(q.title(), Coding.NOTHING)).toList();
    }

    @Override
    public List<List<OccupationCode>> sets(List<TitleQuery> queries, double coverage) {
      return queries.stream().map(_ -> List.of(group("512"), group("7512"))).toList();
    }
  }

  private TitleBenchmark.Result result(Optional<Path> run) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("t.tsv"),
            "id\ttitle\tcode\na\tbaker\t7512\nb\tcook\t7512\nc\tsmith\t7221\nd\tother\t5120\n");
    return new TitleBenchmark(new Resampling(20, 1), 100, 0.9)
        .of(
            LabelledTitles.read(file, STARTER, Language.ENGLISH),
            new Scripted(),
            run,
            Progress.NONE);
  }

  @Test
  void measuresByHand() throws IOException {
    TitleBenchmark.Result result = result(Optional.empty());
    assertThat(value(result, RankingMeasure.MRR)).isCloseTo((1 + .5) / 4, within(1e-9));
    assertThat(value(result, RankingMeasure.R_AT_1)).isEqualTo(0.25);
    assertThat(value(result, RankingMeasure.R_AT_5)).isEqualTo(0.5);
    assertThat(result.coded()).isEqualTo(0.5);
    assertThat(result.codedRight()).as("the normaliser's own first candidates").isZero();
    // Bins .9 (two, none right) and .2 (one, not right).
    assertThat(result.calibration().get("all").error()).isCloseTo((1.8 + .2) / 3, within(1e-9));
    assertThat(result.calibration().get("en").titles()).isEqualTo(3);
    assertThat(result.speed().titles()).isEqualTo(4);
    assertThat(result.untitled()).as("it learns from no titles").isEmpty();
  }

  @Test
  void judgesSets() throws IOException {
    SetFigures sets = result(Optional.empty()).sets().orElseThrow();
    assertThat(sets.covered()).isEqualTo(0.75);
    assertThat(sets.meanSize()).isEqualTo(2);
    assertThat(sets.meanDepth()).isEqualTo(3.5);
    assertThat(sets.byMajorGroup().get("7").covered()).isCloseTo(2 / 3.0, within(1e-9));
  }

  @Test
  void writesTheRankingThatItJudged() throws IOException {
    Path run = folder.resolve("run.tsv");
    result(Optional.of(run));
    assertThat(Files.readAllLines(run))
        .hasSize(5)
        .startsWith(
            "a\t" + group("7512").uri() + "\t1\t0.5", "a\t" + group("5120").uri() + "\t2\t0.5");
  }

  private static double value(TitleBenchmark.Result result, RankingMeasure measure) {
    return result.figures().figures().get(measure).value();
  }
}
