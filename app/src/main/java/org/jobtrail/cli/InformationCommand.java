package org.jobtrail.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jobtrail.evaluate.Evaluator;
import org.jobtrail.evaluate.InformationFolder;
import org.jobtrail.evaluate.InformationPlan;
import org.jobtrail.evaluate.InformationRow;
import org.jobtrail.evaluate.InformationStudy;
import org.jobtrail.evaluate.KeptTrainings;
import org.jobtrail.panel.PanelFolder;
import org.jobtrail.predict.ModelFolder;
import org.jobtrail.predict.ModelKinds;
import org.jobtrail.predict.NextOccupationModel;
import org.jobtrail.predict.NextOccupationTrainer;
import org.jobtrail.predict.Settings;
import org.jobtrail.predict.TrainingFolder;
import org.jobtrail.provenance.FileHash;
import org.jobtrail.provenance.FreshFolder;
import org.jobtrail.provenance.Inputs;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Manifest;
import org.jobtrail.provenance.Progress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `jobtrail information --model KIND --data P --out DIR`.
@Command(
    name = "information",
    mixinStandardHelpOptions = true,
    description =
        "Says what each source of a kind of model is worth: the length of history, each covariate, "
            + "the number of training people, the words of titles, other surveys. One table, one plot.")
final class InformationCommand implements Callable<Integer> {
  @Mixin CommonOptions common = new CommonOptions();
  @Mixin JudgeOptions judge = new JudgeOptions();

  @Spec @Nullable CommandSpec spec;

  @Option(names = "--model", required = true, paramLabel = "KIND", description = "See `models`.")
  String kind = "";

  @Option(
      names = "--trained",
      paramLabel = "MODEL",
      description = "A model that `train` made of the same panel and settings; saves one training.")
  @Nullable Path trained;

  @Option(
      names = "--pooled",
      paramLabel = "PANEL",
      description = "A panel that `panel pool` made of this one and others, to pre-train on.")
  @Nullable Path pooled;

  @Option(
      names = "--shares",
      split = ",",
      defaultValue = "0.1,0.25,0.5",
      paramLabel = "SHARES",
      description = "Shares of the training people to train on (${DEFAULT-VALUE}).")
  List<Double> shares = List.of();

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "A hyperparameter other than the default; `models --json` lists them.")
  Map<String, String> set = new LinkedHashMap<>();

  @Option(
      names = {"--threads", "--workers"},
      paramLabel = "N",
      description = "For training; default all processors.")
  int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to write.")
  Path out = Path.of("");

  @Option(names = "--force", description = "Replace an earlier study in --out.")
  boolean force;

  @Override
  public Integer call() throws IOException {
    long started = System.nanoTime();
    if (threads < 1) {
      throw new JobtrailException.Usage("--threads must be at least 1, found " + threads);
    }
    NextOccupationTrainer trainer = ModelKinds.get(kind).trainer(set);
    List<Path> read = new ArrayList<>(List.of(judge.data));
    Stream.of(trained, pooled).filter(Objects::nonNull).forEach(read::add);
    read.addAll(trainer.reads());
    Inputs.keepOutside(read, out);
    TrainCommand.divided(judge.data);
    List<FileHash> panelHash = Inputs.hash(List.of(judge.data));
    List<FileHash> poolHash = pooled == null ? List.of() : Inputs.hash(List.of(pooled));
    TreeMap<String, String> configuration = new TreeMap<>();
    configuration.put("model", kind);
    configuration.put("settings", Settings.json((Record) trainer).toString());
    InformationPlan plan =
        new InformationPlan(
            kind,
            trainer,
            trained(configuration, panelHash),
            pooled == null ? Optional.empty() : Optional.of(PanelFolder.read(pooled)),
            shares);
    // Refused now, not after hours of training.
    FreshFolder.open(out, force, InformationFolder.COMMAND).close();
    configuration.put("device", judge.device.toString().toLowerCase(Locale.ROOT));
    InformationStudy study;
    try (Progress progress = ProgressReport.of(common.quiet)) {
      Evaluator evaluator = judge.evaluator(progress);
      plan.refuseUnlessFits(evaluator);
      KeptTrainings trainings =
          new KeptTrainings(
              TrainingFolder.open(out, InformationFolder.COMMAND),
              configuration,
              judge.seed,
              threads,
              judge.device,
              panelHash,
              poolHash,
              progress);
      study = InformationStudy.of(evaluator, plan, trainings);
    }
    configuration.put("split", judge.split.word());
    configuration.put("replicates", Integer.toString(judge.replicates));
    configuration.put(
        "shares", plan.shares().stream().map(String::valueOf).collect(Collectors.joining(",")));
    List<FileHash> inputs = new ArrayList<>(panelHash);
    inputs.addAll(poolHash);
    if (trained != null) {
      inputs.addAll(Inputs.hash(List.of(trained)));
    }
    InformationFolder.write(study, out, inputs, configuration, force);
    TrainingFolder.delete(out);
    print(study, (System.nanoTime() - started) / 1e9);
    return ExitCode.OK;
  }

  /// A model of other settings or of other people would be no standard for the variants.
  private Optional<NextOccupationModel> trained(
      Map<String, String> configuration, List<FileHash> panel) throws IOException {
    if (trained == null) {
      return Optional.empty();
    }
    NextOccupationModel model = ModelFolder.read(trained, judge.device);
    if (model.name().equals(kind)) {
      Manifest made = Manifest.read(trained);
      String settings = made.configuration().getOrDefault("settings", "");
      if (!settings.equals(configuration.get("settings"))) {
        throw new JobtrailException.Usage(
            trained
                + ": was trained with other settings than the variants would be, "
                + settings
                + "; give the same --set, or leave --trained out");
      }
      if (!hashes(made.inputs()).equals(hashes(panel))) {
        throw new JobtrailException.Usage(
            trained
                + ": was trained on something else than "
                + judge.data
                + " alone; leave --trained out");
      }
    }
    return Optional.of(model);
  }

  /// Without names: a folder may have moved.
  private static List<String> hashes(List<FileHash> inputs) {
    return inputs.stream().map(FileHash::sha256).toList();
  }

  private void print(InformationStudy study, double seconds) {
    var line = Objects.requireNonNull(spec).commandLine();
    PrintWriter print = line.getOut();
    EvaluateCommand.warn(line.getErr(), study.whole());
    if (common.json) {
      ObjectNode json = InformationFolder.json(study);
      json.put("report", out.resolve("report.html").toString());
      json.put("seconds", Math.round(seconds * 1000) / 1000.0);
      print.println(json);
      return;
    }
    TextTable table =
        TextTable.of(
            "what", "setting", "trained anew", "people", "perplexity", "95 %", "/ full", "95 %");
    for (InformationRow row : study.rows()) {
      table.row(
          row.what(),
          row.setting(),
          row.anew() ? "yes" : "no",
          row.people().isPresent() ? row.people().getAsLong() : "",
          EvaluateCommand.number(row.perplexity().value(), 3),
          LeaderboardCommand.interval(row.perplexity(), 3),
          EvaluateCommand.number(row.ratio().value(), 4),
          LeaderboardCommand.interval(row.ratio(), 4));
    }
    table.print(print);
    study.leftOut().forEach(why -> print.println("left out: " + why));
    print.println(out.resolve("report.html"));
  }
}
