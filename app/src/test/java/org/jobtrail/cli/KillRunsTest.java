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
    KillRuns.Outcome outcome = new KillRuns(folder.resolve("runs"), seed).run(6, _ -> {});
    assertThat(outcome.rounds()).isEqualTo(6);
    assertThat(outcome.kills()).isPositive();
  }
}
