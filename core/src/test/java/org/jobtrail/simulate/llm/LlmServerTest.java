package org.jobtrail.simulate.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.jobtrail.simulate.ToldResume;
import org.junit.jupiter.api.Test;

class LlmServerTest {
  static final String TEXT = "Jan\n03/2014 - 07/2016: Kok, Hotel Ter Linde, Gent\nTer Duinen 2008";
  static final ToldResume TOLD =
      new ToldResume(
          "cv-1",
          "nl",
          "txt",
          List.of(new ToldResume.Job("Kok", "Hotel Ter Linde", "Gent", "03/2014", "07/2016")),
          List.of());

  @Test
  void aFaultlessServerTellsTheTruthAndCountsIt() throws IOException {
    try (LlmServer server = LlmServer.start(Scenario.of(List.of(TOLD)))) {
      HttpResponse<String> response = Ask.post(server, Ask.request(TEXT));
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(Ask.content(response))
          .isEqualTo(
              "{\"experiences\":[{\"title\":\"Kok\",\"employer\":\"Hotel Ter Linde\",\"place\":\"Gent\","
                  + "\"start\":\"03/2014\",\"end\":\"07/2016\"}],\"education\":[]}");
      assertThat(Ask.json(response.body()).path("usage").path("completion_tokens").asInt())
          .isEqualTo(32);
      LogEntry entry = server.log().getFirst();
      assertThat(entry.documentId()).isEqualTo("cv-1");
      assertThat(entry.delivered()).isTrue();
      assertThat(entry.fence()).isEqualTo("true");
    }
  }
}
