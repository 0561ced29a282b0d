package org.jobtrail.predict.language.decoder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jobtrail.predict.Device;
import org.jobtrail.predict.SafeTensors;
import org.jobtrail.predict.Tensor;
import org.jobtrail.predict.libtorch.Context;
import org.jobtrail.predict.libtorch.Precision;

/// Small made-up checkpoints, each written by hand as other programs write them.
enum Made {
  LLAMA(
      """
      {"architectures": ["LlamaForCausalLM"], "model_type": "llama", "vocab_size": 23,
       "hidden_size": 12, "num_hidden_layers": 2, "num_attention_heads": 4,
       "num_key_value_heads": 2, "head_dim": 6, "intermediate_size": 10,
       "max_position_embeddings": 64, "rms_norm_eps": 1e-05, "rope_theta": 500.0,
       "rope_scaling": {"rope_type": "llama3", "factor": 4.0, "low_freq_factor": 1.0,
         "high_freq_factor": 4.0, "original_max_position_embeddings": 16},
       "tie_word_embeddings": false, "hidden_act": "silu", "attention_bias": false}
      """),
  LLAMA_TIED(
      """
      {"architectures": ["LlamaForCausalLM"], "model_type": "llama", "vocab_size": 23,
       "hidden_size": 8, "num_hidden_layers": 2, "num_attention_heads": 2,
       "num_key_value_heads": 2, "head_dim": 4, "intermediate_size": 10,
       "max_position_embeddings": 64, "rms_norm_eps": 1e-06, "rope_theta": 10000.0,
       "rope_scaling": {"rope_type": "linear", "factor": 2.0}, "mlp_bias": true,
       "tie_word_embeddings": true, "hidden_act": "silu", "attention_bias": true}
      """),
  QWEN2(
      """
      {"architectures": ["Qwen2ForCausalLM"], "model_type": "qwen2", "vocab_size": 23,
       "hidden_size": 12, "num_hidden_layers": 2, "num_attention_heads": 3,
       "num_key_value_heads": 1, "head_dim": 4, "intermediate_size": 9,
       "max_position_embeddings": 64, "rms_norm_eps": 1e-06, "rope_theta": 1000000.0,
       "tie_word_embeddings": true, "hidden_act": "silu"}
      """),
  QWEN3(
      """
      {"architectures": ["Qwen3ForCausalLM"], "model_type": "qwen3", "vocab_size": 23,
       "hidden_size": 10, "num_hidden_layers": 2, "num_attention_heads": 4,
       "num_key_value_heads": 2, "head_dim": 8, "intermediate_size": 9,
       "max_position_embeddings": 64, "rms_norm_eps": 1e-06, "rope_theta": 1000.0,
       "tie_word_embeddings": false, "hidden_act": "silu", "attention_bias": false}
      """),
  GPT2(
      """
      {"architectures": ["GPT2LMHeadModel"], "model_type": "gpt2", "vocab_size": 23,
       "n_embd": 12, "n_layer": 2, "n_head": 3, "n_inner": 20, "n_positions": 64,
       "layer_norm_epsilon": 1e-05, "activation_function": "gelu_new",
       "tie_word_embeddings": true}
      """);

  static final int VOCABULARY = 23;

  private final String config;

  Made(String config) {
    this.config = config;
  }

  JsonNode json() {
    try {
      return new ObjectMapper().readTree(config);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  DecoderConfig config() {
    return ConfigJson.of(json());
  }

  Decoder decoder() {
    return new Decoder(config());
  }

  NaiveDecoder naive() {
    return new NaiveDecoder(json(), tensors());
  }

  /// A tensor for each name that such a checkpoint has, large enough that mistakes show.
  SortedMap<String, Tensor> tensors() {
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    JsonNode c = json();
    if (this == GPT2) {
      put(tensors, "transformer.wte.weight", 23, 12);
      put(tensors, "transformer.wpe.weight", 64, 12);
      for (int l = 0; l < 2; l++) {
        String name = "transformer.h." + l + ".";
        for (String norm : List.of("ln_1", "ln_2")) {
          put(tensors, name + norm + ".weight", 12);
          put(tensors, name + norm + ".bias", 12);
        }
        put(tensors, name + "attn.c_attn.weight", 12, 36);
        put(tensors, name + "attn.c_attn.bias", 36);
        put(tensors, name + "attn.c_proj.weight", 12, 12);
        put(tensors, name + "attn.c_proj.bias", 12);
        put(tensors, name + "mlp.c_fc.weight", 12, 20);
        put(tensors, name + "mlp.c_fc.bias", 20);
        put(tensors, name + "mlp.c_proj.weight", 20, 12);
        put(tensors, name + "mlp.c_proj.bias", 12);
      }
      put(tensors, "transformer.ln_f.weight", 12);
      put(tensors, "transformer.ln_f.bias", 12);
      return tensors;
    }
    int d = c.path("hidden_size").asInt();
    int size = c.path("head_dim").asInt();
    int q = c.path("num_attention_heads").asInt() * size;
    int kv = c.path("num_key_value_heads").asInt() * size;
    int h = c.path("intermediate_size").asInt();
    boolean bias = this == LLAMA_TIED;
    put(tensors, "model.embed_tokens.weight", 23, d);
    for (int l = 0; l < 2; l++) {
      String name = "model.layers." + l + ".";
      String attention = name + "self_attn.";
      put(tensors, name + "input_layernorm.weight", d);
      put(tensors, name + "post_attention_layernorm.weight", d);
      linear(tensors, attention + "q_proj", q, d, bias || this == QWEN2);
      linear(tensors, attention + "k_proj", kv, d, bias || this == QWEN2);
      linear(tensors, attention + "v_proj", kv, d, bias || this == QWEN2);
      linear(tensors, attention + "o_proj", d, q, bias);
      if (this == QWEN3) {
        put(tensors, attention + "q_norm.weight", size);
        put(tensors, attention + "k_norm.weight", size);
      }
      linear(tensors, name + "mlp.gate_proj", h, d, bias);
      linear(tensors, name + "mlp.up_proj", h, d, bias);
      linear(tensors, name + "mlp.down_proj", d, h, bias);
    }
    put(tensors, "model.norm.weight", d);
    if (!c.path("tie_word_embeddings").asBoolean()) {
      put(tensors, "lm_head.weight", 23, d);
    }
    return tensors;
  }

  private static void linear(
      SortedMap<String, Tensor> tensors, String name, int rows, int columns, boolean bias) {
    put(tensors, name + ".weight", rows, columns);
    if (bias) {
      put(tensors, name + ".bias", rows);
    }
  }

  private static void put(SortedMap<String, Tensor> tensors, String name, long... shape) {
    SplittableRandom random = new SplittableRandom(name.hashCode());
    float[] values = new float[(int) java.util.Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
    boolean norm = shape.length == 1 && name.endsWith("weight");
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((norm ? 1 : 0) + 0.4 * random.nextGaussian());
    }
    tensors.put(name, Tensor.of(values, shape));
  }

  /// The folder, as another program would have written it.
  Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("config.json"), config);
    SafeTensors.write(tensors(), folder.resolve("model.safetensors"));
    return folder;
  }

  static Context context(Precision precision) {
    return new Context(Device.CPU, precision, 1);
  }

  static int[] tokens(long seed, int length) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] tokens = new int[length];
    java.util.Arrays.setAll(tokens, _ -> random.nextInt(VOCABULARY));
    return tokens;
  }

  /// Of different lengths, some tokens of weight 0 and others of more than 1.
  static List<TokenDocument> documents(long seed, int count, int longest) {
    SplittableRandom random = new SplittableRandom(seed);
    List<TokenDocument> documents = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int[] tokens = tokens(random.nextLong(), 2 + random.nextInt(longest - 1));
      float[] weights = new float[tokens.length];
      for (int t = 0; t < weights.length; t++) {
        weights[t] = random.nextInt(3);
      }
      weights[1] = 1;
      documents.add(new TokenDocument(tokens, weights));
    }
    return documents;
  }
}
