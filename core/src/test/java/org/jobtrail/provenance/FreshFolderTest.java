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

class FreshFolderTest {
  @TempDir private Path folder;

  private static Manifest manifest(String command) {
    return Manifest.of(
        command,
        new TreeMap<>(),
        1,
        List.of(),
        new TreeMap<>(),
        RowFates.builder().add("in", 0).build(),
        List.of());
  }

  private Path made(String command, String name, String text) throws IOException {
    Path out = folder.resolve("out");
    try (FreshFolder fresh = FreshFolder.open(out, true, command)) {
      Files.writeString(fresh.path().resolve(name), text);
      fresh.publish(manifest(command));
    }
    return out;
  }

  @Test
  void whatWasThereStaysUntilTheNewFilesAreMade() throws IOException {
    Path out = made("train", "a.txt", "first");
    try (FreshFolder fresh = FreshFolder.open(out, true, "train")) {
      Files.writeString(fresh.path().resolve("b.txt"), "half");
    }
    assertThat(Files.readString(out.resolve("a.txt"))).isEqualTo("first");
    assertThat(Manifest.read(out).outputs()).hasSize(1);
    made("train", "b.txt", "second");
    assertThat(out.resolve("a.txt")).doesNotExist();
    assertThat(Files.readString(out.resolve("b.txt"))).isEqualTo("second");
    assertThat(Manifest.read(out).outputs().getFirst().path()).isEqualTo("b.txt");
  }

  @Test
  void anotherFileInTheFolderStopsBeforeAnythingIsLost() throws IOException {
    Path out = made("train", "a.txt", "first");
    Files.writeString(out.resolve("mine.txt"), "mine");
    assertThatThrownBy(() -> FreshFolder.open(out, true, "train"))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining("is not empty (mine.txt)")
        .hasMessageNotContaining("--force");
    assertThat(Files.readString(out.resolve("a.txt"))).isEqualTo("first");
    assertThat(Manifest.read(out).command()).isEqualTo("train");
  }

  @Test
  void withoutForceNothingIsReplaced() throws IOException {
    Path out = made("train", "a.txt", "first");
    assertThatThrownBy(() -> FreshFolder.open(out, false, "train"))
        .hasMessageContaining("add --force");
  }

  @Test
  void whatAnotherCommandMadeIsNeverReplaced() throws IOException {
    Path out = made("panel import", "a.txt", "careers");
    assertThatThrownBy(() -> FreshFolder.open(out, true, "text export"))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessage(
            out
                + ": was made by `panel import`, --force doesn't replace that; choose another"
                + " --out");
    assertThatThrownBy(() -> FreshFolder.open(out, false, "text export"))
        .hasMessageContaining("is not empty (a.txt)")
        .hasMessageNotContaining("--force");
    assertThat(Files.readString(out.resolve("a.txt"))).isEqualTo("careers");
  }

  /// By a link, so that a program that replaces what it should not takes the link alone.
  @Test
  void devicesAreWrittenIntoOrRefusedNeverReplaced() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("/dev/null"));
    AtomicFiles.write(link, "gone");
    Path source = Files.writeString(folder.resolve("source"), "x");
    assertThatThrownBy(() -> AtomicFiles.replace(source, link))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining("device or a pipe");
    assertThat(source).exists();
    assertThat(link).isSymbolicLink();
  }
}
