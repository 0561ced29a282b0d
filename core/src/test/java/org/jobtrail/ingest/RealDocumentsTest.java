package org.jobtrail.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jobtrail.career.Language;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The 240 real PDFs, line by line against the text that their publisher extracted.
///
/// Where lists stand in two columns that text runs across them, ours reads column by column; those
/// lines are the difference.
@Tag("real-data")
class RealDocumentsTest {
  private static final Path RESUMES = Path.of("../../shared/data/resumes/livecareer");

  @Test
  void agreesWithTheKnownTextLineByLine() throws IOException {
    Map<String, String> known = known();
    Ingester ingester = new Ingester(Limits.DEFAULT);
    double sum = 0;
    int documents = 0;
    try (RawDocuments raw = RawDocuments.open(List.of(RESUMES.resolve("pdf")), Limits.DEFAULT)) {
      while (raw.hasNext()) {
        Ingested fate = ingester.ingest(raw.next());
        assertThat(fate).as(fate.id()).isInstanceOf(Ingested.Accepted.class);
        Document document = ((Ingested.Accepted) fate).document();
        assertThat(document.language()).as(document.id()).isEqualTo(Language.ENGLISH);
        assertThat(document.text().pageStarts()).isSorted();
        sum += agreement(document.text().text(), known.getOrDefault(document.id(), ""));
        documents++;
      }
    }
    assertThat(documents).isEqualTo(240);
    assertThat(sum / documents).isGreaterThan(0.975);
  }

  private static Map<String, String> known() throws IOException {
    Map<String, String> texts = new HashMap<>();
    ObjectMapper json = new ObjectMapper();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(RESUMES.resolve("resumes.jsonl.gz"))),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode document = json.readTree(line);
        texts.put(document.get("id").asText(), document.get("text").asText());
      }
    }
    return texts;
  }

  /// Dice coefficient of the two texts' lines, counted as often as they stand there, without white
  /// space and bullets.
  private static double agreement(String ours, String theirs) {
    Map<String, Integer> counts = new HashMap<>();
    int size = 0;
    int shared = 0;
    for (String line : lines(ours)) {
      counts.merge(line, 1, Integer::sum);
      size++;
    }
    for (String line : lines(theirs)) {
      size++;
      if (counts.merge(line, -1, Integer::sum) >= 0) {
        shared++;
      }
    }
    return 2.0 * shared / size;
  }

  private static List<String> lines(String text) {
    return Mojibake.mend(text)
        .lines()
        .map(line -> line.replaceAll("(?U)[\\s•\u200B]+", ""))
        .filter(line -> !line.isEmpty())
        .toList();
  }
}
