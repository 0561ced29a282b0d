package org.jobtrail.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jobtrail.provenance.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyserTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void sameDatasetAndSeedGiveTheSameBytes() throws IOException {
    SyntheticDataset.write(folder.resolve("data"), 2_000, 7);
    AnalyseSettings settings = AnalyseSettings.DEFAULT.withReplicates(50);
    Analyser.run(folder.resolve("data"), folder.resolve("a"), settings);
    Analyser.run(folder.resolve("data"), folder.resolve("b"), settings);
    assertThat(Manifest.verify(folder.resolve("a")).outputs())
        .isEqualTo(Manifest.verify(folder.resolve("b")).outputs())
        .hasSizeGreaterThan(40);
    assertThat(Files.readString(folder.resolve("a/manifest.json")))
        .isEqualTo(Files.readString(folder.resolve("b/manifest.json")));
  }
}
