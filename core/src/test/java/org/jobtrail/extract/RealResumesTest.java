package org.jobtrail.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Floors under what the parser reads of real résumés, on their plain texts.
///
/// {@link ExtractionTrial} prints the figures and every miss.
@Tag("real-data")
class RealResumesTest {
  private static final Path RESUMES = Path.of("../../shared/data/resumes");

  private static ExtractionTrial.Score score(String what) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    Map<String, List<ExtractionTrial.Job>> gold = new TreeMap<>();
    ExtractionTrial.load(RESUMES, what, texts, gold);
    return ExtractionTrial.score(texts, gold, _ -> true, what.equals("silver"), false);
  }

  @Test
  void findsTheSilverJobs() throws IOException {
    assertThat(score("silver").recall()).isGreaterThanOrEqualTo(0.97);
  }

  @Test
  void readsTheGoldOfOneLayout() throws IOException {
    assertThat(score("live").f1()).isGreaterThanOrEqualTo(0.97);
  }

  @Test
  void readsTheGoldOfManyLayouts() throws IOException {
    assertThat(score("annotated").f1()).isGreaterThanOrEqualTo(0.79);
  }
}
