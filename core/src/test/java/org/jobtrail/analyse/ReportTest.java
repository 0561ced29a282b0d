package org.jobtrail.analyse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jobtrail.provenance.JobtrailException;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTest {
  private static final AnalyseSettings QUICK = AnalyseSettings.DEFAULT.withReplicates(20);

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private Document report(long rows) throws IOException {
    SyntheticDataset.write(folder.resolve("data"), rows, 5);
    Analyser.run(folder.resolve("data"), folder.resolve("report"), QUICK);
    return Jsoup.parse(Files.readString(folder.resolve("report/report.html")));
  }

  @Test
  void asksForNothingOutsideItself() throws IOException {
    Document page = report(3000);
    assertThat(page.select("script, link, img, iframe, object, embed, base, form")).isEmpty();
    assertThat(page.select("[src], [xlink:href], [srcset], [data], [action]")).isEmpty();
    for (Element link : page.select("[href]")) {
      assertThat(link.attr("href")).startsWith("#");
      assertThat(page.getElementById(link.attr("href").substring(1))).isNotNull();
    }
    String html = Files.readString(folder.resolve("report/report.html"));
    assertThat(html.replace("http://www.w3.org/2000/svg", ""))
        .doesNotContain("http:", "https:", "@import");
    Pattern.compile("url\\(([^)]*)\\)")
        .matcher(html)
        .results()
        .map(MatchResult::group)
        .forEach(url -> assertThat(url).startsWith("url(#"));
  }

  @Test
  void givesEveryChartTitleUnitNumberAndTable() throws IOException {
    Document page = report(3000);
    List<Element> figures = page.select("figure");
    assertThat(figures).hasSizeGreaterThan(20);
    assertThat(page.select("figure svg")).hasSizeGreaterThan(15);
    for (Element figure : figures) {
      assertThat(figure.select("h3").text()).isNotEmpty();
      assertThat(figure.select(".unit").text()).contains("n = ");
      assertThat(figure.select("details table thead th")).isNotEmpty();
      assertThat(figure.select(".reading").text()).isNotEmpty();
      for (Element svg : figure.select("svg")) {
        assertThat(svg.select("> title").text()).isEqualTo(figure.select("h3").text());
        assertThat(svg.select("> desc").text()).contains("n = ");
        assertThat(folder.resolve("report/svg/" + figure.id() + ".svg")).exists();
      }
      assertThat(folder.resolve("report/csv/" + figure.id() + ".csv")).exists();
    }
    List<String> ids = page.select("[id]").eachAttr("id");
    assertThat(ids).doesNotHaveDuplicates();
  }

  @Test
  void showsHostileLabelsAsText() throws IOException {
    Careers careers = new Careers();
    for (int person = 0; person < 8; person++) {
      careers.spell("<b>" + person, "2512.<script>alert(1)</script>\"'&", 8000, 8003);
    }
    Path report = careers.analyse(folder, QUICK);
    String html = Files.readString(report.resolve("report.html"));
    assertThat(html).contains("&lt;script&gt;alert(1)").doesNotContain("<script", "<b>");
    assertThat(Files.readString(report.resolve("svg/occupations_codes.svg")))
        .doesNotContain("<script");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4})
  void saysPlainlyThatThereAreTooFewPeople(int people) throws IOException {
    Careers careers = new Careers();
    for (int person = 0; person < people; person++) {
      careers.spell("p" + person, "2512.1", 8000, 8003);
    }
    Path report = careers.analyse(folder, QUICK);
    Document page = Jsoup.parse(Files.readString(report.resolve("report.html")));
    assertThat(page.select(".notice").text())
        .contains(people == 0 ? "The dataset has no rows" : "fewer than 5 people");
    assertThat(page.select("figure")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 12})
  void getsThroughTinyDatasets(int people) throws IOException {
    Careers careers = new Careers();
    for (int person = 0; person < people; person++) {
      careers.spell("p" + person, person % 3 == 0 ? "unknown" : "2512.1", 8000, 8003);
      careers.spell("p" + person, "5223." + person, person % 4 == 0 ? null : 8004, null);
    }
    Path report = careers.analyse(folder, QUICK.withMinimumCell(1));
    Document page = Jsoup.parse(Files.readString(report.resolve("report.html")));
    assertThat(page.select("figure")).hasSizeGreaterThan(15);
    assertThat(page.text()).doesNotContain("NaN", "Infinity");
  }

  /// From published figures of the nested occupation tables nothing hidden follows: wherever a
  /// group is published, its published parts leave nothing, or something that rests on enough
  /// people.
  @ParameterizedTest
  @ValueSource(longs = {200, 600, 2000})
  void leavesNoSmallRestBetweenLevels(long rows) throws IOException {
    report(rows);
    List<String> tables =
        List.of("level_1", "level_2", "level_3", "level_4", "codes").stream()
            .map(name -> "occupations_" + name)
            .toList();
    for (int level = 0; level + 1 < tables.size(); level++) {
      List<Map<String, String>> children =
          Careers.csv(folder.resolve("report"), tables.get(level + 1));
      for (Map<String, String> parent : Careers.csv(folder.resolve("report"), tables.get(level))) {
        String code = String.valueOf(parent.get("code"));
        long published = 0;
        for (Map<String, String> child : children) {
          if (String.valueOf(child.get("code")).startsWith(code)) {
            published += Long.parseLong(String.valueOf(child.get("spells")));
            assertThat(Long.parseLong(String.valueOf(child.get("people"))))
                .isGreaterThanOrEqualTo(5);
          }
        }
        long rest = Long.parseLong(String.valueOf(parent.get("spells"))) - published;
        assertThat(code.equals("unknown") || rest == 0 || rest >= 6).as(code).isTrue();
      }
    }
  }

  @Test
  void refusesWhatItCannotReadOrWouldDestroy() throws IOException {
    Path data = folder.resolve("data");
    assertThatThrownBy(() -> Analyser.run(data, folder.resolve("report"), QUICK))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining("no such folder");
    Files.createDirectories(data);
    Files.writeString(data.resolve("trajectories.parquet"), "not parquet");
    assertThatThrownBy(() -> Analyser.run(data, folder.resolve("report"), QUICK))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining("can't be read as Parquet");
    assertThat(folder.resolve("report")).doesNotExist();
    Path mine = Files.createDirectories(folder.resolve("mine"));
    Files.writeString(mine.resolve("thesis.txt"), "years of work");
    assertThatThrownBy(() -> Analyser.run(data, mine, QUICK))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining("is no report of this program");
    assertThat(mine.resolve("thesis.txt")).exists();
    List<Path> left = new ArrayList<>();
    try (var files = Files.list(folder)) {
      files.forEach(left::add);
    }
    assertThat(left).hasSize(2);
  }
}
