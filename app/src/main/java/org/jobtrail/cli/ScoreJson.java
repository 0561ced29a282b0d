package org.jobtrail.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Objects;
import org.jobtrail.score.AnnotatorAgreement;
import org.jobtrail.score.Difference;
import org.jobtrail.score.EngineDifference;
import org.jobtrail.score.Evaluation;
import org.jobtrail.score.ExtractionReport;
import org.jobtrail.score.Figure;
import org.jobtrail.score.Judgement;
import org.jobtrail.score.Measure;

/// What `score extraction --json` prints; the keys stand in `docs/formats.md`.
final class ScoreJson {
  private ScoreJson() {}

  static String of(Evaluation evaluation) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    put(root, evaluation.engines().getFirst());
    if (evaluation.engines().size() > 1) {
      ObjectNode engines = root.putObject("engines");
      evaluation.engines().forEach(r -> put(engines.putObject(r.engine()), r));
      var differences = root.putArray("differences");
      evaluation.differences().forEach(d -> put(differences.addObject(), d));
    }
    evaluation.agreement().ifPresent(a -> put(root.putObject("agreement"), a));
    return root.toString();
  }

  private static void put(ObjectNode node, ExtractionReport report) {
    node.put("engine", report.engine());
    node.put("resumes", report.resumes());
    node.put("quarantined", report.quarantined());
    node.put("missing", report.missing());
    node.put("gold_not_in_run", report.goldNotInRun());
    node.put("run_not_in_gold", report.runNotInGold());
    figures(node, report.figures());
    report
        .tables()
        .forEach(
            (dimension, values) -> {
              ObjectNode table = node.putObject("by_" + dimension);
              values.forEach(
                  (value, group) -> {
                    ObjectNode row = table.putObject(value);
                    row.put("resumes", group.resumes());
                    figures(row, group.figures());
                  });
            });
    if (!report.groups().isEmpty()) {
      ObjectNode groups = node.putObject("groups");
      report.groups().forEach((name, figures) -> figures(groups.putObject(name), figures));
    }
  }

  private static void put(ObjectNode node, EngineDifference difference) {
    node.put("from", difference.from());
    node.put("to", difference.to());
    node.put("resumes", difference.resumes());
    node.put("common_only", difference.common());
    difference
        .differences()
        .forEach(
            (judgement, measures) ->
                measures.forEach((m, d) -> difference(node, judgement.key() + '_' + m.key(), d)));
  }

  private static void put(ObjectNode node, AnnotatorAgreement agreement) {
    node.put("resumes", agreement.resumes());
    var pairs = node.putArray("pairs");
    for (AnnotatorAgreement.Pair pair : agreement.pairs()) {
      ObjectNode row = pairs.addObject();
      row.put("first", pair.first());
      row.put("second", pair.second());
      row.put("resumes", pair.resumes());
      f1(row, pair.figures());
    }
    f1(node.putObject("ceiling"), agreement.ceiling());
    ObjectNode engines = node.putObject("engines");
    agreement
        .engines()
        .forEach(
            (name, beside) -> {
              ObjectNode row = engines.putObject(name);
              f1(row, beside.figures());
              beside
                  .gap()
                  .forEach(
                      (judgement, measures) -> {
                        String key = judgement.key() + "_gap";
                        difference(row, key, at(measures, Measure.F1));
                        difference(row, key + "_macro", at(measures, Measure.MACRO_F1));
                      });
            });
  }

  private static Difference at(Map<Measure, Difference> measures, Measure measure) {
    return Objects.requireNonNull(measures.get(measure));
  }

  private static void difference(ObjectNode node, String key, Difference difference) {
    node.put(key, round(difference.value()));
    node.put(key + "_low", round(difference.interval().low()));
    node.put(key + "_high", round(difference.interval().high()));
  }

  private static void figures(ObjectNode node, Map<Judgement, Figure> figures) {
    Figure whole = Objects.requireNonNull(figures.get(Judgement.WHOLE));
    node.put("gold", whole.gold());
    node.put("predicted", whole.predicted());
    figures.forEach(
        (judgement, f) -> {
          node.put(judgement.key() + "_precision", round(f.precision()));
          node.put(judgement.key() + "_recall", round(f.recall()));
          f1(node, judgement, f);
        });
  }

  private static void f1(ObjectNode node, Map<Judgement, Figure> figures) {
    figures.forEach((judgement, f) -> f1(node, judgement, f));
  }

  private static void f1(ObjectNode node, Judgement judgement, Figure f) {
    node.put(judgement.key() + "_f1", round(f.f1()));
    node.put(judgement.key() + "_f1_low", round(f.low()));
    node.put(judgement.key() + "_f1_high", round(f.high()));
    node.put(judgement.key() + "_macro_f1", round(f.macroF1()));
    node.put(judgement.key() + "_macro_f1_low", round(f.macro().low()));
    node.put(judgement.key() + "_macro_f1_high", round(f.macro().high()));
  }

  private static double round(double value) {
    return Math.round(value * 1e6) / 1e6;
  }
}
