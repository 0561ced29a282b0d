package org.jobtrail.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.jobtrail.dataset.DuckDb;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Manifest;
import org.jobtrail.provenance.RowFates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HybridTradeTest {
  @TempDir Path folder;

  /// A run's folder as far as the trade reads it: two documents with one job each.
  private Path run(String name, String titleA, String titleB, double sureA, double sureB, int calls)
      throws IOException {
    Path run = Files.createDirectories(folder.resolve(name));
    Files.writeString(
        run.resolve("experiences.jsonl"),
        """
        {"id":"a","experiences":[{"title":"%s","start":"2010","end":"2012"}]}
        {"id":"b","experiences":[{"title":"%s","start":"2010","end":"2012"}]}
        """
            .formatted(titleA, titleB));
    TreeMap<String, String> options = new TreeMap<>();
    options.put("extractor", calls == 0 ? "parser" : "llm");
    Manifest.of("run", options, 1, List.of(), new TreeMap<>(), RowFates.NONE, List.of()).write(run);
    try (DuckDb db = DuckDb.open(folder.resolve("spill"))) {
      db.copy(
          "SELECT id AS document_id, %d AS model_calls, 100 AS prompt_tokens, 10 AS completion_tokens, 0.25::DECIMAL(18,9) AS cost FROM (VALUES ('a'), ('b')) t(id)"
              .formatted(calls),
          run.resolve("documents.parquet"));
      db.copy(
          "SELECT * FROM (VALUES ('a', %s::DOUBLE), ('b', %s::DOUBLE)) t(document_id, confidence)"
              .formatted(sureA, sureB),
          run.resolve("experiences.parquet"));
    }
    return run;
  }

  private List<GoldResume> gold() throws IOException {
    return GoldReader.gold(
        Files.writeString(
            folder.resolve("gold.jsonl"),
            """
            {"id":"a","experiences":[{"title":"Baker","start":"2010","end":"2012"}]}
            {"id":"b","experiences":[{"title":"Nurse","start":"2010","end":"2012"}]}
            """));
  }

  @Test
  void asksForTheDocumentsBelowTheThresholdAndPaysForThemOnly() throws IOException {
    Path parser = run("parser", "Baker", "Plumber", 0.9, 0.32, 0);
    Path model = run("model", "Baker", "Nurse", 0.9, 0.9, 2);
    HybridTrade trade = HybridTrade.of(gold(), parser, model, new ExtractionScorer(20, 1));
    HybridTrade.Point none = trade.points().getFirst();
    assertThat(none.asked()).isZero();
    assertThat(none.cost()).isZero();
    assertThat(none.f1().f1()).isEqualTo(0.5);
    HybridTrade.Point third =
        trade.points().stream().filter(p -> p.threshold() == 0.35).findFirst().orElseThrow();
    assertThat(third.asked()).isEqualTo(1);
    assertThat(third.calls()).isEqualTo(2);
    assertThat(third.tokens()).isEqualTo(110);
    assertThat(third.cost()).isEqualTo(0.25);
    assertThat(third.f1().f1()).isEqualTo(1);
    assertThat(trade.points().getLast().asked()).isEqualTo(2);

    trade.write(folder.resolve("out"));
    assertThat(folder.resolve("out/hybrid.csv")).content().contains("0.35,1,2,110,0.250000000,1.0");
    assertThat(folder.resolve("out/hybrid.svg")).content().startsWith("<svg");
  }

  @Test
  void refusesRunsThatAreChanged() throws IOException {
    Path parser = run("parser", "Baker", "Plumber", 0.9, 0.32, 0);
    Path model = run("model", "Baker", "Nurse", 0.9, 0.9, 2);
    assertThatThrownBy(() -> HybridTrade.of(gold(), model, parser, ExtractionScorer.DEFAULT))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining("must be the parser's run")
        .hasMessageContaining("--extractor llm");
  }

  @Test
  void saysWhenARunIsNone() {
    assertThatThrownBy(
            () ->
                HybridTrade.of(
                    gold(), folder.resolve("x"), folder.resolve("y"), ExtractionScorer.DEFAULT))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining("no such file");
  }
}
