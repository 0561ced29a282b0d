package org.jobtrail.predict.language.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import org.jobtrail.predict.Device;
import org.jobtrail.predict.SafeTensors;
import org.jobtrail.predict.Tensor;
import org.jobtrail.predict.TrainingRun;
import org.jobtrail.predict.libtorch.Context;
import org.jobtrail.predict.libtorch.Dropout;
import org.jobtrail.predict.libtorch.FrozenWeights;
import org.jobtrail.predict.libtorch.Parameters;
import org.jobtrail.predict.libtorch.Precision;
import org.jobtrail.predict.libtorch.Weights;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LoraTest {
  @TempDir Path folder;

  private static Lora lora(Made made) {
    return switch (made) {
      case LLAMA -> new Lora(2, 6, List.of("q_proj", "v_proj", "down_proj"));
      case QWEN3 -> new Lora(2, 6, List.of("k_proj", "up_proj"));
      default -> Lora.everywhere(3, 6, made.config());
    };
  }

  /// With `B` other than 0.
  private static Parameters moved(Made made, Context context) {
    Parameters adapters = Parameters.draw(context, lora(made).starts(made.config()), 3);
    float[] values = adapters.values();
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) (0.2 * random.nextGaussian());
    }
    adapters.set(values);
    return adapters;
  }

  private static float[] scores(Decoder decoder, Weights weights) {
    int[] tokens = Made.tokens(5, 20);
    try (DocumentCache cache = DocumentCache.run(decoder, weights, List.of(tokens))) {
      return cache.logProbabilities(0, tokens);
    }
  }

  @ParameterizedTest
  @EnumSource(Made.class)
  void mergedScoresAsUnmerged(Made made) throws IOException {
    Context context = Made.context(Precision.FLOAT64);
    made.write(folder);
    try (FrozenWeights base = Checkpoint.frozen(folder, made.config(), context);
        Parameters fresh = Parameters.draw(context, lora(made).starts(made.config()), 3);
        Parameters adapters = moved(made, context)) {
      float[] before = scores(made.decoder(), base);
      assertThat(scores(made.decoder(), new AdaptedWeights(base, lora(made), made.config(), fresh)))
          .isEqualTo(before);
      AdaptedWeights adapted = new AdaptedWeights(base, lora(made), made.config(), adapters);
      float[] unmerged = scores(made.decoder(), adapted);
      assertThat(unmerged).isNotEqualTo(before);
      assertThat(scores(made.decoder(), adapted.merge())).containsExactly(unmerged, within(1e-5f));
    }
  }

  /// `W + alpha / rank · B A`, reckoned on the checkpoint's tensors by their names.
  @ParameterizedTest
  @EnumSource(Made.class)
  void meansWhatPeftMeans(Made made) throws IOException {
    Context context = Made.context(Precision.FLOAT64);
    SortedMap<String, Tensor> tensors = made.tensors();
    try (FrozenWeights base = Checkpoint.frozen(made.write(folder), made.config(), context);
        Parameters adapters = moved(made, context)) {
      float[] found =
          scores(made.decoder(), new AdaptedWeights(base, lora(made), made.config(), adapters));
      SortedMap<String, Tensor> saved = adapters.saved();
      int changed = 0;
      for (String name : List.copyOf(tensors.keySet())) {
        String module = "base_model.model." + name.replaceFirst("\\.weight$", "");
        Tensor a = saved.get(module + ".lora_A.weight");
        Tensor b = saved.get(module + ".lora_B.weight");
        if (a != null && b != null) {
          tensors.put(name, sum(tensors.get(name), a, b, lora(made), made == Made.GPT2));
          changed++;
        }
      }
      assertThat(2 * changed).isEqualTo(saved.size());
      double[][] logs = new NaiveDecoder(made.json(), tensors).logProbabilities(Made.tokens(5, 20));
      for (int t = 1; t < 20; t++) {
        assertThat((double) found[t]).isCloseTo(logs[t - 1][Made.tokens(5, 20)[t]], within(2e-5));
      }
    }
  }

  private static Tensor sum(Tensor w, Tensor a, Tensor b, Lora lora, boolean turned) {
    double[] sum = w.doubles();
    int in = a.shape().get(1).intValue();
    int out = b.shape().get(0).intValue();
    for (int o = 0; o < out; o++) {
      for (int i = 0; i < in; i++) {
        double change = 0;
        for (int r = 0; r < lora.rank(); r++) {
          change += b.doubles()[o * lora.rank() + r] * a.doubles()[r * in + i];
        }
        sum[turned ? i * out + o : o * in + i] += lora.alpha() / lora.rank() * change;
      }
    }
    return Tensor.of(sum, w.shape().get(0), w.shape().get(1));
  }

  @Test
  void trainsTheAdaptersAlone() throws IOException {
    Made made = Made.QWEN2;
    Context context = Made.context(Precision.FLOAT32);
    Decoder decoder = made.decoder();
    List<TokenDocument> documents = Made.documents(3, 30, 10);
    DecoderFitting fitting =
        new DecoderFitting(
            64,
            1,
            1e-2,
            0.1,
            Schedule.COSINE,
            3,
            0,
            0.98,
            1,
            12,
            Integer.MAX_VALUE,
            0,
            12,
            0,
            0,
            0,
            false);
    made.write(folder);
    try (FrozenWeights base = Checkpoint.frozen(folder, made.config(), context);
        Parameters adapters = Parameters.draw(context, lora(made).starts(made.config()), 3)) {
      AdaptedWeights adapted = new AdaptedWeights(base, lora(made), made.config(), adapters);
      float[] embeddings = Parameters.floats(base.get("embed.weight"));
      double before = DecoderFitting.loss(decoder, adapted, documents, 1000);
      double best =
          fitting.fit(
              decoder,
              adapted,
              adapters,
              documents,
              w -> DecoderFitting.loss(decoder, w, documents, 1000),
              new TrainingRun(
                  1, 1, Device.CPU, folder.resolve("work"), Optional.empty(), Progress.NONE),
              "");
      assertThat(best).isLessThan(before - 0.1);
      assertThat(Parameters.floats(base.get("embed.weight"))).isEqualTo(embeddings);
      // Run again layer by layer, the gradient is the same.
      List<TokenBatch> batches = List.of(TokenBatch.padded(documents));
      double weight = DecoderFitting.weight(batches);
      fitting.gradient(decoder, adapted, adapters, batches, weight, Dropout.NONE);
      float[] plain = Parameters.floats(adapters.gradient());
      fitting
          .withCheckpointing(true)
          .gradient(decoder, adapted, adapters, batches, weight, Dropout.NONE);
      assertThat(Parameters.floats(adapters.gradient())).containsExactly(plain, within(1e-5f));
    }
  }

  @ParameterizedTest
  @EnumSource(Made.class)
  void savesTheSameBytesThatItLoaded(Made made) throws IOException {
    Context context = Made.context(Precision.FLOAT32);
    Path first = folder.resolve("1");
    Path second = folder.resolve("2");
    try (Parameters adapters = moved(made, context)) {
      AdapterFolder.write(first, lora(made), made.config(), adapters, "base");
    }
    Lora read = AdapterFolder.lora(first, made.config());
    assertThat(read.rank()).isEqualTo(lora(made).rank());
    assertThat(AdapterFolder.isAt(first)).isTrue();
    try (Parameters adapters = AdapterFolder.read(first, read, made.config(), context)) {
      AdapterFolder.write(second, read, made.config(), adapters, "base");
    }
    for (String name : List.of("adapter_config.json", "adapter_model.safetensors")) {
      assertThat(second.resolve(name)).hasSameBinaryContentAs(first.resolve(name));
    }
  }

  @Test
  void refusesAdaptersThatItDoesNotKnow() throws IOException {
    Made made = Made.LLAMA;
    Context context = Made.context(Precision.FLOAT32);
    try (Parameters adapters = moved(made, context)) {
      AdapterFolder.write(folder, lora(made), made.config(), adapters, "base");
    }
    Path config = folder.resolve("adapter_config.json");
    String good = Files.readString(config);
    String start = config + ": can't be used: ";
    String end = "; take plain LoRA adapters";
    refuses(good.replace("LORA", "IA3"), start + "its peft_type is \"IA3\", known: LORA" + end);
    refuses(
        good.replace("\"use_dora\" : false", "\"use_dora\" : true"),
        start + "it has use_dora, which is not known here" + end);
    refuses(
        good.replace("\"down_proj\"", "\"c_attn\""),
        start
            + "no matrix is called \"c_attn\", known: down_proj, gate_proj, k_proj, o_proj, q_proj,"
            + " up_proj, v_proj"
            + end);
    Files.writeString(config, good);
    Path file = folder.resolve("adapter_model.safetensors");
    SortedMap<String, Tensor> tensors = SafeTensors.read(file);
    String name = "base_model.model.model.layers.1.self_attn.v_proj.lora_B.weight";
    tensors.put(name, Tensor.of(new float[6], 3, 2));
    SafeTensors.write(tensors, file);
    refusesTensors(
        made,
        context,
        file
            + ": tensor "
            + name
            + " has the shape [3, 2], expected [12, 2]; are these adapters of another model?");
    tensors.remove(name);
    SafeTensors.write(tensors, file);
    refusesTensors(
        made,
        context,
        file
            + ": tensor "
            + name
            + " is missing, expected with the shape [12, 2]; are these adapters of another model?");
  }

  private void refuses(String text, String message) throws IOException {
    Files.writeString(folder.resolve("adapter_config.json"), text);
    assertThatThrownBy(() -> AdapterFolder.lora(folder, Made.LLAMA.config()))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessage(message);
  }

  private void refusesTensors(Made made, Context context, String message) {
    assertThatThrownBy(() -> AdapterFolder.read(folder, lora(made), made.config(), context))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessage(message);
  }
}
