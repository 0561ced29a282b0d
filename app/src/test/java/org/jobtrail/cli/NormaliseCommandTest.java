package org.jobtrail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `normalise` with the shipped model of the starter taxonomy.
class NormaliseCommandTest {
  @TempDir Path folder;
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  private int run(String titles, String... more) throws IOException {
    Files.writeString(folder.resolve("titles.tsv"), titles);
    out = new StringWriter();
    err = new StringWriter();
    List<String> arguments =
        new ArrayList<>(
            List.of("normalise", "--titles", at("titles.tsv"), "--out", at("ranked.tsv")));
    arguments.addAll(List.of(more));
    return JobtrailCli.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments.toArray(String[]::new));
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void theReasonsOfACandidateSumToItsScore() throws IOException {
    String titles = "id\ttitle\tlanguage\n1\tbakkerij-medewerker\tnl\n2\tnurse\ten\n3\t☃\t\n";
    assertThat(run(titles, "--top", "3", "--reasons", at("why.tsv"))).as(err.toString()).isZero();
    Map<String, Double> sums = new HashMap<>();
    Map<String, Double> scores = new HashMap<>();
    List<String> lines = Files.readAllLines(folder.resolve("why.tsv"));
    assertThat(lines.getFirst()).isEqualTo("id\trank\tcode\tscore\tpart\tamount");
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split("\t", -1);
      assertThat(cells).hasSize(6);
      String candidate = String.join("\t", cells[0], cells[1], cells[2]);
      sums.merge(candidate, Double.parseDouble(cells[5]), Double::sum);
      scores.put(candidate, Double.parseDouble(cells[3]));
    }
    assertThat(scores).hasSizeGreaterThanOrEqualTo(6);
    scores.forEach((c, score) -> assertThat(sums.get(c)).as(c).isCloseTo(score, within(1e-9)));
    assertThat(lines)
        .anyMatch(
            line ->
                line.startsWith("2\t1\t2221\t")
                    && line.contains("\tequal to label \"nurse\" (en)\t"));

    List<String> ranked = Files.readAllLines(folder.resolve("ranked.tsv"));
    assertThat(ranked.subList(1, ranked.size())).hasSize(scores.size());
    for (String row : ranked.subList(1, ranked.size())) {
      String[] cells = row.split("\t", -1);
      String candidate = String.join("\t", cells[0], cells[1], cells[3]);
      assertThat(scores.get(candidate)).isCloseTo(Double.parseDouble(cells[5]), within(6e-5));
    }
    assertThat(Files.readString(folder.resolve("ranked.tsv.manifest.json"))).contains("why.tsv");
  }

  @Test
  void whatAReaderShouldKnowIsSaidOnStderr() throws IOException {
    assertThat(run("id\ttitle\tsector\n1\tnurse\tcare\n1\t😀\tcare\n", "--json")).isZero();
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.path("repeated_ids").asInt()).isEqualTo(1);
    assertThat(json.path("without_words").asInt()).isEqualTo(1);
    assertThat(err.toString().lines()).hasSize(3);
    assertThat(err.toString()).contains("columns passed over: sector");
    assertThat(run("id,title\n1,nurse\n")).isEqualTo(2);
    assertThat(err.toString()).contains("titles.tsv:1: is not tab-separated");
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(run("")).isZero();
    assertThat(err.toString()).contains("holds no title");
  }

  @Test
  void theReasonsNeedAFileOfTheirOwn() throws IOException {
    String titles = "1\tnurse\n";
    for (String taken : List.of("titles.tsv", "ranked.tsv", "ranked.tsv.manifest.json", ".")) {
      assertThat(run(titles, "--reasons", at(taken))).as(taken).isEqualTo(2);
      assertThat(err.toString().lines()).hasSize(1);
    }
    assertThat(folder.resolve("titles.tsv")).hasContent(titles);
    assertThat(folder.resolve("ranked.tsv")).doesNotExist();
  }
}
