package org.jobtrail.score.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jobtrail.career.Language;
import org.jobtrail.score.ranking.LabelledTitles.LabelledTitle;
import org.jobtrail.taxonomy.Taxonomy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledTitlesTest {
  @TempDir Path folder;

  private LabelledTitles read(String text) throws IOException {
    return LabelledTitles.read(
        Files.writeString(folder.resolve("t.tsv"), text), Taxonomy.starter(), Language.ENGLISH);
  }

  @Test
  void accountsForEveryRow() throws IOException {
    LabelledTitles titles =
        read(
            "title\tesco_uri\tesco_code\tlanguage\n"
                + "baker\thttp://data.europa.eu/esco/isco/C7512\t\t\n"
                + "bakker\thttp://nowhere/occupation/1\t7512.3\tnl-BE\n"
                + "\t\t7512\t\n"
                + "smith\t\t\t\n"
                + "wizard\t\t9999\t\n"
                + "cook or baker\t\t5120|7512\t\n");
    assertThat(titles.counts().toString())
        .isEqualTo("{judged=3, titles_in=6, unknown_code=1, without_code=1, without_title=1}");
    LabelledTitle second = titles.titles().get(1);
    assertThat(second.id()).isEqualTo("3");
    assertThat(second.query().language()).isEqualTo(Language.DUTCH);
    assertThat(second.right().getFirst().occupation().code()).isEqualTo("7512");
    assertThat(titles.titles().getLast().right()).hasSize(2);
  }

  @Test
  void saysWhatAFileLacks() throws IOException {
    assertThatThrownBy(() -> read("job\tcode\nbaker\t7512\n"))
        .hasMessageContaining("t.tsv:1: missing column title; found job, code; wants");
    assertThatThrownBy(() -> read("title\tname\nbaker\t7512\n"))
        .hasMessageContaining("t.tsv:1: missing column uri, code or isco08");
    assertThatThrownBy(() -> read("title\tcode\nbaker\t9999\n"))
        .hasMessageContaining("no title that can be judged over starter")
        .hasMessageContaining("unknown_code=1");
    assertThatThrownBy(() -> read("title\tcode\tlanguage\nbaker\t7512\t!!\n"))
        .hasMessageContaining("bad_language=1")
        .hasMessageContaining("t.tsv:2: a language is an ISO 639 code like nl, found \"!!\"");
    assertThatThrownBy(() -> read("")).hasMessageContaining("no title that can be judged");
  }

  @Test
  void countsTitlesWithoutWords() throws IOException {
    LabelledTitles titles = read("title\tcode\nbaker\t7512\n!!!\t7512\n😀\t5120\n\t7512\n");
    assertThat(titles.counts().toString())
        .isEqualTo(
            "{judged=3, titles_in=4, unknown_code=0, without_code=0, without_title=1,"
                + " without_words=2}");
    assertThatThrownBy(() -> read("title\tcode\ttitle\nbaker\t7512\tcook\n"))
        .hasMessageContaining("t.tsv:1: two columns `title`");
  }

  @Test
  void countsRowsThatNameUnknownCodesBesideKnownOnes() throws IOException {
    LabelledTitles titles =
        read("title\tcode\nbaker\t7512\ncook\t5120|9999\nchef\tnope|5120\nx\tnope\n");
    assertThat(titles.counts().toString())
        .isEqualTo(
            "{judged=3, partly_unknown_code=2, titles_in=4, unknown_code=1, without_code=0,"
                + " without_title=0}");
    assertThat(titles.titles().get(1).right()).hasSize(1);
  }

  @Test
  void countsCodesThatContradictTheirUriAndCellsUnderNoColumn() throws IOException {
    String baker = "http://data.europa.eu/esco/isco/C7512";
    LabelledTitles titles =
        read(
            "title\turi\tcode\n"
                + ("baker\t" + baker + "\t7512\n")
                + ("cook\t" + baker + "\t5120\tmore\n")
                + ("chef\t" + baker + "\tnope\t \n"));
    assertThat(titles.counts().toString())
        .isEqualTo(
            "{contradicting_code=1, judged=3, more_cells=1, titles_in=3, unknown_code=0,"
                + " without_code=0, without_title=0}");
  }

  @Test
  void setsABadCellsRowAsideAndReadsOn() throws IOException {
    LabelledTitles titles =
        read(
            "title\tcode\tlanguage\tweight\n"
                + "baker\t7512\tenglish!\t1\n"
                + "cook\t5120\ten\tmany\n"
                + "cook\t5120\ten\t0\n"
                + "smith\t7221\ten-GB\t2\n");
    assertThat(titles.counts().toString())
        .isEqualTo(
            "{bad_language=1, bad_weight=2, judged=1, titles_in=4, unknown_code=0, without_code=0,"
                + " without_title=0}");
    assertThat(titles.titles()).hasSize(1);
    assertThat(titles.aside()).hasSize(3);
    assertThat(titles.aside().getFirst())
        .endsWith("t.tsv:2: a language is an ISO 639 code like nl, found \"english!\"");
    assertThat(titles.aside().getLast())
        .endsWith("t.tsv:4: a weight is a number above 0, found \"0\"");
    assertThat(titles.and(titles).aside()).hasSize(6);
  }
}
