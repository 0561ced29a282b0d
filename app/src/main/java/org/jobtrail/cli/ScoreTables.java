package org.jobtrail.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import org.jobtrail.score.AnnotatorAgreement;
import org.jobtrail.score.Difference;
import org.jobtrail.score.EngineDifference;
import org.jobtrail.score.Evaluation;
import org.jobtrail.score.ExtractionReport;
import org.jobtrail.score.Figure;
import org.jobtrail.score.Interval;
import org.jobtrail.score.Judgement;
import org.jobtrail.score.Measure;

/// What `score extraction` prints for a reader.
final class ScoreTables {
  private static final String INTERVAL = "95 % interval";

  private final StringWriter text = new StringWriter();
  private final PrintWriter out = new PrintWriter(text);

  private ScoreTables() {}

  static String of(Evaluation evaluation) {
    ScoreTables tables = new ScoreTables();
    boolean several = evaluation.engines().size() > 1;
    for (ExtractionReport report : evaluation.engines()) {
      tables.report(report, several);
    }
    evaluation.differences().forEach(tables::difference);
    evaluation.agreement().ifPresent(tables::agreement);
    tables.out.flush();
    return tables.text.toString().strip();
  }

  private void report(ExtractionReport report, boolean several) {
    if (several) {
      out.printf("%n== %s ==%n", report.engine());
    }
    out.printf(
        "%d resumes scored (%d of them quarantined), %d of the gold not in the run%n",
        report.resumes(), report.quarantined(), report.goldNotInRun());
    if (report.missing() > 0) {
      out.printf(
          "%d of them are not among this run's documents and count as without experiences%n",
          report.missing());
    }
    rows("all", report.figures());
    report.tables().forEach(this::groups);
    report.groups().forEach(this::rows);
  }

  private void rows(String name, Map<Judgement, Figure> figures) {
    out.printf(
        "%n%-24s %6s %6s %10s %8s %8s  %-16s %8s  %s%n",
        name, "gold", "found", "precision", "recall", "F1", INTERVAL, "macro F1", INTERVAL);
    figures.forEach(
        (judgement, f) ->
            out.printf(
                Locale.ROOT,
                "  %-22s %6d %6d %10.3f %8.3f %8.3f  %-16s %8.3f  %s%n",
                words(judgement),
                f.gold(),
                f.predicted(),
                f.precision(),
                f.recall(),
                f.f1(),
                interval(f.micro()),
                f.macroF1(),
                interval(f.macro())));
  }

  private void groups(String dimension, SortedMap<String, ExtractionReport.Group> groups) {
    Set<Judgement> judged = groups.firstEntry().getValue().figures().keySet();
    List<String> header = new ArrayList<>(List.of("F1 by " + dimension, "resumes", "jobs"));
    judged.forEach(j -> header.add(words(j)));
    header.addAll(List.of("whole " + INTERVAL, "macro", INTERVAL));
    TextTable table = TextTable.of(header.toArray(String[]::new));
    groups.forEach(
        (value, group) -> {
          Figure whole = Objects.requireNonNull(group.figures().get(Judgement.WHOLE));
          List<Object> row = new ArrayList<>(List.of(value, group.resumes(), whole.gold()));
          judged.forEach(
              j -> {
                Figure figure = group.figures().get(j);
                row.add(figure == null ? "-" : number(figure.f1()));
              });
          row.addAll(
              List.of(interval(whole.micro()), number(whole.macroF1()), interval(whole.macro())));
          table.row(row.toArray());
        });
    out.println();
    table.print(out);
  }

  private void difference(EngineDifference difference) {
    out.printf(
        "%n%s minus %s, paired over %d resumes%s%n",
        difference.to(),
        difference.from(),
        difference.resumes(),
        difference.common() ? " that both saw" : "");
    TextTable table =
        TextTable.of(
            "", "precision", INTERVAL, "recall", INTERVAL, "F1", INTERVAL, "macro F1", INTERVAL);
    difference
        .differences()
        .forEach(
            (judgement, measures) -> {
              List<Object> row = new ArrayList<>(List.of("  " + words(judgement)));
              for (Measure measure : Measure.values()) {
                difference(row, measures, measure);
              }
              table.row(row.toArray());
            });
    table.print(out);
  }

  private static void difference(
      List<Object> row, Map<Measure, Difference> measures, Measure measure) {
    Difference d = Objects.requireNonNull(measures.get(measure));
    row.add(String.format(Locale.ROOT, "%+.3f", d.value()));
    row.add(signed(d.interval()));
  }

  private void agreement(AnnotatorAgreement agreement) {
    out.printf(
        "%nAgreement of the annotators, the ceiling for an engine (F1 over %d resumes that two or"
            + " more read)%n",
        agreement.resumes());
    List<String> header = new ArrayList<>(List.of(""));
    agreement
        .pairs()
        .forEach(p -> header.add(p.first() + ", " + p.second() + " (" + p.resumes() + ")"));
    header.addAll(List.of("ceiling", INTERVAL));
    agreement.engines().keySet().forEach(e -> header.addAll(List.of(e, "gap", INTERVAL)));
    TextTable table = TextTable.of(header.toArray(String[]::new));
    agreement
        .ceiling()
        .forEach(
            (judgement, ceiling) -> {
              List<Object> row = new ArrayList<>(List.of("  " + words(judgement)));
              for (AnnotatorAgreement.Pair pair : agreement.pairs()) {
                row.add(f1(pair.figures(), judgement));
              }
              row.addAll(List.of(number(ceiling.f1()), interval(ceiling.micro())));
              for (AnnotatorAgreement.BesideCeiling engine : agreement.engines().values()) {
                row.add(f1(engine.figures(), judgement));
                difference(row, Objects.requireNonNull(engine.gap().get(judgement)), Measure.F1);
              }
              table.row(row.toArray());
            });
    table.print(out);
  }

  private static String f1(Map<Judgement, Figure> figures, Judgement judgement) {
    Figure figure = figures.get(judgement);
    return figure == null ? "-" : number(figure.f1());
  }

  private static String words(Judgement judgement) {
    return judgement.key().replace('_', ' ');
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private static String interval(Interval interval) {
    return String.format(Locale.ROOT, "[%.3f, %.3f]", interval.low(), interval.high());
  }

  private static String signed(Interval interval) {
    return String.format(Locale.ROOT, "[%+.3f, %+.3f]", interval.low(), interval.high());
  }
}
