package org.jobtrail.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jobtrail.ingest.Document;
import org.jobtrail.ingest.Ingested;
import org.jobtrail.ingest.Ingester;
import org.jobtrail.ingest.Limits;
import org.jobtrail.ingest.RawDocuments;
import org.jobtrail.score.ExtractionReport;
import org.jobtrail.score.ExtractionScorer;
import org.jobtrail.score.Figure;
import org.jobtrail.score.GoldReader;
import org.jobtrail.score.GoldResume;
import org.jobtrail.score.Judgement;
import org.jobtrail.score.ScoredExperience;
import org.jobtrail.simulate.Simulation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Title, start and end of made-up people's jobs, from files in four formats and three languages.
///
/// The people's seed is none that rules were tuned on. Three hundred of them make the figure of a
/// format good to about .02 (two standard errors over résumés); it lies that far above the bound.
class SimulatedResumesTest {
  private static final int PEOPLE = 300;
  private static final long SEED = 77;

  private static List<GoldResume> gold = List.of();
  private static final Map<String, List<ScoredExperience>> FOUND = new TreeMap<>();

  @BeforeAll
  static void read(@TempDir Path folder) throws IOException {
    new Simulation(PEOPLE, SEED).write(folder);
    gold = GoldReader.gold(folder.resolve("truth/gold.jsonl"));
    Ingester ingester = new Ingester(Limits.DEFAULT);
    try (RawDocuments raw =
        RawDocuments.open(List.of(folder.resolve("documents")), Limits.DEFAULT)) {
      while (raw.hasNext()) {
        if (ingester.ingest(raw.next()) instanceof Ingested.Accepted(Document document)) {
          FOUND.put(document.id(), experiences(document));
        }
      }
    }
  }

  private static List<ScoredExperience> experiences(Document document) {
    List<ScoredExperience> experiences = new ArrayList<>();
    new ParserExtractor()
        .extract(document)
        .experiences()
        .forEach(
            x ->
                experiences.add(
                    new ScoredExperience(
                        x.title().value().orElse(""), x.start().date(), x.end().date())));
    return experiences;
  }

  @Test
  void everyDocumentIsRead() {
    assertThat(FOUND).hasSize(PEOPLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"language", "format"})
  void wholeExperiencesAreRightInEachLanguageAndFormat(String by) {
    ExtractionReport report = ExtractionScorer.DEFAULT.score(gold, FOUND, Set.of(), List.of(by));
    assertThat(report.groups()).hasSizeGreaterThanOrEqualTo(3);
    report
        .groups()
        .forEach(
            (group, figures) -> {
              Figure whole = Objects.requireNonNull(figures.get(Judgement.WHOLE));
              assertThat(whole.f1()).as(group).isGreaterThanOrEqualTo(0.95);
            });
  }
}
