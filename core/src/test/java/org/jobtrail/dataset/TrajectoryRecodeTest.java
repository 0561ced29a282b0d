package org.jobtrail.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jobtrail.crosswalk.CrosswalkFolder;
import org.jobtrail.crosswalk.CrosswalkTable;
import org.jobtrail.crosswalk.Policy;
import org.jobtrail.crosswalk.Recoding;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrajectoryRecodeTest {
  @TempDir Path folder;
  private Path dataset = Path.of("");
  private Path crosswalk = Path.of("");

  @BeforeEach
  void make() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("jobhop.csv"),
            """
            person_id,matched_label,matched_code,start_date,end_date,university_studies
            7,botanist,2131.10,Q3 2010,Q1 2012,1
            7,baker,7512.1,Q1 2013,Q1 2014,1
            8,officer,0110,Q1 2001,Q2 2005,0
            8,,unknown,Q3 2005,Q2 2006,0
            8,clerk,4110,Q3 2006,Q2 2007,0
            """);
    dataset = folder.resolve("dataset");
    TrajectoryImport.write(
        file,
        new TrajectoryImport.Settings(PanelFormat.JOBHOP1, Map.of(), "ESCO 1.1.1", 3),
        dataset,
        false);
    crosswalk = folder.resolve("crosswalk");
    Path table =
        Files.writeString(
            folder.resolve("t.csv"),
            "ISCO-08,ISCO-88\n0110,0100\n2131,2211\n2131,2212\n2131,2213\n7512,7412\n1,7412\n");
    CrosswalkTable.Settings settings = CrosswalkTable.Settings.of("ISCO-08", "ISCO-88");
    CrosswalkFolder.write(CrosswalkTable.read(table, settings), settings, crosswalk, false);
  }

  private Manifest recode(Policy policy, String out) throws IOException {
    return TrajectoryRecode.write(
        dataset,
        new Recoding(CrosswalkFolder.read(crosswalk), policy),
        crosswalk,
        folder.resolve(out),
        false);
  }

  private List<String> rows(Path file) {
    List<String> rows = new ArrayList<>();
    try (DuckDb db = DuckDb.open(folder.resolve("spill"))) {
      db.rows(
          "SELECT concat_ws('|', person_id, spell, code, coalesce(label, '-'),"
              + " coalesce(isco_group, '-'), taxonomy, code_before, label_before,"
              + " round(recode_weight, 3), recode_outcome) FROM read_parquet("
              + DuckDb.quoted(file)
              + ")",
          row -> rows.add(row.text(1)));
    }
    return rows;
  }

  @Test
  void keepsEverySpellAndItsCodeBefore() throws IOException {
    Manifest manifest = recode(Policy.FIRST, "first");
    assertThat(rows(folder.resolve("first/trajectories.parquet")))
        .containsExactly(
            "7|0|2211|-|-|ISCO-88|2131.10|botanist|1.0|split",
            "7|1|7412|-|-|ISCO-88|7512.1|baker|1.0|merged",
            "8|0|0100|-|-|ISCO-88|0110|officer|1.0|one-to-one",
            "8|1|unknown|-|-|ISCO-88|unknown|1.0|uncoded",
            "8|2|unknown|-|-|ISCO-88|4110|clerk|1.0|lost");
    assertThat(manifest.versions())
        .containsEntry("taxonomy.name", "ISCO-88")
        .containsEntry("taxonomy_before.name", "ESCO 1.1.1");
    assertThat(manifest.rows().count("rows_unknown")).isEqualTo(2);
    assertThat(DatasetCheck.of(folder.resolve("first")).manifest()).isEqualTo(manifest);
  }

  @Test
  void aSplitIsWeightedAndUnderAnotherName() throws IOException {
    recode(Policy.SPLIT, "split");
    assertThat(folder.resolve("split/trajectories.parquet")).doesNotExist();
    assertThat(rows(folder.resolve("split/weighted_trajectories.parquet")))
        .hasSize(7)
        .contains(
            "7|0|2211|-|-|ISCO-88|2131.10|botanist|0.333|split",
            "7|0|2213|-|-|ISCO-88|2131.10|botanist|0.333|split");
    DatasetCheck.of(folder.resolve("split"));
  }

  @Test
  void theSameCommandGivesTheSameBytes() throws IOException {
    assertThat(recode(Policy.LARGEST_WEIGHT, "a").text())
        .isEqualTo(recode(Policy.LARGEST_WEIGHT, "b").text());
  }

  @Test
  void refusesToWriteOverItsInput() {
    assertThatThrownBy(() -> recode(Policy.FIRST, "dataset"))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining("is or holds an input");
  }
}
