package org.jobtrail.predict.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jobtrail.provenance.JobtrailException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateTest {
  private static final String OWN =
      """
      name = "mine"
      tag = "<{panel}>"
      header = ["[Ein Mensch - {sex}.]", "Die Stellen:"]
      record = "Im Jahr {period}[, {education}]: {title}"
      end = "<ENDE>"
      """;

  @TempDir Path folder;

  private static void refused(String toml, String message) {
    assertThatThrownBy(() -> Template.parse("my.toml", toml))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessage(message);
  }

  @Test
  void wordsAndMissingThatAreNoneAreRefused() {
    refused(
        "name = \"m\"\nbase = \"titles\"\nmissing = 3\n",
        "my.toml: missing: must be there and be one line of text");
    refused(
        "name = \"m\"\nbase = \"titles\"\nmissing = \"x\\ny\"\n",
        "my.toml: missing: must be there and be one line of text");
    refused(
        "name = \"m\"\nbase = \"titles\"\nwords = \"x\"\n",
        "my.toml: words: must hold a table for each covariate, such as [words.sex]");
    refused(
        "name = \"m\"\nbase = \"titles\"\n[words]\nsex = \"x\"\n",
        "my.toml: words.sex: must be a table of level and wording, such as northcentral ="
            + " \"north central\"");
  }

  /// A family of pictures, and Persian, whose joiner is part of the spelling.
  @Test
  void joinersInsideAWordStay() {
    assertThat(Titles.normalised(" \u200D\uD83D\uDC69\u200D\uD83D\uDE80\t\u0000cook\u200D "))
        .isEqualTo("\uD83D\uDC69\u200D\uD83D\uDE80 cook");
    assertThat(Titles.normalised("\u200C \u200D")).isEmpty();
  }

  @Test
  void presetsAreThereByName() throws IOException {
    assertThat(Template.names())
        .containsExactly(
            "numeric",
            "numeric-birth-year",
            "titles",
            "titles-birth-year",
            "titles-no-education",
            "titles-tenure");
    for (String name : Template.names()) {
      Template template = Template.of(name);
      assertThat(template.name()).isEqualTo(name);
      assertThat(template.description()).isNotBlank();
      assertThat(template.numbered()).isEqualTo(name.startsWith("numeric"));
      assertThat(template.header().toString().contains("{birth_year}"))
          .isEqualTo(name.contains("birth-year") || name.contains("tenure"));
      assertThat(template.record().contains("{education}"))
          .isEqualTo(!name.contains("no-education"));
      assertThat(template.end()).isEqualTo("<END OF DATA>");
    }
  }

  @Test
  void theKeptTextMakesTheSameTemplate() throws IOException {
    for (String name : Template.names()) {
      Template template = Template.of(name);
      assertThat(template.text()).doesNotContain("base");
      Template again = Template.parse(template.source(), template.text());
      assertThat(again).isEqualTo(template);
    }
  }

  @Test
  void aUsersOwnFileMayReplacePartsOfAPreset() throws IOException {
    Path file = folder.resolve("own.toml");
    Files.writeString(
        file, "name = \"own\"\nbase = \"numeric-birth-year\"\n[words.sex]\nfemale = \"woman\"\n");
    Template own = Template.of(file.toString());
    Template base = Template.of("numeric-birth-year");
    assertThat(own.name()).isEqualTo("own");
    assertThat(own.header()).isEqualTo(base.header());
    assertThat(own.numbered()).isTrue();
    assertThat(own.words().get("sex")).containsEntry("female", "woman").containsEntry("M", "male");
    assertThat(Template.parse("x", OWN).header())
        .isEqualTo(List.of("[Ein Mensch - {sex}.]", "Die Stellen:"));
  }

  @Test
  void whatIsNoTemplateIsSaidInOneLine() throws IOException {
    assertThatThrownBy(() -> Template.of("title"))
        .hasMessage(
            "unknown template \"title\": no such file, and the known names are numeric,"
                + " numeric-birth-year, titles, titles-birth-year, titles-no-education, titles-tenure");
    refused(
        OWN.replace("Im Jahr {period}", "Ein Jahr"),
        "my.toml: record: must hold {period} once, found it 0 times; every record line says when"
            + " it was");
    refused(
        OWN.replace(" {title}", ""),
        "my.toml: record: must hold {title} once, found it 0 times; every record line says what it"
            + " was");
    refused(
        OWN.replace(": {title}", " {title}"),
        "my.toml: record: must end in \": {title}\", so that a title is scored with the space"
            + " before it and the line end after it; found \"Im Jahr {period}[, {education}]"
            + " {title}\"");
    refused(
        OWN.replace("Im Jahr {period}", "[Im Jahr {period}]"),
        "my.toml: record: {period} can't stand in a clause that may be left out");
    refused(
        OWN.replace("<{panel}>", "{panel}"),
        "my.toml: tag: must stand in angle brackets, such as \"<{panel}>\"");
    refused(
        OWN.replace("Die Stellen:", "Die Stellen"),
        "my.toml: header: must end with a line that announces the records and ends in \":\"");
    refused(OWN.replace("{sex}", "{title}"), "my.toml: header[1]: {title} stands in no header");
    refused(
        OWN.replace("<ENDE>", "<{panel}>"),
        "my.toml: end: can't hold a placeholder, it is the same for everybody");
    refused(
        OWN.replace("end =", "ende ="),
        "my.toml: ende: means nothing here; known are name, description, base, tag, header, record,"
            + " end, list, missing, numbered, words");
    refused(
        OWN.replace("{sex}.]", "{sex}."),
        "my.toml: header[1]: [ has no ], in \"[Ein Mensch -" + " {sex}.\"");
    refused(
        OWN.replace("{sex}", "{sex"),
        "my.toml: header[1]: { must begin a placeholder such as {title}; write \\{ for the"
            + " character, in \"[Ein Mensch - {sex.]\"");
    refused(
        "base = \"english\"\nname = \"x\"",
        "my.toml: base: must be a preset, one of numeric, numeric-birth-year, titles,"
            + " titles-birth-year, titles-no-education, titles-tenure, found \"english\"");
    assertThatThrownBy(() -> Template.parse("my.toml", "name = \n"))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageStartingWith("my.toml:1: is no TOML: ");
    Path file = folder.resolve("latin.toml");
    Files.write(file, new byte[] {'n', (byte) 0xE9});
    assertThatThrownBy(() -> Template.of(file.toString())).hasMessageEndingWith("is not UTF-8");
  }
}
