package org.jobtrail.predict.language.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jobtrail.provenance.JobtrailException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TitleTrieTest {
  private static final List<String> NAMES = List.of("A", "B", "C");

  @Test
  void aTrieByHand() {
    // 7 is shared by the first two; the third goes its own way.
    TitleTrie trie =
        TitleTrie.of(List.of(new int[] {7, 9, 1}, new int[] {7, 1}, new int[] {5, 1}), NAMES);
    assertThat(trie.tokens()).containsExactly(5, 7, 1, 1, 9, 1);
    assertThat(trie.parents()).containsExactly(-1, -1, 0, 1, 1, 4);
    assertThat(trie.depths()).containsExactly(0, 0, 1, 1, 1, 2);
    assertThat(trie.leaves()).containsExactly(5, 3, 2);
    assertThat(trie.path(0)).containsExactly(7, 9, 1);
    assertThat(trie.height()).isEqualTo(3);
    assertThat(trie.size()).isEqualTo(6);
    assertThat(trie.titles()).isEqualTo(3);
  }

  @Test
  void titlesThatCantBeToldApartAreRefused() {
    String message =
        "this tokenizer can't tell the titles \"A\" and \"B\" apart: the tokens of the one are those"
            + " of the other or their beginning";
    assertThatThrownBy(
            () -> TitleTrie.of(List.of(new int[] {7}, new int[] {7, 1}, new int[] {2}), NAMES))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessage(message);
    assertThatThrownBy(
            () -> TitleTrie.of(List.of(new int[] {7, 1}, new int[] {7}, new int[] {2}), NAMES))
        .hasMessage(message.replace("\"A\" and \"B\"", "\"B\" and \"A\""));
    assertThatThrownBy(
            () -> TitleTrie.of(List.of(new int[] {7}, new int[] {7}, new int[] {2}), NAMES))
        .hasMessageContaining("can't tell the titles");
    assertThatThrownBy(() -> TitleTrie.of(List.of(new int[] {7}, new int[] {8}, new int[0]), NAMES))
        .hasMessage("title \"C\" has no token of its own with this tokenizer");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void everyTitleIsAPathFromTheRootAndParentsComeFirst(long seed) {
    Random random = new Random(seed);
    List<int[]> sequences = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int k = 0; k < 200; k++) {
      int title = k;
      // Base 5 with an end sign of its own: no sequence begins another.
      int[] digits = Integer.toString(title, 5).chars().map(c -> c - '0').toArray();
      int[] sequence = java.util.Arrays.copyOf(digits, digits.length + 1);
      sequence[digits.length] = 9;
      sequences.add(sequence);
      names.add("t" + k);
    }
    java.util.Collections.shuffle(sequences, random);
    TitleTrie trie = TitleTrie.of(sequences, names);
    for (int k = 0; k < sequences.size(); k++) {
      assertThat(trie.path(k)).isEqualTo(sequences.get(k));
    }
    for (int node = 0; node < trie.size(); node++) {
      assertThat(trie.parent(node)).isLessThan(node);
      assertThat(trie.depth(node))
          .isEqualTo(trie.parent(node) < 0 ? 0 : trie.depth(trie.parent(node)) + 1);
      assertThat(node == 0 || trie.depth(node) >= trie.depth(node - 1)).isTrue();
    }
    long beginnings =
        sequences.stream()
            .flatMap(
                s ->
                    IntStream.rangeClosed(1, s.length)
                        .mapToObj(n -> java.util.Arrays.toString(java.util.Arrays.copyOf(s, n))))
            .distinct()
            .count();
    assertThat(trie.size()).isEqualTo((int) beginnings);
  }
}
