package org.jobtrail.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputsTest {
  private static final RowFates ROWS = RowFates.builder().add("in", 0).build();

  @TempDir Path folder;

  @Test
  void hashesAFileAsSha256sumDoes() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "abc");
    assertThat(Inputs.hash(List.of(file)))
        .containsExactly(
            new FileHash(
                "a.txt", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 3));
  }

  @Test
  void aFolderChangesWithANameOrAByteAndNotWithTheOrderOfWriting() throws IOException {
    Path one = Files.createDirectories(folder.resolve("one/cvs"));
    Path two = Files.createDirectories(folder.resolve("two/cvs"));
    Files.writeString(one.resolve("a"), "1");
    Files.writeString(one.resolve("b"), "2");
    Files.writeString(two.resolve("b"), "2");
    Files.writeString(two.resolve("a"), "1");
    assertThat(Inputs.hash(List.of(one))).isEqualTo(Inputs.hash(List.of(two)));
    Files.move(two.resolve("b"), two.resolve("c"));
    assertThat(Inputs.hash(List.of(one))).isNotEqualTo(Inputs.hash(List.of(two)));
  }

  @Test
  void whatIsReadIsNotWrittenOver() throws IOException {
    Path read = Files.writeString(folder.resolve("read.tsv"), "1");
    Path link = Files.createSymbolicLink(folder.resolve("link.tsv"), read);
    Inputs.keep(List.of(read), folder.resolve("new.tsv"));
    Inputs.keep(List.of(folder.resolve("none.tsv")), read);
    for (Path out :
        List.of(read, link, folder.resolve("../" + folder.getFileName() + "/read.tsv"))) {
      assertThatThrownBy(() -> Inputs.keep(List.of(link, read), out))
          .isInstanceOf(JobtrailException.Usage.class)
          .hasMessage(
              out + ": is read by this command and would be lost; give the result another name");
    }
  }

  @Test
  void whatAFoldersManifestListsIsNotWrittenOver() throws IOException {
    Path made = Files.createDirectories(folder.resolve("made"));
    Files.writeString(made.resolve("concepts.tsv"), "x");
    Manifest.of("m", new TreeMap<>(), 0, List.of(), new TreeMap<>(), ROWS, List.of())
        .withOutputsOf(made)
        .write(made);
    Path beside = Files.writeString(made.resolve("result.tsv"), "of before");
    Inputs.keep(List.of(made), beside);
    Inputs.keep(List.of(made), made.resolve("new.tsv"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), made);
    for (Path of : List.of(made, link)) {
      for (String name : List.of("concepts.tsv", "manifest.json")) {
        Path out = folder.resolve("made/../made").resolve(name);
        assertThatThrownBy(() -> Inputs.keep(List.of(of), out))
            .isInstanceOf(JobtrailException.Usage.class)
            .hasMessageContaining("would be lost");
      }
    }
  }

  @Test
  void anOutputFolderIsNeitherAnInputNorAroundOne() throws IOException {
    Path panel = made("all/panel");
    Path link = Files.createSymbolicLink(folder.resolve("link"), panel);
    Inputs.keepOutside(List.of(panel), folder.resolve("new"));
    Inputs.keepOutside(List.of(panel), Files.createDirectories(panel.resolve("inside")));
    for (Path out : List.of(panel, link, folder.resolve("all"), folder.resolve("all/./panel"))) {
      assertThatThrownBy(() -> Inputs.keepOutside(List.of(folder.resolve("none"), panel), out))
          .isInstanceOf(JobtrailException.Usage.class)
          .hasMessage(
              out + ": is or holds " + panel + ", which is read here; choose another --out");
    }
  }

  private Path made(String name) throws IOException {
    Path made = Files.createDirectories(folder.resolve(name));
    try (FreshFolder fresh = FreshFolder.open(made, false, "import")) {
      Files.writeString(fresh.path().resolve("records.csv"), "1");
      fresh.publish(
          Manifest.of(
              "import",
              new TreeMap<>(),
              1,
              List.of(),
              new TreeMap<>(),
              RowFates.builder().build(),
              List.of()));
    }
    return made;
  }
}
