package org.jobtrail.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.NamedOutput;
import org.jobtrail.score.ExtractionReport;
import org.jobtrail.score.ExtractionScorer;
import org.jobtrail.score.Figure;
import org.jobtrail.score.GoldReader;
import org.jobtrail.score.Judgement;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `score`: a run judged against gold.
@Command(
    name = "score",
    description = "Judges a run against gold.",
    mixinStandardHelpOptions = true,
    subcommands = ScoreCommand.Extraction.class)
final class ScoreCommand {

  @Command(
      name = "extraction",
      description = "Precision, recall and F1 of extracted experiences, per field and as a whole.",
      mixinStandardHelpOptions = true)
  static final class Extraction implements Callable<Integer> {
    @Option(
        names = "--gold",
        required = true,
        paramLabel = "FILE",
        description =
            "JSON Lines, .gz allowed: {\"id\",\"experiences\":[{\"title\",\"start\",\"end\"}]}.")
    Path gold = Path.of("");

    @Option(
        names = "--predicted",
        required = true,
        paramLabel = "DIR",
        description = "A run's folder, or its experiences.jsonl.")
    Path predicted = Path.of("");

    @Option(
        names = "--by",
        split = ",",
        paramLabel = "FIELD",
        description =
            "Tables per value of these fields of the gold lines, such as language,format.")
    List<String> by = List.of();

    @Option(
        names = "--misses",
        paramLabel = "FILE",
        description = "Write what went wrong to this file, one tab-separated line each.")
    @Nullable Path misses;

    @Option(names = "--seed", defaultValue = "1", description = "Of the bootstrap (default 1).")
    long seed;

    @Mixin CommonOptions common = new CommonOptions();
    @Spec @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, SQLException {
      Path file = Files.isDirectory(predicted) ? predicted.resolve("experiences.jsonl") : predicted;
      if (!Files.exists(file)) {
        throw new JobtrailException.Usage(
            file + ": no such file; --predicted wants the folder that `run` wrote");
      }
      ExtractionReport report =
          new ExtractionScorer(1000, seed)
              .score(GoldReader.gold(gold), GoldReader.predicted(file), quarantined(), by);
      if (report.resumes() == 0) {
        throw new JobtrailException.Usage(
            gold
                + ": none of its ids is among the documents of "
                + predicted
                + "; the ids must be the same");
      }
      Path missFile = misses;
      if (missFile != null) {
        writeMisses(report, missFile);
      }
      PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
      out.println(common.json ? json(report) : table(report));
      out.flush();
      return ExitCode.OK;
    }

    private Set<String> quarantined() throws SQLException {
      Set<String> ids = new TreeSet<>();
      Path file = predicted.resolve("quarantine.parquet");
      if (Files.exists(file)) {
        String sql =
            "SELECT document_id FROM read_parquet('" + file.toString().replace("'", "''") + "')";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
            ResultSet rows = connection.createStatement().executeQuery(sql)) {
          while (rows.next()) {
            ids.add(rows.getString(1));
          }
        }
      }
      return ids;
    }

    private static void writeMisses(ExtractionReport report, Path file) throws IOException {
      StringBuilder text = new StringBuilder("id\tkind\tgold\tpredicted\n");
      for (ExtractionReport.Miss miss : report.misses()) {
        text.append(
            String.join("\t", miss.id(), miss.kind(), miss.gold(), miss.predicted())
                .replace('\n', ' '));
        text.append('\n');
      }
      NamedOutput.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String json(ExtractionReport report) {
      ObjectNode root = new ObjectMapper().createObjectNode();
      root.put("resumes", report.resumes());
      root.put("quarantined", report.quarantined());
      root.put("gold_not_in_run", report.goldNotInRun());
      root.put("run_not_in_gold", report.runNotInGold());
      put(root, report.figures());
      if (!report.groups().isEmpty()) {
        ObjectNode groups = root.putObject("groups");
        report.groups().forEach((name, figures) -> put(groups.putObject(name), figures));
      }
      return root.toString();
    }

    private static void put(ObjectNode node, Map<Judgement, Figure> figures) {
      Figure whole = Objects.requireNonNull(figures.get(Judgement.WHOLE));
      node.put("gold", whole.gold());
      node.put("predicted", whole.predicted());
      figures.forEach(
          (judgement, f) -> {
            node.put(judgement.key() + "_precision", round(f.precision()));
            node.put(judgement.key() + "_recall", round(f.recall()));
            node.put(judgement.key() + "_f1", round(f.f1()));
            node.put(judgement.key() + "_f1_low", round(f.low()));
            node.put(judgement.key() + "_f1_high", round(f.high()));
            node.put(judgement.key() + "_macro_f1", round(f.macroF1()));
          });
    }

    private static double round(double value) {
      return Math.round(value * 1e6) / 1e6;
    }

    private static String table(ExtractionReport report) {
      StringBuilder text = new StringBuilder();
      text.append(
          "%d resumes scored (%d of them quarantined), %d of the gold not in the run%n"
              .formatted(report.resumes(), report.quarantined(), report.goldNotInRun()));
      rows(text, "all", report.figures());
      report.groups().forEach((name, figures) -> rows(text, name, figures));
      return text.toString().stripTrailing();
    }

    private static void rows(StringBuilder text, String name, Map<Judgement, Figure> figures) {
      text.append(
          "%n%-24s %6s %6s %10s %8s %8s  %s%n"
              .formatted(name, "gold", "found", "precision", "recall", "F1", "95 % interval"));
      figures.forEach(
          (judgement, f) ->
              text.append(
                  String.format(
                      Locale.ROOT,
                      "  %-22s %6d %6d %10.3f %8.3f %8.3f  [%.3f, %.3f]%n",
                      judgement.key().replace('_', ' '),
                      f.gold(),
                      f.predicted(),
                      f.precision(),
                      f.recall(),
                      f.f1(),
                      f.low(),
                      f.high())));
    }
  }
}
