package org.jobtrail.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jobtrail.provenance.JobtrailException;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErrorBrowserTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  /// A run's folder with one document.
  private Path run(String name, String id, String text, String experiences) throws IOException {
    Path run = Files.createDirectories(folder.resolve(name));
    Files.createDirectories(run.resolve("text"));
    ObjectNode line = JSON.createObjectNode();
    line.put("id", id);
    line.set("experiences", JSON.readTree(experiences));
    Files.writeString(run.resolve("experiences.jsonl"), line + "\n");
    ObjectNode source = JSON.createObjectNode();
    source.put("id", id);
    source.put("text", text);
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(run.resolve("text/part-00000.jsonl.gz")))) {
      out.write((source + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return run;
  }

  private Gold gold(String id, String annotator, String experiences) throws IOException {
    ObjectNode line = JSON.createObjectNode();
    line.put("id", id);
    line.put("annotator", annotator);
    line.put("language", "nl");
    line.set("experiences", JSON.readTree(experiences));
    Path file = folder.resolve("gold.jsonl");
    Files.writeString(file, line + "\n");
    return Gold.of(GoldReader.gold(file));
  }

  private Document page(Gold gold, int limit, NamedPath... runs) throws IOException {
    List<Engine> engines = new java.util.ArrayList<>();
    for (NamedPath run : runs) {
      engines.add(EngineReader.read(run));
    }
    Evaluation evaluation = new ExtractionScorer(50, 1).evaluate(gold, engines, List.of());
    Path page = folder.resolve("errors.html");
    ErrorBrowser.write(gold, engines, evaluation, limit, page);
    return Jsoup.parse(Files.readString(page));
  }

  /// Gold: cook 2001 to 2002, nurse 2003 to 2004. Said: cook 2001 to 2005 where it stands, and a
  /// baker nowhere.
  @Test
  void showsWhatIsWrongWhereItStands() throws IOException {
    Path run =
        run(
            "run",
            "a",
            "Cook 2001-2002\nNurse 2003-2004",
            """
            [{"title":"Cook","start":"2001","end":"2005","evidence":{"title":{"start":0,"end":4,"page":1},
              "start":{"start":5,"end":9,"page":1},"end":{"start":10,"end":14,"page":1}}},
             {"title":"Baker","start":"1990","end":null}]""");
    Gold gold =
        gold(
            "a",
            "Ann",
            """
            [{"title":"Cook","start":"2001","end":"2002"},
             {"title":"Nurse","start":"2003","end":"2004"}]""");
    Document page = page(gold, 10, NamedPath.of(run));

    assertThat(page.select("article")).hasSize(1);
    assertThat(page.select("article h2").text()).isEqualTo("a");
    assertThat(page.select("article .facts").text())
        .isEqualTo("engine run · language nl · errors: 1 missing, 1 spurious, 1 end");
    assertThat(page.select("details.error").eachAttr("data-kinds"))
        .containsExactly("end", "missing", "spurious");
    assertThat(page.select("pre mark.gold.found").eachText()).containsExactly("Cook", "2001");
    assertThat(page.select("pre mark.gold.lost").eachText())
        .containsExactly("2002", "Nurse", "2003", "2004");
    assertThat(page.select("pre mark.said.wrong").eachText()).containsExactly("2002");
    assertThat(page.select("details").first().select("tr.bad td").eachText())
        .containsExactly("2002", "2005", "wrong");
    for (Element link : page.select("td a")) {
      assertThat(page.getElementById(link.attr("href").substring(1))).isNotNull();
    }
    assertThat(page.text()).contains("Personal data.");
  }

  /// Everything that a document, a file name or an annotator may bring.
  @Test
  void isNoStageForAHostileResume() throws IOException {
    String hostile =
        "</pre></article><script>document.title='owned'</script><img src=x onerror=alert(1)>"
            + "\" onmouseover=\"alert(2)\" ' onfocus='alert(3) <!-- ]]> <style>body{display:none}"
            + "</style><a href=\"javascript:alert(4)\">x</a> &lt;script&gt; "
            + "<meta http-equiv=refresh content='0;url=http://example.invalid/'>"
            + "<svg/onload=alert(5)>\u202Egnp.exe\u2028";
    String value = JSON.writeValueAsString(hostile);
    String text = "\nTop\n" + hostile + "\n2001 - 2002";
    Path run =
        run(
            "run",
            hostile,
            text,
            "[{\"title\":%s,\"employer\":%s,\"start\":\"2001\",\"end\":null,\"evidence\":{\"title\":{\"start\":5,\"end\":%d,\"page\":1}}}]"
                .formatted(value, value, 5 + hostile.length()));
    Gold gold =
        gold(
            hostile,
            hostile,
            "[{\"title\":%s,\"employer\":%s,\"start\":\"2002\",\"end\":\"2003\"}]"
                .formatted(value, JSON.writeValueAsString(hostile + hostile)));
    Document page = page(gold, 10, new NamedPath(hostile, run));

    assertThat(page.select("article")).hasSize(1);
    assertThat(page.select("script")).hasSize(1);
    assertThat(page.select("style")).hasSize(1);
    assertThat(page.select("img, svg, iframe, object, embed, base, link")).isEmpty();
    assertThat(page.select("meta[http-equiv]")).hasSize(1);
    for (Element element : page.getAllElements()) {
      for (Attribute attribute : element.attributes()) {
        assertThat(attribute.getKey()).doesNotStartWith("on").isNotIn("src", "style", "srcdoc");
        if (attribute.getKey().equals("href")) {
          assertThat(attribute.getValue()).matches("#case-[a-z0-9-]+");
        }
      }
    }
    assertThat(page.select("pre").first().wholeText()).isEqualTo(text.replace('\u202E', '\uFFFD'));
    assertThat(page.select("pre mark.said").text()).contains("<script>document.title='owned'");
    String policy = page.select("meta[http-equiv]").attr("content");
    assertThat(policy).startsWith("default-src 'none'; style-src 'sha256-");
    assertThat(policy).doesNotContain("unsafe");
  }

  @Test
  void saysWhyThereIsNoText() throws IOException {
    Path first = run("first", "a", "Cook", "[]");
    Path second = run("second", "b", "Baker", "[]");
    String job = "[{\"title\":\"Cook\",\"start\":\"2001\",\"end\":\"2002\"}]";
    Document page = page(gold("a", "Ann", job), 10, NamedPath.of(first), NamedPath.of(second));
    assertThat(page.select("article")).hasSize(2);
    // The run that never saw it shows the other's text, in which the gold can be found.
    assertThat(page.select("article[data-engine=second] pre").text()).isEqualTo("Cook");
    assertThat(page.select("#filters option").eachText()).contains("first", "second", "nl");

    Document alone = page(gold("a", "Ann", job), 1, NamedPath.of(first), NamedPath.of(second));
    assertThat(alone.select("article")).hasSize(1);
    assertThat(alone.select("header").text()).contains("The worst 1 of 2 cases with an error.");
  }

  @Test
  void wantsTheTexts() throws IOException {
    Path run = run("run", "a", "Cook", "[]");
    NamedPath lines = NamedPath.of(run.resolve("experiences.jsonl"));
    Gold gold = gold("a", "Ann", "[]");
    assertThat(lines.name()).isEqualTo("run");
    assertThatThrownBy(() -> page(gold, 1, lines))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageEndingWith(
            "no such folder; --errors wants the folder that `run` wrote, with its texts");
  }
}
