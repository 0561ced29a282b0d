package org.jobtrail.predict.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordLineTest {
  private static WordLine line(WordLine.Slot... slots) {
    return new WordLine(List.of(slots));
  }

  private static WordLine.Slot slot(String... words) {
    return WordLine.Slot.of("s", List.of(words));
  }

  @Test
  void writesAWordForEachSlotAndReadsItBack() {
    WordLine line =
        line(
            WordLine.Slot.literal("A "),
            WordLine.Slot.of("colour", List.of("light", "light blue")),
            WordLine.Slot.literal(" house"));
    assertThat(line.write(_ -> 1)).isEqualTo("A light blue house");
    assertThat(line.read("A light blue house")).hasValue(new int[] {0, 1, 0});
    assertThat(line.read("A light house")).hasValue(new int[] {0, 0, 0});
    assertThat(line.read("A blue house")).isEmpty();
    assertThat(line.read("A light house ")).isEmpty();
  }

  @Test
  void twoWaysToOneLineAreFound() {
    // "light" + "blue" and "lightblue" + "".
    assertThat(line(slot("light", "lightblue"), slot("blue", "")).isAmbiguous()).isTrue();
    assertThat(line(slot("light", "lightblue"), slot("blue")).isAmbiguous()).isFalse();
    // a·bc·d and ab·c·d need a third slot to come together.
    assertThat(line(slot("a", "ab"), slot("bc", "c"), slot("d")).isAmbiguous()).isTrue();
    assertThat(line(slot("a", "a")).isAmbiguous()).isTrue();
    assertThat(line(slot("a", "ab"), WordLine.Slot.literal(" "), slot("b", "")).isAmbiguous())
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void ambiguityIsWhatTryingAllWordsFinds(long seed) {
    Random random = new Random(seed);
    int ambiguous = 0;
    for (int trial = 0; trial < 3000; trial++) {
      List<WordLine.Slot> slots = new ArrayList<>();
      for (int s = 1 + random.nextInt(4); s > 0; s--) {
        Set<String> words = new HashSet<>();
        for (int w = 1 + random.nextInt(3); w > 0; w--) {
          StringBuilder word = new StringBuilder();
          for (int c = random.nextInt(4); c > 0; c--) {
            word.append((char) ('a' + random.nextInt(2)));
          }
          words.add(word.toString());
        }
        slots.add(slot(words.stream().sorted().toArray(String[]::new)));
      }
      List<String> lines = new ArrayList<>(List.of(""));
      for (WordLine.Slot slot : slots) {
        lines = lines.stream().flatMap(line -> slot.words().stream().map(w -> line + w)).toList();
      }
      boolean expected = new HashSet<>(lines).size() < lines.size();
      ambiguous += expected ? 1 : 0;
      assertThat(new WordLine(slots).isAmbiguous()).as(slots.toString()).isEqualTo(expected);
      for (String line : lines) {
        int[] numbers = new WordLine(slots).read(line).orElseThrow();
        StringBuilder again = new StringBuilder();
        for (int s = 0; s < numbers.length; s++) {
          again.append(slots.get(s).words().get(numbers[s]));
        }
        assertThat(again.toString()).isEqualTo(line);
      }
    }
    assertThat(ambiguous).isBetween(100, 2900);
  }
}
