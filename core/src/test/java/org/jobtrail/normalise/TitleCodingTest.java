package org.jobtrail.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jobtrail.career.Language;
import org.jobtrail.career.Stated;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Progress;
import org.jobtrail.provenance.RowFates;
import org.jobtrail.provenance.TextLines;
import org.jobtrail.taxonomy.Taxonomy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TitleCodingTest {
  private static final TitleCoding CODING =
      new TitleCoding(LexicalNormaliser.of(Taxonomy.starter()), "abc", 2, Language.UNDETERMINED);

  @TempDir Path folder;

  private final List<String> notes = new ArrayList<>();

  private RowFates code(String titles) throws IOException {
    Path file = Files.writeString(folder.resolve("titles.tsv"), titles);
    notes.clear();
    return CODING.code(file, folder.resolve("ranked.tsv"), Progress.NONE, notes::add);
  }

  private void refuses(String titles, String why) {
    assertThatThrownBy(() -> code(titles))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessage(folder.resolve("titles.tsv") + ":1: " + why);
    assertThat(folder.resolve("ranked.tsv")).doesNotExist();
  }

  @Test
  void otherSeparatorsAndColumnsThatAreThereTwiceAreRefused() {
    String tabs = "\"; save it with tabs between the columns";
    refuses("id,title\n1,Bakker\n", "is not tab-separated, found \"id,title" + tabs);
    refuses("Nr;\"Title\"\n1;Bakker\n", "is not tab-separated, found \"Nr;\"Title\"" + tabs);
    refuses(
        "title\tid\tTitle\nBakker\t1\tKok\n",
        "two columns `title`; rename the one that is not meant");
  }

  @Test
  void aFirstLineWithoutATabIsRefused() throws IOException {
    String titles = ", or put a first line `title` over a file of titles alone";
    String tabs = "\"; save it with tabs between the columns" + titles;
    refuses("nurse\ncook\n", "is not tab-separated, found \"nurse" + tabs);
    refuses("nr;functie\n1;kok\n", "is not tab-separated, found \"nr;functie" + tabs);
    refuses("1,kok\n2,bakker\n", "is not tab-separated, found \"1,kok" + tabs);
    assertThat(code("title\nBakker\n").count("coded")).isEqualTo(1);
  }

  @Test
  void resultsWhoseNamesEndWithGzArePacked() throws IOException {
    Path titles = Files.writeString(folder.resolve("titles.tsv"), "1\tBakker\n");
    Path plain = folder.resolve("ranked.tsv");
    CODING.code(titles, plain, Progress.NONE);
    Path packed = folder.resolve("ranked.tsv.gz");
    CODING.code(titles, packed, Progress.NONE);
    try (InputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
      assertThat(in.readAllBytes()).isEqualTo(Files.readAllBytes(plain));
    }
    try (TextLines lines = TextLines.open(packed)) {
      assertThat(lines.next()).contains("id\trank\turi\tcode\tlabel\tscore\tprobability\toutcome");
    }
  }

  @Test
  void setsOfAnEarlierCodingDontStayBesideOtherCodes() throws IOException {
    Path sets = Files.writeString(folder.resolve("ranked.tsv.sets.tsv"), "id\tcode\turi\n");
    code("1\tBakker\n");
    assertThat(sets).doesNotExist();
  }

  @Test
  void saysWhatItMadeOfTheColumns() throws IOException {
    Path file = folder.resolve("titles.tsv");
    code("functie\tnr\nkok\t1\n");
    assertThat(notes)
        .first()
        .isEqualTo(
            file
                + ": no header with a column `title`: the first two columns are taken as id and"
                + " title");
    code("Sector\tid\ttitle\tISCO08\nfood\t1\tBakker\t7512\n");
    assertThat(notes).containsExactly(file + ": columns passed over: Sector, ISCO08");
    code("id\ttitle\n1\tBakker\n");
    assertThat(notes).isEmpty();
    for (String nothing : List.of("", "\n", "id\ttitle\n")) {
      assertThat(code(nothing).count("titles_in")).isZero();
      assertThat(notes).containsExactly(file + ": holds no title, so nothing was coded");
    }
  }

  @Test
  void countsRepeatedIdsAndTitlesWithoutWords() throws IOException {
    RowFates rows = code("id\ttitle\na\tBakker\nb\t!!!\na\tKok\na\t😀\nc\t\nc\tLoodgieter\n");
    assertThat(rows.count("titles_in")).isEqualTo(6);
    assertThat(rows.count("repeated_ids")).isEqualTo(2);
    assertThat(rows.count("without_words")).isEqualTo(2);
    assertThat(notes).hasSize(2);
    assertThat(notes.getFirst()).contains("lines whose id an earlier line has: 2");
    assertThat(notes.getLast()).endsWith("titles without a word: 2");
    assertThat(code("title\nBakker\nBakker\n").count("repeated_ids")).isZero();
    assertThat(Files.readString(folder.resolve("ranked.tsv.manifest.json")))
        .contains("\"repeated_ids\" : 0", "\"without_words\" : 0");
  }

  @Test
  void whatStandsAroundATitleIsRead() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("titles.tsv"),
            "title\tneighbours\tdescription\temployer\n"
                + "assistant\tnurse | cook\twashes patients\tClinic\n"
                + "assistant\t\t\t\n");
    try (TitleLines lines = TitleLines.open(file, Language.ENGLISH)) {
      TitleQuery first = ((TitleLines.Usable) lines.next().orElseThrow()).query();
      assertThat(first.title()).isEqualTo("assistant");
      assertThat(first.neighbours()).containsExactly("nurse", "cook");
      assertThat(first.description()).isInstanceOf(Stated.Quoted.class);
      assertThat(((Stated.Quoted) first.description()).text()).isEqualTo("washes patients");
      assertThat(((Stated.Quoted) first.employer()).text()).isEqualTo("Clinic");
      assertThat(((TitleLines.Usable) lines.next().orElseThrow()).query())
          .isEqualTo(TitleQuery.of("assistant", Language.ENGLISH));
      assertThat(lines.notes()).isEmpty();
    }
  }

  @Test
  void aBrokenArchiveIsNamedAndLeavesNothing() throws IOException {
    Path file = Files.write(folder.resolve("titles.tsv.gz"), new byte[0]);
    assertThatThrownBy(() -> CODING.code(file, folder.resolve("out.tsv"), Progress.NONE))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessage(file + ": a broken archive (it ends too early); get it again");
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write("1\tBakker\n".repeat(20_000).getBytes(StandardCharsets.UTF_8));
    }
    Files.write(file, Arrays.copyOf(packed.toByteArray(), packed.size() - 12));
    assertThatThrownBy(() -> CODING.code(file, folder.resolve("out.tsv"), Progress.NONE))
        .hasMessageStartingWith(file + ": a broken archive (");
    assertThat(folder.toFile().list()).containsExactly("titles.tsv.gz");
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
        .hasMessageContaining("not UTF-8 on line 1");
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
