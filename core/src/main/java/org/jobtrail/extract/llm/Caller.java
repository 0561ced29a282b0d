package org.jobtrail.extract.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jobtrail.extract.Extraction.Usage;
import org.jobtrail.provenance.JobtrailException;
import org.jspecify.annotations.Nullable;

/// Gets one reply for one request: from the store, else from the server, with patience.
///
/// A busy server is waited for as long as it asks; a failed call is tried again after a wait that
/// doubles and varies. A request that no try brings through while the server answers others is
/// given up, and the run goes on. When nothing but failures came for longer than the settings'
/// patience, all calls stop and the run ends resumable. Two who want the same reply at once share
/// one call. Safe for many threads.
final class Caller implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(30);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  /// A busy server deserves so many times the tries that a failing one gets.
  private static final int PATIENT = 5;

  private final LlmSettings settings;
  private final ReplyStore store;
  private final CallLedger ledger;
  private final Transport transport;
  private final AdaptiveLimit limit;
  private final AtomicReference<@Nullable JobtrailException> stop = new AtomicReference<>();
  private final AtomicLong lastSuccess = new AtomicLong(System.nanoTime());
  private final ConcurrentHashMap<String, CompletableFuture<ReplyStore.Kept>> underWay =
      new ConcurrentHashMap<>();
  private final ChatRequest check;
  private final Object greeting = new Object();
  private volatile boolean greeted;

  /// What came of a request in the end.
  sealed interface Result {
    String key();
  }

  /// @param body the server's whole reply
  record Got(String key, String body, Usage usage) implements Result {}

  /// The server refused this very request, such as for its length.
  record Refused(String key, int status) implements Result {}

  /// No try brought a reply.
  record GaveUp(String key) implements Result {}

  /// The request was written down, and no reply is there yet.
  record Later(String key) implements Result {}

  Caller(LlmSettings settings, ReplyStore store, CallLedger ledger, Transport transport) {
    this.settings = settings;
    this.store = store;
    this.ledger = ledger;
    this.transport = transport;
    this.limit = new AdaptiveLimit(settings.slots());
    this.check = new Prompts(settings.model(), ReplyFormat.PROMPT).probe();
  }

  /// @throws JobtrailException.Budget when the money is spent
  /// @throws JobtrailException.Unavailable when the server has gone
  /// @throws JobtrailException.Usage when the server refuses every call, such as for the key
  Result call(ChatRequest request) throws IOException {
    Optional<ReplyStore.Kept> kept = store.find(request.key());
    if (kept.isPresent()) {
      return result(kept.get());
    }
    if (settings.offline()) {
      throw new JobtrailException.Usage(
          "--offline: the store has no reply for one of the requests; the input, the prompt, the"
              + " model or an option differs from the run that made it");
    }
    if (transport instanceof BatchFile batch) {
      batch.chat(request);
      return new Later(request.key());
    }
    CompletableFuture<ReplyStore.Kept> mine = new CompletableFuture<>();
    CompletableFuture<ReplyStore.Kept> other = underWay.putIfAbsent(request.key(), mine);
    if (other != null) {
      return result(awaited(other));
    }
    try {
      // It may have come between the look and the claim.
      Optional<ReplyStore.Kept> come = store.find(request.key());
      ReplyStore.Kept fresh = come.isPresent() ? come.get() : asked(request);
      mine.complete(fresh);
      return result(fresh);
    } catch (IOException | RuntimeException | Error e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      underWay.remove(request.key(), mine);
    }
  }

  private ReplyStore.Kept asked(ChatRequest request) throws IOException {
    try {
      greet();
      ReplyStore.Kept fresh = fetch(request);
      store.keep(fresh);
      return fresh;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a model was asked", e);
    }
  }

  /// Another document with the very same text is being asked about.
  private static ReplyStore.Kept awaited(CompletableFuture<ReplyStore.Kept> other)
      throws IOException {
    try {
      return other.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException io -> throw io;
        case RuntimeException r -> throw r;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a model was asked", e);
    }
  }

  private Result result(ReplyStore.Kept kept) {
    return switch (kept.outcome()) {
      case "reply" -> new Got(kept.key(), kept.body(), usage(kept.body()));
      case "batch" -> new Got(kept.key(), kept.body(), batched(usage(kept.body())));
      case "refused" -> new Refused(kept.key(), Integer.parseInt(kept.body()));
      default -> new GaveUp(kept.key());
    };
  }

  /// What a kept reply was billed at; nothing for a request that got none.
  Usage billed(String key) throws IOException {
    return store.find(key).map(this::result).orElseThrow() instanceof Got got
        ? got.usage
        : Usage.NONE;
  }

  private Usage usage(String body) {
    try {
      JsonNode usage = JSON.readTree(body).path("usage");
      return settings
          .prices()
          .usage(
              Math.max(0, usage.path("prompt_tokens").asLong()),
              Math.max(0, usage.path("completion_tokens").asLong()));
    } catch (JsonProcessingException e) {
      return settings.prices().usage(0, 0);
    }
  }

  private Usage batched(Usage usage) {
    return new Usage(
        usage.calls(),
        usage.promptTokens(),
        usage.completionTokens(),
        usage.cost().multiply(settings.prices().batchFactor()));
  }

  /// Keeps the replies of a batch that is done; those already had are passed over.
  BatchFile.Taken take(java.nio.file.Path file) throws IOException {
    return BatchFile.read(
        file,
        (key, body) -> {
          if (store.find(key).isEmpty()) {
            ReplyStore.Kept kept = new ReplyStore.Kept(key, "batch", body);
            store.keep(kept);
            Usage usage = batched(usage(body));
            ledger.add(
                key,
                "batch-reply",
                0,
                usage.promptTokens(),
                usage.completionTokens(),
                usage.cost(),
                0);
          }
        });
  }

  /// Before the first call of all: is this the right server, and does it know the model?
  private void greet() throws InterruptedException {
    if (greeted || !(transport instanceof ChatServer server)) {
      return;
    }
    synchronized (greeting) {
      if (greeted) {
        return;
      }
      Optional<List<String>> models = server.models();
      if (models.isPresent() && !models.get().contains(settings.model())) {
        throw new JobtrailException.Usage(
            "%s: has no model \"%s\", it offers %s; give one of them to --llm-model"
                .formatted(
                    settings.url(),
                    settings.model(),
                    models.get().stream().sorted().limit(10).toList()));
      }
      greeted = true;
    }
  }

  private ReplyStore.Kept fetch(ChatRequest request) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    int failures = 0;
    int busy = 0;
    while (true) {
      long asked = System.nanoTime();
      Duration wait;
      boolean enough;
      switch (attempt(request)) {
        case Answer.Reply(String body) -> {
          return new ReplyStore.Kept(request.key(), "reply", body);
        }
        case Answer.Refused(int status) -> {
          if (Refusals.concernAll(status) && !answers()) {
            throw stopped(Refusals.of(settings.url(), status));
          }
          return new ReplyStore.Kept(request.key(), "refused", Integer.toString(status));
        }
        case Answer.Busy(int _, Duration pause) -> {
          busy++;
          wait = pause.isZero() ? backoff(busy) : jittered(pause);
          enough = busy >= PATIENT * settings.tries();
        }
        case Answer.Later _ ->
            throw new IllegalStateException("a server answers now, a batch is not asked here");
        case Answer.Failed(String _) -> {
          failures++;
          wait = backoff(failures);
          enough = failures >= settings.tries();
        }
      }
      if (enough && answersOthers(asked)) {
        return new ReplyStore.Kept(request.key(), "gave-up", "");
      }
      checkPatience(begin);
      sleep(wait);
    }
  }

  /// Whether the server is well, so that what failed is this one request: another got its reply
  /// since, or a made-up résumé gets one now.
  private boolean answersOthers(long since) throws IOException, InterruptedException {
    return lastSuccess.get() - since > 0 || answers();
  }

  private boolean answers() throws IOException, InterruptedException {
    return attempt(check) instanceof Answer.Reply;
  }

  private Answer attempt(ChatRequest request) throws IOException, InterruptedException {
    if (!limit.acquire(() -> stop.get() != null)) {
      throw again(stop.get());
    }
    boolean pushedBack = false;
    try {
      checkMoney();
      long begin = System.nanoTime();
      Answer answer = transport.chat(request);
      long ms = (System.nanoTime() - begin) / 1_000_000;
      switch (answer) {
        case Answer.Reply(String body) -> {
          lastSuccess.set(System.nanoTime());
          Usage usage = usage(body);
          ledger.add(
              request.key(),
              "reply",
              request.characters(),
              usage.promptTokens(),
              usage.completionTokens(),
              usage.cost(),
              ms);
        }
        case Answer.Refused(int status) -> note(request, "refused-" + status, ms);
        case Answer.Busy(int status, Duration _) -> {
          pushedBack = true;
          note(request, "busy-" + status, ms);
        }
        case Answer.Later _ -> {}
        case Answer.Failed(String kind) -> {
          pushedBack = kind.equals("timeout");
          note(request, kind, ms);
        }
      }
      return answer;
    } finally {
      limit.release(pushedBack);
    }
  }

  private void note(ChatRequest request, String outcome, long ms) throws IOException {
    ledger.add(request.key(), outcome, request.characters(), 0, 0, BigDecimal.ZERO, ms);
  }

  private void checkMoney() {
    if (stop.get() != null) {
      throw again(stop.get());
    }
    Optional<BigDecimal> most = settings.maxCost();
    if (most.isPresent() && ledger.spent().compareTo(most.get()) >= 0) {
      throw stopped(
          new JobtrailException.Budget(
              "--max-cost %s %s is reached, %s spent; state saved, the same command with a higher"
                      .formatted(
                          most.get().toPlainString(),
                          settings.prices().currency(),
                          ledger.spent().toPlainString())
                  + " --max-cost goes on where it stopped"));
    }
  }

  private void checkPatience(long begin) throws IOException, InterruptedException {
    long now = System.nanoTime();
    long silent = Math.min(now - lastSuccess.get(), now - begin);
    if (silent > settings.patience().toNanos() && !answers()) {
      throw stopped(
          new JobtrailException.Unavailable(
              "%s: no reply for %d s; state saved, run the same command again when the server is back"
                  .formatted(settings.url(), silent / 1_000_000_000)));
    }
  }

  /// Stops every other call as well; those under way end and are kept.
  private JobtrailException stopped(JobtrailException reason) {
    stop.compareAndSet(null, reason);
    limit.wake();
    return again(stop.get());
  }

  private static JobtrailException again(@Nullable JobtrailException reason) {
    if (reason == null) {
      throw new IllegalStateException("stopped without a reason");
    }
    return reason;
  }

  private Duration backoff(int failures) {
    long longest = LONGEST_BACKOFF.toMillis();
    long whole = Math.min(longest, settings.backoff().toMillis() << Math.min(failures - 1, 10));
    return Duration.ofMillis(whole / 2 + ThreadLocalRandom.current().nextLong(whole / 2 + 1));
  }

  /// Never earlier than asked, and not all at once.
  private Duration jittered(Duration asked) {
    if (asked.compareTo(LONGEST_WAIT) > 0) {
      throw stopped(
          new JobtrailException.Unavailable(
              "%s: asks to wait %d s; state saved, run the same command again then"
                  .formatted(settings.url(), asked.toSeconds())));
    }
    long millis = asked.toMillis();
    return Duration.ofMillis(millis + ThreadLocalRandom.current().nextLong(millis / 10 + 1));
  }

  private void sleep(Duration wait) throws InterruptedException {
    long until = System.nanoTime() + wait.toNanos();
    for (long left = wait.toNanos(); left > 0; left = until - System.nanoTime()) {
      if (stop.get() != null) {
        throw again(stop.get());
      }
      Thread.sleep(Duration.ofNanos(Math.min(left, 100_000_000)));
    }
  }

  /// Whether a request that is not kept is sent at once.
  boolean asksNow() {
    return !settings.offline() && !(transport instanceof BatchFile);
  }

  int requestsWritten() {
    return transport instanceof BatchFile batch ? batch.requests() : 0;
  }

  /// Ends the files for a batch and says what is in them.
  LlmSession.BatchRequests batchRequests() throws IOException {
    if (transport instanceof BatchFile batch) {
      batch.close();
      return new LlmSession.BatchRequests(batch.files(), batch.requests());
    }
    return new LlmSession.BatchRequests(List.of(), 0);
  }

  CallLedger.Totals totals() {
    return ledger.totals();
  }

  ReplyStore store() {
    return store;
  }

  @Override
  public void close() {
    try {
      if (transport instanceof ChatServer server) {
        server.close();
      }
      if (transport instanceof BatchFile batch) {
        batch.close();
      }
      ledger.close();
      store.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
