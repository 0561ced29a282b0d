package org.jobtrail.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jobtrail.provenance.JobtrailException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulationTest {
  @Test
  void theSameSeedGivesTheSameBytes(@TempDir Path a, @TempDir Path b, @TempDir Path c)
      throws IOException {
    new Simulation(40, 5).write(a);
    new Simulation(40, 5).write(b);
    new Simulation(40, 6).write(c);
    assertThat(files(a)).isEqualTo(files(b));
    assertThat(files(a).keySet())
        .contains("truth/gold.jsonl", "truth/told.jsonl", "truth/personal.jsonl", "manifest.json")
        .hasSize(48);
    assertThat(files(a)).isNotEqualTo(files(c));
  }

  @Test
  void aSecondRunReplacesTheFirst(@TempDir Path a, @TempDir Path b) throws IOException {
    new Simulation(40, 5).write(a);
    new Simulation(20, 5).write(a);
    new Simulation(20, 5).write(b);
    assertThat(files(a)).isEqualTo(files(b));
  }

  @Test
  void aFolderWithOtherFilesIsLeftAlone(@TempDir Path out) throws IOException {
    Files.writeString(out.resolve("thesis.txt"), "precious");
    assertThatThrownBy(() -> new Simulation(1, 1).write(out))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining("holds files that no simulation wrote; choose an empty folder");
  }

  @Test
  void nobodyIsNoPopulation() {
    assertThatThrownBy(() -> new Simulation(0, 1))
        .hasMessage("--people must be in 1 to 10000000, found 0");
  }

  /// Content by relative path; bytes as characters, so that maps compare by value.
  private static SortedMap<String, String> files(Path folder) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        files.put(
            folder.relativize(file).toString(),
            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return files;
  }
}
