package org.jobtrail.predict.language.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A server of completions on this machine whose log-probabilities are a function that the test
/// gives; it remembers all that it was sent.
final class ScriptedServer implements AutoCloseable {
  static final String MODEL = "scripted";

  /// Words with the blank before them, and line ends.
  static final Pattern WORDS = Pattern.compile(" ?[^ \\n]+|\\n| ");

  private static final ObjectMapper JSON = new ObjectMapper();

  static {
    // Else every reply waits for the client's delayed acknowledgement, 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /// The model.
  interface Log {
    /// Natural log of P(token | before).
    double of(String before, String token);
  }

  /// A status other than 200, perhaps with `Retry-After`; a body that is no completion.
  record Trouble(int status, String retryAfter, String body) {
    static final Trouble NONE = new Trouble(200, "", "");

    static Trouble of(int status) {
      return new Trouble(status, "", "{}");
    }
  }

  private final HttpServer server;
  private final Pattern tokens;
  private final Log log;
  private final boolean dropsBlanks;
  final List<String> bodies = new CopyOnWriteArrayList<>();
  final List<String> keys = new CopyOnWriteArrayList<>();
  final AtomicInteger busiest = new AtomicInteger();
  private final AtomicInteger busy = new AtomicInteger();
  private final AtomicInteger requests = new AtomicInteger();
  private boolean closed;

  /// By the number of the request, 1 for the first of all.
  volatile IntFunction<Trouble> trouble = _ -> Trouble.NONE;

  ScriptedServer(Pattern tokens, Log log, boolean dropsBlanks) throws IOException {
    this.tokens = tokens;
    this.log = log;
    this.dropsBlanks = dropsBlanks;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/v1/models", exchange -> reply(exchange, 200, "{\"data\":[{\"id\":\"scripted\"}]}"));
    server.createContext("/v1/completions", this::complete);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  private void complete(HttpExchange exchange) throws IOException {
    busiest.accumulateAndGet(busy.incrementAndGet(), Math::max);
    try {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      bodies.add(body);
      String key = exchange.getRequestHeaders().getFirst("Authorization");
      keys.add(key == null ? "" : key);
      Trouble now = trouble.apply(requests.incrementAndGet());
      if (!now.retryAfter.isEmpty()) {
        exchange.getResponseHeaders().add("Retry-After", now.retryAfter);
      }
      reply(exchange, now.status, now.body.isEmpty() ? completion(JSON.readTree(body)) : now.body);
    } finally {
      busy.decrementAndGet();
    }
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /// Choices in the opposite order: only their index counts.
  private String completion(JsonNode request) {
    ObjectNode root = JSON.createObjectNode();
    var choices = root.putArray("choices");
    JsonNode prompts = request.path("prompt");
    for (int i = prompts.size() - 1; i >= 0; i--) {
      ObjectNode choice = choices.addObject().put("index", i);
      String prompt = prompts.get(i).asText();
      if (request.path("echo").asBoolean()) {
        echo(choice, prompt);
      } else if (request.has("prompt_logprobs")) {
        promptLogProbabilities(choice, prompt);
      }
    }
    return root.toString();
  }

  private void echo(ObjectNode choice, String prompt) {
    var logs = choice.putObject("logprobs");
    var texts = logs.putArray("tokens").add("<s>");
    var numbers = logs.putArray("token_logprobs").addNull();
    for (MatchResult token : tokens.matcher(prompt).results().toList()) {
      texts.add(dropsBlanks ? token.group().strip() : token.group());
      numbers.add(log.of(prompt.substring(0, token.start()), token.group()));
    }
  }

  private void promptLogProbabilities(ObjectNode choice, String prompt) {
    var array = choice.putArray("prompt_logprobs").addNull();
    for (MatchResult token : tokens.matcher(prompt).results().toList()) {
      array
          .addObject()
          .putObject(Integer.toString(Math.floorMod(token.group().hashCode(), 50_000)))
          .put("logprob", log.of(prompt.substring(0, token.start()), token.group()))
          .put("rank", 1)
          .put("decoded_token", dropsBlanks ? token.group().strip() : token.group());
    }
  }

  /// Every prompt that was sent, in the order in which they came.
  List<String> prompts() throws IOException {
    List<String> prompts = new java.util.ArrayList<>();
    for (String body : bodies) {
      JSON.readTree(body).path("prompt").forEach(prompt -> prompts.add(prompt.asText()));
    }
    return prompts;
  }

  @Override
  public void close() {
    die();
  }

  /// Lets every later connection be refused.
  void die() {
    if (!closed) {
      closed = true;
      server.stop(0);
    }
  }
}
