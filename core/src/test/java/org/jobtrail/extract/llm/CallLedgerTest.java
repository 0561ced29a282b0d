package org.jobtrail.extract.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jobtrail.provenance.JobtrailException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallLedgerTest {
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("calls.jsonl");
  }

  @Test
  void sumsEveryAttemptToTheLastDigitOverProcesses() throws IOException {
    try (CallLedger ledger = CallLedger.open(folder)) {
      ledger.add("k1", "reply", 40, 10, 3, new BigDecimal("0.000000000001"), 5);
      ledger.add("k2", "busy-429", 40, 0, 0, BigDecimal.ZERO, 1);
      assertThat(ledger.spent()).isEqualByComparingTo("0.000000000001");
    }
    try (CallLedger ledger = CallLedger.open(folder)) {
      ledger.add("k2", "reply", 40, 20, 4, new BigDecimal("1000000"), 7);
      CallLedger.Totals totals = ledger.totals();
      assertThat(totals.attempts()).isEqualTo(Map.of("reply", 2L, "busy-429", 1L));
      assertThat(totals.promptTokens()).isEqualTo(30);
      assertThat(totals.completionTokens()).isEqualTo(7);
      assertThat(totals.millis()).isEqualTo(13);
      assertThat(totals.cost()).isEqualByComparingTo("1000000.000000000001");
    }
    assertThat(Files.readAllLines(file()).getFirst())
        .isEqualTo(
            "{\"key\":\"k1\",\"outcome\":\"reply\",\"characters\":40,\"prompt_tokens\":10,\"completion_tokens\":3,"
                + "\"cost\":\"0.000000000001\",\"ms\":5}");
  }

  /// Torn at any byte, its last newline included: earlier lines count, later ones stand alone.
  @Test
  void aLineThatAKilledProcessLeftHalfWrittenIsDropped() throws IOException {
    try (CallLedger ledger = CallLedger.open(folder)) {
      ledger.add("k1", "reply", 40, 1, 1, BigDecimal.ONE, 1);
      ledger.add("k2", "reply", 40, 1, 1, BigDecimal.ONE, 1);
    }
    byte[] whole = Files.readAllBytes(file());
    for (int length = whole.length / 2; length < whole.length; length++) {
      Files.write(file(), java.util.Arrays.copyOf(whole, length));
      try (CallLedger ledger = CallLedger.open(folder)) {
        assertThat(ledger.spent()).isEqualByComparingTo("1");
        ledger.add("k2", "reply", 40, 1, 1, BigDecimal.ONE, 1);
      }
      assertThat(Files.readAllBytes(file())).isEqualTo(whole);
    }
  }

  @Test
  void namesTheFileAndTheByteOfDamage() throws IOException {
    String line = "{\"key\":\"k\",\"outcome\":\"reply\",\"cost\":\"1\"}\n";
    for (String bad : new String[] {"Jane Doe\n", "\n", "7\n", line.replace("\"1\"", "\"Jane\"")}) {
      Files.writeString(file(), line + bad);
      assertThatThrownBy(() -> CallLedger.open(folder))
          .isInstanceOf(JobtrailException.Integrity.class)
          .hasMessage(
              file()
                  + ": byte "
                  + line.length()
                  + ": is no noted call any more; take that line out");
    }
  }
}
