package org.jobtrail.panel.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jobtrail.dataset.DuckDb;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelFolder;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PeriodUnit;
import org.jobtrail.panel.Split;
import org.jobtrail.provenance.Manifest;
import org.jobtrail.provenance.RowFates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpellPanelTest {
  private static final String HEADER =
      "person_id,matched_label,matched_description,matched_code,start_date,end_date,"
          + "university_studies";

  @TempDir Path folder;

  private Panel read(PeriodUnit unit, String header, String rows) throws IOException {
    Path file = Files.writeString(folder.resolve("j.csv"), header + '\n' + rows);
    new PanelImport(
            "jobhop1", Optional.empty(), Optional.empty(), Optional.of(unit), new TreeMap<>())
        .write(file, folder.resolve("p"), true);
    return PanelFolder.read(folder.resolve("p"));
  }

  private static List<String> records(Panel panel, int i) {
    PanelPerson p = panel.people().get(i);
    List<String> lines = new ArrayList<>();
    for (int t = 0; t < p.size(); t++) {
      lines.add(p.period(t) + " " + panel.schema().outcomes().get(p.outcome(t)).code());
    }
    return lines;
  }

  private static final String ROWS =
      """
      1,cook,,5120.1,Q1 2000,Q3 2001,0
      1,nurse,,2221.1,Q4 2001,Q2 2002,0
      1,clerk,,4110.1,Q1 2002,Q2 2002,0
      1,baker,,7512.1,Q3 2004,,1
      2,,,unknown,Q1 2000,Q4 2000,0
      3,cook,,5120.1,,Q4 2000,0
      3,cook,,5120.1,Q4 2000,Q4 2000,0
      """;

  @Test
  void aYearKeepsTheOccupationWithMostQuartersThenTheOneBegunLast() throws IOException {
    Panel panel = read(PeriodUnit.YEAR, HEADER, ROWS);
    assertThat(records(panel, 0))
        .containsExactly("2000 5120.1", "2001 5120.1", "2002 4110.1", "2004 7512.1");
    assertThat(records(panel, 1)).containsExactly("2000 5120.1");
    assertThat(panel.people()).extracting(PanelPerson::id).containsExactly("1", "3");
    assertThat(panel.schema().outcomes().get(0).title()).isEqualTo("clerk");
    assertThat(panel.schema().varying()).as("undated education looks ahead").isEmpty();
    assertThat(panel.isSplit()).isFalse();
  }

  @Test
  void everySpellIsAccountedFor() throws IOException {
    Path file = Files.writeString(folder.resolve("j.csv"), HEADER + '\n' + ROWS);
    Map<String, Long> rows =
        new PanelImport(
                "jobhop1", Optional.empty(), Optional.empty(), Optional.empty(), new TreeMap<>())
            .write(file, folder.resolve("p"), true)
            .manifest()
            .rows()
            .counts();
    assertThat(rows)
        .containsEntry("spells", 7L)
        .containsEntry("spells_with_records", 4L)
        .containsEntry("spells_dropped.occupation_unknown", 1L)
        .containsEntry("spells_dropped.no_start", 1L)
        .containsEntry("spells_dropped.beside_another", 1L)
        .containsEntry("spells_end_unknown", 1L)
        .containsEntry("people_without_record", 1L)
        .containsEntry("gaps", 1L);
  }

  @Test
  void aQuarterKeepsTheOccupationBegunLast() throws IOException {
    Panel panel = read(PeriodUnit.QUARTER, HEADER, ROWS);
    assertThat(records(panel, 0))
        .containsExactly(
            "8000 5120.1",
            "8001 5120.1",
            "8002 5120.1",
            "8003 5120.1",
            "8004 5120.1",
            "8005 5120.1",
            "8006 5120.1",
            "8007 2221.1",
            "8008 4110.1",
            "8009 4110.1",
            "8018 7512.1");
  }

  @Test
  void aPublishedSplitIsKept() throws IOException {
    Panel panel =
        read(
            PeriodUnit.YEAR,
            HEADER + ",split",
            "1,,,11,Q1 2000,Q1 2000,0,train\n2,,,11,Q1 2000,Q1 2000,0,val\n"
                + "3,,,12,Q1 2000,Q1 2000,0,test\n");
    assertThat(panel.splits()).containsExactly(Split.TRAIN, Split.VALID, Split.TEST);
  }

  @Test
  void spellsWithoutARecordAreRefused() {
    assertThatThrownBy(() -> read(PeriodUnit.YEAR, HEADER, "1,,,unknown,Q1 2000,,0\n"))
        .hasMessageContaining("no spell has a known occupation and a start");
    assertThatThrownBy(
            () ->
                new PanelImport(
                        "career",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(PeriodUnit.YEAR),
                        new TreeMap<>())
                    .write(folder, folder.resolve("q"), false))
        .hasMessage("--unit: goes with dataset, jobhop1, jobhop2 only, not with career");
  }

  /// Ann works 2000 to 2004; her degree ended in June 2002, another entry is undated.
  @Test
  void aDatasetsEducationCountsFromTheYearInWhichItEnded() throws IOException {
    Path dataset = Files.createDirectories(folder.resolve("d"));
    try (DuckDb db = DuckDb.open(folder.resolve("spill"))) {
      db.copy(
          """
          SELECT 'ann' AS person_id, 0 AS spell, '2221' AS code, 'Nurses' AS label,
            8000 AS start_quarter, NULL::INTEGER AS end_quarter, 'ongoing' AS end_status,
            8016 AS observed_until, 'PhD' AS education_level, 'valid' AS split""",
          dataset.resolve("trajectories.parquet"));
      db.copy(
          """
          SELECT * FROM (VALUES
            ('ann', 'Bachelor', '2002-06', 'known'), ('ann', 'PhD', NULL, 'unknown'),
            ('ann', 'Secondary school', '1995', 'known')) t(person_id, level, end_date, end_status)
          """,
          dataset.resolve("education.parquet"));
    }
    Manifest.of("run", new TreeMap<>(), 1, List.of(), new TreeMap<>(), RowFates.NONE, List.of())
        .withOutputsOf(dataset)
        .write(dataset);
    new PanelImport(
            "dataset", Optional.empty(), Optional.empty(), Optional.empty(), new TreeMap<>())
        .write(dataset, folder.resolve("p"), false);
    Panel panel = PanelFolder.read(folder.resolve("p"));
    PanelPerson ann = panel.people().getFirst();
    List<String> levels = new ArrayList<>();
    for (int t = 0; t < ann.size(); t++) {
      levels.add(
          ann.period(t)
              + " "
              + panel.schema().varying().getFirst().levels().get(ann.varying(0, t)));
    }
    assertThat(levels)
        .containsExactly(
            "2000 Secondary school",
            "2001 Secondary school",
            "2002 Bachelor",
            "2003 Bachelor",
            "2004 Bachelor");
    assertThat(panel.splits()).containsExactly(Split.VALID);
    assertThat(panel.schema().outcomes().get(0).title()).isEqualTo("Nurses");
  }
}
