package org.jobtrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What resumes say is in no log line, error or manifest: their texts hold a marker, the server
/// says it back in every way, and everything written is searched for it.
class LlmPrivacyTest {
  private static final String MARKER = "zxqv";
  private static final String KEY = "wkjy-secret";
  private static final String RESUME =
      """
      Zxqvfirst Zxqvlast
      zxqvmail@example.org
      +32 470 12 34 56, Zxqvstreet 5, 9000 Gent

      Work experience

      Zxqvtitle
      Zxqvemployer Ltd, Gent
      03/2015 - 06/2017

      Nurse zxqvward
      Zxqv Hospital
      07/2017 - zxqvend
      """;

  @TempDir Path folder;

  /// How a server betrays what it was sent.
  enum Echo {
    REJECTION(400),
    TOO_LONG(413),
    WRONG_KEY(401),
    NOT_FOUND(404),
    BUSY(429),
    FAILURE(500),
    MOVED(307),
    ERROR_IN_200(200),
    NO_JSON(200),
    JSON_TOKEN(200),
    CONTENT(200),
    CONTENT_JSON(200),
    SCHEMA(200),
    REFUSAL(200),
    USAGE(200),
    CLAIMS(200);

    private final int status;

    Echo(int status) {
      this.status = status;
    }

    private static String quoted(String text) {
      return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    private static String content(String content) {
      return "{\"choices\":[{\"message\":{\"content\":" + quoted(content) + "}}]}";
    }

    String body(String sent) {
      String all = quoted(sent);
      return switch (this) {
        case NO_JSON -> sent;
        case JSON_TOKEN -> "Zxqvtitle";
        case CONTENT -> content(sent);
        case CONTENT_JSON -> content("{\"experiences\": Zxqvtitle");
        case SCHEMA ->
            content("{\"Zxqvtitle\":1,\"experiences\":[{\"Zxqvlast\":\"Zxqvtitle\",\"title\":5}]}");
        case REFUSAL -> "{\"choices\":[{\"message\":{\"content\":null,\"refusal\":" + all + "}}]}";
        case USAGE ->
            "{\"choices\":[{\"message\":{\"content\":\"{}\"}}],\"usage\":{\"prompt_tokens\":"
                + "\"Zxqvtitle\",\"completion_tokens\":{\"Zxqvtitle\":1}}}";
        case CLAIMS ->
            content(
                "{\"experiences\":[{\"title\":\"Zxqvtitle\",\"employer\":\"Zxqvother\","
                    + "\"place\":null,\"start\":\"Zxqv 2015\",\"end\":\"zxqvend\"}],"
                    + "\"education\":[]}");
        default ->
            "{\"error\":{\"message\":" + all + ",\"type\":" + all + "},\"detail\":" + all + '}';
      };
    }
  }

  @BeforeEach
  void writeDocuments() throws IOException {
    Path documents = Files.createDirectories(folder.resolve("cvs"));
    Files.writeString(documents.resolve("one.txt"), RESUME);
    Files.writeString(
        documents.resolve("two.html"),
        "<p>" + RESUME + "</p><p style='display:none'>Zxqvhidden</p>");
    Files.writeString(documents.resolve("three.json"), "{\"basics\":\"Zxqv\", broken Zxqvtitle");
    Files.writeString(documents.resolve("four.pdf"), "%PDF-1.4 Zxqvtitle, no PDF at all");
    Files.writeString(
        documents.resolve("five.jsonl"),
        "{\"id\":\"a\",\"text\":\"" + RESUME.replace("\n", "\\n") + "\"}\n{\"id\": Zxqvtitle\n");
    Files.writeString(folder.resolve("key"), KEY);
  }

  private static HttpServer serve(Echo echo) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          String sent =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          boolean marked = sent.toLowerCase(Locale.ROOT).contains(MARKER);
          String key = exchange.getRequestHeaders().getFirst("Authorization");
          String body =
              sent.isEmpty()
                  ? "{\"data\":[{\"id\":\"m\"}],\"key\":\"" + key + "\"}"
                  : marked
                      ? echo.body(sent + ' ' + key)
                      : Echo.content("{\"experiences\":[],\"education\":[]}");
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Retry-After", "Zxqvtitle");
          if (echo == Echo.BUSY) {
            exchange.getResponseHeaders().add("retry-after-ms", "1");
          }
          exchange.getResponseHeaders().add("X-Echo", "Zxqvtitle " + key);
          exchange.sendResponseHeaders(marked ? echo.status : 200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    return server;
  }

  /// Runs the command line with everything that it prints.
  private static String printed(String... args) {
    StringWriter text = new StringWriter();
    ByteArrayOutputStream stray = new ByteArrayOutputStream();
    PrintStream error = System.err;
    PrintStream output = System.out;
    try (PrintStream both = new PrintStream(stray, true, StandardCharsets.UTF_8)) {
      System.setErr(both);
      System.setOut(both);
      PrintWriter writer = new PrintWriter(text, true);
      text.append("exit code ")
          .append(
              Integer.toString(
                  JobtrailCli.commandLine().setOut(writer).setErr(writer).execute(args)));
    } finally {
      System.setErr(error);
      System.setOut(output);
    }
    return text + stray.toString(StandardCharsets.UTF_8);
  }

  private String run(HttpServer server, String out, String... more) {
    Stream<String> fixed =
        Stream.of(
            "run",
            folder.resolve("cvs").toString(),
            "--extractor",
            "llm",
            "--llm-url",
            "http://127.0.0.1:" + server.getAddress().getPort() + "/v1",
            "--llm-model",
            "m",
            "--llm-key-file",
            folder.resolve("key").toString(),
            "--llm-backoff",
            "0.001",
            "--llm-patience",
            "0.5",
            "--verbose",
            "--out",
            folder.resolve(out).toString());
    return printed(Stream.concat(fixed, Stream.of(more)).toArray(String[]::new));
  }

  private static void isClean(String what, String text) {
    assertThat(text.toLowerCase(Locale.ROOT)).as(what).doesNotContain(MARKER, KEY);
  }

  /// docs/formats.md names the files that hold personal data.
  private static boolean mayHoldText(String name) {
    return name.equals("experiences.jsonl")
        || name.endsWith(".parquet")
        || name.startsWith("text/")
        || name.equals("replies.jsonl")
        || name.equals(".replies/replies.jsonl")
        || name.equals(".replies/finished.jsonl")
        || name.startsWith(".work/part-");
  }

  /// @return how many files were searched
  private static int search(Path out) throws IOException {
    int searched = 0;
    try (Stream<Path> files = Files.walk(out)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = out.relativize(file).toString();
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        if (!mayHoldText(name)) {
          isClean(file.toString(), text);
          searched++;
        }
      }
    }
    return searched;
  }

  @ParameterizedTest
  @EnumSource(Echo.class)
  void nothingThatIsWrittenTellsWhatAServerSaysBack(Echo echo) throws IOException {
    HttpServer server = serve(echo);
    try {
      String printed = run(server, "run");
      assertThat(printed).startsWith("exit code ").doesNotContain("this is a bug");
      isClean("printed", printed);
      isClean("printed as JSON", run(server, "run", "--json", "--quiet", "--force"));
      assertThat(search(folder.resolve("run"))).isGreaterThanOrEqualTo(1);
      isClean("verified", printed("verify", folder.resolve("run").toString(), "--verbose"));
      if (echo == Echo.CLAIMS) {
        // What is searched for is there, in the files that may hold it.
        assertThat(Files.readString(folder.resolve("run/experiences.jsonl"))).contains("Zxqvtitle");
        assertThat(Files.readString(folder.resolve("run/replies.jsonl"))).contains("Zxqvother");
      }
    } finally {
      server.stop(0);
    }
  }

  @Test
  void nothingThatIsPrintedTellsWhatADamagedFileHolds() throws IOException {
    HttpServer server = serve(Echo.CLAIMS);
    try {
      run(server, "run");
      Path out = folder.resolve("run");
      for (String name :
          List.of(".replies/replies.jsonl", ".replies/calls.jsonl", "replies.jsonl")) {
        Path file = out.resolve(name);
        byte[] whole = Files.readAllBytes(file);
        String text = new String(whole, StandardCharsets.UTF_8);
        for (String damaged :
            List.of(
                "Zxqvtitle\n" + text,
                text + "{\"Zxqvtitle\":\n",
                text.replace("\"outcome\":\"", "\"outcome\":\"Zxqvtitle"),
                text.replace("\"body\":\"", "\"body\":{\"Zxqvtitle\":\""),
                text.replace("\"cost\":\"0\"", "\"cost\":\"Zxqvtitle\""),
                text.replace("\"body\":\"", "\"body\":Zxqvtitle\""))) {
          Files.writeString(file, damaged);
          for (String[] more :
              List.of(
                  new String[] {},
                  new String[] {"--offline", "--llm-store", out.resolve(".replies").toString()},
                  new String[] {"--dry-run"})) {
            String printed = run(server, more.length == 0 ? "run" : "another", more);
            isClean(name + " damaged", printed);
            assertThat(printed).doesNotContain("this is a bug");
          }
          isClean(name + " damaged", printed("verify", out.toString(), "--verbose"));
        }
        Files.write(file, whole);
      }
      Path lines = out.resolve("experiences.jsonl");
      Files.writeString(lines, "Zxqvtitle", StandardOpenOption.APPEND);
      isClean("verified", printed("verify", out.toString(), "--verbose"));
    } finally {
      server.stop(0);
    }
  }

  @Test
  void nothingThatIsPrintedTellsTheKey() throws IOException {
    HttpServer server = serve(Echo.CLAIMS);
    server.stop(0);
    isClean("printed", run(server, "run"));
    Files.writeString(folder.resolve("key"), KEY + " of Zxqvlast");
    isClean("printed", run(server, "run"));
    Files.writeString(folder.resolve("key"), KEY + "é");
    isClean("printed", run(server, "run"));
  }
}
