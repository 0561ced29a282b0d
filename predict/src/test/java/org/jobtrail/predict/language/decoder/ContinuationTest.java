package org.jobtrail.predict.language.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jobtrail.predict.libtorch.FrozenWeights;
import org.jobtrail.predict.libtorch.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContinuationTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(Made.class)
  void writesOnAsIfTheWholeWentThroughAnew(Made made) throws IOException {
    Decoder decoder = made.decoder();
    List<int[]> documents = List.of(Made.tokens(1, 12), Made.tokens(2, 5), Made.tokens(3, 9));
    int[] of = {0, 2, 1, 0};
    int[] prefixes = {12, 4, 5, 3};
    int[][] added = {Made.tokens(4, 4), Made.tokens(5, 4), Made.tokens(6, 4)};
    try (FrozenWeights weights =
            Checkpoint.frozen(made.write(folder), made.config(), Made.context(Precision.FLOAT64));
        DocumentCache cache = DocumentCache.run(decoder, weights, documents);
        Continuation continuation = Continuation.of(cache, of, prefixes)) {
      for (int step = 0; ; step++) {
        float[][] found = continuation.logProbabilities();
        for (int r = 0; r < of.length; r++) {
          int[] text = Arrays.copyOf(documents.get(of[r]), prefixes[r] + step);
          for (int s = 0; s < step; s++) {
            text[prefixes[r] + s] = added[s][r];
          }
          double[] expected = made.naive().logProbabilities(text)[text.length - 1];
          for (int v = 0; v < expected.length; v++) {
            assertThat((double) found[r][v]).isCloseTo(expected[v], within(1e-5));
          }
        }
        if (step == added.length) {
          break;
        }
        continuation.append(added[step]);
      }
    }
  }

  @Test
  void refusesToWriteBeyondThePositions() throws IOException {
    Made made = Made.GPT2;
    try (FrozenWeights weights =
            Checkpoint.frozen(made.write(folder), made.config(), Made.context(Precision.FLOAT32));
        DocumentCache cache =
            DocumentCache.run(made.decoder(), weights, List.of(Made.tokens(1, 63)));
        Continuation continuation = Continuation.of(cache, new int[] {0}, new int[] {63})) {
      continuation.append(1);
      assertThatThrownBy(() -> continuation.append(2))
          .hasMessage("a document of 65 tokens or more, the model takes 64");
      assertThatThrownBy(() -> continuation.append(1, 2))
          .hasMessage("a token for each of 1 rows, found 2");
    }
  }
}
