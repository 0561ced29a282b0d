package org.jobtrail.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jobtrail.analyse.AnalyseSettings;
import org.jobtrail.analyse.Analyser;
import org.jobtrail.evaluate.Estimate;
import org.jobtrail.evaluate.Evaluation;
import org.jobtrail.evaluate.Leaderboard;
import org.jobtrail.evaluate.LeaderboardFolder;
import org.jobtrail.evaluate.Metric;
import org.jobtrail.ingest.Limits;
import org.jobtrail.pipeline.Pipeline;
import org.jobtrail.pipeline.RunConfiguration;
import org.jobtrail.pipeline.RunSummary;
import org.jobtrail.pipeline.Setup;
import org.jobtrail.provenance.Progress;
import org.jobtrail.score.CodingScore;
import org.jobtrail.score.ExtractionReport;
import org.jobtrail.score.ExtractionScorer;
import org.jobtrail.score.Figure;
import org.jobtrail.score.GoldReader;
import org.jobtrail.score.GoldResume;
import org.jobtrail.score.Judgement;
import org.jobtrail.simulate.Simulation;
import org.jobtrail.taxonomy.Taxonomy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `demo`: the main path on made-up people, scored against their truth.
///
/// `runs/demo.sh` does the same, one command a stage.
@Command(
    name = "demo",
    description =
        "Simulates people, reads their resumes and the hand-written samples, scores itself against"
            + " the truth and writes a report; then sets models of what comes next side by side.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  @Option(
      names = "--out",
      defaultValue = "work/demo",
      paramLabel = "DIR",
      description = "Output folder (default ${DEFAULT-VALUE}).")
  Path out = Path.of("");

  @Option(
      names = "--people",
      defaultValue = "500",
      paramLabel = "N",
      description = "How many people to simulate (default ${DEFAULT-VALUE}).")
  int people;

  @Option(
      names = "--careers",
      defaultValue = "1500",
      paramLabel = "N",
      description =
          "How many more careers to simulate for models of what comes next; 0 leaves them out"
              + " (default ${DEFAULT-VALUE}).")
  int careers;

  @Option(names = "--seed", defaultValue = "1", description = "Decides every draw (default 1).")
  long seed;

  @Mixin CommonOptions common = new CommonOptions();
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter print = Objects.requireNonNull(spec).commandLine().getOut();
    Path simulated = out.resolve("simulated");
    Path dataset = out.resolve("dataset");
    say("1/5 simulating " + people + " careers and writing their resumes");
    new Simulation(people, seed).write(simulated);

    List<Path> inputs = new ArrayList<>(List.of(simulated.resolve("documents")));
    List<Path> gold = new ArrayList<>(List.of(simulated.resolve("truth/gold.jsonl")));
    samples()
        .ifPresent(
            samples -> {
              inputs.add(samples.resolve("resumes"));
              gold.add(samples.resolve("gold.jsonl"));
            });
    say("2/5 reading the documents, extracting experiences, coding titles");
    RunSummary run = run(inputs, dataset);

    say("3/5 scoring against the truth");
    Path predicted = dataset.resolve("experiences.jsonl");
    List<GoldResume> truth = new ArrayList<>();
    for (Path file : gold) {
      truth.addAll(GoldReader.gold(file));
    }
    var found = GoldReader.predicted(predicted);
    ExtractionScorer scorer = new ExtractionScorer(200, seed);
    ExtractionReport byLanguage = scorer.score(truth, found, Set.of(), List.of("language"));
    ExtractionReport byFormat = scorer.score(truth, found, Set.of(), List.of("format"));
    CodingScore coding = CodingScore.of(gold, predicted);

    say("4/5 analysing");
    Path report = out.resolve("report");
    Analyser.Result analysis =
        Analyser.run(dataset, report, AnalyseSettings.DEFAULT.withSeed(seed).withReplicates(200));
    Path page = report.resolve("report.html");
    Optional<Leaderboard> board = Optional.empty();
    if (careers > 0) {
      say("5/5 fitting models of what comes next to " + careers + " careers, a minute or two");
      try (Progress progress = ProgressReport.of(common.quiet)) {
        board = Optional.of(new DemoForecast(careers, seed).run(out.resolve("forecast"), progress));
      }
    }
    if (common.json) {
      ObjectNode json = json(run, byLanguage, byFormat, coding);
      json.put("transitions", analysis.transitions());
      json.put("report", page.toString());
      board.ifPresent(b -> json.set("leaderboard", LeaderboardFolder.json(b)));
      print.println(json);
    } else {
      print.println(text(run, byLanguage, byFormat, coding));
      board.ifPresent(b -> print.println(leaderboard(b)));
      print.println("Report: " + page.toAbsolutePath().normalize());
      if (board.isPresent()) {
        Path models = out.resolve("forecast/leaderboard/report.html");
        print.println("Models: " + models.toAbsolutePath().normalize());
      }
    }
    print.flush();
    return ExitCode.OK;
  }

  private void say(String line) {
    if (!common.quiet) {
      System.err.println(line);
    }
  }

  private RunSummary run(List<Path> inputs, Path dataset) throws IOException {
    Setup setup = Setup.of(Taxonomy.starter(), Limits.DEFAULT);
    RunConfiguration configuration =
        new RunConfiguration(
            inputs,
            dataset,
            "parser",
            seed,
            Runtime.getRuntime().availableProcessors(),
            Long.MAX_VALUE,
            true,
            Limits.DEFAULT);
    try (Progress progress = ProgressReport.of(common.quiet)) {
      return Pipeline.run(configuration, setup.stages(), setup.versions(), progress);
    }
  }

  /// The samples of the checkout that the launcher runs from; none when only the jar is there.
  private static Optional<Path> samples() {
    Path samples = Path.of(System.getProperty("jobtrail.home", ".")).resolve("samples");
    return Files.isDirectory(samples.resolve("resumes")) ? Optional.of(samples) : Optional.empty();
  }

  private static String text(
      RunSummary run, ExtractionReport byLanguage, ExtractionReport byFormat, CodingScore coding) {
    StringWriter text = new StringWriter();
    PrintWriter print = new PrintWriter(text);
    print.println();
    print.println("Right among what the resumes state (F1; whole = title, start and end right):");
    TextTable table =
        TextTable.of("", "resumes' jobs", "title", "start month", "end month", "whole");
    row(table, "all", byLanguage.figures());
    byLanguage.groups().forEach((name, figures) -> row(table, "language " + name, figures));
    byFormat.groups().forEach((name, figures) -> row(table, "format " + name, figures));
    table.print(print);
    print.println();
    print.printf(
        Locale.ROOT,
        "Occupations: %.1f %% of %,d titles coded, %.1f %% of them with the true ISCO-08 unit group.%n",
        100 * coding.codedShare(),
        coding.found(),
        100 * coding.rightShare());
    print.printf(
        Locale.ROOT,
        "Documents: %,d read, %,d set aside, %.0f a second.%n",
        run.rows().count("documents_readable"),
        run.rows().count("documents_quarantined"),
        run.documentsPerSecond());
    print.flush();
    return text.toString().stripTrailing();
  }

  /// Perplexities of the next outcome beside that of the process that drew the careers.
  private static String leaderboard(Leaderboard board) {
    StringWriter text = new StringWriter();
    PrintWriter print = new PrintWriter(text);
    print.println();
    print.println(
        "The next occupation of people whom no model saw (perplexity, interval over people):");
    TextTable table = TextTable.of("", "perplexity", "95 %", "/ the true process", "AUC of moving");
    for (int m : board.ranking()) {
      Evaluation one = board.evaluations().get(m);
      Estimate perplexity = one.estimate(Metric.PERPLEXITY);
      table.row(
          one.model(),
          EvaluateCommand.number(perplexity.value(), 3),
          LeaderboardCommand.interval(perplexity, 3),
          one.regret().map(r -> EvaluateCommand.number(r.ratio().value(), 3)).orElse("-"),
          EvaluateCommand.number(one.estimate(Metric.AUC_MOVE).value(), 3));
    }
    table.print(print);
    board
        .evaluations()
        .getFirst()
        .regret()
        .ifPresent(
            r ->
                print.println(
                    "The true process, later records alone: "
                        + EvaluateCommand.number(r.oracle().value(), 3)
                        + "; the ratios are of these records."));
    print.flush();
    return text.toString();
  }

  private static void row(TextTable table, String name, Map<Judgement, Figure> figures) {
    table.row(
        name,
        figure(figures, Judgement.WHOLE).gold(),
        share(figures, Judgement.TITLE),
        share(figures, Judgement.START_MONTH),
        share(figures, Judgement.END_MONTH),
        share(figures, Judgement.WHOLE_MONTH));
  }

  private static Figure figure(Map<Judgement, Figure> figures, Judgement judgement) {
    return Objects.requireNonNull(figures.get(judgement));
  }

  private static String share(Map<Judgement, Figure> figures, Judgement judgement) {
    return String.format(Locale.ROOT, "%.3f", figure(figures, judgement).f1());
  }

  private ObjectNode json(
      RunSummary run, ExtractionReport byLanguage, ExtractionReport byFormat, CodingScore coding) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("out", out.toString());
    root.put("documents", run.rows().count("documents_in"));
    root.put("quarantined", run.rows().count("documents_quarantined"));
    root.put("experiences", run.rows().count("experiences"));
    put(root.putObject("all"), byLanguage.figures());
    ObjectNode languages = root.putObject("by_language");
    byLanguage.groups().forEach((name, figures) -> put(languages.putObject(name), figures));
    ObjectNode formats = root.putObject("by_format");
    byFormat.groups().forEach((name, figures) -> put(formats.putObject(name), figures));
    root.put("coded_share", round(coding.codedShare()));
    root.put("right_share", round(coding.rightShare()));
    return root;
  }

  private static void put(ObjectNode node, Map<Judgement, Figure> figures) {
    figures.forEach((judgement, figure) -> node.put(judgement.key() + "_f1", round(figure.f1())));
  }

  private static double round(double value) {
    return Math.round(value * 1e6) / 1e6;
  }
}
