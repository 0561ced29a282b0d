package org.jobtrail.extract.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// A server that answers as a test says and remembers all that it was sent.
final class Asked implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final CopyOnWriteArrayList<String> bodies = new CopyOnWriteArrayList<>();

  /// What a request is answered with.
  ///
  /// @param status 0 lets the client wait for ever
  record Response(int status, Map<String, String> headers, String body) {
    static Response of(int status, String body) {
      return new Response(status, Map.of(), body);
    }

    /// A model's reply, billed at 100 and 10 tokens.
    static Response reply(String content) {
      String body = ReplyReaderTest.body(content, "stop");
      return of(
          200,
          body.substring(0, body.length() - 1)
              + ",\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":10}}");
    }

    static Response nothing() {
      return reply("{\"experiences\":[],\"education\":[]}");
    }
  }

  interface Behaviour {
    /// @param request the path, for a chat request its body
    /// @param text of the user's first message; empty for another request
    /// @param ask how often a chat request with this body came, this time included
    Response answer(String request, String text, int ask);
  }

  private Asked(HttpServer server) {
    this.server = server;
  }

  /// Serves the model `m`; the behaviour is asked about chat requests only.
  static Asked chats(Behaviour behaviour) throws IOException {
    return start(
        (path, text, ask) ->
            path.equals("/v1/models")
                ? Response.of(200, "{\"data\":[{\"id\":\"m\"}]}")
                : behaviour.answer(path, text, ask));
  }

  static Asked start(Behaviour behaviour) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    Asked asked = new Asked(server);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          if (!body.isEmpty()) {
            asked.bodies.add(body);
          }
          int ask = (int) asked.bodies.stream().filter(body::equals).count();
          Response response =
              behaviour.answer(
                  body.isEmpty() ? exchange.getRequestURI().getPath() : body, text(body), ask);
          if (response.status == 0) {
            return;
          }
          response.headers.forEach(exchange.getResponseHeaders()::add);
          byte[] bytes = response.body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(response.status, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    return asked;
  }

  private static String text(String body) {
    if (body.isEmpty()) {
      return "";
    }
    try {
      JsonNode messages = JSON.readTree(body).path("messages");
      return messages.path(1).path("content").asText();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
  }

  /// Every body that was posted, in the order in which they came.
  List<String> bodies() {
    return List.copyOf(bodies);
  }

  /// How many requests held these words.
  long askedAbout(String words) {
    return bodies.stream().filter(body -> body.contains(words)).count();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
