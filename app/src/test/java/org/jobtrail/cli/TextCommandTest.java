package org.jobtrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelFolder;
import org.jobtrail.panel.PanelPerson;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Panel panel = MadePanels.panel();
  @TempDir Path folder;

  private int run(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return JobtrailCli.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(out.toString());
  }

  @BeforeEach
  void panel() throws IOException {
    PanelFolder.write(panel, folder.resolve("panel"), false);
  }

  @Test
  void documentsComeBackAsTheirRecords() throws IOException {
    assertThat(run("text", "export", at("panel"), "--out", at("text"), "--quiet", "--json"))
        .as(err.toString())
        .isZero();
    assertThat(json().path("people").asInt()).isEqualTo(200);
    assertThat(json().path("documents").asInt()).isEqualTo(200);
    assertThat(json().path("records").asLong()).isEqualTo(panel.records());
    List<String> lines = Files.readAllLines(folder.resolve("text").resolve("documents.jsonl"));
    assertThat(lines).hasSize(200);
    JsonNode first = new ObjectMapper().readTree(lines.getFirst());
    assertThat(first.path("person").asText()).isEqualTo("p1000");
    assertThat(first.path("split").asText()).isEqualTo("train");
    assertThat(first.path("text").asText())
        .startsWith("<made>\nA ")
        .endsWith("\n<END OF DATA>")
        .contains("\n1990 (school): ");
    assertThat(run("verify", at("text"))).as(err.toString()).isZero();

    assertThat(
            run(
                "text",
                "parse",
                at("text/documents.jsonl"),
                "--panel",
                at("panel"),
                "--out",
                at("back")))
        .as(err.toString())
        .isZero();
    List<String> records = Files.readAllLines(folder.resolve("back").resolve("records.csv"));
    assertThat(records.getFirst()).isEqualTo("person,period,outcome,title,education");
    assertThat(records).hasSize((int) panel.records() + 1);
    int row = 1;
    for (PanelPerson person : panel.people()) {
      for (int t = 0; t < person.size(); t++) {
        assertThat(records.get(row++))
            .startsWith(
                person.id()
                    + ','
                    + person.period(t)
                    + ','
                    + panel.schema().outcomes().get(person.outcome(t)).code()
                    + ',')
            .endsWith(person.varying(0, t) == 1 ? ",school" : ",college");
      }
    }
    assertThat(Files.readAllLines(folder.resolve("back").resolve("people.csv")))
        .startsWith("person,sex,birth_year")
        .hasSize(201)
        .allMatch(line -> line.endsWith(",") || line.startsWith("person"));
    assertThat(folder.resolve("back").resolve("errors.csv")).doesNotExist();
  }

  @Test
  void aPartInPlainTextComesBackToo() throws IOException {
    String[] args = {
      "text",
      "export",
      at("panel"),
      "--template",
      "numeric-birth-year",
      "--split",
      "test",
      "--limit",
      "7",
      "--plain",
      "--out",
      at("text"),
      "--quiet",
      "--json"
    };
    assertThat(run(args)).as(err.toString()).isZero();
    assertThat(json().toString())
        .contains("\"documents\":7", "\"left_out\":{\"beyond_limit\":33,\"other_split\":160}");
    assertThat(
            run(
                "text",
                "parse",
                at("text/documents.txt"),
                "--template",
                "numeric-birth-year",
                "--panel",
                at("panel"),
                "--out",
                at("back"),
                "--json"))
        .as(err.toString())
        .isZero();
    assertThat(json().path("documents").asInt()).isEqualTo(7);
    List<String> people = Files.readAllLines(folder.resolve("back").resolve("people.csv"));
    PanelPerson seventh = panel.people().get(166);
    assertThat(people.getLast())
        .isEqualTo(
            "7,"
                + panel.schema().fixed().get(0).levels().get(seventh.fixed(0))
                + ','
                + panel.schema().fixed().get(1).levels().get(seventh.fixed(1)));
  }

  @Test
  void whatIsNoDocumentIsNamedWithItsLine() throws IOException {
    assertThat(run("text", "export", at("panel"), "--limit", "3", "--out", at("text"), "--quiet"))
        .isZero();
    Path file = folder.resolve("text").resolve("documents.jsonl");
    List<String> lines = new java.util.ArrayList<>(Files.readAllLines(file));
    lines.set(1, lines.get(1).replace("(school)", "(kindergarten)"));
    lines.add("{\"person\": \"x\"}");
    lines.add("no JSON");
    Files.write(folder.resolve("bad.jsonl"), lines);
    assertThat(
            run(
                "text",
                "parse",
                at("bad.jsonl"),
                "--panel",
                at("panel"),
                "--out",
                at("back"),
                "--json"))
        .isEqualTo(3);
    assertThat(json().path("refused").asInt()).isEqualTo(3);
    assertThat(json().path("documents").asInt()).isEqualTo(2);
    assertThat(err.toString())
        .contains("bad.jsonl:2: line 4 of the document: is no record, what stands before the title")
        .contains("bad.jsonl:4: has no \"text\" with the document")
        .contains("bad.jsonl:5: is no JSON");
    assertThat(Files.readAllLines(folder.resolve("back").resolve("errors.csv")))
        .hasSize(4)
        .startsWith("line,person,why");

    Files.writeString(
        folder.resolve("bad.txt"),
        "<made>\nA female worker.\nThe work record, one line for each period with the education"
            + " reached by then:\n1990 (school): Bakers\n\n<made>\nA male worker.\n");
    assertThat(run("text", "parse", at("bad.txt"), "--panel", at("panel"), "--out", at("b2")))
        .isEqualTo(3);
    assertThat(err.toString())
        .contains("bad.txt:5: the document must end in \"<END OF DATA>\"")
        .contains("bad.txt:8: is no header line of the template");
    String panel = at("panel");
    assertThat(run("text", "parse", at("bad.txt"), "--panel", panel, "--out", panel, "--force"))
        .isEqualTo(2);
    assertThat(err.toString()).contains(panel + ": is or holds " + panel);
    assertThat(PanelFolder.read(Path.of(panel)).people()).isNotEmpty();
  }

  @Test
  void aDryRunShowsTheFirstDocumentAndWritesNothing() {
    assertThat(run("text", "export", at("panel"), "--dry-run")).as(err.toString()).isZero();
    assertThat(err.toString()).contains("<made>\nA ");
    assertThat(out.toString()).contains("documents", "200");
    assertThat(folder.resolve("text")).doesNotExist();
  }

  @Test
  void templatesAreListed() throws IOException {
    assertThat(run("text", "templates")).isZero();
    assertThat(out.toString()).contains("titles-birth-year", "{period}[ ({education})]: {title}");
    assertThat(run("text", "templates", "--json")).isZero();
    assertThat(json().path("numeric").path("toml").asText()).contains("numbered = true");
  }

  @Test
  void whatCantBeDoneIsSaidInOneLine() throws IOException {
    assertThat(run("text", "export", at("panel"), "--template", "poem", "--out", at("x")))
        .isEqualTo(2);
    assertThat(err.toString()).contains("unknown template \"poem\"");
    assertThat(run("text", "export", at("panel"))).isEqualTo(2);
    assertThat(err.toString()).contains("--out must name the output folder, or add --dry-run");
    assertThat(run("text", "export", at("panel"), "--limit", "0", "--dry-run")).isEqualTo(2);
    assertThat(run("text", "export", at("panel"), "--out", folder.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("is or holds the panel");
    PanelFolder.write(
        new Panel("raw", panel.schema(), panel.people(), List.of()), folder.resolve("raw"), false);
    assertThat(run("text", "export", at("raw"), "--split", "test", "--out", at("x"))).isEqualTo(2);
    assertThat(err.toString()).contains("was never split, so it has no part test");
    assertThat(run("text", "parse", at("none"), "--panel", at("panel"), "--out", at("x")))
        .isEqualTo(2);
    assertThat(err.toString()).contains("none: no such file");
    Files.write(folder.resolve("latin.txt"), new byte[] {(byte) 0xE9, '\n'});
    assertThat(run("text", "parse", at("latin.txt"), "--panel", at("panel"), "--out", at("x")))
        .isEqualTo(2);
    assertThat(err.toString()).contains("latin.txt: is not UTF-8");
  }
}
