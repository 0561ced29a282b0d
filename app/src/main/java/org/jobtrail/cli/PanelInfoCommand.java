package org.jobtrail.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jobtrail.career.Quarter;
import org.jobtrail.panel.Outcome;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelFacts;
import org.jobtrail.panel.PanelFolder;
import org.jobtrail.panel.PeriodUnit;
import org.jobtrail.panel.Split;
import org.jobtrail.panel.TransitionKind;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `panel info`.
@Command(
    name = "info",
    description =
        "Counts what is in a panel: people, records, outcomes, transitions by kind, gaps,"
            + " covariates, all of it per part.",
    mixinStandardHelpOptions = true)
final class PanelInfoCommand implements Callable<Integer> {
  @Parameters(paramLabel = "P", description = "A panel's folder.")
  Path folder = Path.of("");

  @Mixin CommonOptions common = new CommonOptions();
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Panel panel = PanelFolder.read(folder);
    SequencedMap<String, PanelFacts> parts = new LinkedHashMap<>();
    PanelFacts all = PanelFacts.of(panel.schema(), panel.people());
    parts.put("all", all);
    if (panel.isSplit()) {
      for (Split split : Split.values()) {
        parts.put(split.word(), PanelFacts.of(panel.schema(), panel.people(split)));
      }
    }
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    if (common.json) {
      out.println(json(panel, parts));
    } else {
      print(panel, parts, all, out);
    }
    return ExitCode.OK;
  }

  private static void print(
      Panel panel, SequencedMap<String, PanelFacts> parts, PanelFacts all, PrintWriter out) {
    out.printf(
        "%s: a record per %s, %s to %s, %d occupations and %d statuses%n%n",
        panel.name(),
        panel.schema().unit().name().toLowerCase(Locale.ROOT),
        period(panel, all.periods().firstKey()),
        period(panel, all.periods().lastKey()),
        panel.schema().outcomes().all().stream().filter(o -> !o.status()).count(),
        panel.schema().outcomes().all().stream().filter(Outcome::status).count());
    TextTable counts =
        TextTable.of(
            "part", "people", "records", "outcomes", "first", "stay", "move", "gaps", "single");
    parts.forEach(
        (name, f) ->
            counts.row(
                name,
                f.people(),
                f.records(),
                f.outcomes(),
                kind(f, TransitionKind.FIRST),
                kind(f, TransitionKind.STAY),
                kind(f, TransitionKind.MOVE),
                f.gaps(),
                f.single()));
    counts.print(out);
    out.println();
    TextTable covariates = TextTable.of("covariate", "kind", "missing", "levels");
    for (PanelFacts.OfCovariate c : all.covariates()) {
      covariates.row(
          c.name(),
          c.varying() ? "varying" : "fixed",
          String.format(Locale.ROOT, "%.1f %%", 100 * c.missing()),
          String.join(
              ", ",
              c.levels().entrySet().stream()
                  .filter(e -> e.getValue() > 0)
                  .map(e -> e.getKey() + " " + e.getValue())
                  .toList()));
    }
    if (!all.covariates().isEmpty()) {
      covariates.print(out);
    }
    for (PanelFacts.OfMeasure m : all.measures()) {
      out.printf(
          Locale.ROOT,
          "%n%s: known for %d records, mean %.4g, %.4g to %.4g%n",
          m.name(),
          m.known(),
          m.mean(),
          m.minimum(),
          m.maximum());
    }
    out.println();
    TextTable outcomes = TextTable.of("records", "outcome", "title");
    IntStream.range(0, panel.schema().outcomes().size())
        .boxed()
        .sorted(Comparator.comparingLong((Integer k) -> -all.outcomeCounts().get(k)))
        .limit(10)
        .forEach(
            k -> {
              Outcome outcome = panel.schema().outcomes().get(k);
              outcomes.row(all.outcomeCounts().get(k), outcome.code(), outcome.title());
            });
    outcomes.print(out);
  }

  private static long kind(PanelFacts facts, TransitionKind kind) {
    return facts.transitions().getOrDefault(kind, 0L);
  }

  private static String period(Panel panel, int period) {
    if (panel.schema().unit() == PeriodUnit.YEAR) {
      return String.valueOf(period);
    }
    Quarter quarter = new Quarter(period);
    return quarter.year() + "-Q" + quarter.quarter();
  }

  private static ObjectNode json(Panel panel, SequencedMap<String, PanelFacts> parts) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("name", panel.name());
    root.put("unit", panel.schema().unit().name().toLowerCase(Locale.ROOT));
    root.put("split", panel.isSplit());
    ObjectNode all = root.putObject("parts");
    parts.forEach((name, facts) -> part(all.putObject(name), panel, facts));
    return root;
  }

  private static void part(ObjectNode node, Panel panel, PanelFacts facts) {
    List<Outcome> known = panel.schema().outcomes().all();
    node.put("people", facts.people())
        .put("records", facts.records())
        .put("outcomes", facts.outcomes())
        .put("people_with_one_record", facts.single())
        .put("gaps", facts.gaps());
    ObjectNode periods = node.putObject("records_by_period");
    facts.periods().forEach((period, n) -> periods.put(period(panel, period), n));
    ObjectNode kinds = node.putObject("transitions");
    facts.transitions().forEach((kind, n) -> kinds.put(kind.word(), n));
    ObjectNode covariates = node.putObject("covariates");
    for (PanelFacts.OfCovariate c : facts.covariates()) {
      ObjectNode one = covariates.putObject(c.name());
      one.put("kind", c.varying() ? "varying" : "fixed").put("missing", c.missing());
      ObjectNode levels = one.putObject("levels");
      c.levels().forEach(levels::put);
    }
    ObjectNode measures = node.putObject("measures");
    for (PanelFacts.OfMeasure m : facts.measures()) {
      ObjectNode one = measures.putObject(m.name()).put("known", m.known());
      Map.of("mean", m.mean(), "minimum", m.minimum(), "maximum", m.maximum()).entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(
              e -> {
                if (Double.isNaN(e.getValue())) {
                  one.putNull(e.getKey());
                } else {
                  one.put(e.getKey(), e.getValue());
                }
              });
    }
    ArrayNode outcomes = node.putArray("records_by_outcome");
    for (int k = 0; k < known.size(); k++) {
      outcomes
          .addObject()
          .put("code", known.get(k).code())
          .put("title", known.get(k).title())
          .put("status", known.get(k).status())
          .put("records", facts.outcomeCounts().get(k));
    }
  }
}
