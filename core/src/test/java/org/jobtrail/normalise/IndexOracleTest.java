package org.jobtrail.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The pruned searches against a scan of everything.
class IndexOracleTest {
  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    for (int i = 2 + random.nextInt(7); i > 0; i--) {
      word.append((char) ('a' + random.nextInt(5)));
    }
    return word.toString();
  }

  private static List<String> words(Random random, int most) {
    List<String> words = new ArrayList<>();
    for (int i = random.nextInt(most); i >= 0; i--) {
      words.add(word(random));
    }
    return words;
  }

  private static int[] best(float[] scores, int most) {
    return IntStream.range(0, scores.length)
        .boxed()
        .filter(f -> scores[f] > 0)
        .sorted(Comparator.comparingDouble((Integer f) -> -scores[f]).thenComparing(f -> f))
        .limit(most)
        .mapToInt(f -> f)
        .toArray();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void nearestByGramsIsWhatAScanFinds(long seed) {
    Random random = new Random(seed);
    String[] texts =
        IntStream.range(0, 3000)
            .mapToObj(_ -> String.join(" ", words(random, 3)))
            .toArray(String[]::new);
    GramIndex index = GramIndex.of(texts, 2, 4);
    GramIndex.Search search = index.new Search();
    for (int q = 0; q < 100; q++) {
      String text = String.join(" ", words(random, 3));
      float[] all = search.scan(text);
      int[] expected = best(all, 10);
      search.nearest(text, 10);
      assertThat(Arrays.copyOf(search.formsFound, search.found)).as(text).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void bestByWordsIsWhatAScanFinds(long seed) {
    Random random = new Random(seed);
    List<List<String>> forms = new ArrayList<>();
    for (int f = 0; f < 800; f++) {
      forms.add(words(random, 4));
    }
    WordIndex.Search search = WordIndex.of(forms).new Search();
    for (int q = 0; q < 30; q++) {
      List<String> words = words(random, 4);
      float[] all = search.scan(words);
      int[] expected = best(all, 20);
      search.best(words, 20);
      assertThat(search.size).isEqualTo(expected.length);
      for (int i = 0; i < search.size; i++) {
        // Equal scores may be summed in another order: compare scores, not numbers.
        assertThat(search.scores[i]).isCloseTo(all[expected[i]], within(1e-5f));
        assertThat(search.scores[i]).isCloseTo(all[search.found[i]], within(1e-5f));
      }
    }
  }
}
