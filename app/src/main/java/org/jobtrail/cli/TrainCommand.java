package org.jobtrail.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
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
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelFolder;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.panel.Split;
import org.jobtrail.predict.Device;
import org.jobtrail.predict.MeanNll;
import org.jobtrail.predict.ModelFolder;
import org.jobtrail.predict.ModelKind;
import org.jobtrail.predict.ModelKinds;
import org.jobtrail.predict.NextOccupationModel;
import org.jobtrail.predict.NextOccupationTrainer;
import org.jobtrail.predict.Settings;
import org.jobtrail.predict.StackingTrainer;
import org.jobtrail.predict.TrainingFolder;
import org.jobtrail.predict.TrainingPlan;
import org.jobtrail.predict.TrainingRun;
import org.jobtrail.provenance.FileHash;
import org.jobtrail.provenance.FreshFolder;
import org.jobtrail.provenance.Inputs;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Manifest;
import org.jobtrail.provenance.Progress;
import org.jobtrail.provenance.RowFates;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `train`: a panel to a next-occupation model.
@Command(
    name = "train",
    description = "Fits a next-occupation model to a panel; `models` lists the kinds.",
    mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
  @Option(names = "--model", required = true, paramLabel = "NAME", description = "See `models`.")
  private String name = "";

  @Option(
      names = "--data",
      required = true,
      paramLabel = "PANEL",
      description = "A folder that `panel import` made and `panel split` divided.")
  private Path data = Path.of("");

  @Option(
      names = "--from",
      paramLabel = "MODEL",
      description = "A trained model to start from, such as one pre-trained on another corpus.")
  private @Nullable Path from;

  @Option(
      names = "--of",
      split = ",",
      paramLabel = "M1,M2",
      description =
          "The trained models that a blend is made of; the one that logit.states takes states of.")
  private List<Path> of = List.of();

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "A hyperparameter other than the default; `models --json` lists them.")
  private Map<String, String> set = new LinkedHashMap<>();

  @Option(names = "--seed", defaultValue = "1", description = "Decides every draw (default 1).")
  private long seed = 1;

  @Option(
      names = {"--threads", "--workers"},
      paramLabel = "N",
      description = "Default all processors.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--device", defaultValue = "cpu", description = "cpu (default) or cuda.")
  private Device device = Device.CPU;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Takes the model.")
  private Path out = Path.of("");

  @Option(names = "--force", description = "Replace what an earlier command left in --out.")
  private boolean force;

  @Option(
      names = "--dry-run",
      description = "Say what the training would take (language models), and do nothing.")
  private boolean dryRun;

  @Mixin private CommonOptions common = new CommonOptions();
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (threads < 1) {
      throw new JobtrailException.Usage("--threads must be at least 1, found " + threads);
    }
    ModelKind kind = ModelKinds.get(name);
    NextOccupationTrainer trainer = kind.trainer(set);
    List<Path> inputs = new ArrayList<>(List.of(data));
    if (from != null) {
      inputs.add(from);
    }
    inputs.addAll(of);
    Inputs.keepOutside(inputs, out);
    Inputs.keepOutside(trainer.reads(), out);
    if (!dryRun && Files.exists(out)) {
      // Refused now, not after hours of training.
      FreshFolder.open(out, force, ModelFolder.COMMAND).close();
    }
    Panel panel = divided(data);
    Optional<NextOccupationModel> start =
        from == null ? Optional.empty() : Optional.of(ModelFolder.read(from, device));
    trainer = withMembers(trainer);
    if (dryRun) {
      try (Progress progress = ProgressReport.of(true)) {
        return plan(trainer, panel, new TrainingRun(seed, threads, device, out, start, progress));
      }
    }
    tell(panel, start);
    Manifest manifest = manifest(panel, (Record) kind.trainer(set), Inputs.hash(inputs));
    long begin = System.nanoTime();
    NextOccupationModel model;
    try (Progress progress = ProgressReport.of(common.quiet)) {
      Path work = TrainingFolder.open(out, manifest.text());
      model = trainer.train(panel, new TrainingRun(seed, threads, device, work, start, progress));
    } catch (JobtrailException.Usage e) {
      TrainingFolder.deleteIfUnused(out);
      throw e;
    }
    ModelFolder.write(model, out, force, manifest);
    TrainingFolder.delete(out);
    double valid = Math.exp(MeanNll.nats(model, panel.people(Split.VALID)));
    print(model, (System.nanoTime() - begin) / 1e9, valid);
    return ExitCode.OK;
  }

  /// What the panel and the model to start from lack, before hours go into it.
  private void tell(Panel panel, Optional<NextOccupationModel> start) {
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    List<PanelPerson> others = new ArrayList<>(panel.people(Split.VALID));
    others.addAll(panel.people(Split.TEST));
    EvaluateCommand.warn(err, panel, others);
    if (start.isPresent()) {
      PanelSchema known = start.get().schema();
      long outcomes =
          panel.schema().outcomes().all().stream()
              .filter(o -> known.outcomes().number(o.code()).isPresent())
              .count();
      String of = panel.schema().outcomes().size() + " outcomes of " + panel.name();
      String who = "--from: " + from + " knows ";
      if (outcomes == 0) {
        err.println(who + "none of the " + of + "; was it trained on this coding?");
      } else if (!common.quiet) {
        err.println(who + outcomes + " of the " + of);
      }
    }
  }

  private int plan(NextOccupationTrainer trainer, Panel panel, TrainingRun run) throws IOException {
    if (!(trainer instanceof TrainingPlan.Teller teller)) {
      throw new JobtrailException.Usage(
          "--dry-run: " + name + " can't tell what it takes; language models can");
    }
    TrainingPlan plan = teller.plan(panel, run);
    PrintWriter print = Objects.requireNonNull(spec).commandLine().getOut();
    if (common.json) {
      ObjectNode json = new ObjectMapper().createObjectNode();
      json.put("command", "train").put("dry_run", true).put("model", name);
      plan.counts().forEach(json::put);
      plan.tooGreat().ifPresent(why -> json.put("does_not_fit", why));
      print.println(json);
    } else {
      plan.counts().forEach((what, n) -> print.println(planned(what, n)));
      plan.tooGreat().ifPresent(print::println);
    }
    print.flush();
    return ExitCode.OK;
  }

  private static String duration(long seconds) {
    if (seconds < 120) {
      return seconds + " s";
    }
    long minutes = seconds / 60;
    return minutes < 120
        ? minutes + " min"
        : minutes < 120 * 24 ? minutes / 60 + " h" : minutes / 60 / 24 + " days";
  }

  private static String planned(String what, long n) {
    String words = what.replace("_bytes", "").replace("_seconds", "").replace('_', ' ');
    String figure =
        what.endsWith("_bytes")
            ? String.format(Locale.ROOT, "%.2f GB", n / 1e9)
            : what.endsWith("_seconds") ? duration(n) : String.format(Locale.ROOT, "%,d", n);
    return String.format(Locale.ROOT, "%-26s%s", words, figure);
  }

  /// A panel to train on.
  ///
  /// @throws JobtrailException.Usage when it was never divided, or nobody is in train or valid
  static Panel divided(Path data) throws IOException {
    Panel panel = PanelFolder.read(data);
    if (!panel.isSplit()) {
      throw new JobtrailException.Usage(data + ": was never divided; run `panel split` first");
    }
    for (Split split : List.of(Split.TRAIN, Split.VALID)) {
      if (panel.people(split).isEmpty()) {
        throw new JobtrailException.Usage(
            data + ": nobody is in " + split.word() + "; divide it again with `panel split`");
      }
    }
    return panel;
  }

  private NextOccupationTrainer withMembers(NextOccupationTrainer trainer) throws IOException {
    if (trainer instanceof StackingTrainer stacking) {
      List<NextOccupationModel> members = new ArrayList<>();
      for (Path member : of) {
        members.add(ModelFolder.read(member, device));
      }
      return stacking.over(members);
    }
    if (!of.isEmpty()) {
      throw new JobtrailException.Usage("--of: " + name + " is not made of other models");
    }
    return trainer;
  }

  private Manifest manifest(Panel panel, Record settings, List<FileHash> inputs) {
    TreeMap<String, String> configuration = new TreeMap<>();
    configuration.put("model", name);
    configuration.put("settings", Settings.json(settings).toString());
    configuration.put("device", device.toString().toLowerCase(Locale.ROOT));
    RowFates.Builder rows = RowFates.builder();
    long people = 0;
    for (Split split : Split.values()) {
      people += panel.people(split).size();
      rows.add("people_" + split.word(), panel.people(split).size());
    }
    rows.add("people", people).add("records", panel.records());
    rows.sum("people", "people_train", "people_valid", "people_test");
    return Manifest.of(
        ModelFolder.COMMAND, configuration, seed, inputs, new TreeMap<>(), rows.build(), List.of());
  }

  private void print(NextOccupationModel model, double seconds, double perplexity) {
    PrintWriter print = Objects.requireNonNull(spec).commandLine().getOut();
    if (common.json) {
      ObjectNode json = new ObjectMapper().createObjectNode();
      json.put("command", "train").put("model", model.name()).put("out", out.toString());
      json.put("parameters", model.parameters()).put("outcomes", model.schema().outcomes().size());
      json.put("valid_perplexity", RankingOutput.round(perplexity));
      json.put("seed", seed).put("seconds", RankingOutput.round(seconds));
      print.println(json);
    } else {
      print.printf(
          Locale.ROOT,
          "%s: %s, %d parameters, perplexity %.3f on valid, %.1f s%n",
          out,
          model.name(),
          model.parameters(),
          perplexity,
          seconds);
    }
    print.flush();
  }
}
