package org.jobtrail.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jobtrail.extract.pseudonym.Pseudonyms;
import org.jobtrail.ingest.Document;
import org.jobtrail.ingest.Ingested;
import org.jobtrail.ingest.Ingester;
import org.jobtrail.ingest.Limits;
import org.jobtrail.ingest.RawDocuments;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.score.PersonalGold;
import org.jobtrail.score.PseudonymReport;
import org.jobtrail.score.PseudonymReport.Figure;
import org.jobtrail.score.PseudonymReport.Interval;
import org.jobtrail.score.PseudonymScorer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `score pseudonyms`: what pseudonymisation hides and what it leaves readable.
@Command(
    name = "pseudonyms",
    description = "Recall and precision of what is hidden before a text leaves the machine.",
    mixinStandardHelpOptions = true)
final class ScorePseudonymsCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Option(
      names = "--gold",
      required = true,
      paramLabel = "FILE",
      description =
          "JSON Lines, .gz allowed: a simulation's personal.jsonl, or {\"id\",\"text\",\"entities\"}.")
  Path gold = Path.of("");

  @Option(
      names = "--input",
      required = true,
      paramLabel = "DOCS",
      description = "The documents: a folder, a file, JSON Lines.")
  Path input = Path.of("");

  @Option(
      names = "--misses",
      paramLabel = "FILE",
      description = "Write what went wrong to this file, one tab-separated line each; it quotes.")
  @Nullable Path misses;

  @Option(
      names = "--write",
      paramLabel = "FILE",
      description = "Write the texts as they would leave the machine, as JSON Lines.")
  @Nullable Path write;

  @Option(names = "--seed", defaultValue = "1", description = "Of the bootstrap (default 1).")
  long seed;

  @Mixin CommonOptions common = new CommonOptions();
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Map<String, PersonalGold> byId = new HashMap<>();
    for (PersonalGold one : PersonalGold.read(gold)) {
      byId.put(one.id(), one);
    }
    int wanted = byId.size();
    PseudonymScorer scorer = new PseudonymScorer(1000, seed);
    Ingester ingester = new Ingester(Limits.DEFAULT);
    Path copies = write;
    try (RawDocuments raw = RawDocuments.open(List.of(input), Limits.DEFAULT);
        Writer out = copies == null ? Writer.nullWriter() : Files.newBufferedWriter(copies)) {
      while (raw.hasNext()) {
        if (ingester.ingest(raw.next()) instanceof Ingested.Accepted(Document document)) {
          Pseudonyms pseudonyms = Pseudonyms.of(document.text().text(), document.language());
          PersonalGold one = byId.remove(document.id());
          if (one != null) {
            scorer.add(one, document.text().text(), pseudonyms);
          }
          ObjectNode line = JSON.createObjectNode();
          out.write(line.put("id", document.id()).put("text", pseudonyms.text()).toString() + '\n');
        }
      }
    }
    PseudonymReport report = scorer.report(byId.size());
    if (report.documents() == 0) {
      throw new JobtrailException.Usage(
          gold
              + ": none of its "
              + wanted
              + " ids is among the documents of "
              + input
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

  private static void writeMisses(PseudonymReport report, Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("id\twhat\tkind\ttext\n");
      for (PseudonymReport.Miss miss : report.misses()) {
        out.write(
            String.join("\t", miss.id(), miss.what(), miss.kind().word(), miss.text()) + '\n');
      }
    }
  }

  private static String json(PseudonymReport report) {
    ObjectNode root = JSON.createObjectNode();
    root.put("documents", report.documents());
    root.put("gold_not_read", report.goldNotRead());
    root.put("leaking", report.leaking());
    report
        .figures()
        .forEach(
            (kind, f) -> {
              root.put(kind.word() + "_gold", f.mentions());
              root.put(kind.word() + "_hidden", f.hidden());
              root.put(kind.word() + "_found", f.found());
              root.put(kind.word() + "_right", f.right());
              put(root, kind.word() + "_recall", f.recall());
              put(root, kind.word() + "_precision", f.precision());
            });
    report
        .found()
        .forEach(
            (kind, n) -> {
              if (!report.figures().containsKey(kind)) {
                root.put(kind.word() + "_found", n);
              }
            });
    return root.toString();
  }

  private static void put(ObjectNode root, String key, Interval interval) {
    root.put(key, round(interval.value()));
    root.put(key + "_low", round(interval.low()));
    root.put(key + "_high", round(interval.high()));
  }

  private static double round(double value) {
    return Math.round(value * 1e6) / 1e6;
  }

  private static String table(PseudonymReport report) {
    StringBuilder text = new StringBuilder();
    text.append(
        "%d documents scored, %d of the gold not read; something stayed readable in %d%n"
            .formatted(report.documents(), report.goldNotRead(), report.leaking()));
    text.append(
        "%n%-12s %6s %6s %8s  %-16s %6s %10s  %s%n"
            .formatted(
                "kind",
                "gold",
                "hidden",
                "recall",
                "95 % interval",
                "found",
                "precision",
                "95 % interval"));
    report.figures().forEach((kind, f) -> text.append(row(kind.word(), f)));
    report
        .found()
        .forEach(
            (kind, n) -> {
              if (!report.figures().containsKey(kind)) {
                text.append(
                    "%-12s replaced %d times; the gold doesn't mark it%n"
                        .formatted(kind.word(), n));
              }
            });
    return text.toString().stripTrailing();
  }

  private static String row(String name, Figure f) {
    return String.format(
        Locale.ROOT,
        "%-12s %6d %6d %8.3f  [%.3f, %.3f]   %6d %10.3f  [%.3f, %.3f]%n",
        name,
        f.mentions(),
        f.hidden(),
        f.recall().value(),
        f.recall().low(),
        f.recall().high(),
        f.found(),
        f.precision().value(),
        f.precision().low(),
        f.precision().high());
  }
}
