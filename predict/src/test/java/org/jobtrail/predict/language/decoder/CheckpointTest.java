package org.jobtrail.predict.language.decoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.jobtrail.predict.SafeTensors;
import org.jobtrail.predict.Tensor;
import org.jobtrail.predict.libtorch.FrozenWeights;
import org.jobtrail.predict.libtorch.Parameters;
import org.jobtrail.predict.libtorch.Precision;
import org.jobtrail.predict.libtorch.SafeTensorsWriter;
import org.jobtrail.provenance.JobtrailException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
  @TempDir Path folder;

  private static final ObjectNode MORE =
      new ObjectMapper().createObjectNode().put("bos_token_id", 1);

  @ParameterizedTest
  @EnumSource(Made.class)
  void writesTheTensorsThatItRead(Made made) throws IOException {
    made.write(folder);
    try (Parameters parameters =
        Checkpoint.trainable(folder, made.config(), Made.context(Precision.FLOAT32))) {
      Path out = folder.resolve("out");
      Checkpoint.write(out, made.config(), parameters, SafeTensorsWriter.Type.F32, MORE);
      assertThat(ConfigJson.read(out)).isEqualTo(made.config());
      assertThat(Files.readString(out.resolve("config.json"))).contains("\"bos_token_id\" : 1");
      SortedMap<String, Tensor> written = SafeTensors.read(out.resolve("model.safetensors"));
      SortedMap<String, Tensor> expected = made.tensors();
      assertThat(written.keySet()).isEqualTo(expected.keySet());
      written.forEach(
          (name, tensor) -> {
            assertThat(tensor.shape()).isEqualTo(expected.get(name).shape());
            assertThat(tensor.floats()).isEqualTo(expected.get(name).floats());
          });
    }
  }

  @ParameterizedTest
  @EnumSource(SafeTensorsWriter.Type.class)
  void savesTheSameBytesThatItLoaded(SafeTensorsWriter.Type type) throws IOException {
    for (Made made : Made.values()) {
      Path first = folder.resolve(made + "-1");
      Path second = folder.resolve(made + "-2");
      Precision precision =
          type == SafeTensorsWriter.Type.F32 ? Precision.FLOAT32 : Precision.BFLOAT16;
      Path source = made.write(folder.resolve(made + "-0"));
      try (Parameters parameters =
          Checkpoint.trainable(source, made.config(), Made.context(Precision.FLOAT32))) {
        Checkpoint.write(first, made.config(), parameters, type, MORE, 1500);
      }
      try (FrozenWeights weights =
          Checkpoint.frozen(first, ConfigJson.read(first), Made.context(precision))) {
        Checkpoint.write(second, made.config(), weights, type, MORE, 1500);
      }
      List<String> names;
      try (var files = Files.list(first)) {
        names = files.map(f -> f.getFileName().toString()).sorted().toList();
      }
      assertThat(names).contains("model.safetensors.index.json", "config.json");
      assertThat(names.size()).isGreaterThan(3);
      for (String name : names) {
        assertThat(second.resolve(name)).hasSameBinaryContentAs(first.resolve(name));
      }
    }
  }

  @Test
  void readsNamesWithoutThePrefix() throws IOException {
    Made made = Made.GPT2;
    made.write(folder);
    SortedMap<String, Tensor> shorter = new java.util.TreeMap<>();
    made.tensors().forEach((name, t) -> shorter.put(name.replace("transformer.", ""), t));
    shorter.put("h.0.attn.bias", Tensor.of(new long[] {1}, 1));
    try (Parameters whole =
        Checkpoint.trainable(folder, made.config(), Made.context(Precision.FLOAT32))) {
      SafeTensors.write(shorter, folder.resolve("model.safetensors"));
      try (Parameters found =
          Checkpoint.trainable(folder, made.config(), Made.context(Precision.FLOAT32))) {
        assertThat(found.values()).isEqualTo(whole.values());
      }
    }
  }

  @Test
  void namesATensorThatIsMissingOrHasAnotherShape() throws IOException {
    Made made = Made.LLAMA;
    made.write(folder);
    SortedMap<String, Tensor> tensors = made.tensors();
    tensors.put("model.layers.1.mlp.up_proj.weight", Tensor.of(new float[12], 6, 2));
    SafeTensors.write(tensors, folder.resolve("model.safetensors"));
    refuses(
        made,
        folder
            + ": tensor model.layers.1.mlp.up_proj.weight has the shape [6, 2], config.json asks for"
            + " [10, 12]; get the model again");
    tensors.remove("model.layers.1.mlp.up_proj.weight");
    SafeTensors.write(tensors, folder.resolve("model.safetensors"));
    refuses(
        made,
        folder
            + ": no tensor model.layers.1.mlp.up_proj.weight, which config.json asks for with the"
            + " shape [10, 12]; get the model again");
    Files.delete(folder.resolve("model.safetensors"));
    refuses(
        made,
        folder
            + ": no model.safetensors there, nor model.safetensors.index.json; get the model again");
    Files.writeString(
        folder.resolve("model.safetensors.index.json"),
        "{\"weight_map\": {\"a\": \"model-00001-of-00001.safetensors\"}}");
    refuses(
        made,
        folder.resolve("model.safetensors.index.json")
            + ": names the file model-00001-of-00001.safetensors, which is not there; get the model"
            + " again");
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void refusesWhatIsNoFiniteNumber(float number) throws IOException {
    Made made = Made.LLAMA;
    made.write(folder);
    SortedMap<String, Tensor> tensors = made.tensors();
    String name = "model.layers.1.mlp.up_proj.weight";
    float[] values = tensors.get(name).floats().clone();
    values[values.length / 2] = number;
    tensors.put(name, Tensor.of(values, 10, 12));
    SafeTensors.write(tensors, folder.resolve("model.safetensors"));
    refuses(
        made, folder + ": tensor " + name + " holds what is no finite number; get the model again");
    assertThatThrownBy(
            () ->
                CheckpointTensors.parameters(
                    made.config(), tensors, Made.context(Precision.FLOAT32)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("tensor " + name + " holds what is no finite number, " + number);
  }

  private void refuses(Made made, String message) {
    assertThatThrownBy(
            () -> Checkpoint.frozen(folder, made.config(), Made.context(Precision.FLOAT32)))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessage(message);
    assertThatThrownBy(
            () -> Checkpoint.trainable(folder, made.config(), Made.context(Precision.FLOAT32)))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 30, 500})
  void refusesFilesThatAreCutShort(int bytes) throws IOException {
    Made made = Made.LLAMA;
    made.write(folder);
    Path file = folder.resolve("model.safetensors");
    byte[] all = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(all, bytes));
    assertThatThrownBy(
            () -> Checkpoint.frozen(folder, made.config(), Made.context(Precision.FLOAT32)))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageStartingWith(file + ": no safetensors file that can be read: ");
  }

  @Test
  void refusesConfigurationsThatItDoesNotKnow() throws IOException {
    Made.LLAMA.write(folder);
    Path file = folder.resolve("config.json");
    String good = Files.readString(file);
    String start = file + ": can't be used: ";
    String end = "; take a model of a known kind";
    config(
        good.replace("LlamaForCausalLM", "FalconForCausalLM"),
        start
            + "it is of the architecture \"FalconForCausalLM\", known: LlamaForCausalLM,"
            + " Qwen2ForCausalLM, Qwen3ForCausalLM, GPT2LMHeadModel"
            + end);
    config(
        good.replace("\"hidden_size\": 12,", ""),
        start + "it needs a whole number hidden_size and has none" + end);
    config(
        good.replace("\"hidden_size\": 12", "\"hidden_size\": 1.5"),
        start + "it needs a whole number hidden_size, found 1.5" + end);
    config(
        good.replace("\"llama3\"", "\"yarn\""),
        start + "its rope_scaling is of type \"yarn\", known: default, linear, llama3" + end);
    config(
        good.replace("\"silu\"", "\"relu\""),
        start + "its hidden_act is \"relu\", known: silu" + end);
    config(
        good.replace("\"num_key_value_heads\": 2", "\"num_key_value_heads\": 3"),
        start + "4 heads can't be shared among 3 key heads" + end);
    config(
        good.replaceFirst("\"num_hidden_layers\": *[0-9]+", "\"num_hidden_layers\": 1000000000"),
        start + "1000000000 layers are more than any decoder has; 1000 at most" + end);
    config(
        good.replaceFirst("\"rope_scaling\": *\\{[^}]*}", "\"rope_scaling\": \"x\""),
        start + "its rope_scaling is no object, found \"x\"" + end);
    config("{", file + ": is not JSON; get the model again");
    Files.delete(file);
    assertThatThrownBy(() -> ConfigJson.read(folder))
        .hasMessage(folder + ": no config.json there; a model's folder has one beside its tensors");
  }

  private void config(String text, String message) throws IOException {
    Files.writeString(folder.resolve("config.json"), text);
    assertThatThrownBy(() -> ConfigJson.read(folder))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessage(message);
  }

  @Test
  void presetsHaveTheSizesTheySay() {
    assertThat(parameters("tiny")).isBetween(0.85e6, 1.2e6);
    assertThat(parameters("small")).isBetween(5.5e6, 6.5e6);
    assertThat(parameters("base")).isBetween(27e6, 33e6);
    assertThatThrownBy(() -> DecoderConfig.preset("huge", 2000))
        .hasMessage("unknown preset \"huge\", known: tiny, small, base");
  }

  private static double parameters(String preset) {
    return new Decoder(DecoderConfig.preset(preset, 2000))
        .starts().values().stream().mapToLong(Parameters.Start::size).sum();
  }
}
