package org.jobtrail.simulate.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jobtrail.ingest.Document;
import org.jobtrail.ingest.Ingested;
import org.jobtrail.ingest.Ingester;
import org.jobtrail.ingest.Limits;
import org.jobtrail.ingest.RawDocuments;
import org.jobtrail.provenance.Sha256;

/// Asks a server the way an engine does.
final class Ask {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private Ask() {}

  static String fenced(String text) {
    String hex = Sha256.of(text).substring(0, 16);
    return "Read this.\n-----BEGIN RESUME "
        + hex
        + "-----\n"
        + text
        + "\n-----END RESUME "
        + hex
        + "-----\n";
  }

  /// @param turns after the first user message: assistant, user, ...
  static ObjectNode request(String text, String... turns) {
    ObjectNode root = JSON.createObjectNode();
    root.put("model", "scripted").put("temperature", 0);
    ArrayNode messages = root.putArray("messages");
    messages.addObject().put("role", "system").put("content", "You copy.");
    messages.addObject().put("role", "user").put("content", fenced(text));
    String role = "assistant";
    for (String turn : turns) {
      messages.addObject().put("role", role).put("content", turn);
      role = role.equals("user") ? "assistant" : "user";
    }
    return root;
  }

  static HttpResponse<String> post(LlmServer server, JsonNode body) throws IOException {
    try {
      return CLIENT.send(
          java.net.http.HttpRequest.newBuilder(URI.create(server.baseUrl() + "/chat/completions"))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(body.toString()))
              .build(),
          BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  static HttpResponse<String> get(String url) throws IOException {
    try {
      return CLIENT.send(
          java.net.http.HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  static String content(HttpResponse<String> response) {
    return json(response.body()).path("choices").path(0).path("message").path("content").asText();
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Visible text by id.
  static Map<String, String> texts(Path documents) {
    Ingester ingester = new Ingester(Limits.DEFAULT);
    Map<String, String> texts = new TreeMap<>();
    try (RawDocuments raw = RawDocuments.open(List.of(documents), Limits.DEFAULT)) {
      while (raw.hasNext()) {
        Document document = ((Ingested.Accepted) ingester.ingest(raw.next())).document();
        texts.put(document.id(), document.text().text());
      }
    }
    return texts;
  }
}
