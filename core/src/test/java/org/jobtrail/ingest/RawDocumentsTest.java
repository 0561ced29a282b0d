package org.jobtrail.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jobtrail.provenance.JobtrailException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawDocumentsTest {
  private final Path folder;

  RawDocumentsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private List<RawDocument> all(Path... inputs) {
    List<RawDocument> found = new ArrayList<>();
    try (RawDocuments documents = RawDocuments.open(List.of(inputs), Limits.DEFAULT)) {
      documents.forEachRemaining(found::add);
    }
    return found;
  }

  private Path write(String name, String text) throws IOException {
    Path path = folder.resolve(name);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text);
  }

  @Test
  void walksFoldersByNameAndKeepsEqualNamesApart() throws IOException {
    write("in/b.txt", "b");
    write("in/a/b.pdf", "x");
    write("in/a/b.txt", "b");
    write("in/.DS_Store", "");
    Files.createDirectories(folder.resolve("in/void"));
    try (RawDocuments documents =
        RawDocuments.open(List.of(folder.resolve("in")), Limits.DEFAULT)) {
      List<String> seen = new ArrayList<>();
      documents.forEachRemaining(d -> seen.add(d.id() + " <- " + d.origin()));
      assertThat(seen)
          .containsExactly("b <- in/a/b.pdf", "in/a/b <- in/a/b.txt", "in/b <- in/b.txt");
      assertThat(documents.skipped()).isEqualTo(2);
    }
  }

  @Test
  void numbersAnIdThatIsTakenInEveryForm() throws IOException {
    Path lines =
        write(
            "p.jsonl",
            "{\"id\":1,\"text\":\"a\"}\n\n{\"id\":\"1\",\"text\":\"b\"}\n{\"id\":\"1\"}\n[]");
    assertThat(all(lines)).extracting(RawDocument::id).containsExactly("1", "1#2", "1#3", "p:5");
    assertThat(all(lines)).extracting(RawDocument::origin).contains("p.jsonl:1", "p.jsonl:3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-8"})
  void readsLinesInAnEncodingThatAMarkTells(String charset) throws IOException {
    // Longer than any buffer, with pairs of surrogates at odd and even places.
    String astral = "\uD83D\uDE00".repeat(20_000);
    String text =
        "{\"id\":\"é\",\"text\":\"Welder\"}\n\n{\"id\":\"b\",\"text\":\"x"
            + astral
            + "\"}\r\n{\"id\":\"c\",\"text\":\""
            + astral
            + "Baker\"}";
    Path file = folder.resolve("l.jsonl");
    Files.write(file, ("\uFEFF" + text).getBytes(Charset.forName(charset)));
    List<RawDocument> found = all(file);
    assertThat(found).extracting(RawDocument::id).containsExactly("é", "b", "c");
    assertThat(found)
        .extracting(document -> new String(line(document), StandardCharsets.UTF_8))
        .containsExactly(text.split("[\r\n]+"));
  }

  private static byte[] line(RawDocument document) {
    return ((RawDocument.JsonLine) document.content()).line().bytes();
  }

  @Test
  void looksIntoArchivesInSortedOrder() throws IOException {
    Path zip = folder.resolve("all.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (String name : List.of("z.txt", "a/cv.txt", "__MACOSX/a/cv.txt")) {
        out.putNextEntry(new ZipEntry(name));
        out.write(name.getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
      }
    }
    List<RawDocument> found = all(zip);
    assertThat(found)
        .extracting(RawDocument::origin)
        .containsExactly("all.zip!/a/cv.txt", "all.zip!/z.txt");
    // Read after the archive was closed.
    Ingested ingested = new Ingester(Limits.DEFAULT).ingest(found.getFirst());
    assertThat(ingested).isInstanceOf(Ingested.Accepted.class);
    assertThat(((Ingested.Accepted) ingested).document().text().text()).isEqualTo("a/cv.txt");
  }

  @Test
  void namesAnInputThatDoesNotExist() {
    assertThatThrownBy(() -> all(folder.resolve("nowhere")))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining("nowhere: no such file or folder");
  }

  @Test
  void stripsEndings() {
    assertThat(DocumentIds.withoutEnding("cv.txt.gz")).isEqualTo("cv");
    assertThat(DocumentIds.withoutEnding("Jan.Peeters.pdf")).isEqualTo("Jan.Peeters");
    assertThat(DocumentIds.withoutEnding("notes 2019.05")).isEqualTo("notes 2019.05");
  }
}
