package org.jobtrail.predict.language.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.jobtrail.predict.Tensor;
import org.jobtrail.predict.libtorch.Dropout;
import org.jobtrail.predict.libtorch.FrozenWeights;
import org.jobtrail.predict.libtorch.Parameters;
import org.jobtrail.predict.libtorch.Precision;
import org.jobtrail.predict.libtorch.Weights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DecoderTest {
  @TempDir Path folder;

  /// One layer of width 2 with one head; two tokens, `(3, 4)` and `(4, 3)`.
  ///
  /// Norms: `(3, 4) / √12.5`. Queries and keys are 0, so that every token looks at those before it
  /// and itself alike; values are the normed states and go out as they are. The feed-forward
  /// network's gate is 0, and so is what it adds.
  @Test
  void computesWhatOneDoesByHand() {
    DecoderConfig config = DecoderConfig.llama(2, 2, 1, 1, 1);
    TreeMap<String, Tensor> values = new TreeMap<>();
    values.put("embed.weight", Tensor.of(new double[] {3, 4, 4, 3}, 2, 2));
    values.put("layer.000.attention_norm.weight", Tensor.of(new double[] {1, 1}, 2));
    values.put(
        "layer.000.qkv.weight", Tensor.of(new double[] {0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1}, 6, 2));
    values.put("layer.000.attention_out.weight", Tensor.of(new double[] {1, 0, 0, 1}, 2, 2));
    values.put("layer.000.ffn_norm.weight", Tensor.of(new double[] {1, 1}, 2));
    values.put("layer.000.ffn_in.weight", Tensor.of(new double[] {0, 0, 1, 1}, 2, 2));
    values.put("layer.000.ffn_out.weight", Tensor.of(new double[] {1, 1}, 2, 1));
    values.put("norm.weight", Tensor.of(new double[] {1, 2}, 2));
    double root = Math.sqrt(12.5 + 1e-5);
    // After the second token: (4, 3) + ((3, 4) + (4, 3)) / 2 / √12.5.
    double a = 4 + 3.5 / root;
    double b = 3 + 3.5 / root;
    double by = Math.sqrt((a * a + b * b) / 2 + 1e-5);
    double first = (3 * a + 4 * 2 * b) / by;
    double second = (4 * a + 3 * 2 * b) / by;
    double expected = first - Math.log(Math.exp(first) + Math.exp(second));
    Decoder decoder = new Decoder(config);
    try (Parameters parameters = new Parameters(Made.context(Precision.FLOAT64), values);
        DocumentCache cache =
            DocumentCache.run(decoder, parameters, List.of(new int[] {0, 1, 0}))) {
      assertThat(cache.logProbabilities(0, new int[] {0, 1, 0})[2])
          .isCloseTo((float) expected, within(1e-6f));
    }
  }

  @ParameterizedTest
  @EnumSource(Made.class)
  void agreesWithPlainLoops(Made made) throws IOException {
    Decoder decoder = made.decoder();
    int[] tokens = Made.tokens(3, 40);
    double[][] expected = made.naive().logProbabilities(tokens);
    try (Parameters parameters =
        Checkpoint.trainable(made.write(folder), made.config(), Made.context(Precision.FLOAT64))) {
      float[] found = scores(decoder, parameters, tokens);
      for (int t = 1; t < tokens.length; t++) {
        assertThat((double) found[t]).isCloseTo(expected[t - 1][tokens[t]], within(1e-5));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Made.class)
  void agreesAmongPrecisions(Made made) throws IOException {
    Decoder decoder = made.decoder();
    int[] tokens = Made.tokens(4, 30);
    made.write(folder);
    try (FrozenWeights exact =
            Checkpoint.frozen(folder, made.config(), Made.context(Precision.FLOAT64));
        FrozenWeights single =
            Checkpoint.frozen(folder, made.config(), Made.context(Precision.FLOAT32));
        FrozenWeights half =
            Checkpoint.frozen(folder, made.config(), Made.context(Precision.BFLOAT16))) {
      float[] expected = scores(decoder, exact, tokens);
      assertThat(scores(decoder, single, tokens)).containsExactly(expected, within(2e-5f));
      // Eight bits of mantissa, logits up to ten.
      assertThat(scores(decoder, half, tokens)).containsExactly(expected, within(0.35f));
    }
  }

  private static float[] scores(Decoder decoder, Weights weights, int[] tokens) {
    try (DocumentCache cache = DocumentCache.run(decoder, weights, List.of(tokens))) {
      return cache.logProbabilities(0, tokens);
    }
  }

  @ParameterizedTest
  @EnumSource(Made.class)
  void scoresADocumentAlikeAloneAndBesideLongerOnes(Made made) throws IOException {
    Decoder decoder = made.decoder();
    List<int[]> documents =
        List.of(Made.tokens(1, 9), Made.tokens(2, 20), new int[] {5}, Made.tokens(3, 14));
    try (FrozenWeights weights =
            Checkpoint.frozen(made.write(folder), made.config(), Made.context(Precision.FLOAT32));
        DocumentCache together = DocumentCache.run(decoder, weights, documents)) {
      for (int i = 0; i < documents.size(); i++) {
        assertThat(together.logProbabilities(i, documents.get(i)))
            .containsExactly(scores(decoder, weights, documents.get(i)), within(2e-5f));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Made.class)
  void documentsOfOneRowDoNotSeeEachOther(Made made) throws IOException {
    List<TokenDocument> documents = Made.documents(11, 9, 15);
    TokenBatch padded = TokenBatch.padded(documents);
    TokenBatch packed = TokenBatch.packed(documents, 40);
    assertThat(padded.rows()).isEqualTo(9);
    assertThat(packed.rows()).isLessThan(6);
    try (Parameters parameters =
        Checkpoint.trainable(made.write(folder), made.config(), Made.context(Precision.FLOAT64))) {
      double[] one = lossAndGradient(made.decoder(), parameters, padded);
      double[] other = lossAndGradient(made.decoder(), parameters, packed);
      assertThat(other).containsExactly(one, within(1e-6));
    }
  }

  private static double[] lossAndGradient(
      Decoder decoder, Parameters parameters, TokenBatch batch) {
    parameters.gradient().zero_();
    try (PointerScope _ = new PointerScope()) {
      var loss = decoder.loss(parameters, batch, Dropout.NONE, batch.weight(), 0.1);
      loss.backward();
      float[] gradient = Parameters.floats(parameters.gradient());
      double[] all = new double[gradient.length + 1];
      all[0] = loss.item_double();
      for (int i = 0; i < gradient.length; i++) {
        all[i + 1] = gradient[i];
      }
      return all;
    }
  }

  @Test
  void weighsTokensAndSpreadsTheTargets() throws IOException {
    Made made = Made.QWEN2;
    TokenDocument document = new TokenDocument(new int[] {1, 2, 3, 4}, new float[] {9, 0, 2, 0.5f});
    double[][] logs = made.naive().logProbabilities(1, 2, 3, 4);
    double smoothed = 0;
    double[] weights = {0, 0, 2, 0.5};
    for (int t = 2; t < 4; t++) {
      double mean = java.util.Arrays.stream(logs[t - 1]).average().orElseThrow();
      smoothed -= weights[t] * (0.9 * logs[t - 1][t + 1] + 0.1 * mean);
    }
    try (Parameters parameters =
            Checkpoint.trainable(
                made.write(folder), made.config(), Made.context(Precision.FLOAT64));
        PointerScope _ = new PointerScope();
        NoGradGuard _ = new NoGradGuard()) {
      TokenBatch batch = TokenBatch.padded(List.of(document));
      assertThat(batch.weight()).isEqualTo(2.5);
      double loss =
          made.decoder().loss(parameters, batch, Dropout.NONE, batch.weight(), 0.1).item_double();
      assertThat(loss).isCloseTo(smoothed / 2.5, within(1e-6));
    }
  }

  @Test
  void refusesTokensOfAnotherTokenizerAndTooLongDocuments() throws IOException {
    Made made = Made.LLAMA;
    made.write(folder);
    try (FrozenWeights weights =
        Checkpoint.frozen(folder, made.config(), Made.context(Precision.FLOAT32))) {
      assertThatThrownBy(
              () -> DocumentCache.run(made.decoder(), weights, List.of(new int[] {1, 23})))
          .hasMessage("token 23 of a vocabulary of 23: the tokenizer is of another model");
      assertThatThrownBy(() -> DocumentCache.run(made.decoder(), weights, List.of(new int[65])))
          .hasMessage("a document of 65 tokens, the model takes 1 to 64");
    }
  }
}
