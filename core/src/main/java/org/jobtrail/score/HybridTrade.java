package org.jobtrail.score;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jobtrail.analyse.chart.Caption;
import org.jobtrail.analyse.chart.LineChart;
import org.jobtrail.dataset.DuckDb;
import org.jobtrail.provenance.AtomicFiles;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Manifest;

/// What the hybrid's threshold buys: the F1 that is reached when the model reads only what the
/// parser is less sure of, against what the model's replies cost.
///
/// Made from one run of the parser and one of the model over the same documents, so that every
/// threshold is scored without asking the model again. A document's confidence is the least of its
/// experiences', as {@code HybridExtractor} has it.
///
/// @param points by ascending threshold
public record HybridTrade(List<Point> points, int resumes) {
  private static final int STEPS = 20;

  /// @param threshold in `[0, 1]`
  /// @param asked documents that the model reads
  /// @param f1 whole-experience F1 with its interval over résumés
  public record Point(
      double threshold, int asked, long calls, long tokens, double cost, Figure f1) {}

  public HybridTrade {
    points = List.copyOf(points);
  }

  /// What a run says of a document beside its experiences.
  private record Facts(double confidence, long calls, long tokens, double cost) {}

  /// @param parser the parser's run
  /// @param model the model's run over the same documents
  /// @throws JobtrailException.Usage if one of them is no run, or they share no document with gold
  public static HybridTrade of(
      List<GoldResume> gold, Path parser, Path model, ExtractionScorer scorer) throws IOException {
    SortedMap<String, List<ScoredExperience>> parsed = read(parser);
    SortedMap<String, List<ScoredExperience>> asked = read(model);
    SortedMap<String, Facts> sure = facts(parser);
    SortedMap<String, Facts> paid = facts(model);
    require(parser, "parser", "the parser's run (`run --extractor parser`)");
    require(model, "llm", "the model's run (`run --extractor llm`)");
    List<GoldResume> both =
        gold.stream().filter(g -> parsed.containsKey(g.id()) && asked.containsKey(g.id())).toList();
    if (both.isEmpty()) {
      throw new JobtrailException.Usage(
          "no résumé is in the gold, in " + parser + " and in " + model + "; the ids must agree");
    }
    Set<String> ids = new TreeSet<>();
    both.forEach(g -> ids.add(g.id()));
    List<Point> points = new ArrayList<>();
    for (int step = 0; step <= STEPS; step++) {
      double threshold = step / (double) STEPS;
      SortedMap<String, List<ScoredExperience>> mixed = new TreeMap<>();
      int documents = 0;
      long calls = 0;
      long tokens = 0;
      double cost = 0;
      for (String id : ids) {
        boolean ask = Objects.requireNonNull(sure.get(id)).confidence < threshold;
        mixed.put(id, Objects.requireNonNull((ask ? asked : parsed).get(id)));
        if (ask) {
          Facts facts = Objects.requireNonNull(paid.get(id));
          documents++;
          calls += facts.calls;
          tokens += facts.tokens;
          cost += facts.cost;
        }
      }
      Figure f1 =
          Objects.requireNonNull(
              scorer.score(both, mixed, Set.of(), List.of()).figures().get(Judgement.WHOLE));
      points.add(new Point(threshold, documents, calls, tokens, cost, f1));
    }
    return new HybridTrade(points, ids.size());
  }

  /// A hybrid's run knows only one of the two for each document.
  private static void require(Path run, String extractor, String wanted) throws IOException {
    String found = Manifest.read(run).configuration().getOrDefault("extractor", "none");
    if (!found.equals(extractor)) {
      throw new JobtrailException.Usage(
          run + ": must be " + wanted + ", but was made with --extractor " + found);
    }
  }

  private static SortedMap<String, List<ScoredExperience>> read(Path run) throws IOException {
    Path lines = run.resolve("experiences.jsonl");
    if (!Files.isRegularFile(lines)) {
      throw new JobtrailException.Usage(lines + ": no such file; give the folder that `run` wrote");
    }
    return GoldReader.predicted(lines);
  }

  private static SortedMap<String, Facts> facts(Path run) {
    SortedMap<String, Facts> facts = new TreeMap<>();
    try (DuckDb db = DuckDb.open(Path.of(System.getProperty("java.io.tmpdir"), "jobtrail-score"))) {
      db.rows(
          """
          SELECT d.document_id, coalesce(min(e.confidence), 0)::VARCHAR, any_value(d.model_calls),
            any_value(d.prompt_tokens + d.completion_tokens), any_value(d.cost)::VARCHAR
          FROM read_parquet(%s) d LEFT JOIN read_parquet(%s) e USING (document_id)
          GROUP BY ALL ORDER BY ALL"""
              .formatted(
                  DuckDb.quoted(run.resolve("documents.parquet")),
                  DuckDb.quoted(run.resolve("experiences.parquet"))),
          row ->
              facts.put(
                  Objects.requireNonNull(row.text(1)),
                  new Facts(
                      Double.parseDouble(String.valueOf(row.text(2))),
                      row.number(3),
                      row.number(4),
                      Double.parseDouble(String.valueOf(row.text(5))))));
    }
    return facts;
  }

  /// Writes `hybrid.csv` and `hybrid.svg` into the folder.
  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    StringBuilder csv =
        new StringBuilder("threshold,documents_asked,calls,tokens,cost,whole_f1,low,high\n");
    for (Point p : points) {
      csv.append(
          String.format(
              Locale.ROOT,
              "%.2f,%d,%d,%d,%.9f,%.6f,%.6f,%.6f%n",
              p.threshold,
              p.asked,
              p.calls,
              p.tokens,
              p.cost,
              p.f1.f1(),
              p.f1.low(),
              p.f1.high()));
    }
    AtomicFiles.write(folder.resolve("hybrid.csv"), csv.toString());
    AtomicFiles.write(folder.resolve("hybrid.svg"), svg());
  }

  private String svg() {
    List<LineChart.Point> line = new ArrayList<>();
    double before = -1;
    for (Point p : points) {
      double share = 100.0 * p.asked / resumes;
      if (share > before) {
        line.add(
            new LineChart.Point(
                share,
                p.f1.f1(),
                p.f1.low(),
                p.f1.high(),
                String.format(Locale.ROOT, "%.2f", p.threshold)));
        before = share;
      }
    }
    Point last = points.getLast();
    String all = String.format(Locale.ROOT, "%d calls, %,d tokens", last.calls, last.tokens);
    return new LineChart(
            new Caption(
                "What the model adds to the parser",
                "Whole-experience F1 over "
                    + resumes
                    + " résumés by the share of them that the model reads; numbers are thresholds;"
                    + " all of them take "
                    + all),
            line,
            "résumés that the model reads, in percent (at the points: threshold); all: " + all,
            "whole-experience F1, 95 % interval")
        .svg();
  }
}
