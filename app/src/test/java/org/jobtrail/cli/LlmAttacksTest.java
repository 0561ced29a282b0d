package org.jobtrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LlmAttacksTest {
  @TempDir Path folder;

  /// `jobtrail dev llm-attacks` does the same for other seeds.
  @ParameterizedTest
  @ValueSource(longs = {3})
  void aModelThatObeysEverythingChangesNothingThatAReaderCantSee(long seed) throws IOException {
    LlmAttacksCommand.Outcome outcome = LlmAttacksCommand.run(folder.resolve("trial"), 100, seed);
    assertThat(outcome.attacks()).isEqualTo(300);
    assertThat(outcome.hidden()).isGreaterThan(100);
    assertThat(outcome.changed()).isEmpty();
    // The model does obey what it can read, so the check above could fail.
    assertThat(outcome.differing()).isGreaterThan(50);
    assertThat(outcome.cleanFlagged()).isLessThanOrEqualTo(outcome.cleanDocuments() / 100);
  }
}
