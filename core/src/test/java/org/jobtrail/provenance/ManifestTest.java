package org.jobtrail.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestTest {
  @TempDir Path folder;

  private Manifest manifest;

  @BeforeEach
  void writeAFolder() throws IOException {
    Files.writeString(folder.resolve("rows.txt"), "one\ntwo\n");
    Files.createDirectories(folder.resolve("text"));
    Files.writeString(folder.resolve("text/part-00000.txt"), "three\n");
    RowFates rows =
        RowFates.builder()
            .add("documents_in", 3)
            .add("documents_readable", 2)
            .add("quarantined.empty", 1)
            .sum("documents_in", "documents_readable", "quarantined")
            .build();
    TreeMap<String, String> versions = new TreeMap<>();
    versions.put("extractor", "parser-1");
    versions.put("taxonomy.name", "ESCO");
    versions.put("taxonomy.version", "1.2.0");
    TreeMap<String, String> configuration = new TreeMap<>();
    configuration.put("extractor", "parser");
    manifest =
        Manifest.of("run", configuration, 7, List.of(), versions, rows, List.of())
            .withOutputsOf(folder);
    manifest.write(folder);
  }

  @Test
  void readsBackWhatItWrote() throws IOException {
    assertThat(Manifest.read(folder)).isEqualTo(manifest);
    assertThat(Manifest.verify(folder)).isEqualTo(manifest);
    assertThat(Files.readString(folder.resolve("manifest.json")))
        .contains("\"quarantined\" : {\n      \"empty\" : 1\n    }")
        .contains("\"version\" : \"1.2.0\"")
        .doesNotContain(folder.toString());
  }

  @Test
  void refusesRowsThatDoNotAddUp() {
    assertThatThrownBy(
            () -> RowFates.builder().add("in", 3).add("out", 2).sum("in", "out", "lost").build())
        .hasMessage("rows don't add up: in = out + lost, found 3 and 2");
  }

  @Test
  void saysWhichFileIsMissingOrNotListed() throws IOException {
    Files.writeString(folder.resolve("extra.txt"), "?");
    assertThatThrownBy(() -> Manifest.verify(folder))
        .isInstanceOf(JobtrailException.Integrity.class)
        .hasMessageEndingWith("extra.txt: is not in the manifest");
    Files.delete(folder.resolve("extra.txt"));
    Files.delete(folder.resolve("rows.txt"));
    assertThatThrownBy(() -> Manifest.verify(folder))
        .hasMessageEndingWith("rows.txt: is missing, the manifest lists it");
  }

  @Test
  void tellsAFolderWithoutAManifestFromABrokenOne() throws IOException {
    assertThatThrownBy(() -> Manifest.read(folder.resolve("text")))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining("no manifest.json there");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void findsAnyOneByteChange(long seed) throws IOException {
    Random random = new Random(seed);
    for (String name : List.of("rows.txt", "text/part-00000.txt", "manifest.json")) {
      Path file = folder.resolve(name);
      byte[] before = Files.readAllBytes(file);
      byte[] after = before.clone();
      after[random.nextInt(after.length)] ^= (byte) (1 << random.nextInt(7));
      Files.write(file, after);
      assertThatThrownBy(() -> Manifest.verify(folder))
          .as(name)
          .isInstanceOf(JobtrailException.Integrity.class);
      Files.write(file, before);
    }
    Manifest.verify(folder);
  }
}
