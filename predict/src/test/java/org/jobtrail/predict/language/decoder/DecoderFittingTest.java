package org.jobtrail.predict.language.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.bytedeco.javacpp.PointerScope;
import org.jobtrail.predict.Device;
import org.jobtrail.predict.Tensor;
import org.jobtrail.predict.TrainingRun;
import org.jobtrail.predict.libtorch.Dropout;
import org.jobtrail.predict.libtorch.Parameters;
import org.jobtrail.predict.libtorch.Precision;
import org.jobtrail.provenance.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecoderFittingTest {
  @TempDir Path folder;

  private static final DecoderFitting PLAIN =
      new DecoderFitting(
          100,
          1,
          1e-2,
          0.1,
          Schedule.COSINE,
          3,
          0.1,
          0.98,
          1,
          3,
          Integer.MAX_VALUE,
          0,
          9,
          0,
          0,
          0,
          false);

  private static DecoderFitting with(double dropout, int packed, boolean checkpointing) {
    return new DecoderFitting(
        100,
        2,
        1e-2,
        0.1,
        Schedule.COSINE,
        3,
        0.1,
        0.98,
        1,
        3,
        Integer.MAX_VALUE,
        4,
        9,
        dropout,
        0.1,
        packed,
        checkpointing);
  }

  @ParameterizedTest
  @EnumSource(Made.class)
  void gradientIsTheSlopeOfTheLoss(Made made) throws IOException {
    Decoder decoder = made.decoder();
    TokenBatch batch = TokenBatch.padded(Made.documents(5, 4, 9));
    SplittableRandom random = new SplittableRandom(3);
    try (Parameters parameters =
        Checkpoint.trainable(made.write(folder), made.config(), Made.context(Precision.FLOAT64))) {
      PLAIN.gradient(decoder, parameters, parameters, List.of(batch), batch.weight(), Dropout.NONE);
      float[] gradient = Parameters.floats(parameters.gradient());
      TreeMap<String, Tensor> saved = new TreeMap<>(parameters.saved());
      int offset = 0;
      for (var entry : saved.entrySet()) {
        double[] values = entry.getValue().doubles();
        for (int draw = 0; draw < 2; draw++) {
          int at = random.nextInt(values.length);
          double slope =
              (moved(decoder, saved, entry.getKey(), at, 1e-4, batch)
                      - moved(decoder, saved, entry.getKey(), at, -1e-4, batch))
                  / 2e-4;
          assertThat((double) gradient[offset + at])
              .as(entry.getKey() + " " + at)
              .isCloseTo(slope, within(2e-6 + 1e-4 * Math.abs(slope)));
        }
        offset += values.length;
      }
    }
  }

  private static double moved(
      Decoder decoder,
      TreeMap<String, Tensor> saved,
      String name,
      int at,
      double by,
      TokenBatch batch) {
    TreeMap<String, Tensor> changed = new TreeMap<>(saved);
    double[] values = saved.get(name).doubles();
    values[at] += by;
    long[] shape = saved.get(name).shape().stream().mapToLong(Long::longValue).toArray();
    changed.put(name, Tensor.of(values, shape));
    try (PointerScope _ = new PointerScope();
        Parameters parameters = new Parameters(Made.context(Precision.FLOAT64), changed)) {
      return decoder.loss(parameters, batch, Dropout.NONE, batch.weight(), 0).item_double();
    }
  }

  @ParameterizedTest
  @EnumSource(Made.class)
  void layersRunAgainGiveTheSameGradient(Made made) throws IOException {
    List<TokenBatch> batches =
        List.of(
            TokenBatch.padded(Made.documents(5, 4, 9)),
            TokenBatch.packed(Made.documents(6, 4, 9), 20));
    double weight = DecoderFitting.weight(batches);
    var context = Made.context(Precision.FLOAT64);
    try (Parameters parameters = Checkpoint.trainable(made.write(folder), made.config(), context);
        Dropout dropout = Dropout.of(0.2, 1, 2000, context)) {
      dropout.step(1, 7);
      double loss =
          with(0, 0, false)
              .gradient(made.decoder(), parameters, parameters, batches, weight, dropout);
      float[] plain = Parameters.floats(parameters.gradient());
      dropout.step(1, 7);
      double again =
          with(0, 0, true)
              .gradient(made.decoder(), parameters, parameters, batches, weight, dropout);
      assertThat(again).isCloseTo(loss, within(1e-12));
      assertThat(Parameters.floats(parameters.gradient())).containsExactly(plain, within(1e-7f));
    }
  }

  /// Rows shorter than a document would make batches of any size.
  @Test
  void noBatchIsGreaterThanWasPlanned() {
    List<TokenDocument> documents = new ArrayList<>(Made.documents(8, 40, 10));
    documents.addAll(Made.documents(9, 5, 30));
    for (int packed : new int[] {0, 1, 5, 29, 64}) {
      Batches batches = new Batches(documents, 50, packed, 1, 1);
      int tokens = 0;
      for (List<TokenBatch> step : batches.steps(0)) {
        for (TokenBatch batch : step) {
          tokens += batch.rows() * batch.length();
          assertThat(batch.rows() * batch.length()).isBetween(1, batches.mostTokens());
        }
      }
      assertThat(tokens)
          .isGreaterThanOrEqualTo(documents.stream().mapToInt(TokenDocument::size).sum());
    }
  }

  @Test
  void batchesAddUpToALargeOne() throws IOException {
    Made made = Made.LLAMA;
    List<TokenDocument> documents = Made.documents(8, 12, 10);
    List<TokenBatch> parts = new ArrayList<>();
    for (int i = 0; i < 12; i += 3) {
      parts.add(TokenBatch.padded(documents.subList(i, i + 3)));
    }
    double weight = DecoderFitting.weight(parts);
    try (Parameters parameters =
        Checkpoint.trainable(made.write(folder), made.config(), Made.context(Precision.FLOAT64))) {
      double one =
          PLAIN.gradient(
              made.decoder(),
              parameters,
              parameters,
              List.of(TokenBatch.padded(documents)),
              weight,
              Dropout.NONE);
      float[] whole = Parameters.floats(parameters.gradient());
      double sum =
          PLAIN.gradient(made.decoder(), parameters, parameters, parts, weight, Dropout.NONE);
      assertThat(sum).isCloseTo(one, within(1e-12));
      assertThat(Parameters.floats(parameters.gradient())).containsExactly(whole, within(1e-7f));
    }
  }

  /// A batch of 4 targets and one of 15: a target of either counts the same.
  @Test
  void theMeanStepOfAnEpochIsThatOfTheMeanLoss() throws IOException {
    Made made = Made.LLAMA;
    TokenDocument brief = TokenDocument.of(1, 2, 3, 4, 5);
    TokenDocument lengthy = Made.documents(8, 1, 16).getFirst();
    List<TokenBatch> steps =
        List.of(TokenBatch.padded(List.of(brief)), TokenBatch.padded(List.of(lengthy)));
    double mean = DecoderFitting.weight(steps) / 2;
    try (Parameters parameters =
        Checkpoint.trainable(made.write(folder), made.config(), Made.context(Precision.FLOAT64))) {
      double[] losses = new double[2];
      float[] sum = new float[Math.toIntExact(parameters.gradient().numel())];
      for (int i = 0; i < 2; i++) {
        losses[i] =
            PLAIN.gradient(
                made.decoder(),
                parameters,
                parameters,
                steps.subList(i, i + 1),
                mean,
                Dropout.NONE);
        float[] own = Parameters.floats(parameters.gradient());
        for (int j = 0; j < sum.length; j++) {
          sum[j] += own[j] / 2;
        }
      }
      double whole =
          PLAIN.gradient(made.decoder(), parameters, parameters, steps, 2 * mean, Dropout.NONE);
      assertThat((losses[0] + losses[1]) / 2).isCloseTo(whole, within(1e-12));
      assertThat(whole)
          .isCloseTo(
              DecoderFitting.loss(made.decoder(), parameters, List.of(brief, lengthy), 100),
              within(1e-12));
      assertThat(sum).containsExactly(Parameters.floats(parameters.gradient()), within(1e-6f));
    }
  }

  @Test
  void learnsWhatFollowsWhat() throws IOException {
    // Token t is followed by t + 1 or, at random, by t + 2.
    SplittableRandom random = new SplittableRandom(1);
    List<TokenDocument> documents = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      int[] tokens = new int[16];
      tokens[0] = random.nextInt(20);
      for (int t = 1; t < 16; t++) {
        tokens[t] = (tokens[t - 1] + 1 + random.nextInt(2)) % 20;
      }
      documents.add(TokenDocument.of(tokens));
    }
    Decoder decoder = new Decoder(DecoderConfig.llama(20, 16, 1, 2, 24));
    DecoderFitting fitting =
        new DecoderFitting(
            128,
            1,
            1e-2,
            0.1,
            Schedule.LINEAR,
            10,
            0.01,
            0.98,
            1,
            40,
            Integer.MAX_VALUE,
            0,
            5,
            0,
            0,
            0,
            false);
    List<TokenDocument> valid = documents.subList(100, 120);
    try (Parameters parameters =
        Parameters.draw(Made.context(Precision.FLOAT32), decoder.starts(), 1)) {
      double best =
          fitting.fit(
              decoder,
              parameters,
              parameters,
              documents.subList(0, 100),
              w -> DecoderFitting.loss(decoder, w, valid, 1000),
              run(folder, 1),
              "");
      assertThat(best).isCloseTo(Math.log(2), within(0.12));
      assertThat(DecoderFitting.loss(decoder, parameters, valid, 30)).isCloseTo(best, within(1e-5));
    }
  }

  private static TrainingRun run(Path work, long seed) {
    return new TrainingRun(seed, 1, Device.CPU, work, Optional.empty(), Progress.NONE);
  }

  private float[] fitted(DecoderFitting fitting, Path work, long seed, int killAfter) {
    Decoder decoder = Made.LLAMA.decoder();
    List<TokenDocument> documents = Made.documents(8, 60, 10);
    int[] validations = {0};
    try (Parameters parameters =
        Parameters.draw(Made.context(Precision.FLOAT32), decoder.starts(), 1)) {
      fitting.fit(
          decoder,
          parameters,
          parameters,
          documents,
          w -> {
            if (++validations[0] == killAfter) {
              throw new IllegalStateException("killed");
            }
            return DecoderFitting.loss(decoder, w, documents, 1000);
          },
          run(work, seed),
          "");
      return parameters.values();
    } catch (IllegalStateException _) {
      return new float[0];
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void goesOnAfterAKillToTheSameBytes(int killed) {
    DecoderFitting fitting = with(0.1, killed % 2 * 30, killed == 3);
    float[] whole = fitted(fitting, folder.resolve("whole"), 1, 0);
    assertThat(fitted(fitting, folder.resolve("killed"), 1, killed)).isEmpty();
    assertThat(fitted(fitting, folder.resolve("killed"), 1, 0)).isEqualTo(whole);
    assertThat(fitted(fitting, folder.resolve("other"), 2, 0)).isNotEqualTo(whole);
  }

  @Test
  void keepsTheBestAndStopsWithoutGain() throws IOException {
    Decoder decoder = Made.LLAMA.decoder();
    double[] measures = {3, 1, 2, 4, 0};
    List<float[]> seen = new ArrayList<>();
    DecoderFitting fitting =
        new DecoderFitting(
            100,
            1,
            1e-2,
            0.1,
            Schedule.CONSTANT,
            3,
            0,
            0.98,
            1,
            9,
            Integer.MAX_VALUE,
            1,
            2,
            0,
            0,
            0,
            false);
    try (Parameters parameters =
        Parameters.draw(Made.context(Precision.FLOAT32), decoder.starts(), 1)) {
      double best =
          fitting.fit(
              decoder,
              parameters,
              parameters,
              Made.documents(8, 60, 10),
              _ -> {
                seen.add(parameters.values());
                return measures[seen.size() - 1];
              },
              run(folder, 1),
              "");
      assertThat(best).isEqualTo(1);
      assertThat(seen).hasSize(4);
      assertThat(parameters.values()).isEqualTo(seen.get(1));
    }
  }

  @Test
  void refusesDocumentsWithoutATarget() {
    Decoder decoder = Made.LLAMA.decoder();
    try (Parameters parameters =
        Parameters.draw(Made.context(Precision.FLOAT32), decoder.starts(), 1)) {
      assertThatThrownBy(
              () ->
                  PLAIN.fit(
                      decoder,
                      parameters,
                      parameters,
                      List.of(TokenDocument.unscored(1, 2)),
                      _ -> 0,
                      run(folder, 1),
                      ""))
          .hasMessage("no token of 1 documents counts");
    }
  }

  @Test
  void ratesRiseAndFall() {
    assertThat(Schedule.COSINE.factor(5, 110, 10, 0.1)).isEqualTo(0.5);
    assertThat(Schedule.COSINE.factor(10, 110, 10, 0.1)).isEqualTo(1);
    assertThat(Schedule.COSINE.factor(60, 110, 10, 0.1)).isCloseTo(0.55, within(1e-12));
    assertThat(Schedule.COSINE.factor(110, 110, 10, 0.1)).isCloseTo(0.1, within(1e-12));
    assertThat(Schedule.LINEAR.factor(35, 110, 10, 0.2)).isCloseTo(0.8, within(1e-12));
    assertThat(Schedule.LINEAR.factor(500, 110, 10, 0.2)).isCloseTo(0.2, within(1e-12));
    assertThat(Schedule.CONSTANT.factor(60, 110, 10, 0.2)).isEqualTo(1);
  }
}
