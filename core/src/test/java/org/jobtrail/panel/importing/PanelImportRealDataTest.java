package org.jobtrail.panel.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jobtrail.dataset.DuckDb;
import org.jobtrail.panel.Outcome;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelFacts;
import org.jobtrail.panel.PanelFolder;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.TransitionKind;
import org.jobtrail.provenance.RowFates;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("real-data")
class PanelImportRealDataTest {
  private static final Path DATA = Path.of("../../shared/data");
  private static final Path NLSY79 = DATA.resolve("panels/nlsy79_occ_panel_1982_2000.csv.gz");
  private static final Path NLSY97 = DATA.resolve("panels/nlsy97_occ_panel_1997_2022.csv.gz");

  @TempDir Path folder;

  private RowFates write(Path source, String mapping) throws IOException {
    Optional<Path> titles = Optional.of(DATA.resolve("crosswalks/occ1990_map.csv"));
    return new PanelImport(mapping, Optional.empty(), titles, Optional.empty(), new TreeMap<>())
        .write(source, folder.resolve("p"), true)
        .manifest()
        .rows();
  }

  private Panel panel() throws IOException {
    return PanelFolder.read(folder.resolve("p"));
  }

  @Test
  void nlsy79KeepsTheYearsWithAValidOccupation() throws IOException {
    RowFates rows = write(NLSY79, "nlsy79");
    assertThat(rows.count("rows_in")).isEqualTo(162_752);
    assertThat(rows.group("dropped"))
        .isEqualTo(
            Map.of(
                "status_noninterview", 33_958L,
                "status_no_job_or_missing", 21_118L,
                "occupation_unknown", 93L));
    PanelFacts facts = PanelFacts.of(panel().schema(), panel().people());
    assertThat(List.of(facts.people(), facts.records(), facts.single(), facts.gaps()))
        .containsExactly(9_645L, 107_583L, 271L, 22_267L);
    assertThat(facts.outcomes()).isEqualTo(382);
    assertThat(facts.transitions())
        .isEqualTo(
            Map.of(
                TransitionKind.FIRST, 9_645L,
                TransitionKind.STAY, 36_970L,
                TransitionKind.MOVE, 60_968L));
    assertThat(rows.count("outcomes_without_title")).isZero();
    assertThat(
            panel()
                .schema()
                .outcomes()
                .get(panel().schema().outcomes().number("313").orElseThrow()))
        .isEqualTo(new Outcome("313", "Secretaries", false));
  }

  @Test
  void nlsy97KeepsTheYearsWithAValidOccupation() throws IOException {
    RowFates rows = write(NLSY97, "nlsy97");
    assertThat(rows.count("rows_in")).isEqualTo(188_838);
    assertThat(rows.group("dropped"))
        .isEqualTo(
            Map.of(
                "status_no_job", 48_987L,
                "status_missing", 8_869L,
                "status_uncodable", 400L,
                "status_military", 54L,
                "occupation_unknown", 5L));
    PanelFacts facts = PanelFacts.of(panel().schema(), panel().people());
    assertThat(List.of(facts.people(), facts.records(), facts.single(), facts.gaps()))
        .containsExactly(7_144L, 130_523L, 66L, 6_392L);
    assertThat(facts.outcomes()).isEqualTo(331);
  }

  @Test
  void nlsy97WithStatusesKeepsTheYearsWithoutAJobToo() throws IOException {
    RowFates rows = write(NLSY97, "nlsy97-statuses");
    assertThat(rows.count("records")).isEqualTo(130_523 + 48_987);
    Panel panel = panel();
    assertThat(panel.people()).hasSize(7_263);
    PanelFacts facts = PanelFacts.of(panel.schema(), panel.people());
    int education = panel.schema().outcomes().number("education").orElseThrow();
    int notWorking = panel.schema().outcomes().number("not_working").orElseThrow();
    assertThat(facts.outcomeCounts().get(education)).isEqualTo(2_789);
    assertThat(facts.outcomeCounts().get(notWorking)).isEqualTo(46_198);
    assertThat(panel.schema().outcomes().get(notWorking).status()).isTrue();
  }

  /// By SQL instead: outcome, education and wage of every record of the second cohort.
  @Test
  void nlsy97AgreesWithAQueryOverTheFile() throws IOException {
    write(NLSY97, "nlsy97");
    Panel panel = panel();
    Map<String, String> expected = new HashMap<>();
    try (DuckDb db = DuckDb.open(folder.resolve("spill"))) {
      db.rows(
          """
          SELECT person_id || ' ' || year,
            concat_ws(' ', occ1990,
              CASE WHEN least(ma_year, phd_year, prof_year) <= year THEN 'graduate'
                WHEN ba_year <= year THEN 'college'
                WHEN aa_year <= year THEN 'some_college'
                WHEN hs_year <= year THEN 'high_school'
                ELSE 'less_than_high_school' END,
              coalesce(nullif(hourly_wage, 0)::DOUBLE::VARCHAR, 'NaN'))
          FROM read_csv('$file', nullstr = '')
          WHERE status = 'valid' AND occ1990 IS NOT NULL"""
              .replace("$file", NLSY97.toString()),
          row -> expected.put(String.valueOf(row.text(1)), String.valueOf(row.text(2))));
    }
    Map<String, String> found = new HashMap<>();
    for (PanelPerson p : panel.people()) {
      for (int t = 0; t < p.size(); t++) {
        found.put(
            p.id() + ' ' + p.period(t),
            panel.schema().outcomes().get(p.outcome(t)).code()
                + ' '
                + panel.schema().varying().getFirst().levels().get(p.varying(0, t))
                + ' '
                + p.measure(0, t));
      }
    }
    assertThat(found).hasSize(130_523).isEqualTo(expected);
  }

  @Test
  void careersSampleComesInWithItsSplit() throws IOException {
    new PanelImport("career", Optional.empty(), Optional.empty(), Optional.empty(), new TreeMap<>())
        .write(DATA.resolve("panels/career_format_sample"), folder.resolve("p"), false);
    assertThat(panel().records()).isEqualTo(43);
    assertThat(panel().people()).hasSize(5);
  }

  @Test
  void jobHopsIctSubsetComesInByYear() throws IOException {
    TreeMap<String, String> columns =
        new TreeMap<>(
            Map.of(
                "person", "user_id",
                "code", "item_id",
                "label", "label",
                "start", "start_date",
                "end", "end_date"));
    new PanelImport("jobhop1", Optional.empty(), Optional.empty(), Optional.empty(), columns)
        .write(DATA.resolve("panels/jobhop_ict/interactions.csv.gz"), folder.resolve("p"), false);
    assertThat(panel().people()).hasSize(2_708);
    assertThat(panel().records()).isEqualTo(32_987);
    assertThat(panel().isSplit()).isFalse();
  }
}
