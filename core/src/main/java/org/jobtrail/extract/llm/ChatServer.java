package org.jobtrail.extract.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One call to a server that speaks the OpenAI protocol, and what came of it. No retries here.
final class ChatServer implements Transport, AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// A longer reply is no reply.
  private static final long MOST_BYTES = 16L << 20;

  private final URI base;
  private final Optional<String> key;
  private final Duration timeout;
  private final HttpClient client;

  ChatServer(URI base, Optional<String> key, Duration timeout) {
    this.base = base;
    this.key = key;
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout.compareTo(CONNECT) < 0 ? timeout : CONNECT)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
  }

  private static final Duration CONNECT = Duration.ofSeconds(10);

  @Override
  public Answer chat(ChatRequest request) throws InterruptedException {
    HttpRequest http =
        request("/chat/completions")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(request.body()))
            .build();
    return switch (exchange(http)) {
      case Answer.Reply(String body) -> checked(body);
      case Answer other -> other;
    };
  }

  /// The models that the server offers; empty when it doesn't say.
  Optional<List<String>> models() throws InterruptedException {
    return switch (exchange(request("/models").GET().build())) {
      case Answer.Reply(String body) -> names(body);
      case Answer.Refused(int status) when status == 401 || status == 403 ->
          throw Refusals.of(base, status);
      case Answer.Failed(String kind) when kind.equals("unreachable") ->
          throw new org.jobtrail.provenance.JobtrailException.Unavailable(
              base
                  + ": can't be reached; start the server or correct --llm-url, then run the same"
                  + " command again");
      case Answer _ -> Optional.empty();
    };
  }

  private static Optional<List<String>> names(String body) {
    try {
      JsonNode data = JSON.readTree(body).path("data");
      List<String> names = new ArrayList<>();
      data.forEach(model -> names.add(model.path("id").asText()));
      return data.isArray() ? Optional.of(names) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private HttpRequest.Builder request(String path) {
    String root = base.toString().replaceAll("/+$", "");
    HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(root + path));
    key.ifPresent(secret -> builder.header("Authorization", "Bearer " + secret));
    return builder;
  }

  /// The timeout is of the whole exchange: a server that drips its reply is cut off too.
  private Answer exchange(HttpRequest request) throws InterruptedException {
    CompletableFuture<HttpResponse<String>> call =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), MOST_BYTES));
    try {
      return answer(call.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      call.cancel(true);
      return new Answer.Failed("timeout");
    } catch (InterruptedException e) {
      call.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      return new Answer.Failed(e.getCause() == null ? "reset" : kindOf(e.getCause()));
    }
  }

  private static String kindOf(Throwable cause) {
    return switch (cause) {
      case java.net.http.HttpConnectTimeoutException _ -> "unreachable";
      case ConnectException _ -> "unreachable";
      case UnknownHostException _ -> "unreachable";
      case IOException e when e.getCause() instanceof ConnectException -> "unreachable";
      case IOException _ -> "reset";
      default -> "reset";
    };
  }

  private static Answer answer(HttpResponse<String> response) {
    int status = response.statusCode();
    if (status == 200) {
      return new Answer.Reply(response.body());
    }
    if (status == 429 || status == 503) {
      return new Answer.Busy(status, retryAfter(response));
    }
    return status >= 500 || status == 408
        ? new Answer.Failed("status-" + status)
        : new Answer.Refused(status);
  }

  /// `Retry-After` in seconds or as a date, or OpenAI's `retry-after-ms`.
  private static Duration retryAfter(HttpResponse<?> response) {
    Optional<String> millis = response.headers().firstValue("retry-after-ms");
    Optional<String> after = response.headers().firstValue("Retry-After");
    try {
      if (millis.isPresent()) {
        return Duration.ofMillis(Math.max(0, (long) Double.parseDouble(millis.get())));
      }
      if (after.isPresent() && after.get().matches("[0-9.]+")) {
        return Duration.ofMillis((long) (1000 * Double.parseDouble(after.get())));
      }
      if (after.isPresent()) {
        ZonedDateTime then = ZonedDateTime.parse(after.get(), DateTimeFormatter.RFC_1123_DATE_TIME);
        Duration wait = Duration.between(ZonedDateTime.now(then.getZone()), then);
        return wait.isNegative() ? Duration.ZERO : wait;
      }
    } catch (NumberFormatException | DateTimeParseException e) {
      return Duration.ZERO;
    }
    return Duration.ZERO;
  }

  /// A 200 may carry an error, or no whole reply.
  private static Answer checked(String body) {
    try {
      JsonNode root = JSON.readTree(body);
      if (root.path("choices").isArray() && !root.path("choices").isEmpty()) {
        return new Answer.Reply(body);
      }
      return new Answer.Failed(root.has("error") ? "error-in-200" : "no-choices");
    } catch (JsonProcessingException e) {
      return new Answer.Failed("broken-body");
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
