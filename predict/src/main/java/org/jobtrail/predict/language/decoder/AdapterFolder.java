package org.jobtrail.predict.language.decoder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.jobtrail.predict.libtorch.Context;
import org.jobtrail.predict.libtorch.Parameters;
import org.jobtrail.predict.libtorch.SafeTensorsFile;
import org.jobtrail.predict.libtorch.SafeTensorsWriter;
import org.jobtrail.provenance.AtomicFiles;
import org.jobtrail.provenance.JobtrailException;

/// Adapters in PEFT's folder form: `adapter_config.json` and `adapter_model.safetensors`.
public final class AdapterFolder {
  static final String CONFIG = "adapter_config.json";
  static final String TENSORS = "adapter_model.safetensors";

  private static final ObjectMapper JSON = new ObjectMapper();

  private AdapterFolder() {}

  public static boolean isAt(Path folder) {
    return Files.isRegularFile(folder.resolve(CONFIG));
  }

  /// @param base the model that they adapt, as a name or path for other programs
  public static void write(
      Path folder, Lora lora, DecoderConfig config, Parameters adapters, String base)
      throws IOException {
    Files.createDirectories(folder);
    ObjectNode json = JSON.createObjectNode();
    json.put("base_model_name_or_path", base)
        .put("bias", "none")
        .put("fan_in_fan_out", config.architecture() == Architecture.GPT2)
        .put("inference_mode", true)
        .put("lora_alpha", lora.alpha())
        .put("lora_dropout", 0.0)
        .put("peft_type", "LORA")
        .put("r", lora.rank());
    ArrayNode targets = json.putArray("target_modules");
    lora.targets().stream().sorted().forEach(targets::add);
    json.put("task_type", "CAUSAL_LM").put("use_dora", false).put("use_rslora", false);
    AtomicFiles.write(folder.resolve(CONFIG), Checkpoint.pretty(json));
    SortedMap<String, SafeTensorsWriter.Source> sources = new TreeMap<>();
    lora.starts(config)
        .forEach((name, start) -> sources.put(name, new Whole(adapters, name, start.shape())));
    SafeTensorsWriter.write(sources, SafeTensorsWriter.Type.F32, folder.resolve(TENSORS));
  }

  private record Whole(Parameters adapters, String name, List<Long> shape)
      implements SafeTensorsWriter.Source {
    @Override
    public Tensor values() {
      return adapters.get(name).detach();
    }
  }

  /// @throws JobtrailException.Usage if there are no adapters, or of a kind that isn't known here
  public static Lora lora(Path folder, DecoderConfig config) throws IOException {
    Path file = folder.resolve(CONFIG);
    if (!Files.isRegularFile(file)) {
      throw new JobtrailException.Usage(
          folder + ": no " + CONFIG + " there; get the adapters again");
    }
    try {
      return lora(JSON.readTree(Files.readString(file)), config);
    } catch (JsonProcessingException | java.nio.charset.CharacterCodingException e) {
      throw new JobtrailException.Usage(file + ": is not JSON; get the adapters again", e);
    } catch (IllegalArgumentException e) {
      throw new JobtrailException.Usage(
          file + ": can't be used: " + e.getMessage() + "; take plain LoRA adapters", e);
    }
  }

  private static Lora lora(JsonNode json, DecoderConfig config) {
    if (!json.path("peft_type").asText().equals("LORA")) {
      throw new IllegalArgumentException(
          "its peft_type is \"" + json.path("peft_type").asText() + "\", known: LORA");
    }
    for (String name : List.of("use_dora", "rank_pattern", "alpha_pattern", "modules_to_save")) {
      JsonNode value = json.path(name);
      if (value.asBoolean(false) || !value.isEmpty()) {
        throw new IllegalArgumentException("it has " + name + ", which is not known here");
      }
    }
    String bias = json.path("bias").asText("none");
    if (!bias.equals("none")) {
      throw new IllegalArgumentException("its bias is \"" + bias + "\", known: none");
    }
    if (!json.path("r").isInt() || !json.path("lora_alpha").isNumber()) {
      throw new IllegalArgumentException("it needs the numbers r and lora_alpha");
    }
    TreeSet<String> targets = new TreeSet<>();
    JsonNode named = json.path("target_modules");
    if (named.asText().equals("all-linear")) {
      targets.addAll(Lora.known(config));
    } else if (named.isArray()) {
      named.forEach(target -> targets.add(target.asText()));
    } else {
      throw new IllegalArgumentException("its target_modules are no list of names");
    }
    int rank = json.path("r").asInt();
    double alpha = json.path("lora_alpha").asDouble();
    // Rank-stabilised adapters divide by the rank's root.
    boolean root = json.path("use_rslora").asBoolean(false);
    Lora lora = new Lora(rank, root ? alpha * Math.sqrt(rank) : alpha, List.copyOf(targets));
    lora.adapters(config);
    return lora;
  }

  /// @throws JobtrailException.Usage if a tensor is missing or has another shape, naming the first
  public static Parameters read(Path folder, Lora lora, DecoderConfig config, Context context)
      throws IOException {
    Path path = folder.resolve(TENSORS);
    if (!Files.isRegularFile(path)) {
      throw new JobtrailException.Usage(
          folder + ": no " + TENSORS + " there; get the adapters again");
    }
    SortedMap<String, List<Long>> shapes = new TreeMap<>();
    lora.starts(config).forEach((name, start) -> shapes.put(name, start.shape()));
    try (SafeTensorsFile file = SafeTensorsFile.open(path)) {
      for (Map.Entry<String, List<Long>> wanted : shapes.entrySet()) {
        String name = wanted.getKey();
        if (!file.names().contains(name) || !file.shape(name).equals(wanted.getValue())) {
          throw new JobtrailException.Usage(
              path
                  + ": tensor "
                  + name
                  + (file.names().contains(name)
                      ? " has the shape " + file.shape(name) + ", expected "
                      : " is missing, expected with the shape ")
                  + wanted.getValue()
                  + "; are these adapters of another model?");
        }
      }
      Parameters adapters = Parameters.zero(context, shapes);
      try (PointerScope _ = new PointerScope();
          NoGradGuard _ = new NoGradGuard()) {
        for (String name : shapes.keySet()) {
          file.read(name, adapters.get(name).detach(), false);
        }
      }
      return adapters;
    }
  }
}
