package org.jobtrail.extract.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jobtrail.extract.Extraction;
import org.jobtrail.extract.llm.Asked.Response;
import org.jobtrail.ingest.Document;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.simulate.ToldResume;
import org.jobtrail.simulate.llm.Fault;
import org.jobtrail.simulate.llm.LlmServer;
import org.jobtrail.simulate.llm.LogEntry;
import org.jobtrail.simulate.llm.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of a call when the server is busy, fails, refuses, dies or costs too much.
class CallerTest {
  private static final List<String> TITLES =
      List.of("Cook", "Nurse", "Baker", "Welder", "Porter", "Tiler", "Usher", "Miller");

  @TempDir Path folder;

  private static Document document(int n) {
    String title = TITLES.get(n);
    return Documents.of("cv-" + n, title + ", Example " + title + "s Ltd\n03/2014 - 07/2016");
  }

  private static Scenario scenario() {
    List<ToldResume> told = new ArrayList<>();
    for (int n = 0; n < TITLES.size(); n++) {
      String title = TITLES.get(n);
      told.add(
          new ToldResume(
              "cv-" + n,
              "en",
              "txt",
              List.of(
                  new ToldResume.Job(
                      title, "Example " + title + "s Ltd", null, "03/2014", "07/2016")),
              List.of()));
    }
    return Scenario.of(told).withRetryAfterSeconds(0);
  }

  private static LlmSession open(Trials trials) throws IOException {
    return LlmSession.open(trials.settings(), List.of());
  }

  private static List<Extraction> all(LlmSession session, int documents) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Extraction>> reads = new ArrayList<>();
      for (int n = 0; n < documents; n++) {
        Document document = document(n);
        reads.add(threads.submit(() -> session.llm().read(document)));
      }
      List<Extraction> extractions = new ArrayList<>();
      for (Future<Extraction> read : reads) {
        extractions.add(read.get());
      }
      return extractions;
    }
  }

  /// How often each request's reply was delivered more than once.
  private static long repeated(List<LogEntry> log) {
    Map<String, Integer> delivered = new HashMap<>();
    log.stream()
        .filter(LogEntry::delivered)
        .forEach(e -> delivered.merge(e.hash(), 1, Integer::sum));
    return delivered.values().stream().mapToLong(times -> times - 1).sum();
  }

  @ParameterizedTest
  @CsvSource({
    "TOO_MANY,busy-429",
    "UNAVAILABLE,busy-503",
    "SERVER_ERROR,status-500",
    "ERROR_BODY,error-in-200",
    "RESET_BEFORE,reset",
    "RESET_DURING,reset",
    "CLOSED_DURING,reset"
  })
  void asksAgainAfterAFailureAndThenIsServed(Fault fault, String outcome) throws IOException {
    try (LlmServer server = LlmServer.start(scenario().withFault(fault, 1).withMostFailures(2));
        LlmSession session = open(Trials.of(server.baseUrl(), folder))) {
      Extraction extraction = session.llm().read(document(0));
      assertThat(extraction.path()).isEqualTo("model");
      assertThat(extraction.resume().experiences().getFirst().title().value()).hasValue("Cook");
      // The made-up resume of the start and this one: two failures and a reply each.
      assertThat(session.spending().attempts()).isEqualTo(Map.of("reply", 2L, outcome, 4L));
      assertThat(server.log())
          .extracting(LogEntry::delivered)
          .containsExactly(false, false, true, false, false, true);
      assertThat(session.spending().promptTokens())
          .isEqualTo(server.log().stream().mapToLong(LogEntry::promptTokens).sum());
    }
  }

  @Test
  void waitsForASlowReply() throws IOException {
    try (LlmServer server = LlmServer.start(scenario().withFault(Fault.DRIP, 1).withDripMs(30));
        LlmSession session = open(Trials.of(server.baseUrl(), folder))) {
      assertThat(session.llm().read(document(0)).path()).isEqualTo("model");
      assertThat(session.spending().attempts()).isEqualTo(Map.of("reply", 2L));
    }
  }

  @Test
  void cutsOffACallThatNeverEnds() throws IOException {
    try (Asked server =
            Asked.chats(
                (_, text, ask) ->
                    text.contains("Cook") && ask == 1 ? Response.of(0, "") : Response.nothing());
        LlmSession session = open(Trials.of(server, folder).withTimeoutMs(1500))) {
      assertThat(session.llm().read(document(0)).path()).isEqualTo("model");
      assertThat(session.spending().attempts()).isEqualTo(Map.of("reply", 2L, "timeout", 1L));
    }
  }

  /// Who is told to wait for 200 s isn't back before all ends, while others are served.
  @ParameterizedTest
  @ValueSource(ints = {429, 503})
  void waitsAsLongAsItIsAsked(int status) throws Exception {
    CountDownLatch cook = new CountDownLatch(1);
    try (Asked server =
            Asked.chats(
                (_, text, _) -> {
                  if (text.contains("Cook")) {
                    cook.countDown();
                    return new Response(status, Map.of("Retry-After", "200"), "");
                  }
                  return text.contains("Welder")
                      ? Response.of(402, "")
                      : text.contains("Gardener") && cook.getCount() == 0
                          ? Response.of(402, "")
                          : Response.nothing();
                });
        LlmSession session = open(Trials.of(server, folder));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Extraction> waiting = threads.submit(() -> session.llm().read(document(0)));
      cook.await();
      for (int n : List.of(1, 2)) {
        assertThat(session.llm().read(document(n)).path()).isEqualTo("model");
      }
      assertThatThrownBy(() -> session.llm().read(document(3)))
          .isInstanceOf(JobtrailException.Usage.class)
          .hasMessage(
              server.url() + ": asks for payment; settle it, then run the same command again");
      // One reason ends all that wait.
      assertThatThrownBy(waiting::get)
          .isInstanceOf(ExecutionException.class)
          .hasMessageContaining("asks for payment");
      assertThat(server.askedAbout("Cook")).isEqualTo(1);
    }
  }

  @Test
  void readsEveryFormOfRetryAfter() throws Exception {
    String date = "Fri, 20 Nov 2099 10:00:00 GMT";
    List<Map<String, String>> headers =
        List.of(
            Map.of("Retry-After", "7"),
            Map.of("Retry-After", "0.5"),
            Map.of("retry-after-ms", "250", "Retry-After", "9"),
            Map.of("Retry-After", date),
            Map.of("Retry-After", "Fri, 20 Nov 2009 10:00:00 GMT"),
            Map.of("Retry-After", "soon"),
            Map.of("Retry-After", "1.2.3"),
            Map.of());
    AtomicInteger next = new AtomicInteger();
    try (Asked server =
            Asked.chats((_, _, _) -> new Response(429, headers.get(next.getAndIncrement()), ""));
        ChatServer chat =
            new ChatServer(
                server.url(), java.util.Optional.empty(), java.time.Duration.ofSeconds(20))) {
      List<Long> asked = new ArrayList<>();
      for (int i = 0; i < headers.size(); i++) {
        asked.add(
            ((Answer.Busy) chat.chat(new Prompts("m", ReplyFormat.PROMPT).probe()))
                .asked()
                .toMillis());
      }
      assertThat(asked.get(3)).isGreaterThan(1_000_000_000L);
      asked.remove(3);
      assertThat(asked).containsExactly(7000L, 500L, 250L, 0L, 0L, 0L, 0L);
    }
  }

  @Test
  void comesBackLaterWhenItIsAskedToWaitForHours() throws IOException {
    try (Asked server =
        Asked.chats((_, _, _) -> new Response(429, Map.of("Retry-After", "7200"), ""))) {
      assertThatThrownBy(() -> open(Trials.of(server, folder)))
          .isInstanceOf(JobtrailException.Unavailable.class)
          .hasMessage(
              server.url() + ": asks to wait 7200 s; state saved, run the same command again then");
      assertThat(server.bodies()).hasSize(1);
    }
  }

  @Test
  void givesUpAPoisonousDocumentAndGoesOn() throws Exception {
    Scenario poisoned = scenario().withPoison("cv-2");
    try (LlmServer server = LlmServer.start(poisoned);
        LlmSession session = open(Trials.of(server.baseUrl(), folder))) {
      assertThat(all(session, 6))
          .extracting(Extraction::path)
          .containsExactly("model", "model", "parser-after-no-reply", "model", "model", "model");
      assertThat(session.llm().read(document(2)).resume().experiences()).isNotEmpty();
    }
    // Nor is it asked for again: what no try brought is known.
    try (LlmServer server = LlmServer.start(poisoned);
        LlmSession session = open(Trials.of(server.baseUrl(), folder))) {
      assertThat(session.llm().read(document(2)).path()).isEqualTo("parser-after-no-reply");
      assertThat(server.log()).isEmpty();
    }
  }

  /// Some documents fail in ways that look like a busy server, a dead gateway or a lost key.
  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 504, 408, 403, 404, 400, 413, 422, 301})
  void noStatusOfOneDocumentStopsTheRun(int status) throws Exception {
    try (Asked server =
            Asked.chats(
                (_, text, _) ->
                    text.contains("Baker") ? Response.of(status, "") : Response.nothing());
        LlmSession session = open(Trials.of(server, folder).withTries(2))) {
      assertThat(all(session, 4))
          .extracting(Extraction::path)
          .containsExactly(
              "model",
              "model",
              status >= 500 || status == 408 || status == 429
                  ? "parser-after-no-reply"
                  : "parser-after-rejection",
              "model");
    }
    // Alone, with nobody else to be served, it is given up as well.
    try (Asked server =
            Asked.chats(
                (_, text, _) ->
                    text.contains("Baker") ? Response.of(status, "") : Response.nothing());
        LlmSession session = open(Trials.of(server, folder.resolve("alone")).withTries(2))) {
      assertThat(session.llm().read(document(2)).path()).startsWith("parser-after-");
    }
  }

  /// It greets and fails every request: waited for, then left with the state saved.
  @Test
  void aServerWhoseModelIsDeadEndsTheRunAndNoDocument() throws Exception {
    AtomicInteger served = new AtomicInteger();
    Trials trials;
    try (Asked server =
        Asked.chats(
            (_, _, _) ->
                served.incrementAndGet() > 2 ? Response.of(500, "") : Response.nothing())) {
      trials = Trials.of(server, folder).withPatienceMs(300);
      try (LlmSession session = open(trials)) {
        assertThat(session.llm().read(document(0)).path()).isEqualTo("model");
        assertThatThrownBy(() -> session.llm().read(document(1)))
            .isInstanceOf(JobtrailException.Unavailable.class)
            .hasMessageContaining("run the same command again when the server is back");
        assertThatThrownBy(() -> session.llm().read(document(2)))
            .isInstanceOf(JobtrailException.Unavailable.class);
      }
    }
    try (Asked server = Asked.chats((_, _, _) -> Response.nothing());
        LlmSession session = open(Trials.of(server, folder))) {
      assertThat(all(session, 3)).extracting(Extraction::path).containsOnly("model");
      assertThat(server.bodies()).hasSize(2);
    }
  }

  @Test
  void aServerThatFailsAtTheStartIsAskedAgainByTheNextRun() throws IOException {
    try (Asked server = Asked.chats((_, _, _) -> Response.of(500, ""))) {
      assertThatThrownBy(() -> open(Trials.of(server, folder).withPatienceMs(100)))
          .isInstanceOf(JobtrailException.Unavailable.class);
    }
    try (Asked server = Asked.chats((_, _, _) -> Response.nothing());
        LlmSession session = open(Trials.of(server, folder))) {
      assertThat(session.llm().read(document(0)).path()).isEqualTo("model");
      assertThat(session.versions()).containsEntry("llm.format", "json_schema");
    }
  }

  @Test
  void aServerThatDiesInTheMiddleIsResumedWithoutPayingTwice() throws Exception {
    List<LogEntry> log = new ArrayList<>();
    LlmServer server = LlmServer.start(scenario());
    try (LlmSession session = open(Trials.of(server.baseUrl(), folder).withPatienceMs(200))) {
      session.llm().read(document(0));
      session.llm().read(document(1));
      server.close();
      assertThatThrownBy(() -> session.llm().read(document(2)))
          .isInstanceOf(JobtrailException.Unavailable.class)
          .hasMessageContaining("state saved, run the same command again when the server is back");
      log.addAll(server.log());
    }
    try (LlmServer again = LlmServer.start(scenario());
        LlmSession session = open(Trials.of(again.baseUrl(), folder))) {
      assertThat(all(session, 4)).extracting(Extraction::path).containsOnly("model");
      log.addAll(again.log());
      assertThat(again.log())
          .extracting(LogEntry::documentId)
          .containsExactlyInAnyOrder("cv-2", "cv-3");
      assertThat(repeated(log)).isZero();
      assertThat(session.spending().promptTokens())
          .isEqualTo(log.stream().mapToLong(LogEntry::promptTokens).sum());
    }
  }

  @Test
  void twoWhoWantTheSameReplyShareOneCall() throws Exception {
    try (LlmServer server = LlmServer.start(scenario().withLatencyMs(50));
        LlmSession session = open(Trials.of(server.baseUrl(), folder));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Extraction>> reads = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        Document same = Documents.of("copy-" + i, document(0).text().text());
        reads.add(threads.submit(() -> session.llm().read(same)));
      }
      Set<List<String>> keys = new HashSet<>();
      for (Future<Extraction> read : reads) {
        keys.add(read.get().replies());
      }
      assertThat(keys).hasSize(1);
      assertThat(server.log()).hasSize(2);
    }
  }

  @Test
  void neverHasMoreCallsUnderWayThanSlots() throws Exception {
    try (LlmServer server =
            LlmServer.start(scenario().withLatencyMs(20).withEveryFault(0.1).withDripMs(1));
        LlmSession session = open(Trials.of(server.baseUrl(), folder).withSlots(3))) {
      all(session, 8);
      assertThat(server.log()).extracting(LogEntry::inFlight).allMatch(n -> n <= 3);
    }
  }

  @Test
  void aWrongKeyIsSaidBeforeAnyTextIsSent() throws IOException {
    try (LlmServer server = LlmServer.start(scenario().withApiKey("sesame"))) {
      Trials trials = Trials.of(server.baseUrl(), folder);
      for (Trials wrong : List.of(trials, trials.withKey("wrong"))) {
        assertThatThrownBy(() -> open(wrong))
            .isInstanceOf(JobtrailException.Usage.class)
            .hasMessage(
                server.baseUrl()
                    + ": refuses the key with status 401; put the right one into JOBTRAIL_LLM_KEY"
                    + " or a file for --llm-key-file");
      }
      assertThat(server.log()).isEmpty();
      try (LlmSession session = open(trials.withKey("sesame"))) {
        assertThat(session.llm().read(document(0)).path()).isEqualTo("model");
      }
    }
  }

  @Test
  void aWrongModelIsSaidWithTheModelsThatThereAre() throws IOException {
    try (LlmServer server = LlmServer.start(scenario().withModels("small", "large"))) {
      assertThatThrownBy(() -> open(Trials.of(server.baseUrl(), folder).withModel("smal")))
          .isInstanceOf(JobtrailException.Usage.class)
          .hasMessage(
              server.baseUrl()
                  + ": has no model \"smal\", it offers [large, small]; give one of them to"
                  + " --llm-model");
      assertThat(server.log()).isEmpty();
    }
  }

  @Test
  void aWrongPathIsSaid() throws IOException {
    try (LlmServer server = LlmServer.start(scenario())) {
      String url = server.baseUrl().replace("/v1", "");
      assertThatThrownBy(() -> open(Trials.of(url, folder)))
          .isInstanceOf(JobtrailException.Usage.class)
          .hasMessage(
              url
                  + ": knows no such path or model, status 404; --llm-url usually ends in /v1,"
                  + " --llm-model must be one that it serves");
    }
  }

  @Test
  void aServerThatIsNotThereIsSaid() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    String url = "http://127.0.0.1:" + port + "/v1";
    assertThatThrownBy(() -> open(Trials.of(url, folder)))
        .isInstanceOf(JobtrailException.Unavailable.class)
        .hasMessage(
            url
                + ": can't be reached; start the server or correct --llm-url, then run the same"
                + " command again");
  }

  @Test
  void aServerThatMovedIsSaid() throws IOException {
    try (Asked server =
        Asked.start(
            (_, _, _) -> new Response(301, Map.of("Location", "https://example.org/v1"), ""))) {
      assertThatThrownBy(() -> open(Trials.of(server, folder)))
          .isInstanceOf(JobtrailException.Usage.class)
          .hasMessage(
              server.url()
                  + ": has moved, status 301; give the new address to --llm-url, often https://"
                  + " instead of http://");
    }
  }

  /// 110 a reply: the cap is reached with the third, those under way end.
  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void stopsAtTheCapAndGoesOnWithAHigherOne(int slots) throws Exception {
    Trials trials;
    long spent;
    try (Asked server = Asked.chats((_, _, _) -> Response.nothing())) {
      trials = Trials.of(server, folder).withSlots(slots);
      try (LlmSession session = open(trials.withMaxCost(250))) {
        assertThatThrownBy(() -> all(session, 8))
            .hasRootCauseInstanceOf(JobtrailException.Budget.class)
            .hasMessageContaining("--max-cost 250 EUR is reached, ")
            .hasMessageContaining("the same command with a higher --max-cost goes on");
        spent = session.spending().cost().longValueExact();
        assertThat(spent).isBetween(250L, 250L + slots * 110L);
        assertThat(spent).isEqualTo(110L * server.bodies().size());
      }
      // The same cap again costs nothing.
      try (LlmSession session = open(trials.withMaxCost(250))) {
        assertThatThrownBy(() -> all(session, 8))
            .hasRootCauseInstanceOf(JobtrailException.Budget.class);
        assertThat(session.spending().cost()).isEqualByComparingTo(Long.toString(spent));
      }
      try (LlmSession session = open(trials.withMaxCost(100_000))) {
        assertThat(all(session, 8)).extracting(Extraction::path).containsOnly("model");
        assertThat(session.spending().cost()).isEqualByComparingTo("990");
      }
      assertThat(server.bodies()).hasSize(9).doesNotHaveDuplicates();
    }
  }

  @Test
  void noMoneyBuysNothing() throws IOException {
    try (Asked server = Asked.chats((_, _, _) -> Response.nothing())) {
      assertThatThrownBy(() -> open(Trials.of(server, folder).withMaxCost(0)))
          .isInstanceOf(JobtrailException.Budget.class);
      assertThat(server.bodies()).isEmpty();
    }
  }

  @Test
  void offlineAsksNobody() throws Exception {
    Trials trials;
    try (LlmServer server = LlmServer.start(scenario())) {
      trials = Trials.of(server.baseUrl(), folder);
      try (LlmSession session = open(trials)) {
        all(session, 3);
      }
    }
    // The server is gone.
    try (LlmSession session = open(trials.isOffline())) {
      assertThat(all(session, 3)).extracting(Extraction::path).containsOnly("model");
      assertThatThrownBy(() -> session.llm().read(document(5)))
          .isInstanceOf(JobtrailException.Usage.class)
          .hasMessageStartingWith("--offline: the store has no reply for one of the requests");
    }
  }
}
