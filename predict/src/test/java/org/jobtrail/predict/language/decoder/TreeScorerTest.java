package org.jobtrail.predict.language.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jobtrail.predict.libtorch.FrozenWeights;
import org.jobtrail.predict.libtorch.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TreeScorerTest {
  @TempDir Path folder;

  @Test
  void leavesStayOutOfThePass() {
    // a, a b, a b c, a d, e
    int[] ends = new int[5];
    TokenTree tree =
        TokenTree.of(
            List.of(
                new int[] {0},
                new int[] {0, 1},
                new int[] {0, 1, 2},
                new int[] {0, 3},
                new int[] {4}),
            ends);
    assertThat(tree.nodes()).isEqualTo(5);
    assertThat(tree.innerNodes()).isEqualTo(2);
    assertThat(tree.tokens()).containsExactly(0, 1, 2, 3, 4);
    assertThat(tree.parents()).containsExactly(-1, 0, 1, 0, -1);
    assertThat(ends).containsExactly(0, 1, 2, 3, 4);
    assertThat(tree.totals(new float[] {-1, -2, -4, -8, -16})).containsExactly(-1, -3, -7, -9, -16);
  }

  @Test
  void refusesTreesThatAreNone() {
    assertThatThrownBy(() -> new TokenTree(new int[] {1, 2}, new int[] {1, -1}))
        .hasMessage("node 0 has the parent 1, it must be before it");
    assertThatThrownBy(() -> new TokenTree(new int[] {1, 1}, new int[] {-1, -1}))
        .hasMessage("two nodes below -1 have the token 1");
    assertThatThrownBy(() -> TokenTree.of(List.of(new int[] {1}, new int[0]), new int[2]))
        .hasMessage("sequence 1 has no token");
  }

  /// Titles of which many begin alike and some are the beginning of others.
  private static List<int[]> titles(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    TreeSet<int[]> titles = new TreeSet<>(Arrays::compare);
    while (titles.size() < count) {
      int[] title = new int[1 + random.nextInt(5)];
      Arrays.setAll(title, i -> random.nextInt(i == 0 ? 6 : 3));
      titles.add(title);
    }
    return new ArrayList<>(titles);
  }

  @ParameterizedTest
  @EnumSource(Made.class)
  void equalsAPassForEachTitle(Made made) throws IOException {
    Decoder decoder = made.decoder();
    List<int[]> titles = titles(7, 60);
    int[] ends = new int[titles.size()];
    TokenTree whole = TokenTree.of(titles, ends);
    List<int[]> documents =
        List.of(Made.tokens(1, 25), Made.tokens(2, 12), new int[] {7}, Made.tokens(3, 19));
    int[][] prefixes = {{1, 25, 8, 13, 2, 24, 9}, {12, 3}, {1}, {10, 11}};
    try (FrozenWeights weights =
            Checkpoint.frozen(made.write(folder), made.config(), Made.context(Precision.FLOAT32));
        DocumentCache cache = DocumentCache.run(decoder, weights, documents)) {
      for (int d = 0; d < documents.size(); d++) {
        float[][] scores = new TreeScorer(whole).score(cache, d, prefixes[d]);
        // Blocks so small that most ancestors stand in several.
        float[][] again = new TreeScorer(whole, 0, 5).score(cache, d, prefixes[d]);
        for (int r = 0; r < prefixes[d].length; r++) {
          assertThat(again[r]).containsExactly(scores[r], within(1e-5f));
          double[] totals = whole.totals(scores[r]);
          int[] prefix = Arrays.copyOf(documents.get(d), prefixes[d][r]);
          for (int i = 0; i < titles.size(); i++) {
            assertThat(totals[ends[i]])
                .as("document %d, prefix %d, title %d", d, prefix.length, i)
                .isCloseTo(TitleLoop.score(decoder, weights, prefix, titles.get(i)), within(1e-5));
          }
        }
      }
    }
  }

  @Test
  void childrenOfEveryTokenSumToOne() throws IOException {
    Made made = Made.LLAMA;
    List<int[]> all = new ArrayList<>();
    for (int a = 0; a < Made.VOCABULARY; a++) {
      for (int b = 0; b < Made.VOCABULARY; b++) {
        all.add(new int[] {a, b});
      }
    }
    int[] ends = new int[all.size()];
    TokenTree tree = TokenTree.of(all, ends);
    try (FrozenWeights weights =
            Checkpoint.frozen(made.write(folder), made.config(), Made.context(Precision.FLOAT32));
        DocumentCache cache =
            DocumentCache.run(made.decoder(), weights, List.of(Made.tokens(9, 6)))) {
      double[] totals = tree.totals(new TreeScorer(tree).score(cache, 0, 6)[0]);
      double mass = Arrays.stream(ends).mapToDouble(e -> Math.exp(totals[e])).sum();
      assertThat(mass).isCloseTo(1, within(1e-5));
    }
  }

  @Test
  void branchesThatAreLeftOutAreWrongByLittle() throws IOException {
    Made made = Made.QWEN3;
    List<int[]> titles = titles(8, 50);
    int[] ends = new int[titles.size()];
    TokenTree tree = TokenTree.of(titles, ends);
    int[] prefixes = {3, 9, 15};
    try (FrozenWeights weights =
            Checkpoint.frozen(made.write(folder), made.config(), Made.context(Precision.FLOAT32));
        DocumentCache cache =
            DocumentCache.run(made.decoder(), weights, List.of(Made.tokens(9, 15)))) {
      float[][] exact = new TreeScorer(tree).score(cache, 0, prefixes);
      float[][] rough = new TreeScorer(tree, 0.02).score(cache, 0, prefixes);
      int differing = 0;
      for (int r = 0; r < prefixes.length; r++) {
        double[] one = tree.totals(exact[r]);
        double[] other = tree.totals(rough[r]);
        for (int end : ends) {
          assertThat(Math.exp(other[end])).isCloseTo(Math.exp(one[end]), within(0.02));
          differing += Math.abs(one[end] - other[end]) > 1e-4 ? 1 : 0;
        }
      }
      assertThat(differing).isBetween(1, 149);
    }
  }

  @Test
  void refusesPrefixesThatAreNone() throws IOException {
    Made made = Made.LLAMA;
    TokenTree tree = TokenTree.of(List.of(new int[] {1, 2, 3}), new int[1]);
    try (FrozenWeights weights =
            Checkpoint.frozen(made.write(folder), made.config(), Made.context(Precision.FLOAT32));
        DocumentCache cache =
            DocumentCache.run(made.decoder(), weights, List.of(Made.tokens(9, 64)))) {
      TreeScorer scorer = new TreeScorer(tree);
      assertThatThrownBy(() -> scorer.score(cache, 0, 65))
          .hasMessage("a prefix of 65 tokens of 64");
      assertThatThrownBy(() -> scorer.score(cache, 0, 64))
          .hasMessage("a document of 65 tokens or more, the model takes 64");
      assertThat(scorer.score(cache, 0, 62)).hasDimensions(1, 3);
    }
  }
}
