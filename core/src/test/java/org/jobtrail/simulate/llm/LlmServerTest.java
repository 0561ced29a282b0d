package org.jobtrail.simulate.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jobtrail.simulate.ToldResume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The protocol, and the faults of the wire.
class LlmServerTest {
  static final String TEXT = "Jan\n03/2014 - 07/2016: Kok, Hotel Ter Linde, Gent\nTer Duinen 2008";
  static final String TRUTH =
      "{\"experiences\":[{\"title\":\"Kok\",\"employer\":\"Hotel Ter Linde\",\"place\":\"Gent\","
          + "\"start\":\"03/2014\",\"end\":\"07/2016\"}],\"education\":[]}";
  static final ToldResume TOLD =
      new ToldResume(
          "cv-1",
          "nl",
          "txt",
          List.of(new ToldResume.Job("Kok", "Hotel Ter Linde", "Gent", "03/2014", "07/2016")),
          List.of());
  static final Scenario FAULTLESS = Scenario.of(List.of(TOLD));

  @Test
  void aFaultlessServerTellsTheTruthAndCountsIt(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("log/server.jsonl");
    try (LlmServer server = LlmServer.start(FAULTLESS.withLog(file))) {
      HttpResponse<String> response = Ask.post(server, Ask.request(TEXT));
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(Ask.content(response)).isEqualTo(TRUTH);
      JsonNode usage = Ask.json(response.body()).path("usage");
      assertThat(usage.path("completion_tokens").asInt()).isEqualTo(32);
      // "You copy." and the fenced text, a token for four characters.
      int characters = 9 + Ask.fenced(TEXT).length();
      assertThat(usage.path("prompt_tokens").asInt()).isEqualTo((characters + 3) / 4);
      LogEntry entry = server.log().getFirst();
      assertThat(entry.documentId()).isEqualTo("cv-1");
      assertThat(entry.delivered()).isTrue();
      assertThat(entry.fence()).isEqualTo("true");
      assertThat(entry.completionTokens()).isEqualTo(32);
    }
    JsonNode line = Ask.json(Files.readString(file));
    assertThat(line.path("document").asText()).isEqualTo("cv-1");
    assertThat(line.path("request").asText()).hasSize(64);
    assertThat(line.path("ask").asInt()).isEqualTo(1);
    assertThat(line.path("delivered").asBoolean()).isTrue();
    assertThat(line.path("in_flight").asInt()).isEqualTo(1);
  }

  @Test
  void aTextThatIsNobodysHasNoJobs() throws IOException {
    try (LlmServer server = LlmServer.start(FAULTLESS)) {
      assertThat(Ask.content(Ask.post(server, Ask.request("Hobbies: koken, 2014"))))
          .isEqualTo("{\"experiences\":[],\"education\":[]}");
      assertThat(server.log().getFirst().documentId()).isNull();
    }
  }

  @Test
  void aFenceWhoseDigitsAreAnotherTextsIsToldApart() throws IOException {
    try (LlmServer server = LlmServer.start(FAULTLESS)) {
      ObjectNode request = Ask.request(TEXT);
      ObjectNode user = (ObjectNode) request.path("messages").get(1);
      user.put("content", Ask.fenced(TEXT).replace("Hotel", "Motel"));
      Ask.post(server, request);
      user.put("content", TEXT);
      Ask.post(server, request);
      assertThat(server.log()).extracting(LogEntry::fence).containsExactly("false", "none");
    }
  }

  @Test
  void itNamesItsModels() throws IOException {
    try (LlmServer server = LlmServer.start(FAULTLESS.withModels("small", "large"))) {
      JsonNode models = Ask.json(Ask.get(server.baseUrl() + "/models").body());
      assertThat(models.path("data").findValuesAsText("id")).containsExactly("small", "large");
      HttpResponse<String> response = Ask.post(server, Ask.request(TEXT));
      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(error(response)).isEqualTo("The model `scripted` does not exist.");
      assertThat(Ask.get(server.baseUrl() + "/engines").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void itWantsItsKey() throws IOException {
    try (LlmServer server = LlmServer.start(FAULTLESS.withApiKey("sesame"))) {
      assertThat(Ask.post(server, Ask.request(TEXT)).statusCode()).isEqualTo(401);
      assertThat(Ask.get(server.baseUrl() + "/models").statusCode()).isEqualTo(401);
      String request = Ask.request(TEXT).toString();
      String reply = raw(server, head("POST", request.length(), "sesame") + request);
      assertThat(reply).startsWith("HTTP/1.1 200 OK\r\n");
    }
  }

  @Test
  void whatIsNoRequestIsRefused() throws IOException {
    try (LlmServer server = LlmServer.start(FAULTLESS)) {
      ObjectNode noMessages = Ask.JSON.createObjectNode().put("model", "scripted");
      assertThat(Ask.post(server, noMessages).statusCode()).isEqualTo(400);
      assertThat(Ask.get(server.baseUrl() + "/chat/completions").statusCode()).isEqualTo(400);
      assertThat(raw(server, head("POST", 2, "") + "{]")).startsWith("HTTP/1.1 400 ");
      assertThat(server.log()).allMatch(e -> e.status() == 400 && !e.delivered());
    }
  }

  @Test
  void aResponseFormatThatItDoesNotKnowIsRefused() throws IOException {
    ObjectNode request = Ask.request(TEXT);
    request.putObject("response_format").put("type", "json_schema").putObject("json_schema");
    try (LlmServer server = LlmServer.start(FAULTLESS)) {
      assertThat(error(Ask.post(server, request)))
          .isEqualTo("Missing required parameter: 'response_format.json_schema.schema'.");
    }
    try (LlmServer server = LlmServer.start(FAULTLESS.withFormats(ResponseFormat.JSON_OBJECT))) {
      HttpResponse<String> response = Ask.post(server, request);
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(error(response)).contains("'response_format' of type 'json_schema'");
      request.putObject("response_format").put("type", "json_object");
      assertThat(Ask.content(Ask.post(server, request))).isEqualTo(TRUTH);
    }
    try (LlmServer server = LlmServer.start(FAULTLESS.withFormats())) {
      assertThat(Ask.post(server, request).statusCode()).isEqualTo(400);
      request.remove("response_format");
      assertThat(Ask.content(Ask.post(server, request))).isEqualTo(TRUTH);
    }
  }

  @Test
  void aReplyEndsAtTheTokensThatTheRequestAllows() throws IOException {
    try (LlmServer server = LlmServer.start(FAULTLESS)) {
      JsonNode choice =
          Ask.json(Ask.post(server, Ask.request(TEXT).put("max_tokens", 5)).body())
              .path("choices")
              .get(0);
      assertThat(choice.path("finish_reason").asText()).isEqualTo("length");
      assertThat(choice.path("message").path("content").asText()).isEqualTo(TRUTH.substring(0, 20));
    }
  }

  @Test
  void errorsPassAfterAsManyAsTheScenarioAllows() throws IOException {
    Scenario busy =
        FAULTLESS.withFault(Fault.TOO_MANY, 1).withMostFailures(2).withRetryAfterSeconds(7);
    try (LlmServer server = LlmServer.start(busy)) {
      HttpResponse<String> first = Ask.post(server, Ask.request(TEXT));
      assertThat(first.statusCode()).isEqualTo(429);
      assertThat(first.headers().firstValue("retry-after")).hasValue("7");
      assertThat(Ask.post(server, Ask.request(TEXT)).statusCode()).isEqualTo(429);
      assertThat(Ask.content(Ask.post(server, Ask.request(TEXT)))).isEqualTo(TRUTH);
      assertThat(server.log()).extracting(LogEntry::ask).containsExactly(1, 2, 3);
      assertThat(server.log()).extracting(LogEntry::promptTokens).startsWith(0, 0);
    }
  }

  @Test
  void serverErrorsHaveTheirStatus() throws IOException {
    for (Fault fault : List.of(Fault.UNAVAILABLE, Fault.SERVER_ERROR, Fault.ERROR_BODY)) {
      try (LlmServer server = LlmServer.start(FAULTLESS.withFault(fault, 1))) {
        HttpResponse<String> response = Ask.post(server, Ask.request(TEXT));
        assertThat(response.statusCode())
            .isEqualTo(
                switch (fault) {
                  case UNAVAILABLE -> 503;
                  case SERVER_ERROR -> 500;
                  default -> 200;
                });
        assertThat(error(response)).isNotEmpty();
        assertThat(server.log().getFirst().faults()).containsExactly(fault);
        assertThat(server.log().getFirst().delivered()).isFalse();
      }
    }
  }

  @Test
  void aResetBeforeTheReplySendsNothing() throws IOException {
    try (LlmServer server = LlmServer.start(FAULTLESS.withFault(Fault.RESET_BEFORE, 1))) {
      String request = Ask.request(TEXT).toString();
      assertThatThrownBy(() -> raw(server, head("POST", request.length(), "") + request))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("reset");
      assertThat(server.log().getFirst().status()).isZero();
    }
  }

  @Test
  void aReplyCanEndHalfway() throws IOException {
    String request = Ask.request(TEXT).toString();
    try (LlmServer server = LlmServer.start(FAULTLESS.withFault(Fault.CLOSED_DURING, 1))) {
      String half = raw(server, head("POST", request.length(), "") + request);
      assertThat(half).startsWith("HTTP/1.1 200 OK").contains("Content-Length").doesNotEndWith("}");
      assertThatThrownBy(() -> Ask.post(server, Ask.request(TEXT))).isInstanceOf(IOException.class);
      assertThat(server.log()).noneMatch(LogEntry::delivered);
    }
    try (LlmServer server = LlmServer.start(FAULTLESS.withFault(Fault.RESET_DURING, 1))) {
      assertThatThrownBy(() -> raw(server, head("POST", request.length(), "") + request))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("reset");
      assertThat(server.log()).noneMatch(LogEntry::delivered);
    }
  }

  @Test
  void aSlowReplyIsWhole() throws IOException {
    try (LlmServer server = LlmServer.start(FAULTLESS.withFault(Fault.DRIP, 1).withDripMs(50))) {
      assertThat(Ask.content(Ask.post(server, Ask.request(TEXT)))).isEqualTo(TRUTH);
      assertThat(server.log().getFirst().faults()).containsExactly(Fault.DRIP);
      assertThat(server.log().getFirst().delivered()).isTrue();
    }
  }

  @Test
  void aPoisonousDocumentNeverGetsThrough() throws IOException {
    try (LlmServer server = LlmServer.start(FAULTLESS.withPoison("cv-1"))) {
      for (int i = 0; i < 6; i++) {
        assertThatThrownBy(() -> Ask.post(server, Ask.request(TEXT)))
            .isInstanceOf(IOException.class);
      }
      assertThat(server.log()).hasSize(6).allMatch(e -> "cv-1".equals(e.documentId()));
      assertThat(Ask.post(server, Ask.request("another")).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void oneMoreThanTheSlotsIsTurnedAway() throws Exception {
    try (LlmServer server =
            LlmServer.start(FAULTLESS.withSlots(1).withLatencyMs(3000).withRetryAfterSeconds(4));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<HttpResponse<String>> first =
          threads.submit(() -> Ask.post(server, Ask.request(TEXT)));
      String summary = server.baseUrl().replace("/v1", "/jobtrail/summary");
      while (Ask.json(Ask.get(summary).body()).path("slots_busy").asInt() == 0) {
        Thread.sleep(5);
      }
      HttpResponse<String> second = Ask.post(server, Ask.request(TEXT));
      assertThat(second.statusCode()).isEqualTo(429);
      assertThat(second.headers().firstValue("retry-after")).hasValue("4");
      assertThat(first.get().statusCode()).isEqualTo(200);
      JsonNode after = Ask.json(server.summary());
      assertThat(after.path("requests").asInt()).isEqualTo(2);
      assertThat(after.path("delivered").asInt()).isEqualTo(1);
      assertThat(after.path("slots_peak").asInt()).isEqualTo(1);
      assertThat(after.path("statuses").path("429").asInt()).isEqualTo(1);
    }
  }

  @Test
  void theSummaryCountsRepeatedDeliveries() throws IOException {
    try (LlmServer server = LlmServer.start(FAULTLESS)) {
      Ask.post(server, Ask.request(TEXT));
      Ask.post(server, Ask.request(TEXT));
      Ask.post(server, Ask.request(TEXT, "{}", "experiences is missing"));
      JsonNode summary = Ask.json(server.summary());
      assertThat(summary.path("requests").asInt()).isEqualTo(3);
      assertThat(summary.path("delivered").asInt()).isEqualTo(3);
      assertThat(summary.path("repeated_deliveries").asInt()).isEqualTo(1);
      assertThat(summary.path("slots_mean").asDouble()).isBetween(0.0, 1.0);
    }
  }

  @Test
  void aConnectionServesSeveralRequestsAndChunks() throws IOException {
    String request = Ask.request(TEXT).toString();
    String chunked =
        head("POST", -1, "")
            + Integer.toHexString(10)
            + "\r\n"
            + request.substring(0, 10)
            + "\r\n"
            + Integer.toHexString(request.length() - 10)
            + ";ext\r\n"
            + request.substring(10)
            + "\r\n0\r\n\r\n";
    try (LlmServer server = LlmServer.start(FAULTLESS)) {
      String replies = raw(server, head("POST", request.length(), "") + request + chunked);
      assertThat(replies.split("HTTP/1.1 200 OK", -1)).hasSize(3);
      assertThat(server.log()).extracting(LogEntry::ask).containsExactly(1, 2);
    }
  }

  private static String error(HttpResponse<String> response) {
    return Ask.json(response.body()).path("error").path("message").asText();
  }

  /// @param length negative for a chunked body
  private static String head(String method, int length, String key) {
    return method
        + " /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\n"
        + (key.isEmpty() ? "" : "Authorization: Bearer " + key + "\r\n")
        + (length < 0 ? "Transfer-Encoding: chunked" : "Content-Length: " + length)
        + "\r\n\r\n";
  }

  /// Everything that comes back until the server closes, which it does once our side has ended.
  private static String raw(LlmServer server, String bytes) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      socket.shutdownOutput();
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      InputStream in = socket.getInputStream();
      in.transferTo(all);
      return all.toString(StandardCharsets.UTF_8);
    }
  }
}
