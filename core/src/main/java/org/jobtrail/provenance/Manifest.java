package org.jobtrail.provenance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What made a folder, from what, and where every row went: the file `manifest.json`, written
/// last.
///
/// No clock, host or absolute path is in it: one command on one input gives the same bytes. It
/// ends with a seal, the SHA-256 of itself without the seal, so that a change to it shows as
/// well.
///
/// @param command such as `run`
/// @param configuration option to value, as text
/// @param versions of extractor, normaliser, taxonomy, model; a dotted name nests in the JSON
/// @param outputs every other file of the folder
public record Manifest(
    int format,
    String command,
    String version,
    SortedMap<String, String> configuration,
    long seed,
    List<FileHash> inputs,
    SortedMap<String, String> versions,
    RowFates rows,
    List<FileHash> outputs) {
  public static final String FILE = "manifest.json";

  /// The number of the formats in `docs/formats.md`.
  public static final int FORMAT = 1;

  /// The program's own version.
  public static final String PROGRAM = "0.1.0";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> OWN =
      Set.of(
          "format",
          "command",
          "version",
          "configuration",
          "seed",
          "inputs",
          "rows",
          "sums",
          "outputs",
          "seal");

  public Manifest {
    configuration = Collections.unmodifiableSortedMap(new TreeMap<>(configuration));
    versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    for (String name : versions.keySet()) {
      if (OWN.contains(name.split("\\.")[0])) {
        throw new IllegalArgumentException("\"" + name + "\" is a manifest's own key");
      }
    }
  }

  /// A manifest of this program and format.
  public static Manifest of(
      String command,
      SortedMap<String, String> configuration,
      long seed,
      List<FileHash> inputs,
      SortedMap<String, String> versions,
      RowFates rows,
      List<FileHash> outputs) {
    return new Manifest(
        FORMAT, command, PROGRAM, configuration, seed, inputs, versions, rows, outputs);
  }

  /// This manifest over every file of the folder, hidden ones and the manifest itself left out.
  public Manifest withOutputsOf(Path folder) throws IOException {
    List<FileHash> hashes = new ArrayList<>();
    for (Path file : filesOf(folder)) {
      hashes.add(FileHash.of(folder, file));
    }
    return new Manifest(
        format, command, version, configuration, seed, inputs, versions, rows, hashes);
  }

  /// Writes `manifest.json` into the folder, whole or not at all.
  public void write(Path folder) throws IOException {
    AtomicFiles.write(folder.resolve(FILE), text());
  }

  /// The file's text.
  public String text() {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", format).put("command", command).put("version", version);
    ObjectNode options = root.putObject("configuration");
    configuration.forEach(options::put);
    root.put("seed", seed);
    addFiles(root.putArray("inputs"), inputs);
    versions.forEach((name, value) -> nest(root, name).put(last(name), value));
    ObjectNode counts = root.putObject("rows");
    rows.counts().forEach((name, count) -> nest(counts, name).put(last(name), count));
    ArrayNode sums = root.putArray("sums");
    rows.sums().forEach(sum -> sums.add(sum.text()));
    addFiles(root.putArray("outputs"), outputs);
    root.put("seal", Sha256.of(pretty(root)));
    return pretty(root);
  }

  /// @throws JobtrailException.Usage if the folder has no manifest
  /// @throws JobtrailException.Integrity if it can't be read, or its rows don't add up
  public static Manifest read(Path folder) throws IOException {
    return read(folder, folder.resolve(FILE));
  }

  /// Of an output that is a file: `OUT.manifest.json` beside it.
  ///
  /// @throws JobtrailException.Usage if there is none
  /// @throws JobtrailException.Integrity as above
  public static Manifest ofFile(Path out) throws IOException {
    return read(out, out.resolveSibling(out.getFileName() + ".manifest.json"));
  }

  private static Manifest read(Path folder, Path file) throws IOException {
    try {
      return parse(JSON.readTree(Files.readString(file)));
    } catch (NoSuchFileException e) {
      throw new JobtrailException.Usage(
          folder
              + ": no manifest.json there; it is written last, so the command that makes this"
              + " folder did not finish, or the path is wrong",
          e);
    } catch (JsonProcessingException | java.nio.charset.CharacterCodingException e) {
      throw new JobtrailException.Integrity(file + ": is not JSON any more; make the folder again");
    } catch (IllegalArgumentException e) {
      throw new JobtrailException.Integrity(file + ": " + e.getMessage());
    }
  }

  /// The command that made the folder; empty when its manifest says nothing readable any more.
  public static String commandOf(Path folder) throws IOException {
    try {
      return read(folder).command();
    } catch (JobtrailException.Integrity e) {
      return "";
    }
  }

  /// Reads the folder's manifest and recomputes every hash.
  ///
  /// @throws JobtrailException.Integrity on the first file that differs, is missing or is not
  ///     listed
  public static Manifest verify(Path folder) throws IOException {
    Manifest manifest = read(folder);
    Path file = folder.resolve(FILE);
    if (!Files.readString(file).equals(manifest.text())) {
      throw new JobtrailException.Integrity(file + ": was changed after it was written");
    }
    Set<String> listed = new java.util.TreeSet<>();
    for (FileHash output : manifest.outputs) {
      Path path = folder.resolve(output.path());
      if (!Files.isRegularFile(path)) {
        throw new JobtrailException.Integrity(path + ": is missing, the manifest lists it");
      }
      if (Files.size(path) != output.bytes() || !Sha256.of(path).equals(output.sha256())) {
        throw new JobtrailException.Integrity(
            path + ": differs from the manifest; make the folder again with --force");
      }
      listed.add(output.path());
    }
    for (Path path : filesOf(folder)) {
      String relative = folder.relativize(path).toString().replace('\\', '/');
      if (!listed.contains(relative)) {
        throw new JobtrailException.Integrity(path + ": is not in the manifest");
      }
    }
    return manifest;
  }

  private static List<Path> filesOf(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(Files::isRegularFile)
          .filter(file -> !folder.relativize(file).toString().startsWith("."))
          .filter(file -> !folder.relativize(file).toString().equals(FILE))
          .sorted()
          .toList();
    }
  }

  private static Manifest parse(JsonNode root) {
    TreeMap<String, String> configuration = new TreeMap<>();
    root.path("configuration")
        .properties()
        .forEach(e -> configuration.put(e.getKey(), e.getValue().asText()));
    TreeMap<String, String> versions = new TreeMap<>();
    root.properties()
        .forEach(
            e -> {
              if (!OWN.contains(e.getKey())) {
                flatten(e.getKey(), e.getValue())
                    .forEach((name, value) -> versions.put(name, value.asText()));
              }
            });
    TreeMap<String, Long> counts = new TreeMap<>();
    root.path("rows")
        .properties()
        .forEach(
            e ->
                flatten(e.getKey(), e.getValue())
                    .forEach((name, value) -> counts.put(name, value.asLong())));
    List<RowFates.Sum> sums = new ArrayList<>();
    root.path("sums").forEach(sum -> sums.add(RowFates.Sum.parse(sum.asText())));
    return new Manifest(
        root.path("format").asInt(),
        root.path("command").asText(),
        root.path("version").asText(),
        configuration,
        root.path("seed").asLong(),
        files(root.path("inputs")),
        versions,
        new RowFates(counts, sums),
        files(root.path("outputs")));
  }

  private static SortedMap<String, JsonNode> flatten(String name, JsonNode value) {
    SortedMap<String, JsonNode> flat = new TreeMap<>();
    if (value.isObject()) {
      value.properties().forEach(e -> flat.put(name + '.' + e.getKey(), e.getValue()));
    } else {
      flat.put(name, value);
    }
    return flat;
  }

  private static ObjectNode nest(ObjectNode root, String name) {
    int dot = name.indexOf('.');
    return dot < 0 ? root : root.withObjectProperty(name.substring(0, dot));
  }

  private static String last(String name) {
    return name.substring(name.indexOf('.') + 1);
  }

  private static void addFiles(ArrayNode array, List<FileHash> files) {
    for (FileHash file : files) {
      array
          .addObject()
          .put("path", file.path())
          .put("sha256", file.sha256())
          .put("bytes", file.bytes());
    }
  }

  private static List<FileHash> files(JsonNode array) {
    List<FileHash> files = new ArrayList<>();
    for (JsonNode file : array) {
      files.add(
          new FileHash(
              file.path("path").asText(),
              file.path("sha256").asText(),
              file.path("bytes").asLong()));
    }
    return files;
  }

  private static String pretty(JsonNode root) {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
    try {
      return JSON.writer(printer).writeValueAsString(root) + '\n';
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON nodes always prints", e);
    }
  }
}
