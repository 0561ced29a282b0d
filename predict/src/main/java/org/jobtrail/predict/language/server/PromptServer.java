package org.jobtrail.predict.language.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jobtrail.provenance.JobtrailException;
import org.jspecify.annotations.Nullable;

/// Log-probabilities of texts from a server that speaks OpenAI's protocol, with patience: a busy
/// server is waited for as long as it asks, a failed call is tried again after a wait that doubles
/// and varies. Safe for many threads.
final class PromptServer {
  /// What may hold the key; `--set` would stand in the shell's history and in the model.
  static final String KEY = "JOBTRAIL_LLM_KEY";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final long FIRST_WAIT_MS = 500;
  private static final long LONGEST_BACKOFF_MS = 30_000;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  /// Rounding leaves some servers above 0.
  private static final double MOST_LOG = 1e-3;

  private final URI base;
  private final String model;
  private final Protocol protocol;
  private final Optional<String> key;
  private final Duration timeout;
  private final int tries;
  private final HttpClient client;

  /// @param key for `Authorization: Bearer`; never written anywhere
  /// @param timeout of one call
  /// @param tries calls for one reply
  PromptServer(
      URI base,
      String model,
      Protocol protocol,
      Optional<String> key,
      Duration timeout,
      int tries) {
    this.base = base;
    this.model = model;
    this.protocol = protocol;
    this.key = key;
    this.timeout = timeout;
    this.tries = tries;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout.compareTo(CONNECT) < 0 ? timeout : CONNECT)
            .build();
  }

  /// The key in the environment; empty for servers without one.
  ///
  /// @throws JobtrailException.Usage if no header could carry it
  static Optional<String> key(@Nullable String given) {
    String bare = given == null ? "" : given.strip();
    if (!bare.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new JobtrailException.Usage(
          KEY + " must be one word of visible ASCII characters; it holds others");
    }
    return bare.isEmpty() ? Optional.empty() : Optional.of(bare);
  }

  /// Whether it is there and knows the model; a server that lists no models is believed.
  ///
  /// @throws JobtrailException.Unavailable when nobody answers
  /// @throws JobtrailException.Usage when the key is refused or the model isn't among those listed
  void check() throws InterruptedException {
    switch (call(request("/models").GET().build())) {
      case Reply.Done(String body) -> {
        List<String> names = names(body);
        if (!names.isEmpty() && !names.contains(model)) {
          throw new JobtrailException.Usage(
              "%s: has no model \"%s\", it offers %s; give one of them to --set server_model"
                  .formatted(base, model, names.stream().sorted().limit(10).toList()));
        }
      }
      case Reply.Refused(int status) -> {
        if (status == 401 || status == 403) {
          throw refused(status, 0);
        }
      }
      case Reply.Failed(String kind, Duration _) -> {
        if (kind.equals("unreachable")) {
          throw new JobtrailException.Unavailable(
              base
                  + ": can't be reached; start the server or correct --set url, then run the same"
                  + " command again");
        }
      }
    }
  }

  private static List<String> names(String body) {
    List<String> names = new ArrayList<>();
    try {
      JSON.readTree(body).path("data").forEach(entry -> names.add(entry.path("id").asText()));
    } catch (JsonProcessingException _) {
      // It lists none.
    }
    return names;
  }

  /// The tokens of some texts.
  ///
  /// @return for each prompt its tokens but the first
  /// @throws JobtrailException.Unavailable when no try brought a reply
  /// @throws JobtrailException.Usage when the server refuses, or gives no log-probabilities
  List<List<ScoredToken>> tokens(List<String> prompts) throws InterruptedException {
    ObjectNode request = JSON.createObjectNode().put("model", model).put("temperature", 0);
    prompts.forEach(request.putArray("prompt")::add);
    protocol.ask(request);
    HttpRequest http =
        request("/completions")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(request.toString()))
            .build();
    int longest = prompts.stream().mapToInt(String::length).max().orElse(0);
    String failure = "";
    for (int attempt = 1; attempt <= tries; attempt++) {
      switch (call(http)) {
        case Reply.Done(String body) -> {
          Choices choices = Choices.of(body, prompts.size());
          if (choices instanceof Choices.Whole(List<JsonNode> all)) {
            return all.stream().map(this::tokens).toList();
          }
          // It may have been cut off.
          if (choices instanceof Choices.Broken(String why) && attempt == tries) {
            throw new JobtrailException.Usage(
                "%s: answers with %s; does --set url lead to a server of completions?"
                    .formatted(base, why));
          }
          pause(attempt, Duration.ZERO);
        }
        case Reply.Refused(int status) -> throw refused(status, longest);
        case Reply.Failed(String kind, Duration asked) -> {
          failure = kind;
          pause(attempt, asked);
        }
      }
    }
    throw new JobtrailException.Unavailable(
        base
            + ": no reply in "
            + tries
            + " tries, the last: "
            + failure
            + "; run the same command again when the server is back");
  }

  private void pause(int attempt, Duration asked) throws InterruptedException {
    if (attempt == tries) {
      return;
    }
    if (asked.compareTo(LONGEST_WAIT) > 0) {
      throw new JobtrailException.Unavailable(
          base + ": asks to wait " + asked.toSeconds() + " s; run the same command again then");
    }
    long whole = Math.min(LONGEST_BACKOFF_MS, FIRST_WAIT_MS << Math.min(attempt - 1, 10));
    long wait =
        asked.isZero()
            ? whole / 2 + ThreadLocalRandom.current().nextLong(whole / 2 + 1)
            : asked.toMillis() + ThreadLocalRandom.current().nextLong(asked.toMillis() / 10 + 1);
    Thread.sleep(wait);
  }

  private List<ScoredToken> tokens(JsonNode choice) {
    List<ScoredToken> tokens = protocol.tokens(choice).orElseThrow(this::noLogProbabilities);
    for (ScoredToken token : tokens) {
      if (token.log() > MOST_LOG) {
        throw new JobtrailException.Usage(
            "%s: gives a token the log-probability %s, which must be 0 at most"
                .formatted(base, token.log()));
      }
    }
    return tokens;
  }

  /// What a reply holds.
  private sealed interface Choices {
    /// @param all a choice for each prompt, in order
    record Whole(List<JsonNode> all) implements Choices {}

    record Broken(String why) implements Choices {}

    static Choices of(String body, int prompts) {
      JsonNode choices;
      try {
        choices = JSON.readTree(body).path("choices");
      } catch (JsonProcessingException e) {
        return new Broken("what is no JSON");
      }
      if (!choices.isArray()) {
        return new Broken("JSON that has no list of choices");
      }
      SortedMap<Integer, JsonNode> byPrompt = new TreeMap<>();
      for (JsonNode choice : choices) {
        byPrompt.put(choice.path("index").asInt(-1), choice);
      }
      boolean each =
          byPrompt.size() == prompts
              && byPrompt.firstKey() == 0
              && byPrompt.lastKey() == prompts - 1;
      return choices.size() == prompts && each
          ? new Whole(List.copyOf(byPrompt.values()))
          : new Broken(choices.size() + " choices for " + prompts + " prompts");
    }
  }

  private JobtrailException.Usage noLogProbabilities() {
    String other =
        Arrays.stream(Protocol.values())
            .filter(p -> p != protocol)
            .map(Protocol::word)
            .findFirst()
            .orElseThrow();
    return new JobtrailException.Usage(
        base
            + ": gives no log-probabilities of a prompt's tokens with protocol "
            + protocol.word()
            + "; try --set protocol="
            + other
            + " or another server");
  }

  /// @param characters of the longest prompt
  private JobtrailException.Usage refused(int status, int characters) {
    return new JobtrailException.Usage(
        base
            + switch (status) {
              case 401, 403 ->
                  ": refuses the key with status " + status + "; put the right one into " + KEY;
              case 404, 405 ->
                  ": knows no such path or model, status "
                      + status
                      + "; --set url usually ends in /v1, --set server_model must be one that it"
                      + " serves";
              case 301, 302, 303, 307, 308 ->
                  ": has moved, status " + status + "; give the new address to --set url";
              case 400, 413, 422 ->
                  ": refuses a request with status "
                      + status
                      + ", its longest prompt has "
                      + characters
                      + " characters; if the model reads fewer, lower --set characters, else the"
                      + " server's log says why";
              default ->
                  ": refuses a request with status " + status + "; the server's log says why";
            });
  }

  private HttpRequest.Builder request(String path) {
    String root = base.toString().replaceAll("/+$", "");
    HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(root + path)).timeout(timeout);
    key.ifPresent(secret -> builder.header("Authorization", "Bearer " + secret));
    return builder;
  }

  private Reply call(HttpRequest request) throws InterruptedException {
    try {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      int status = response.statusCode();
      if (status == 200) {
        return new Reply.Done(response.body());
      }
      return status == 429 || status == 408 || status >= 500
          ? new Reply.Failed("status " + status, retryAfter(response))
          : new Reply.Refused(status);
    } catch (HttpConnectTimeoutException | ConnectException e) {
      return new Reply.Failed("unreachable", Duration.ZERO);
    } catch (HttpTimeoutException e) {
      return new Reply.Failed("timeout", Duration.ZERO);
    } catch (IOException e) {
      return new Reply.Failed("reset", Duration.ZERO);
    }
  }

  /// `Retry-After` in seconds; a date is not waited for, the backoff is.
  private static Duration retryAfter(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(after -> after.matches("[0-9]{1,9}(\\.[0-9]{1,9})?"))
        .map(after -> Duration.ofMillis((long) (1000 * Double.parseDouble(after))))
        .orElse(Duration.ZERO);
  }
}
