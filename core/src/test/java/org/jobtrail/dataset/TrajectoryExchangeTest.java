package org.jobtrail.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrajectoryExchangeTest {
  private static final String SPELL =
      "person_id spell code isco_group start_quarter end_quarter start_status end_status"
          + " observed_until education_level split";

  @TempDir Path folder;

  private Manifest read(PanelFormat format, String name, String text, Path out) throws IOException {
    Path file = Files.writeString(folder.resolve(name), text);
    return TrajectoryImport.write(file, settings(format), out, true);
  }

  private static TrajectoryImport.Settings settings(PanelFormat format) {
    return new TrajectoryImport.Settings(format, Map.of(), "ESCO 1.1.1", 3);
  }

  private List<String> rows(Path file, String columns) {
    List<String> rows = new ArrayList<>();
    try (DuckDb db = DuckDb.open(folder.resolve("spill"))) {
      db.rows(
          "SELECT concat_ws('|', "
              + Stream.of(columns.split(" "))
                  .map(c -> "coalesce(CAST(" + c + " AS VARCHAR), '-')")
                  .collect(Collectors.joining(", "))
              + ") FROM read_parquet("
              + DuckDb.quoted(file)
              + ")",
          row -> rows.add(row.text(1)));
    }
    return rows;
  }

  @Test
  void readsReleaseOneWithItsTraps() throws IOException {
    Path out = folder.resolve("in");
    Manifest manifest =
        read(
            PanelFormat.JOBHOP1,
            "release1.csv",
            """
            matched_code,person_id,matched_label,matched_description,start_date,end_date,university_studies
            2131.10,7,botanist,"studies plants,
            and ""trees\""",Q3 2010,Q1 2012,1
            2131.1,7,biologist,,Q1 2001,Q4 2010,1
            2131.1,7,biologist,,Q1 2001,Q4 2010,1
            0110,8,officer,,,Q2 2005,0
            unknown,8,,,Q1 2003,,0
            5120.1,9,cook,,Q5 2003,Q1 2004,0
            5120.1,,cook,,Q1 2003,Q1 2004,0
            5120.1,10,cook,Q1 2003
            5120.1,10,cook,,Q1 2005,Q1 2004,0
            """,
            out);
    assertThat(rows(out.resolve("trajectories.parquet"), SPELL))
        .containsExactly(
            "10|0|5120.1|5120|8020|-|known|unknown|8020|None|train",
            "7|0|2131.1|2131|8004|8043|known|known|8048|Bachelor|test",
            "7|1|2131.10|2131|8042|8048|known|known|8048|Bachelor|test",
            "8|0|unknown|-|8012|-|known|unknown|8021|None|train",
            "8|1|0110|0110|-|8021|unknown|known|8021|None|train");
    assertThat(rows(out.resolve("quarantine.parquet"), "origin reason detail"))
        .containsExactly(
            "release1.csv:8|bad-date|start: a quarter is written like \"Q1 2000\", found \"Q5 2003\"",
            "release1.csv:9|no-person|the person's id is empty",
            "release1.csv:10|wrong-width|has 4 cells, the header has 7");
    assertThat(manifest.rows().count("duplicates_dropped")).isEqualTo(1);
    assertThat(manifest.rows().count("impossible_ends")).isEqualTo(1);
    assertThat(manifest.rows().count("overlaps")).isEqualTo(1);
    DatasetCheck.of(out);
  }

  @Test
  void saysWhichColumnsAreMissing() {
    assertThatThrownBy(
            () -> read(PanelFormat.JOBHOP2, "x.csv", "id,code\n1,2\n", folder.resolve("in")))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining("x.csv: has no column for person (resume_id or person_id), code")
        .hasMessageContaining("found id, code; name the columns with --columns");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void jobHopSurvivesTheWayOutAndBackButForWhatItSays(long seed) throws IOException {
    Path first = folder.resolve("first");
    read(PanelFormat.JOBHOP2, "a.csv", releaseTwo(seed), first);
    for (PanelFormat format : List.of(PanelFormat.JOBHOP1, PanelFormat.JOBHOP2)) {
      Path exported = folder.resolve(format.word());
      TrajectoryExport.write(first, format, exported, true);
      DatasetCheck.of(exported);
      for (String ending :
          format == PanelFormat.JOBHOP2 ? List.of("csv", "parquet") : List.of("csv")) {
        Path back = folder.resolve("back");
        TrajectoryImport.write(
            exported.resolve(format.word() + "." + ending), settings(format), back, true);
        String kept =
            "spell code isco_group start_quarter end_quarter start_status end_status"
                + " observed_until"
                + (format == PanelFormat.JOBHOP2 ? " education_level" : "");
        // Person ids become their place in sorted order; with one digit the orders agree.
        assertThat(rows(back.resolve("trajectories.parquet"), "person_id " + kept))
            .isEqualTo(rows(first.resolve("trajectories.parquet"), "person_id " + kept));
      }
    }
    assertThat(folder.resolve("jobhop2/people-PRIVATE.csv"))
        .content()
        .startsWith("number,person_id");
  }

  private static String releaseTwo(long seed) {
    Random random = new Random(seed);
    StringBuilder csv =
        new StringBuilder("resume_id,matched_code,start_date,end_date,university_level\n");
    List<String> levels = List.of("None", "Secondary school", "Bachelor", "Master", "PhD");
    for (int person = 0; person < 10; person++) {
      String level = levels.get(random.nextInt(5));
      for (int i = 0; i <= random.nextInt(5); i++) {
        int start = 2000 + random.nextInt(10);
        csv.append(person)
            .append(',')
            .append(random.nextInt(5) == 0 ? "unknown" : "25" + (10 + random.nextInt(3)) + ".1")
            .append(random.nextInt(8) == 0 ? "," : ",Q" + (1 + random.nextInt(4)) + " " + start)
            .append(
                random.nextInt(5) == 0
                    ? ","
                    : ",Q" + (1 + random.nextInt(4)) + " " + (start + random.nextInt(4)))
            .append(',')
            .append(level)
            .append('\n');
      }
    }
    return csv.toString();
  }

  @Test
  void writesAndReadsCareersYears() throws IOException {
    Path in = folder.resolve("in");
    read(
        PanelFormat.JOBHOP2,
        "a.csv",
        """
        resume_id,matched_code,start_date,end_date,university_level
        1,5120.1,Q1 2001,Q3 2002,Master
        1,2511.4,Q4 2002,Q1 2004,Master
        1,unknown,Q1 2005,Q4 2006,Master
        1,2511.4,Q2 2010,,Master
        2,unknown,Q1 2005,Q4 2006,None
        """,
        in);
    Path out = folder.resolve("career");
    RowsOf rows = new RowsOf(TrajectoryExport.write(in, PanelFormat.CAREER, out, false));
    String split = rows(in.resolve("trajectories.parquet"), "split").getFirst();
    assertThat(out.resolve(split + ".job")).hasContent("5120.1 5120.1 2511.4 2511.4 2511.4");
    assertThat(out.resolve(split + ".year")).hasContent("2001 2002 2003 2004 2010");
    assertThat(out.resolve(split + ".education")).hasContent("Master Master Master Master Master");
    assertThat(rows.count("people_without_a_year")).isEqualTo(1);
    assertThat(rows.count("spells_left_out.unknown")).isEqualTo(2);

    Path back = folder.resolve("back");
    TrajectoryImport.write(out, settings(PanelFormat.CAREER), back, false);
    assertThat(
            rows(
                back.resolve("trajectories.parquet"),
                "spell code start_quarter end_quarter start_precision education_level"))
        .containsExactly(
            "0|5120.1|8004|8008|year|Master",
            "1|2511.4|8012|8016|year|Master",
            "2|2511.4|8040|8040|year|Master");
    assertThat(rows(back.resolve("trajectories.parquet"), "split")).containsOnly(split);
  }

  private record RowsOf(Manifest manifest) {
    long count(String name) {
      return manifest.rows().count(name);
    }
  }

  @Test
  void rejectsCareerFilesThatDoNotFitTogether() throws IOException {
    Path in = Files.createDirectories(folder.resolve("career"));
    Files.writeString(in.resolve("train.job"), "a a b\nc\n");
    Files.writeString(in.resolve("train.year"), "2001 2003 2003\n2001\n");
    assertThatThrownBy(() -> career(in))
        .hasMessageEndingWith("train.job:1: years must rise, found 2003 after 2003");
    Files.writeString(in.resolve("train.year"), "2001 2002\n2001\n");
    assertThatThrownBy(() -> career(in)).hasMessageEndingWith("train.job:1: 3 jobs but 2 years");
    Files.writeString(in.resolve("train.year"), "2001 2002 2003\n");
    assertThatThrownBy(() -> career(in))
        .hasMessageEndingWith("train.year: has 1 lines, train.job has 2");
    Files.writeString(in.resolve("train.year"), "2001 2002 2003\n2001\n");
    Files.writeString(in.resolve("train.job"), "a unemployed b\nc\n");
    assertThat(career(in).rows().count("records_in_a_status")).isEqualTo(1);
  }

  private Manifest career(Path in) throws IOException {
    return TrajectoryImport.write(in, settings(PanelFormat.CAREER), folder.resolve("back"), true);
  }

  @Test
  void namesTheKnownFormats() {
    assertThatThrownBy(() -> PanelFormat.of("jobhop3"))
        .hasMessage("unknown format \"jobhop3\", known: [career, jobhop1, jobhop2]");
  }
}
