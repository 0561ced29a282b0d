package org.jobtrail.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jobtrail.analyse.Cell;
import org.jobtrail.analyse.Exhibit;
import org.jobtrail.analyse.ReportPage;
import org.jobtrail.analyse.Section;
import org.jobtrail.analyse.Table;
import org.jobtrail.analyse.chart.ForestPlot;
import org.jobtrail.analyse.chart.Measure;
import org.jobtrail.provenance.FileHash;
import org.jobtrail.provenance.FreshFolder;
import org.jobtrail.provenance.Manifest;
import org.jobtrail.provenance.NamedOutput;
import org.jobtrail.provenance.RowFates;

/// The folder of a study of the value of information: `information.csv`, `information.svg`, a page
/// with both, the manifest.
public final class InformationFolder {
  public static final String COMMAND = "information";
  private static final String NAME = COMMAND;
  private static final String HEADING = "Value of information";
  private static final String UNIT =
      "perplexity / that of the full model, paired over people, with 95 % intervals";
  private static final String READING =
      "Right of 1 it is worse than the full model, left of 1 better. What no record at all costs is"
          + " in the table. Intervals are over people; how far another seed of the training would"
          + " lead is not in them.";

  private InformationFolder() {}

  /// Writes the folder; it appears whole.
  ///
  /// @param inputs the panels and the model
  /// @param configuration the options
  /// @param overwrite drop what an earlier command with a manifest left there
  public static Manifest write(
      InformationStudy study,
      Path out,
      List<FileHash> inputs,
      Map<String, String> configuration,
      boolean overwrite)
      throws IOException {
    Exhibit exhibit = exhibit(study);
    try (FreshFolder folder = FreshFolder.open(out, overwrite, COMMAND)) {
      text(folder.path().resolve(NAME + ".csv"), exhibit.table().csv());
      text(folder.path().resolve(NAME + ".svg"), exhibit.svg());
      text(folder.path().resolve("report.html"), page(study, exhibit));
      Judgements judged = study.whole().judgements();
      RowFates rows =
          RowFates.builder()
              .add("people", judged.people().size())
              .add("records", judged.size())
              .build();
      return folder.publish(
          Manifest.of(
              NAME,
              new TreeMap<>(configuration),
              study.evaluator().seed(),
              inputs,
              new TreeMap<>(),
              rows,
              new ArrayList<>()));
    }
  }

  private static void text(Path file, String text) throws IOException {
    NamedOutput.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /// One object with all rows in their order.
  public static ObjectNode json(InformationStudy study) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("command", NAME).put("model", study.kind());
    root.put("panel", study.evaluator().panel().name());
    root.put("split", study.evaluator().split().word());
    root.put("replicates", study.evaluator().replicates());
    root.put("seed", study.evaluator().seed());
    root.put("people", study.whole().judgements().people().size());
    root.put("records", study.whole().judgements().size());
    ArrayNode rows = root.putArray("rows");
    for (InformationRow row : study.rows()) {
      ObjectNode node = rows.addObject();
      node.put("what", row.what()).put("setting", row.setting());
      node.put("trained_anew", row.anew());
      row.people().ifPresent(n -> node.put("people", n));
      row.records().ifPresent(n -> node.put("records", n));
      EvaluationJson.put(node, "perplexity", row.perplexity());
      EvaluationJson.put(node, "ratio", row.ratio());
    }
    study.leftOut().forEach(root.putArray("left_out")::add);
    return root;
  }

  static Table table(InformationStudy study) {
    Table.Builder table =
        Table.named(NAME)
            .column("what", "what")
            .column("setting", "setting")
            .column("trained_anew", "trained anew")
            .column("people", "training people")
            .column("records", "records shown")
            .column("perplexity", "perplexity")
            .interval("perplexity")
            .column("ratio", "/ full model")
            .interval("ratio");
    for (InformationRow row : study.rows()) {
      List<Cell> cells =
          new ArrayList<>(
              List.of(
                  Cell.text(row.what()),
                  Cell.text(row.setting()),
                  Cell.text(row.anew() ? "yes" : "no"),
                  count(row.people()),
                  row.records().isPresent()
                      ? Cell.count(row.records().getAsInt())
                      : Cell.absent()));
      LeaderboardTables.figure(cells, row.perplexity(), 3);
      LeaderboardTables.figure(cells, row.ratio(), 4);
      table.row(cells);
    }
    return table.build();
  }

  private static Cell count(OptionalLong n) {
    return n.isPresent() ? Cell.count(n.getAsLong()) : Cell.absent();
  }

  private static Exhibit exhibit(InformationStudy study) {
    Judgements judged = study.whole().judgements();
    String n =
        Cell.count(judged.people().size()).shown()
            + " people, "
            + Cell.count(judged.size()).shown()
            + " records";
    String svg =
        new ForestPlot(
                Exhibit.caption(HEADING, UNIT, n, READING),
                groups(study),
                "perplexity / that of the full model",
                1)
            .svg();
    return new Exhibit(
        study.kind() + " with less and with more", UNIT, n, READING, svg, table(study), "");
  }

  private static List<ForestPlot.Group> groups(InformationStudy study) {
    SequencedMap<String, List<ForestPlot.Row>> groups = new LinkedHashMap<>();
    for (InformationRow row : study.rows()) {
      // Without any record there is little left: it would press the rest together.
      boolean drawn =
          !row.what().equals(InformationRow.EVERYTHING) && !row.records().equals(OptionalInt.of(0));
      if (drawn) {
        groups
            .computeIfAbsent(
                row.what() + (row.anew() ? ", trained anew" : ""), _ -> new ArrayList<>())
            .add(new ForestPlot.Row(row.setting().replace('_', ' '), measure(row.ratio())));
      }
    }
    return groups.entrySet().stream()
        .map(e -> new ForestPlot.Group(e.getKey(), e.getValue()))
        .toList();
  }

  private static Measure measure(Estimate ratio) {
    Measure plain = BoardSection.measure(ratio, 3);
    String interval =
        Double.isNaN(ratio.low())
            ? ""
            : " ["
                + Cell.number(ratio.low(), 3).shown()
                + ", "
                + Cell.number(ratio.high(), 3).shown()
                + "]";
    return new Measure(plain.value(), plain.low(), plain.high(), plain.shown() + interval);
  }

  private static String page(InformationStudy study, Exhibit exhibit) {
    Evaluator evaluator = study.evaluator();
    ReportPage page = new ReportPage(HEADING + ": " + study.kind(), HEADING, "");
    SequencedMap<String, String> facts = new LinkedHashMap<>();
    facts.put("Model", study.kind());
    facts.put("Panel", evaluator.panel().name() + ", part " + evaluator.split().word());
    facts.put("Judged on", exhibit.n());
    facts.put(
        "Full model",
        "perplexity " + Cell.number(study.whole().estimate(Metric.PERPLEXITY).value(), 3).shown());
    facts.put(
        "Intervals",
        evaluator.replicates() == 0
            ? "none (--replicates 0)"
            : "95 %, "
                + Cell.count(evaluator.replicates()).shown()
                + " resamples of people, the same for every row, seed "
                + evaluator.seed()
                + "; ratios are taken within each resample");
    if (!study.leftOut().isEmpty()) {
      facts.put("Left out", String.join("; ", study.leftOut()));
    }
    page.facts(facts);
    page.section(
        0,
        new Section(
            "Sources of gain",
            "The full model is asked with shorter histories and with random covariates;"
                + " others are trained anew with fewer people, without the titles' words, or with"
                + " people of other surveys. All are judged on the same people.",
            List.of(exhibit)));
    return page.finish();
  }
}
