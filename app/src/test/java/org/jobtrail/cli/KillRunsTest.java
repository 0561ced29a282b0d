package org.jobtrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KillRunsTest {
  @TempDir Path folder;

  /// `jobtrail dev kill-runs --rounds 100` does more of them.
  @ParameterizedTest
  @ValueSource(longs = {1})
  void runsKilledAtRandomMomentsEndByteIdentical(long seed) throws IOException {
    KillTrial.Outcome outcome =
        new KillTrial(folder.resolve("runs"), seed, new KillRuns()).rounds(6, _ -> {});
    assertThat(outcome.rounds()).isEqualTo(6);
    assertThat(outcome.kills()).isPositive();
  }

  /// `jobtrail dev llm-kills --kills 1000` does more of them.
  @ParameterizedTest
  @ValueSource(longs = {2})
  void runsThatAskAModelPayForNothingTwice(long seed) throws IOException {
    try (LlmKills job = new LlmKills(30, seed)) {
      KillTrial.Outcome outcome =
          new KillTrial(folder.resolve("runs"), seed, job).untilKilled(50, 8, _ -> {});
      assertThat(outcome.kills()).isGreaterThanOrEqualTo(50);
    }
  }
}
