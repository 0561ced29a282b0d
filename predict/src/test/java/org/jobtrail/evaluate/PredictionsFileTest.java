package org.jobtrail.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jobtrail.dataset.DuckDb;
import org.jobtrail.panel.Split;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PredictionsFileTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private Evaluation write(Path file, boolean full) throws IOException {
    return new Evaluator(
            Toys.panel(List.of(Toys.person("one, \"two\"", 0, 0, 1)), Split.TEST),
            Split.TEST,
            10,
            1,
            Progress.NONE)
        .evaluate(new Contender("toy", Toys.stayer("toy", 0.5)), Optional.of(file), full);
  }

  @Test
  void writesCsvWithOneRowPerTransition() throws IOException {
    Path file = folder.resolve("deep/predictions.csv");
    write(file, true);
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(4);
    assertThat(lines.getFirst())
        .startsWith("person,period,kind,log_prob,p_stay,rank_of_truth,top1_code,top1_prob,top2_")
        .endsWith(",top10_code,top10_prob,p_A,p_B,p_U");
    assertThat(lines.get(1)).startsWith("\"one, \"\"two\"\"\",2000,first,-1.09").contains(",,1,A,");
    assertThat(lines.get(2)).contains(",2001,stay,").contains(",0.5,1,A,0.5,B,0.25,U,0.25,,");
    assertThat(lines.get(3)).contains(",2002,move,").contains(",0.5,2,A,0.5,B,0.25,");
    assertThat(Files.readString(file)).doesNotContain("NaN");
    try (var files = Files.list(file.resolveSibling("x").getParent())) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void writesTheSameNumbersAsParquet() throws IOException {
    Path file = folder.resolve("predictions.parquet");
    Evaluation e = write(file, false);
    List<Double> logs = new ArrayList<>();
    List<String> rows = new ArrayList<>();
    try (DuckDb db = DuckDb.open(folder.resolve("spill"))) {
      db.rows(
          "SELECT log_prob, concat_ws('|', person, period, kind, rank_of_truth, top1_code,"
              + " p_stay IS NULL, top4_code IS NULL) FROM '"
              + file
              + "'",
          row -> {
            logs.add(Double.parseDouble(String.valueOf(row.text(1))));
            rows.add(String.valueOf(row.text(2)));
          });
    }
    for (int i = 0; i < 3; i++) {
      assertThat(logs.get(i)).isCloseTo(e.judgements().logProb(i), within(0.0));
    }
    assertThat(rows)
        .containsExactly(
            "one, \"two\"|2000|first|1|A|true|true",
            "one, \"two\"|2001|stay|1|A|false|true",
            "one, \"two\"|2002|move|2|A|false|true");
  }

  @Test
  void refusesAnotherEnding() {
    assertThatThrownBy(() -> write(folder.resolve("predictions.txt"), false))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining("ends in .parquet or .csv");
    assertThat(folder.resolve("predictions.txt")).doesNotExist();
  }

  /// `/dev/full` is a disk without space.
  @Test
  @EnabledOnOs(OS.LINUX)
  void leavesNothingOnAFullDisk() throws IOException {
    Path rows = folder.resolve(".full.csv.rows.csv");
    Files.createSymbolicLink(rows, Path.of("/dev/full"));
    assertThatThrownBy(() -> write(folder.resolve("full.csv"), false))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("No space left on device");
    assertThat(folder).isEmptyDirectory();
  }
}
