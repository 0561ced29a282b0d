package org.jobtrail.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jobtrail.career.Language;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Progress;
import org.jobtrail.provenance.RowFates;
import org.jobtrail.taxonomy.Taxonomy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TitleCodingTest {
  private static final TitleCoding CODING =
      new TitleCoding(LexicalNormaliser.of(Taxonomy.starter()), "abc", 2, Language.UNDETERMINED);

  @TempDir Path folder;

  private RowFates code(String titles) throws IOException {
    Path file = Files.writeString(folder.resolve("titles.tsv"), titles);
    return CODING.code(file, folder.resolve("ranked.tsv"), Progress.NONE);
  }

  @Test
  void accountsForEveryLine() throws IOException {
    RowFates rows =
        code("id\ttitle\tlanguage\n1\tBakker\tnl\n2\tqqqq\n3\t\n\tnurse\nalone\n4\tx\t17\n\n");
    assertThat(rows.count("titles_in")).isEqualTo(6);
    assertThat(rows.count("coded")).isEqualTo(1);
    assertThat(rows.count("quarantined")).isEqualTo(4);
    List<String> lines = Files.readAllLines(folder.resolve("ranked.tsv"));
    assertThat(lines.getFirst())
        .isEqualTo("id\trank\turi\tcode\tlabel\tscore\tprobability\toutcome");
    assertThat(lines.get(1))
        .startsWith("1\t1\thttp://data.europa.eu/esco/isco/C7512\t7512\t")
        .matches("(?:[^\t]*\t){5}[01]\\.\\d{4}\t[01]\\.\\d{4}\tcoded");
    assertThat(Files.readAllLines(folder.resolve("ranked.tsv.quarantine.tsv")))
        .contains("4\tno-title\t3\t", "5\tno-id\t\tnurse", "6\tno-tab\talone");
    assertThat(Files.readString(folder.resolve("ranked.tsv.manifest.json")))
        .contains("\"titles_in\" : 6", "\"normaliser\" : \"lexical-2\"");
  }

  @Test
  void needsNoHeaderAndLeavesNoOldQuarantine() throws IOException {
    code("1\t\n");
    assertThat(folder.resolve("ranked.tsv.quarantine.tsv")).exists();
    RowFates rows = code("id\tnurse\n");
    assertThat(rows.count("titles_in")).isEqualTo(1);
    assertThat(folder.resolve("ranked.tsv.quarantine.tsv")).doesNotExist();
  }

  @Test
  void refusesAFolderAndBytesThatAreNoText() throws IOException {
    assertThatThrownBy(() -> CODING.code(folder, folder.resolve("out.tsv"), Progress.NONE))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining("is a folder");
    Path file = Files.write(folder.resolve("latin.tsv"), new byte[] {'1', '\t', (byte) 0xe9, '\n'});
    assertThatThrownBy(() -> CODING.code(file, folder.resolve("out.tsv"), Progress.NONE))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining("not UTF-8");
    assertThat(folder.resolve("out.tsv")).doesNotExist();
  }

  @Test
  void aHeaderNamesTheColumns() throws IOException {
    RowFates rows =
        code("Title\tcode\tlanguage\r\nBakker\t7512\tnl\r\n\t1\tnl\r\nKok\tx\tnl\ty\r\n");
    assertThat(rows.count("titles_in")).isEqualTo(3);
    assertThat(Files.readAllLines(folder.resolve("ranked.tsv")).get(1))
        .startsWith("2\t1\thttp://data.europa.eu/esco/isco/C7512\t");
    assertThat(Files.readAllLines(folder.resolve("ranked.tsv.quarantine.tsv")))
        .containsExactly(
            "line\treason\ttext", "3\tno-title\t\t1\tnl", "4\ttoo-many-cells\tKok\tx\tnl\ty");

    assertThat(code("title\nBakker\n").count("coded")).isEqualTo(1);
    assertThat(code("language\ttitle\tid\nnl\tBakker\tseven\n").count("coded")).isEqualTo(1);
    assertThat(Files.readAllLines(folder.resolve("ranked.tsv")).get(1)).startsWith("seven\t1\t");
    assertThat(code("id\ttitle\n1\tBakker\tnl\n").count("coded")).isEqualTo(1);
  }

  @Test
  void theTitlesAreNeverWrittenOver() throws IOException {
    Path file = Files.writeString(folder.resolve("ranked.tsv.sets.tsv"), "1\tBakker\n");
    for (Path out : List.of(file, folder.resolve("ranked.tsv"))) {
      assertThatThrownBy(() -> CODING.code(file, out, Progress.NONE))
          .isInstanceOf(JobtrailException.Usage.class)
          .hasMessageStartingWith(file + ": is read by this command");
    }
    assertThat(file).hasContent("1\tBakker\n");
  }
}
