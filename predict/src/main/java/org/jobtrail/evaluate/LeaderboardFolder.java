package org.jobtrail.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jobtrail.analyse.Exhibit;
import org.jobtrail.analyse.Section;
import org.jobtrail.analyse.Table;
import org.jobtrail.provenance.FileHash;
import org.jobtrail.provenance.FreshFolder;
import org.jobtrail.provenance.Manifest;
import org.jobtrail.provenance.NamedOutput;
import org.jobtrail.provenance.RowFates;

/// The folder of a leaderboard: `report.html`, `leaderboard.json`, CSV and SVG files, the manifest.
public final class LeaderboardFolder {
  public static final String COMMAND = "leaderboard";

  private LeaderboardFolder() {}

  /// Writes the folder; it appears whole.
  ///
  /// @param inputs the panel and the models
  /// @param configuration the options
  /// @param overwrite drop what an earlier command with a manifest left there
  public static Manifest write(
      Leaderboard board,
      Path out,
      List<FileHash> inputs,
      Map<String, String> configuration,
      boolean overwrite)
      throws IOException {
    LeaderboardReport report = new LeaderboardReport(board);
    Judgements first = board.evaluations().getFirst().judgements();
    try (FreshFolder folder = FreshFolder.open(out, overwrite, COMMAND)) {
      Path making = folder.path();
      text(making.resolve("report.html"), report.html());
      text(making.resolve("leaderboard.json"), json(board) + "\n");
      Map<String, Table> tables = new LinkedHashMap<>();
      tables.put("leaderboard", LeaderboardTables.models(board));
      if (!board.subgroups().isEmpty()) {
        tables.put("subgroups", LeaderboardTables.subgroups("subgroups", board, board.subgroups()));
      }
      for (Section section : report.sections()) {
        for (Exhibit exhibit : section.exhibits()) {
          tables.put(exhibit.name(), exhibit.table());
          if (exhibit.hasChart()) {
            text(making.resolve("svg/" + exhibit.name() + ".svg"), exhibit.svg());
          }
        }
      }
      for (Map.Entry<String, Table> table : tables.entrySet()) {
        text(making.resolve("csv/" + table.getKey() + ".csv"), table.getValue().csv());
      }
      RowFates rows =
          RowFates.builder()
              .add("people", first.people().size())
              .add("records", first.size())
              .build();
      return folder.publish(
          Manifest.of(
              COMMAND,
              new TreeMap<>(configuration),
              board.evaluator().seed(),
              inputs,
              new TreeMap<>(),
              rows,
              new ArrayList<>()));
    }
  }

  private static void text(Path file, String text) throws IOException {
    Files.createDirectories(file.resolveSibling("x").getParent());
    NamedOutput.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /// One object with all models in the order given.
  public static ObjectNode json(Leaderboard board) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    Evaluator evaluator = board.evaluator();
    root.put("command", COMMAND);
    root.put("panel", evaluator.panel().name());
    root.put("split", evaluator.split().word());
    root.put("baseline", board.baselineLabel());
    root.put("replicates", evaluator.replicates());
    root.put("seed", evaluator.seed());
    ArrayNode models = root.putArray("models");
    for (int m = 0; m < board.evaluations().size(); m++) {
      ObjectNode model = models.addObject();
      model.put("model", board.evaluations().get(m).model());
      EvaluationJson.put(model, board.evaluations().get(m));
      ObjectNode beside = model.putObject("beside_baseline");
      for (Metric metric : Metric.values()) {
        EvaluationJson.put(
            beside,
            metric.key() + (metric.comparedByRatio() ? "_ratio" : "_difference"),
            board.beside(m, metric));
      }
    }
    ArrayNode groups = root.putArray("subgroups");
    for (Subgroup group : board.subgroups()) {
      ObjectNode node = groups.addObject();
      node.put("dimension", group.dimension());
      node.put("group", group.group());
      node.put("suppressed", group.suppressed());
      if (!group.suppressed()) {
        node.put("people", group.people());
        node.put("transitions", group.transitions());
        ObjectNode figures = node.putObject("models");
        for (int m = 0; m < board.evaluations().size(); m++) {
          ObjectNode of = figures.putObject(board.evaluations().get(m).model());
          for (Metric metric : Subgroup.METRICS) {
            EvaluationJson.put(of, metric.key(), group.figure(m, metric));
          }
        }
      }
    }
    extras(root, board.extras());
    return root;
  }

  private static void extras(ObjectNode root, Extras extras) {
    ArrayNode information = root.putArray("value_of_information");
    for (Information one : extras.information()) {
      ObjectNode node = information.addObject();
      node.put("model", one.model());
      node.put("what", one.what());
      if (one.records() >= 0) {
        node.put("records", one.records());
      }
      EvaluationJson.put(node, "perplexity", one.perplexity());
      EvaluationJson.put(node, "ratio", one.ratio());
    }
    ArrayNode versus = root.putArray("versus");
    for (Versus pair : extras.versus()) {
      ObjectNode node = versus.addObject();
      node.put("what", pair.what());
      node.put("without", pair.without());
      node.put("with", pair.with());
      EvaluationJson.put(node, "perplexity_ratio", pair.ratio());
      EvaluationJson.put(node, "auc_move_difference", pair.auc());
    }
    ArrayNode learning = root.putArray("learning_curves");
    for (LearningPoint point : extras.learning()) {
      ObjectNode node = learning.addObject();
      node.put("model", point.kind());
      node.put("share", point.share());
      node.put("people", point.people());
      EvaluationJson.put(node, "perplexity", point.perplexity());
      EvaluationJson.put(node, "auc_move", point.auc());
    }
    ArrayNode forecasts = root.putArray("forecasts");
    for (Forecast forecast : extras.forecasts()) {
      ObjectNode node = forecasts.addObject();
      node.put("model", forecast.model());
      node.put("period", forecast.period());
      node.put("people", forecast.people());
      EvaluationJson.put(node, "perplexity", forecast.perplexity());
      EvaluationJson.put(node, "distance", forecast.distance());
    }
  }
}
