package org.jobtrail.predict.language.decoder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jobtrail.provenance.JobtrailException;

/// A decoder's shape in Hugging Face's `config.json`.
public final class ConfigJson {
  public static final String FILE = "config.json";

  private static final ObjectMapper JSON = new ObjectMapper();

  private ConfigJson() {}

  /// @throws JobtrailException.Usage if there is no such file, it is of an architecture that isn't
  ///     known here, or lacks something
  public static DecoderConfig read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw new JobtrailException.Usage(
          folder + ": no " + FILE + " there; a model's folder has one beside its tensors");
    }
    try {
      return of(JSON.readTree(Files.readString(file)));
    } catch (JsonProcessingException | java.nio.charset.CharacterCodingException e) {
      throw new JobtrailException.Usage(file + ": is not JSON; get the model again", e);
    } catch (IllegalArgumentException e) {
      throw new JobtrailException.Usage(
          file + ": can't be used: " + e.getMessage() + "; take a model of a known kind", e);
    }
  }

  /// @throws IllegalArgumentException if it can't be used, saying why
  public static DecoderConfig of(JsonNode json) {
    return switch (architecture(json)) {
      case GPT2 -> gpt2(json);
      case LLAMA -> llama(json, Architecture.LLAMA);
      case QWEN2 -> llama(json, Architecture.QWEN2);
      case QWEN3 -> llama(json, Architecture.QWEN3);
    };
  }

  private static Architecture architecture(JsonNode json) {
    String named = json.path("architectures").path(0).asText("");
    String type = json.path("model_type").asText("");
    for (Architecture known : Architecture.values()) {
      if (named.isEmpty() ? type.equals(known.modelType()) : named.equals(known.architecture())) {
        return known;
      }
    }
    throw new IllegalArgumentException(
        "it is of the architecture \""
            + (named.isEmpty() ? type : named)
            + "\", known: "
            + String.join(
                ", ",
                Arrays.stream(Architecture.values()).map(Architecture::architecture).toList()));
  }

  private static DecoderConfig llama(JsonNode json, Architecture architecture) {
    refuseUnless(json, "hidden_act", "silu");
    if (json.path("use_sliding_window").asBoolean(false)) {
      throw new IllegalArgumentException("it has a sliding window, which is not known here");
    }
    int width = whole(json, "hidden_size");
    int heads = whole(json, "num_attention_heads");
    boolean bias = json.path("attention_bias").asBoolean(false);
    return new DecoderConfig(
        architecture,
        whole(json, "vocab_size"),
        width,
        whole(json, "num_hidden_layers"),
        heads,
        whole(json, "num_key_value_heads", heads),
        whole(json, "head_dim", width / Math.max(1, heads)),
        whole(json, "intermediate_size"),
        whole(json, "max_position_embeddings", 2048),
        number(json, "rms_norm_eps", 1e-6),
        rotary(json),
        json.path("tie_word_embeddings").asBoolean(false),
        bias || architecture == Architecture.QWEN2,
        bias && architecture != Architecture.QWEN2,
        json.path("mlp_bias").asBoolean(false) && architecture == Architecture.LLAMA);
  }

  private static Rotary rotary(JsonNode json) {
    JsonNode fresh = json.path("rope_parameters");
    JsonNode scaling = fresh.isObject() ? fresh : json.path("rope_scaling");
    if (!scaling.isMissingNode() && !scaling.isNull() && !scaling.isObject()) {
      throw new IllegalArgumentException("its rope_scaling is no object, found " + scaling);
    }
    double theta =
        fresh.isObject() && fresh.has("rope_theta")
            ? number(fresh, "rope_theta", 10_000)
            : number(json, "rope_theta", 10_000);
    String type = scaling.path("rope_type").asText(scaling.path("type").asText("default"));
    return new Rotary(
        theta,
        switch (type) {
          case "default" -> Optional.empty();
          case "linear" -> Optional.of(Rotary.Scaling.linear(number(scaling, "factor")));
          case "llama3" ->
              Optional.of(
                  new Rotary.Scaling(
                      number(scaling, "factor"),
                      true,
                      number(scaling, "low_freq_factor"),
                      number(scaling, "high_freq_factor"),
                      number(scaling, "original_max_position_embeddings")));
          default ->
              throw new IllegalArgumentException(
                  "its rope_scaling is of type \"" + type + "\", known: default, linear, llama3");
        });
  }

  private static DecoderConfig gpt2(JsonNode json) {
    String activation = json.path("activation_function").asText("gelu_new");
    if (!activation.equals("gelu_new") && !activation.equals("gelu_pytorch_tanh")) {
      throw new IllegalArgumentException(
          "its activation_function is \"" + activation + "\", known: gelu_new");
    }
    if (json.path("scale_attn_by_inverse_layer_idx").asBoolean(false)) {
      throw new IllegalArgumentException(
          "it has scale_attn_by_inverse_layer_idx, which is not known here");
    }
    int width = whole(json, "n_embd");
    int heads = whole(json, "n_head");
    return new DecoderConfig(
        Architecture.GPT2,
        whole(json, "vocab_size"),
        width,
        whole(json, "n_layer"),
        heads,
        heads,
        width / Math.max(1, heads),
        whole(json, "n_inner", 4 * width),
        whole(json, "n_positions", 1024),
        number(json, "layer_norm_epsilon", 1e-5),
        Rotary.DEFAULT,
        json.path("tie_word_embeddings").asBoolean(true),
        true,
        true,
        true);
  }

  private static void refuseUnless(JsonNode json, String name, String value) {
    String found = json.path(name).asText(value);
    if (!found.equals(value)) {
      throw new IllegalArgumentException("its " + name + " is \"" + found + "\", known: " + value);
    }
  }

  private static int whole(JsonNode json, String name) {
    JsonNode value = json.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw new IllegalArgumentException(
          "it needs a whole number "
              + name
              + (value.isMissingNode() ? " and has none" : ", found " + value));
    }
    return value.asInt();
  }

  private static int whole(JsonNode json, String name, int otherwise) {
    JsonNode value = json.path(name);
    return value.isMissingNode() || value.isNull() ? otherwise : whole(json, name);
  }

  private static double number(JsonNode json, String name) {
    JsonNode value = json.path(name);
    if (!value.isNumber()) {
      throw new IllegalArgumentException(
          "it needs a number "
              + name
              + (value.isMissingNode() ? " and has none" : ", found " + value));
    }
    return value.asDouble();
  }

  private static double number(JsonNode json, String name, double otherwise) {
    JsonNode value = json.path(name);
    return value.isMissingNode() || value.isNull() ? otherwise : number(json, name);
  }

  /// As other programs read it.
  public static ObjectNode json(DecoderConfig c) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.putArray("architectures").add(c.architecture().architecture());
    json.put("model_type", c.architecture().modelType()).put("vocab_size", c.vocabulary());
    json.put("tie_word_embeddings", c.tied());
    if (c.gpt2()) {
      return json.put("n_embd", c.width())
          .put("n_layer", c.layers())
          .put("n_head", c.heads())
          .put("n_inner", c.hidden())
          .put("n_positions", c.positions())
          .put("n_ctx", c.positions())
          .put("layer_norm_epsilon", c.normEpsilon())
          .put("activation_function", "gelu_new");
    }
    json.put("hidden_size", c.width())
        .put("num_hidden_layers", c.layers())
        .put("num_attention_heads", c.heads())
        .put("num_key_value_heads", c.keyHeads())
        .put("head_dim", c.headWidth())
        .put("intermediate_size", c.hidden())
        .put("max_position_embeddings", c.positions())
        .put("rms_norm_eps", c.normEpsilon())
        .put("hidden_act", "silu")
        .put("rope_theta", c.rotary().theta());
    if (c.architecture() != Architecture.QWEN2) {
      json.put("attention_bias", c.attentionBias());
    }
    if (c.architecture() == Architecture.LLAMA) {
      json.put("mlp_bias", c.feedForwardBias());
    }
    c.rotary().scaling().ifPresent(s -> json.set("rope_scaling", scaling(s)));
    return json;
  }

  private static ObjectNode scaling(Rotary.Scaling s) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("rope_type", s.byWavelength() ? "llama3" : "linear").put("factor", s.factor());
    if (s.byWavelength()) {
      json.put("low_freq_factor", s.low())
          .put("high_freq_factor", s.high())
          .put("original_max_position_embeddings", (long) s.original());
    }
    return json;
  }
}
