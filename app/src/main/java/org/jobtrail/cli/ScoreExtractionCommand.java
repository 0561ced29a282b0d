package org.jobtrail.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.NamedOutput;
import org.jobtrail.score.Engine;
import org.jobtrail.score.EngineReader;
import org.jobtrail.score.ErrorBrowser;
import org.jobtrail.score.Evaluation;
import org.jobtrail.score.ExtractionReport;
import org.jobtrail.score.ExtractionScorer;
import org.jobtrail.score.Gold;
import org.jobtrail.score.GoldReader;
import org.jobtrail.score.GoldResume;
import org.jobtrail.score.NamedPath;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `score extraction`: runs judged against the gold of one or several annotators.
@Command(
    name = "extraction",
    description = "Precision, recall and F1 of extracted experiences, per field and as a whole.",
    mixinStandardHelpOptions = true)
final class ScoreExtractionCommand implements Callable<Integer> {
  @Option(
      names = "--gold",
      required = true,
      paramLabel = "FILE",
      description = {
        "JSON Lines, .gz allowed: {\"id\",\"experiences\":[{\"title\",\"start\",\"end\"}]}.",
        "Several times, or with \"annotator\" in the lines, for several annotators; NAME=FILE"
            + " names one."
      })
  List<String> gold = List.of();

  @Option(
      names = "--predicted",
      required = true,
      paramLabel = "DIR",
      description = {
        "A run's folder, or its experiences.jsonl.",
        "Several times to compare engines on the same resumes; NAME=DIR names one."
      })
  List<String> predicted = List.of();

  @Option(
      names = "--by",
      split = ",",
      paramLabel = "FIELD",
      description = "Tables per value of these fields of the gold lines, such as language,format.")
  List<String> by = List.of();

  @Option(
      names = "--misses",
      paramLabel = "FILE",
      description = "Write what went wrong to this file, one tab-separated line each.")
  @Nullable Path misses;

  @Option(
      names = "--errors",
      paramLabel = "OUT.html",
      description = {
        "Write a page that shows each error in its text; no request leaves it.",
        "It holds the texts of resumes: personal data."
      })
  @Nullable Path errors;

  @Option(
      names = "--errors-limit",
      defaultValue = "200",
      paramLabel = "N",
      description = "Resumes on that page at most, the worst first (default 200).")
  int errorsLimit;

  @Option(names = "--seed", defaultValue = "1", description = "Of the bootstrap (default 1).")
  long seed;

  @Mixin CommonOptions common = new CommonOptions();
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (errorsLimit < 1) {
      throw new JobtrailException.Usage("--errors-limit must be at least 1, found " + errorsLimit);
    }
    List<Engine> engines = new ArrayList<>();
    for (NamedPath run : NamedPath.parse(predicted, "--predicted")) {
      engines.add(EngineReader.read(run));
    }
    List<GoldResume> lines = new ArrayList<>();
    for (NamedPath file : NamedPath.parse(gold, "--gold")) {
      lines.addAll(GoldReader.gold(file));
    }
    Gold annotated = Gold.of(lines);
    Evaluation evaluation = new ExtractionScorer(1000, seed).evaluate(annotated, engines, by);
    if (evaluation.engines().getFirst().resumes() == 0) {
      throw new JobtrailException.Usage(
          String.join(", ", gold)
              + ": none of its ids is among the documents of "
              + String.join(", ", predicted)
              + "; the ids must be the same");
    }
    if (misses != null) {
      writeMisses(evaluation.engines(), misses);
    }
    if (errors != null) {
      ErrorBrowser.write(annotated, engines, evaluation, errorsLimit, errors);
    }
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println(common.json ? ScoreJson.of(evaluation) : ScoreTables.of(evaluation));
    out.flush();
    return ExitCode.OK;
  }

  /// One engine's lines have no name in front, as there is nothing to tell apart.
  private static void writeMisses(List<ExtractionReport> reports, Path file) throws IOException {
    boolean several = reports.size() > 1;
    StringBuilder text =
        new StringBuilder(several ? "engine\t" : "").append("id\tkind\tgold\tpredicted\n");
    for (ExtractionReport report : reports) {
      for (ExtractionReport.Miss miss : report.misses()) {
        text.append(several ? report.engine() + '\t' : "");
        text.append(
            String.join("\t", miss.id(), miss.kind(), miss.gold(), miss.predicted())
                .replace('\n', ' '));
        text.append('\n');
      }
    }
    NamedOutput.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
