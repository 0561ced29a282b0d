package org.jobtrail.predict.language.decoder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.jobtrail.predict.libtorch.Context;
import org.jobtrail.predict.libtorch.FrozenWeights;
import org.jobtrail.predict.libtorch.Parameters;
import org.jobtrail.predict.libtorch.SafeTensorsFile;
import org.jobtrail.predict.libtorch.SafeTensorsWriter;
import org.jobtrail.predict.libtorch.Weights;
import org.jobtrail.provenance.AtomicFiles;
import org.jobtrail.provenance.JobtrailException;

/// A decoder in the folder form of Hugging Face: `config.json`, and `model.safetensors` or shards
/// of it with `model.safetensors.index.json`.
public final class Checkpoint {
  static final String TENSORS = "model.safetensors";
  static final String INDEX = "model.safetensors.index.json";

  /// Of a file at most, as others cut theirs.
  public static final long SHARD_BYTES = 5_000_000_000L;

  private static final ObjectMapper JSON = new ObjectMapper();

  private Checkpoint() {}

  /// Reads the weights for computing with them.
  ///
  /// @throws JobtrailException.Usage if tensors are missing or have other shapes than the
  ///     configuration says, naming the first
  public static FrozenWeights frozen(Path folder, DecoderConfig config, Context context)
      throws IOException {
    FrozenWeights weights = new FrozenWeights(context);
    try (Shards shards = Shards.open(folder)) {
      shards.check(config);
      for (Slot slot : Slot.all(config)) {
        try (PointerScope _ = new PointerScope()) {
          Tensor target = weights.room(slot.name(), slot.start().shape());
          shards.read(slot, target);
        }
      }
      return weights;
    } catch (IOException | RuntimeException e) {
      weights.close();
      throw e;
    }
  }

  /// Reads the weights for training all of them.
  ///
  /// @throws JobtrailException.Usage as {@link #frozen}
  public static Parameters trainable(Path folder, DecoderConfig config, Context context)
      throws IOException {
    try (Shards shards = Shards.open(folder)) {
      shards.check(config);
      SortedMap<String, List<Long>> shapes = new TreeMap<>();
      Slot.starts(config).forEach((name, start) -> shapes.put(name, start.shape()));
      Parameters parameters = Parameters.zero(context, shapes);
      try (PointerScope _ = new PointerScope();
          NoGradGuard _ = new NoGradGuard()) {
        for (Slot slot : Slot.all(config)) {
          shards.read(slot, parameters.get(slot.name()).detach());
        }
      }
      return parameters;
    }
  }

  /// The files that tensors lie in, by name.
  private record Shards(Path folder, List<SafeTensorsFile> files, Map<String, SafeTensorsFile> of)
      implements AutoCloseable {
    static Shards open(Path folder) throws IOException {
      List<Path> paths = paths(folder);
      Shards shards = new Shards(folder, new ArrayList<>(), new TreeMap<>());
      try {
        for (Path path : paths) {
          SafeTensorsFile file = SafeTensorsFile.open(path);
          shards.files.add(file);
          file.names().forEach(name -> shards.of.put(name, file));
        }
        return shards;
      } catch (IOException | RuntimeException e) {
        shards.close();
        throw e;
      }
    }

    /// A tensor's name in the files; some leave the prefix out.
    private String find(String name) {
      if (of.containsKey(name)) {
        return name;
      }
      String shorter = name.replaceFirst("^(model|transformer)\\.", "");
      return of.containsKey(shorter) ? shorter : name;
    }

    void check(DecoderConfig config) {
      for (Slot slot : Slot.all(config)) {
        for (Slot.Piece piece : slot.pieces()) {
          String name = find(piece.name());
          SafeTensorsFile file = of.get(name);
          List<Long> expected = slot.shape(piece);
          if (file == null) {
            throw new JobtrailException.Usage(
                folder
                    + ": no tensor "
                    + piece.name()
                    + ", which "
                    + ConfigJson.FILE
                    + " asks for with the shape "
                    + expected
                    + "; get the model again");
          }
          if (!file.shape(name).equals(expected)) {
            throw new JobtrailException.Usage(
                folder
                    + ": tensor "
                    + piece.name()
                    + " has the shape "
                    + file.shape(name)
                    + ", "
                    + ConfigJson.FILE
                    + " asks for "
                    + expected
                    + "; get the model again");
          }
        }
      }
    }

    void read(Slot slot, Tensor target) throws IOException {
      long from = 0;
      for (Slot.Piece piece : slot.pieces()) {
        String name = find(piece.name());
        SafeTensorsFile file = of.get(name);
        if (file == null) {
          throw new IllegalStateException(name + " was there before");
        }
        Tensor rows = target.narrow(0, from, piece.rows());
        file.read(name, rows, piece.transposed());
        // A greatest value that is no number tells of any element that is none.
        if (!Double.isFinite(rows.max().item_double())
            || !Double.isFinite(rows.min().item_double())) {
          throw new JobtrailException.Usage(
              folder
                  + ": tensor "
                  + piece.name()
                  + " holds what is no finite number; get the model again");
        }
        from += piece.rows();
      }
    }

    @Override
    public void close() throws IOException {
      for (SafeTensorsFile file : files) {
        file.close();
      }
    }
  }

  private static List<Path> paths(Path folder) throws IOException {
    Path index = folder.resolve(INDEX);
    if (!Files.isRegularFile(index)) {
      if (!Files.isRegularFile(folder.resolve(TENSORS))) {
        throw new JobtrailException.Usage(
            folder + ": no " + TENSORS + " there, nor " + INDEX + "; get the model again");
      }
      return List.of(folder.resolve(TENSORS));
    }
    JsonNode json;
    try {
      json = JSON.readTree(Files.readString(index));
    } catch (JsonProcessingException | java.nio.charset.CharacterCodingException e) {
      throw new JobtrailException.Usage(index + ": is not JSON; get the model again", e);
    }
    if (!json.path("weight_map").isObject()) {
      throw new JobtrailException.Usage(
          index + ": has no weight_map from tensors to files; get the model again");
    }
    List<String> names = new ArrayList<>();
    json.path("weight_map").forEach(file -> names.add(file.asText()));
    List<Path> paths = new ArrayList<>();
    for (String name : names.stream().distinct().sorted().toList()) {
      Path path = folder.resolve(name).normalize();
      if (!path.startsWith(folder.normalize()) || !Files.isRegularFile(path)) {
        throw new JobtrailException.Usage(
            index + ": names the file " + name + ", which is not there; get the model again");
      }
      paths.add(path);
    }
    return paths;
  }

  /// Writes the folder's files; each appears whole.
  ///
  /// @param more what `config.json` says besides, such as `bos_token_id`
  public static void write(
      Path folder,
      DecoderConfig config,
      Weights weights,
      SafeTensorsWriter.Type type,
      ObjectNode more)
      throws IOException {
    write(folder, config, weights, type, more, SHARD_BYTES);
  }

  /// @param shardBytes of a file's tensors at most, unless one alone has more
  static void write(
      Path folder,
      DecoderConfig config,
      Weights weights,
      SafeTensorsWriter.Type type,
      ObjectNode more,
      long shardBytes)
      throws IOException {
    Files.createDirectories(folder);
    ObjectNode json = ConfigJson.json(config);
    json.put("torch_dtype", type == SafeTensorsWriter.Type.F32 ? "float32" : "bfloat16");
    json.setAll(more);
    AtomicFiles.write(folder.resolve(ConfigJson.FILE), pretty(json));
    List<SortedMap<String, SafeTensorsWriter.Source>> shards =
        shards(config, weights, type, shardBytes);
    if (shards.size() == 1) {
      SafeTensorsWriter.write(shards.getFirst(), type, folder.resolve(TENSORS));
      return;
    }
    SortedMap<String, String> map = new TreeMap<>();
    long total = 0;
    for (int s = 0; s < shards.size(); s++) {
      String name = "model-%05d-of-%05d.safetensors".formatted(s + 1, shards.size());
      SafeTensorsWriter.write(shards.get(s), type, folder.resolve(name));
      for (Map.Entry<String, SafeTensorsWriter.Source> named : shards.get(s).entrySet()) {
        map.put(named.getKey(), name);
        total += SafeTensorsWriter.bytes(named.getValue().shape(), type);
      }
    }
    ObjectNode index = JSON.createObjectNode();
    index.putObject("metadata").put("total_size", total);
    ObjectNode files = index.putObject("weight_map");
    map.forEach(files::put);
    AtomicFiles.write(folder.resolve(INDEX), pretty(index));
  }

  private static List<SortedMap<String, SafeTensorsWriter.Source>> shards(
      DecoderConfig config, Weights weights, SafeTensorsWriter.Type type, long shardBytes) {
    List<SortedMap<String, SafeTensorsWriter.Source>> shards = new ArrayList<>();
    long filled = 0;
    for (Slot slot : Slot.all(config)) {
      long from = 0;
      for (Slot.Piece piece : slot.pieces()) {
        List<Long> shape = slot.shape(piece);
        long bytes = SafeTensorsWriter.bytes(shape, type);
        if (shards.isEmpty() || filled + bytes > shardBytes) {
          shards.add(new TreeMap<>());
          filled = 0;
        }
        filled += bytes;
        shards.getLast().put(piece.name(), new Rows(weights, slot.name(), from, piece, shape));
        from += piece.rows();
      }
    }
    return shards;
  }

  private record Rows(Weights weights, String name, long from, Slot.Piece piece, List<Long> shape)
      implements SafeTensorsWriter.Source {
    @Override
    public Tensor values() {
      Tensor rows = weights.get(name).detach().narrow(0, from, piece.rows());
      return piece.transposed() ? rows.t().contiguous() : rows;
    }
  }

  static String pretty(ObjectNode json) throws IOException {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
    return JSON.writer(printer).writeValueAsString(json) + '\n';
  }
}
