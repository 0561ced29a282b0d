package org.jobtrail.extract.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import org.jobtrail.extract.llm.ReplyStore.Kept;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyStoreTest {
  @TempDir Path folder;

  private static String key(int n) {
    return Sha256.of("request " + n);
  }

  private static Kept reply(int n) {
    return new Kept(key(n), "reply", "{\"n\":" + n + ",\"text\":\"é\\n\u2028\"}");
  }

  private ReplyStore open() throws IOException {
    return ReplyStore.open(folder, List.of());
  }

  private Path log() {
    return folder.resolve("replies.jsonl");
  }

  private static void append(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Test
  void findsWhatItKeptInThisProcessAndTheNext() throws IOException {
    List<Kept> all =
        List.of(reply(1), new Kept(key(2), "refused", "400"), new Kept(key(3), "gave-up", ""));
    try (ReplyStore store = open()) {
      for (Kept kept : all) {
        store.keep(kept);
      }
      for (Kept kept : all) {
        assertThat(store.find(kept.key())).hasValue(kept);
      }
      assertThat(store.find(key(4))).isEmpty();
    }
    try (ReplyStore store = open()) {
      for (Kept kept : all) {
        assertThat(store.find(kept.key())).hasValue(kept);
      }
      assertThat(store.size()).isEqualTo(3);
    }
  }

  @Test
  void aLineThatAKilledProcessLeftHalfWrittenIsDropped() throws IOException {
    try (ReplyStore store = open()) {
      store.keep(reply(1));
      store.keep(reply(2));
    }
    byte[] whole = Files.readAllBytes(log());
    int first = new String(whole, StandardCharsets.UTF_8).indexOf('\n') + 1;
    int start =
        new String(whole, StandardCharsets.UTF_8)
            .substring(0, first)
            .getBytes(StandardCharsets.UTF_8)
            .length;
    for (int length = start; length < whole.length; length++) {
      Files.write(log(), java.util.Arrays.copyOf(whole, length));
      try (ReplyStore store = open()) {
        assertThat(store.find(key(1))).hasValue(reply(1));
        assertThat(store.find(key(2))).isEmpty();
        store.keep(reply(2));
      }
      assertThat(Files.readAllBytes(log())).isEqualTo(whole);
    }
  }

  @Test
  void theFirstOfTwoEntriesCounts() throws IOException {
    try (ReplyStore store = open()) {
      store.keep(reply(1));
      store.keep(new Kept(key(1), "gave-up", ""));
      assertThat(store.find(key(1))).hasValue(reply(1));
      assertThat(store.size()).isEqualTo(1);
    }
    try (ReplyStore store = open()) {
      assertThat(store.find(key(1))).hasValue(reply(1));
    }
  }

  @Test
  void readsOtherRunsRepliesFirstAndLeavesThemAlone() throws IOException {
    Path other = Files.createDirectories(folder.resolve("other"));
    try (ReplyStore store = ReplyStore.open(other, List.of())) {
      store.keep(reply(1));
    }
    append(other.resolve("replies.jsonl"), "{\"key\":\"torn");
    byte[] before = Files.readAllBytes(other.resolve("replies.jsonl"));
    try (ReplyStore store = ReplyStore.open(folder, List.of(other.resolve("replies.jsonl")))) {
      assertThat(store.find(key(1))).hasValue(reply(1));
      store.keep(reply(2));
      assertThat(store.find(key(2))).hasValue(reply(2));
    }
    assertThat(Files.readAllBytes(other.resolve("replies.jsonl"))).isEqualTo(before);
    try (ReplyStore store = open()) {
      assertThat(store.find(key(1))).isEmpty();
      assertThat(store.find(key(2))).hasValue(reply(2));
    }
  }

  @Test
  void refusesASecondWriter() throws IOException {
    try (ReplyStore store = open()) {
      store.keep(reply(1));
      assertThatThrownBy(this::open)
          .isInstanceOf(JobtrailException.Usage.class)
          .hasMessage(
              folder
                  + ": another run adds replies there now; wait for it or choose another folder");
      // The refused one took nothing away.
      store.keep(reply(2));
    }
    try (ReplyStore store = open()) {
      assertThat(store.size()).isEqualTo(2);
    }
  }

  @Test
  void readsOnlyWhatIsThere() throws IOException {
    Path none = folder.resolve("none.jsonl");
    assertThatThrownBy(() -> ReplyStore.readOnly(List.of(none)))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining("--offline replays kept replies, and none are in [" + none + "]");
    assertThat(none).doesNotExist();
    try (ReplyStore store = open()) {
      store.keep(reply(1));
    }
    append(log(), "{\"key\":\"to");
    byte[] before = Files.readAllBytes(log());
    try (ReplyStore store = ReplyStore.readOnly(List.of(none, log()))) {
      assertThat(store.find(key(1))).hasValue(reply(1));
      assertThatThrownBy(() -> store.keep(reply(2))).isInstanceOf(IllegalStateException.class);
    }
    assertThat(Files.readAllBytes(log())).isEqualTo(before);
  }

  @Test
  void copiesLinesAsTheyAre() throws IOException {
    try (ReplyStore store = open()) {
      store.keep(reply(1));
      store.keep(reply(2));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      store.copy(key(1), out);
      store.copy(key(2), out);
      assertThat(out.toByteArray()).isEqualTo(Files.readAllBytes(log()));
    }
  }

  @Test
  void namesTheFileAndTheByteOfDamage() throws IOException {
    String wholeLine = "{\"key\":\"" + key(1) + "\",\"outcome\":\"reply\",\"body\":\"{}\"}\n";
    for (String bad :
        List.of(
            "Jane Doe\n",
            "\n",
            "{\"key\":\"" + "x".repeat(64) + "\",\"outcome\":\"reply\",\"body\":\"Jane Doe\"}\n",
            "{\"outcome\":\"reply\"}\n")) {
      Files.writeString(log(), wholeLine + bad);
      assertThatThrownBy(this::open)
          .isInstanceOf(JobtrailException.Integrity.class)
          .hasMessageStartingWith(log() + ": byte " + wholeLine.length() + ": ")
          .hasMessageNotContaining("Jane");
    }
    for (String bad :
        List.of(
            wholeLine.replace("}\n", "Jane Doe\n"),
            wholeLine.replace("\"{}\"", "{\"Jane\":1}"),
            wholeLine.replace("reply", "refused"),
            wholeLine.replace("reply", "Jane Doe"))) {
      Files.writeString(log(), bad);
      try (ReplyStore store = open()) {
        assertThatThrownBy(() -> store.find(key(1)))
            .isInstanceOf(JobtrailException.Integrity.class)
            .hasMessageStartingWith(log() + ": byte 0: ")
            .hasMessageNotContaining("Jane");
      }
    }
    // Opens again after the damage was refused: nothing holds the lock.
    Files.writeString(log(), wholeLine);
    try (ReplyStore store = open()) {
      assertThat(store.find(key(1))).hasValue(new Kept(key(1), "reply", "{}"));
    }
  }

  /// Torn anywhere, again and again, it holds every line that was whole.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void losesNoWholeLineToTearing(long seed) throws IOException {
    Random random = new Random(seed);
    int kept = 0;
    for (int round = 0; round < 30; round++) {
      try (ReplyStore store = open()) {
        for (int n = 0; n < kept; n++) {
          assertThat(store.find(key(n))).hasValue(reply(n));
        }
        assertThat(store.size()).isEqualTo(kept);
        for (int more = random.nextInt(4); more > 0; more--) {
          store.keep(reply(kept++));
        }
      }
      String next = "{\"key\":\"" + key(kept) + "\",\"outcome\":\"reply\",\"body\":\"x\"}";
      append(log(), next.substring(0, random.nextInt(next.length() + 1)));
    }
  }
}
