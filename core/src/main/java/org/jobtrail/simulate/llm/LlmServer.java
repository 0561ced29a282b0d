package org.jobtrail.simulate.llm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A language-model server on the loopback address that answers from a [Scenario].
///
/// It speaks the OpenAI protocol over HTTP/1.1 with connections that stay open:
/// `GET /v1/models`, `POST /v1/chat/completions`, and `GET /jobtrail/summary` for benches. Plain
/// sockets, so that resets, closed connections and slow replies are what a client meets in life;
/// a virtual thread a connection.
public final class LlmServer implements AutoCloseable {
  private static final int BACKLOG = 4096;
  private static final long PATIENCE_MS = 10_000;

  private final Scenario scenario;
  private final Script script;
  private final ServerSocket listener;
  private final ServerLog log;
  private final SlotMeter meter;
  private final AtomicInteger unlogged = new AtomicInteger();
  private final Map<String, AtomicInteger> asks = new ConcurrentHashMap<>();
  private final Map<Socket, Thread> connections = new ConcurrentHashMap<>();
  private final AtomicLong connectionCount = new AtomicLong();

  private LlmServer(Scenario scenario, int port) throws IOException {
    this.scenario = scenario;
    this.script = new Script(scenario);
    this.meter = new SlotMeter(scenario.slots());
    this.listener = new ServerSocket();
    listener.setReuseAddress(true);
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
    this.log = new ServerLog(scenario.log());
  }

  /// On any free port.
  public static LlmServer start(Scenario scenario) throws IOException {
    return start(scenario, 0);
  }

  /// @param port 0 for any that is free
  /// @throws IOException when the port is taken or the log can't be written
  public static LlmServer start(Scenario scenario, int port) throws IOException {
    LlmServer server = new LlmServer(scenario, port);
    Thread.ofVirtual().name("llm-server").start(server::accept);
    return server;
  }

  public int port() {
    return listener.getLocalPort();
  }

  /// Such as `http://127.0.0.1:38211/v1`.
  public String baseUrl() {
    return "http://127.0.0.1:" + port() + "/v1";
  }

  /// Every request for a completion so far, in the order in which they ended; waits up to 10
  /// seconds for those that are being answered.
  public List<LogEntry> log() {
    await();
    return log.entries();
  }

  /// What `GET /jobtrail/summary` says, waiting as [#log] does.
  public String summary() {
    await();
    return log.summary(meter).toString();
  }

  private void await() {
    long until = System.nanoTime() + PATIENCE_MS * 1_000_000;
    synchronized (unlogged) {
      while (unlogged.get() > 0 && System.nanoTime() < until) {
        try {
          unlogged.wait(100);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }
  }

  /// Ends all connections; requests being answered are logged as not delivered.
  @Override
  public void close() throws IOException {
    listener.close();
    connections.forEach(
        (socket, thread) -> {
          try {
            socket.close();
          } catch (IOException e) {
            // It is gone already.
          }
          thread.interrupt();
        });
    await();
    log.close();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        socket.setTcpNoDelay(true);
        Thread thread =
            Thread.ofVirtual()
                .name("llm-connection-" + connectionCount.incrementAndGet())
                .unstarted(() -> serve(socket));
        connections.put(socket, thread);
        thread.start();
      } catch (IOException e) {
        // The listener was closed, or one connection died before it began.
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      BufferedInputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
      OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
      Wire wire = new Wire(socket, out);
      for (HttpRequest request = HttpRequest.read(in, out);
          request != null;
          request = HttpRequest.read(in, out)) {
        answer(request, wire);
        if (!request.keepsAlive()) {
          break;
        }
      }
    } catch (IOException e) {
      // The client went away, or the connection was ended on purpose.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      connections.remove(socket);
    }
  }

  private void answer(HttpRequest request, Wire wire) throws IOException, InterruptedException {
    String key = scenario.apiKey();
    switch (request.path()) {
      case "/jobtrail/summary" -> wire.whole(Wire.bytes(200, -1, log.summary(meter)));
      case "/v1/models" -> {
        if (key != null && !request.header("authorization").equals("Bearer " + key)) {
          wire.whole(WRONG_KEY.bytes());
        } else {
          wire.whole(Wire.bytes(200, -1, models()));
        }
      }
      case "/v1/chat/completions" -> complete(request, wire);
      default ->
          wire.whole(
              new Refused(404, "invalid_request_error", "Invalid URL (" + request.path() + ")", -1)
                  .bytes());
    }
  }

  private ObjectNode models() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("object", "list");
    ArrayNode data = root.putArray("data");
    for (String model : scenario.models()) {
      data.addObject()
          .put("id", model)
          .put("object", "model")
          .put("created", 0)
          .put("owned_by", "jobtrail");
    }
    return root;
  }

  /// A request that is turned away, in the protocol's words.
  private record Refused(int status, String type, String message, int retryAfter) {
    byte[] bytes() {
      ObjectNode root = JsonNodeFactory.instance.objectNode();
      root.putObject("error").put("message", message).put("type", type).putNull("param");
      return Wire.bytes(status, retryAfter, root);
    }
  }

  private static final Refused WRONG_KEY =
      new Refused(401, "invalid_request_error", "Incorrect API key provided.", -1);

  private void complete(HttpRequest http, Wire wire) throws IOException, InterruptedException {
    long began = System.nanoTime();
    unlogged.incrementAndGet();
    Entry entry = new Entry(began);
    try {
      ChatRequest request = null;
      Refused refused;
      try {
        request = ChatRequest.read(http.body());
        entry.hash = request.hash();
        entry.fence = request.fence().name().toLowerCase(java.util.Locale.ROOT);
        refused = refusal(http, request);
      } catch (ChatRequest.Unacceptable e) {
        refused = new Refused(400, "invalid_request_error", String.valueOf(e.getMessage()), -1);
      }
      if (refused == null && request != null) {
        var slot = meter.take(began);
        if (slot.isPresent()) {
          entry.inFlight = slot.getAsInt();
          served(request, wire, entry);
          return;
        }
        refused =
            new Refused(
                429, "rate_limit_error", "All slots are busy.", scenario.retryAfterSeconds());
      }
      if (refused != null) {
        entry.inFlight = meter.busy() + 1;
        entry.status = refused.status();
        wire.whole(refused.bytes());
      }
    } finally {
      log.add(entry.ended());
      synchronized (unlogged) {
        unlogged.decrementAndGet();
        unlogged.notifyAll();
      }
    }
  }

  private @Nullable Refused refusal(HttpRequest http, ChatRequest request) {
    String key = scenario.apiKey();
    if (!http.method().equals("POST")) {
      return new Refused(405, "invalid_request_error", "Only POST is allowed here.", -1);
    }
    if (key != null && !http.header("authorization").equals("Bearer " + key)) {
      return WRONG_KEY;
    }
    if (!scenario.models().contains(request.model())) {
      return new Refused(
          404, "invalid_request_error", "The model `" + request.model() + "` does not exist.", -1);
    }
    String format = request.formatType();
    if (format.equals("text")) {
      return null;
    }
    if (scenario.formats().stream().noneMatch(f -> f.word().equals(format))) {
      return new Refused(
          400,
          "invalid_request_error",
          "Invalid parameter: 'response_format' of type '" + format + "' is not supported.",
          -1);
    }
    boolean wantsSchema = format.equals(ResponseFormat.JSON_SCHEMA.word());
    return wantsSchema && !request.format().path("json_schema").path("schema").isObject()
        ? new Refused(
            400,
            "invalid_request_error",
            "Missing required parameter: 'response_format.json_schema.schema'.",
            -1)
        : null;
  }

  private void served(ChatRequest request, Wire wire, Entry entry)
      throws IOException, InterruptedException {
    boolean[] held = {true};
    Runnable release =
        () -> {
          if (held[0]) {
            held[0] = false;
            meter.release(System.nanoTime());
          }
        };
    try {
      entry.ask = asks.computeIfAbsent(request.hash(), _ -> new AtomicInteger()).incrementAndGet();
      Reply reply = script.reply(request, entry.ask);
      entry.reply = reply;
      if (scenario.latencyMs() > 0) {
        Thread.sleep(scenario.latencyMs());
      }
      // The slot is free before the last byte goes out: who has a reply may ask again at once.
      switch (reply.sending()) {
        case Reply.Silence _ -> {
          release.run();
          wire.reset();
        }
        case Reply.Failure error -> {
          entry.status = error.status();
          release.run();
          wire.whole(
              new Refused(error.status(), error.type(), error.message(), error.retryAfter())
                  .bytes());
        }
        case Reply.Completion completion -> {
          entry.status = 200;
          completion(request, completion, wire, entry, release);
        }
      }
    } finally {
      release.run();
    }
  }

  private void completion(
      ChatRequest request, Reply.Completion completion, Wire wire, Entry entry, Runnable release)
      throws IOException, InterruptedException {
    String said =
        completion.content() == null ? String.valueOf(completion.refusal()) : completion.content();
    int prompt = request.promptTokens();
    int tokens = ChatRequest.tokens(said.length());
    byte[] bytes = Wire.bytes(200, -1, completion(request, completion, prompt, tokens));
    switch (completion.delivery()) {
      case WHOLE -> {
        release.run();
        wire.whole(bytes);
      }
      case DRIP -> wire.drip(bytes, scenario.dripMs(), release);
      case RESET_HALFWAY -> {
        release.run();
        wire.half(bytes);
        wire.reset();
        return;
      }
      case CLOSED_HALFWAY -> {
        release.run();
        wire.half(bytes);
        wire.close();
        return;
      }
    }
    entry.delivered = true;
    entry.promptTokens = prompt;
    entry.completionTokens = tokens;
  }

  private static ObjectNode completion(
      ChatRequest request, Reply.Completion completion, int prompt, int tokens) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("id", "chatcmpl-" + request.hash().substring(0, 24))
        .put("object", "chat.completion")
        .put("created", 0)
        .put("model", request.model());
    ObjectNode choice = root.putArray("choices").addObject();
    choice
        .put("index", 0)
        .putObject("message")
        .put("role", "assistant")
        .put("content", completion.content())
        .put("refusal", completion.refusal());
    choice.put("finish_reason", completion.cut() ? "length" : "stop");
    root.putObject("usage")
        .put("prompt_tokens", prompt)
        .put("completion_tokens", tokens)
        .put("total_tokens", prompt + tokens);
    return root;
  }

  /// A log entry in the making.
  private static final class Entry {
    private final long began;
    private String hash = "";
    private String fence = "none";
    private int ask;
    private int status;
    private int inFlight;
    private boolean delivered;
    private int promptTokens;
    private int completionTokens;
    private @Nullable Reply reply;

    Entry(long began) {
      this.began = began;
    }

    LogEntry ended() {
      return new LogEntry(
          hash,
          reply == null ? null : reply.documentId(),
          ask,
          status,
          fence,
          reply == null ? List.of() : reply.faults(),
          reply == null ? List.of() : reply.inventions(),
          delivered,
          promptTokens,
          completionTokens,
          (System.nanoTime() - began) / 1_000_000,
          inFlight);
    }
  }
}
