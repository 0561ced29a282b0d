package org.jobtrail.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jobtrail.evaluate.Contender;
import org.jobtrail.evaluate.Evaluator;
import org.jobtrail.evaluate.Extras;
import org.jobtrail.evaluate.Leaderboard;
import org.jobtrail.evaluate.LeaderboardFolder;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelFolder;
import org.jobtrail.panel.PanelSplit;
import org.jobtrail.panel.Split;
import org.jobtrail.panel.importing.PanelImport;
import org.jobtrail.predict.Device;
import org.jobtrail.predict.ModelKinds;
import org.jobtrail.predict.NextOccupationModel;
import org.jobtrail.predict.NextOccupationTrainer;
import org.jobtrail.predict.StackingTrainer;
import org.jobtrail.predict.TrainingRun;
import org.jobtrail.provenance.AtomicFiles;
import org.jobtrail.provenance.Progress;
import org.jobtrail.simulate.Simulation;

/// The demo's last part: models of what comes next, fitted to simulated careers and judged on
/// people
/// they never saw, beside the process that made the careers.
///
/// @param people whose careers are simulated, without documents
record DemoForecast(int people, long seed) {
  /// A few minutes would train them better; the demo has one or two.
  private static final Map<String, Map<String, String>> KINDS = new LinkedHashMap<>();

  static {
    KINDS.put("counts", Map.of());
    KINDS.put("logit", Map.of());
    KINDS.put("career", Map.of("layers", "1", "epochs", "25"));
    KINDS.put(
        "language",
        Map.of("layers", "2", "width", "96", "heads", "3", "epochs", "12", "dropout", "0.1"));
  }

  private static final int REPLICATES = 200;
  private static final int FEWEST = 30;

  /// @param folder gets `population`, `panel` and `leaderboard`; what was there is replaced
  Leaderboard run(Path folder, Progress progress) throws IOException {
    Path population = folder.resolve("population");
    Path data = folder.resolve("panel");
    AtomicFiles.deleteTree(population);
    new Simulation(people, seed, Simulation.LANGUAGES, List.of()).write(population);
    new PanelImport(
            "simulated", Optional.empty(), Optional.empty(), Optional.empty(), new TreeMap<>())
        .write(population, data, true);
    Panel panel = PanelSplit.DEFAULT.of(PanelFolder.read(data));
    Evaluator evaluator = new Evaluator(panel, Split.TEST, REPLICATES, seed, progress);
    Leaderboard board =
        Leaderboard.of(
            evaluator, models(panel, folder, progress), Optional.empty(), FEWEST, Extras.NONE);
    LeaderboardFolder.write(board, folder.resolve("leaderboard"), List.of(), Map.of(), true);
    return board;
  }

  private List<Contender> models(Panel panel, Path folder, Progress progress) throws IOException {
    Path work = folder.resolve("training");
    List<Contender> contenders = new ArrayList<>();
    List<NextOccupationModel> members = new ArrayList<>();
    for (Map.Entry<String, Map<String, String>> kind : KINDS.entrySet()) {
      NextOccupationTrainer trainer = ModelKinds.get(kind.getKey()).trainer(kind.getValue());
      NextOccupationModel model = trainer.train(panel, training(work, kind.getKey(), progress));
      members.add(model);
      contenders.add(new Contender(kind.getKey(), model));
    }
    if (ModelKinds.get("blend").trainer(Map.of()) instanceof StackingTrainer blend) {
      NextOccupationModel model =
          blend.over(members).train(panel, training(work, "blend", progress));
      contenders.add(new Contender("blend", model));
    }
    AtomicFiles.deleteTree(work);
    return contenders;
  }

  private TrainingRun training(Path work, String kind, Progress progress) throws IOException {
    return new TrainingRun(
        seed,
        Runtime.getRuntime().availableProcessors(),
        Device.CPU,
        Files.createDirectories(work.resolve(kind)),
        Optional.empty(),
        progress);
  }
}
