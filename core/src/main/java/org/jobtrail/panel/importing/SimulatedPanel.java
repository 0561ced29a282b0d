package org.jobtrail.panel.importing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jobtrail.dataset.DuckDb;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PeriodUnit;
import org.jobtrail.provenance.AtomicFiles;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.RowFates;
import org.jspecify.annotations.Nullable;

/// The truth of a simulation as a panel: one state a year, with the probability it had.
///
/// The measures `true_log_probability` and `true_stay_probability` are what no model can beat;
/// docs/simulation.md says what they are conditioned on. Education is fixed here, because the
/// simulated people finish it before their first record.
final class SimulatedPanel {
  private static final List<String> COVARIATES =
      List.of("sex", "birth_year", "education", "region");
  private static final List<String> MEASURES =
      List.of("true_log_probability", "true_stay_probability");
  private static final String AWAY = "away";

  private final List<PanelBuilder.Levels> fixed =
      List.of(
          new PanelBuilder.Levels("sex", List.of()),
          new PanelBuilder.Levels("birth_year", List.of()),
          new PanelBuilder.Levels(
              "education", List.of("None", "Secondary school", "Bachelor", "Master", "PhD")),
          new PanelBuilder.Levels("region", List.of()));
  private final PanelBuilder builder =
      new PanelBuilder("simulated", PeriodUnit.YEAR, fixed, List.of(), MEASURES);
  private final Map<String, int[]> people = new HashMap<>();

  private @Nullable String open;
  private final List<int[]> states = new ArrayList<>();
  private final List<double[]> truths = new ArrayList<>();

  private SimulatedPanel() {
    builder.status(AWAY, "Without an occupation");
  }

  /// @param folder of `jobtrail simulate`, or the `truth` in it
  static Imported read(Path folder) throws IOException {
    Path truth = Files.isDirectory(folder.resolve("truth")) ? folder.resolve("truth") : folder;
    for (String name : List.of("people.csv", "probabilities.parquet", "trajectories.parquet")) {
      if (!Files.isRegularFile(truth.resolve(name))) {
        throw new JobtrailException.Usage(
            folder + ": has no " + name + "; give the folder that `jobtrail simulate` made");
      }
    }
    Path spill = Files.createTempDirectory("jobtrail-simulated");
    try (DuckDb db = DuckDb.open(spill)) {
      return new SimulatedPanel().read(db, truth);
    } finally {
      AtomicFiles.deleteTree(spill);
    }
  }

  private Imported read(DuckDb db, Path truth) {
    db.rows(
        "SELECT person_id, sex, birth_year, education_level, region FROM read_csv("
            + DuckDb.quoted(truth.resolve("people.csv"))
            + ", header = true, all_varchar = true)",
        row -> {
          int[] levels = new int[COVARIATES.size()];
          for (int c = 0; c < levels.length; c++) {
            levels[c] = fixed.get(c).number(String.valueOf(row.text(c + 2)));
          }
          people.put(String.valueOf(row.text(1)), levels);
        });
    int away = builder.code(AWAY);
    db.rows(
        "SELECT person_id, year, state, log_probability, stay_probability, step FROM read_parquet("
            + DuckDb.quoted(truth.resolve("probabilities.parquet"))
            + ") ORDER BY person_id, step",
        row -> {
          String id = String.valueOf(row.text(1));
          if (!id.equals(open)) {
            flush();
            open = id;
          }
          String state = String.valueOf(row.text(3));
          states.add(new int[] {row.integer(2), state.equals("none") ? away : builder.code(state)});
          truths.add(new double[] {row.real(4), row.integer(6) == 0 ? Double.NaN : row.real(5)});
        });
    flush();
    Map<String, String> titles = new TreeMap<>();
    db.rows(
        "SELECT code, min(label) FROM read_parquet("
            + DuckDb.quoted(truth.resolve("trajectories.parquet"))
            + ") GROUP BY code",
        row -> titles.put(String.valueOf(row.text(1)), String.valueOf(row.text(2))));
    Panel panel = builder.build(titles);
    RowFates.Builder rows = RowFates.builder();
    Imported.count(panel, rows);
    rows.add("rows_in", panel.records()).sum("rows_in", "records");
    return new Imported(panel, rows.build(), List.of());
  }

  private void flush() {
    if (open == null) {
      return;
    }
    int[] levels = people.get(open);
    if (levels == null) {
      throw new JobtrailException.Usage("people.csv: lacks person " + open);
    }
    double[][] numbers = {
      truths.stream().mapToDouble(t -> t[0]).toArray(),
      truths.stream().mapToDouble(t -> t[1]).toArray()
    };
    builder.person(
        open,
        levels,
        Optional.empty(),
        states.stream().mapToInt(s -> s[0]).toArray(),
        states.stream().mapToInt(s -> s[1]).toArray(),
        new int[0][],
        numbers);
    states.clear();
    truths.clear();
  }
}
