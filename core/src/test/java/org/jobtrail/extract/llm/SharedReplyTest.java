package org.jobtrail.extract.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jobtrail.career.CareerDate;
import org.jobtrail.career.Language;
import org.jobtrail.extract.Extraction;
import org.jobtrail.extract.Extractor;
import org.jobtrail.ingest.Document;
import org.jobtrail.ingest.VisibleText;
import org.jobtrail.simulate.llm.LlmServer;
import org.jobtrail.simulate.llm.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedReplyTest {
  @TempDir Path folder;

  private static Document document(int number) {
    return new Document(
        "cv" + number,
        "cv" + number,
        "cv.txt",
        "txt",
        "",
        0,
        VisibleText.onePage("Work experience\nGardener\nExample Gardens\n2010 - 2012\n"),
        Language.ENGLISH,
        CareerDate.unknown(),
        List.of());
  }

  @Test
  void documentsWithTheSameTextShareOneCallAlsoWhenTheyComeAtOnce() throws Exception {
    Scenario scenario = Scenario.of(List.of()).withLatencyMs(100);
    try (LlmServer server = LlmServer.start(scenario);
        LlmSession session =
            LlmSession.open(
                LlmSettings.of(URI.create(server.baseUrl()), "scripted", folder), List.of());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Extractor extractor = session.llm();
      List<Future<Extraction>> reads = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        Document document = document(i);
        reads.add(threads.submit(() -> extractor.read(document)));
      }
      for (Future<Extraction> read : reads) {
        assertThat(read.get().usage().calls()).isEqualTo(1);
        assertThat(read.get().replies()).hasSize(1);
      }
      // The probe and one more.
      assertThat(server.log()).hasSize(2);
    }
  }
}
