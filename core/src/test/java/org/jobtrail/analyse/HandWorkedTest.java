package org.jobtrail.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Four careers whose every figure was worked out by hand; quarter 8000 is the first of 2000.
class HandWorkedTest {
  private static final AnalyseSettings OPEN =
      AnalyseSettings.DEFAULT.withMinimumCell(1).withReplicates(0);

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private final Careers careers = new Careers();

  @BeforeEach
  void fourCareers() {
    // Ann: 4 quarters, a copy of it, 2 quarters of nothing, 3 quarters in the same unit group,
    // within them one quarter elsewhere, then straight on into a job that still goes on.
    careers.spell("ann", "2512.1", 8000, 8003);
    careers.spell("ann", "2512.1", 8000, 8003);
    careers.spell("ann", "2512.2", 8006, 8008);
    careers.spell("ann", "5223.1", 8007, 8007);
    careers.ongoing("ann", "2166.1", 8009, 8018);
    // Ben: an unknown job between two known ones, the second 11 quarters after it.
    careers.spell("ben", "7231.1", 8000, 8000);
    careers.spell("ben", "unknown", 8001, 8004);
    careers.spell("ben", "7231.1", 8016, 8017);
    // Cas: two jobs that start in one quarter, and one after a job whose end nobody knows.
    careers.spell("cas", "2512.1", 8000, 8001);
    careers.spell("cas", "2513.1", 8000, 8005);
    careers.spell("cas", "2513.2", 8006, null);
    careers.spell("cas", "4110.1", 8020, 8020);
    // Dan: one job, start unknown.
    careers.row("dan", "9112.1", null, 8000, "known", null, null);
  }

  @Test
  void countsRowsEducationAndOccupations() throws IOException {
    Path report = careers.analyse(folder, OPEN);
    assertThat(Careers.value(report, "rows_per_person", "people", "1", "1")).isEqualTo("1");
    assertThat(Careers.value(report, "rows_per_person", "share", "5", "5")).isEqualTo("0.2500");
    assertThat(Careers.value(report, "education", "people", "Bachelor")).isEqualTo("3");
    assertThat(Careers.value(report, "education", "people", "not stated")).isEqualTo("1");
    assertThat(Careers.value(report, "occupations_level_1", "spells", "2")).isEqualTo("7");
    assertThat(Careers.value(report, "occupations_level_1", "people", "2")).isEqualTo("2");
    assertThat(Careers.value(report, "occupations_level_1", "spells", "unknown")).isEqualTo("1");
    assertThat(Careers.value(report, "occupations_level_3", "spells", "251")).isEqualTo("6");
    assertThat(Careers.value(report, "occupations_level_4", "spells", "2512")).isEqualTo("4");
    assertThat(Careers.value(report, "occupations_codes", "spells", "2512.1")).isEqualTo("3");
    assertThat(Careers.value(report, "occupations_codes", "name", "2512.1"))
        .isEqualTo("label of 2512.1");
  }

  @Test
  void measuresDurationsInInclusiveQuarters() throws IOException {
    Path report = careers.analyse(folder, OPEN);
    // 4 4 3 1 | 1 4 2 | 2 6 1: sorted 1 1 1 2 2 3 4 4 4 6, ten in all.
    assertThat(Careers.value(report, "durations", "spells", "1", "1")).isEqualTo("3");
    assertThat(Careers.value(report, "durations", "spells", "4", "4")).isEqualTo("3");
    assertThat(Careers.value(report, "durations", "share", "6", "6")).isEqualTo("0.1000");
    assertThat(Files.readString(report.resolve("report.html")))
        .contains(
            "a quarter lasted 1 quarters or less, half 2, three quarters 4; the mean is 2.80.");
    assertThat(Careers.value(report, "dates", "spells", "ongoing, last seen")).isEqualTo("1");
    assertThat(Careers.value(report, "dates", "spells", "end unknown")).isEqualTo("1");
    assertThat(Careers.value(report, "dates", "spells", "start unknown")).isEqualTo("1");
    // Eleven at risk, the ongoing one censored at 10: 8/11, 6/11, 5/11, 2/11, 1/11.
    assertThat(Careers.value(report, "job_stability", "survival", "1")).isEqualTo("0.7273");
    assertThat(Careers.value(report, "job_stability", "survival", "2")).isEqualTo("0.5455");
    assertThat(Careers.value(report, "job_stability", "survival", "6")).isEqualTo("0.0909");
    assertThat(Careers.value(report, "job_stability", "left_at_risk", "6")).isEqualTo("1");
  }

  @Test
  void findsGapsBehindTheRunningMaximum() throws IOException {
    Path report = careers.analyse(folder, OPEN);
    // Ann 8003 to 8006: 2; Ben 8004 to 8016: 11; after Cas's job with an unknown end: not measured.
    assertThat(Careers.csv(report, "gaps")).hasSize(2);
    assertThat(Careers.value(report, "gaps", "gaps", "2", "2")).isEqualTo("1");
    assertThat(Careers.value(report, "gaps", "gaps", "11", "11")).isEqualTo("1");
    assertThat(Careers.value(report, "breaks_people", "people", "a gap")).isEqualTo("2");
    assertThat(Careers.value(report, "breaks_people", "people", "not measured")).isEqualTo("1");
    assertThat(Careers.value(report, "breaks_people", "people", "fewer than two dated spells"))
        .isEqualTo("1");
  }

  @Test
  void statesWhereEveryRowWent() throws IOException {
    Path report = careers.analyse(folder, OPEN);
    assertThat(Careers.value(report, "transition_steps", "left", "all rows")).isEqualTo("13");
    assertThat(Careers.value(report, "transition_steps", "rows", "start unknown")).isEqualTo("1");
    assertThat(Careers.value(report, "transition_steps", "rows", "exact duplicate")).isEqualTo("1");
    assertThat(Careers.value(report, "transition_steps", "rows", "first in a career"))
        .isEqualTo("3");
    assertThat(Careers.value(report, "transition_steps", "rows", "pair with an unknown occupation"))
        .isEqualTo("2");
    assertThat(Careers.value(report, "transition_steps", "rows", "pair starting in one quarter"))
        .isEqualTo("1");
    assertThat(Careers.value(report, "transition_steps", "left", "transitions analysed"))
        .isEqualTo("5");
  }

  @Test
  void unknownRowsCanGoBeforePairing() throws IOException {
    Policy bridging = new Policy(Policy.Unknown.DROP_ROWS, true, true, true);
    Path report = careers.analyse(folder, OPEN.withPolicy(bridging));
    // Ben's first and last job become a pair, with one code on both sides.
    assertThat(Careers.value(report, "transition_steps", "rows", "unknown occupation"))
        .isEqualTo("1");
    assertThat(
            Careers.value(report, "transition_steps", "rows", "pair with one code on both sides"))
        .isEqualTo("1");
    assertThat(Careers.value(report, "transition_steps", "left", "transitions analysed"))
        .isEqualTo("5");
  }

  @Test
  void comparesGroupsAndGaps() throws IOException {
    Path report = careers.analyse(folder, OPEN);
    // Ann: 2512 to 2512 after 2; to 5223, gap 0; to 2166, gap 0. Cas: 2513 to 2513, gap 0;
    // to 4110, not measured.
    assertThat(Careers.value(report, "staying", "share", "1")).isEqualTo("0.4000");
    assertThat(Careers.value(report, "staying", "share", "4")).isEqualTo("0.4000");
    assertThat(Careers.value(report, "break_effect", "pairs", "0")).isEqualTo("3");
    assertThat(Careers.value(report, "break_effect", "same_level_1", "0")).isEqualTo("0.3333");
    assertThat(Careers.value(report, "break_effect", "same_level_4", "1-2")).isEqualTo("1.0000");
    assertThat(Careers.value(report, "break_effect", "pairs", "not measured")).isEqualTo("1");
    assertThat(
            Careers.value(
                report, "matrix_no_break", "pairs", "2 Professionals", "5 Service and sales"))
        .isEqualTo("1");
    assertThat(Careers.value(report, "matrix_break", "share", "2 Professionals", "2 Professionals"))
        .isEqualTo("1.0000");
    assertThat(Careers.value(report, "break_destinations", "pairs", "0", "2 Professionals"))
        .isEqualTo("2");
  }

  @Test
  void sumsUpMobility() throws IOException {
    Path report = careers.analyse(folder, OPEN);
    // From 2: to 2 twice, 5 and 4 once each; from 5: to 2. Two groups are left.
    // Shorrocks (2 - (1/2 + 0)) / 1 = 1.5. H(2) = 1.5 ln 2 = 1.0397, H(5) = 0: mean 0.8318.
    // Herfindahl (4 * 0.375 + 1) / 5 = 0.5.
    assertThat(Careers.value(report, "mobility", "groups", "1")).isEqualTo("2");
    assertThat(Careers.value(report, "mobility", "shorrocks", "1")).isEqualTo("1.500");
    assertThat(Careers.value(report, "mobility", "entropy", "1")).isEqualTo("0.832");
    assertThat(Careers.value(report, "mobility", "relative_entropy", "1")).isEqualTo("1.200");
    assertThat(Careers.value(report, "mobility", "herfindahl", "1")).isEqualTo("0.500");
  }

  @Test
  void takesStatusFromTheGivenTable() throws IOException {
    Path scale = folder.resolve("scale.csv");
    // 5223 has no score of its own, so its major group's counts; 4110 has none at all.
    Files.writeString(scale, "code,score\n2512,70\n2513,70\n5000,30.5\n2100,60\n");
    Path report = careers.analyse(folder, OPEN.withStatus(new StatusScale.Table(scale)));
    // Gap 0: 2512 to 5223: -39.5; 5223 to 2166: +29.5; 2513 to 2513: 0. Mean -10/3.
    assertThat(Careers.value(report, "break_status", "change", "0")).isEqualTo("-3.33");
    assertThat(Careers.value(report, "break_status_direction", "pairs", "0", "down"))
        .isEqualTo("1");
    assertThat(Careers.value(report, "break_status_direction", "pairs", "not measured", "no score"))
        .isEqualTo("1");
  }

  @Test
  void saysThatStatusWasLeftOut() throws IOException {
    Path report = careers.analyse(folder, OPEN);
    assertThat(Files.readString(report.resolve("report.html")))
        .contains("Status change was left out: no status scale was given.");
    assertThat(report.resolve("csv/break_status.csv")).doesNotExist();
  }
}
