package org.jobtrail.predict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.provenance.AtomicFiles;
import org.jobtrail.provenance.FileHash;
import org.jobtrail.provenance.FreshFolder;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Manifest;
import org.jobtrail.provenance.Sha256;

/// A model in a folder: `config.json`, `model.safetensors`, what other files it has (`config.json`
/// lists them under `files`) and the manifest.
public final class ModelFolder {
  public static final String COMMAND = "train";
  public static final String CONFIG = "config.json";
  public static final String TENSORS = "model.safetensors";

  /// Key of `config.json`: what the model's numbers mean.
  private static final String SCHEMA = "schema";

  /// Key of `config.json`: names of the other files.
  private static final String FILES = "files";

  private static final ObjectMapper JSON = new ObjectMapper();

  private ModelFolder() {}

  /// Writes the folder; it appears whole.
  ///
  /// @param overwrite drop what an earlier command with a manifest left there
  /// @param manifest without outputs
  /// @throws JobtrailException.Usage if the folder holds something and may not be overwritten
  public static Manifest write(
      NextOccupationModel model, Path out, boolean overwrite, Manifest manifest)
      throws IOException {
    try (FreshFolder folder = FreshFolder.open(out, overwrite, manifest.command())) {
      writeFiles(model, folder.path());
      return folder.publish(manifest);
    }
  }

  /// Writes `config.json` and `model.safetensors` into a folder, as other folders embed them.
  public static void writeFiles(NextOccupationModel model, Path folder) throws IOException {
    SavedModel saved = model.saved();
    AtomicFiles.write(folder.resolve(CONFIG), text(saved, model.schema()));
    SafeTensors.write(saved.tensors(), folder.resolve(TENSORS));
    for (Map.Entry<String, String> file : saved.texts().entrySet()) {
      AtomicFiles.write(folder.resolve(file.getKey()), file.getValue());
    }
    if (model instanceof SavesMore more) {
      more.saveMore(folder);
    }
  }

  private static String text(SavedModel saved, PanelSchema schema) throws IOException {
    ObjectNode config = saved.config();
    config.set(SCHEMA, SchemaJson.of(schema));
    if (!saved.texts().isEmpty()) {
      saved.texts().keySet().forEach(config.putArray(FILES)::add);
    }
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
    return JSON.writer(printer).writeValueAsString(config) + '\n';
  }

  /// Reads a model onto the processor.
  ///
  /// @throws JobtrailException.Usage if there is none, or it can't be read
  public static NextOccupationModel read(Path folder) throws IOException {
    return read(folder, Device.CPU);
  }

  /// @throws JobtrailException.Usage if there is none, or it can't be read
  /// @throws JobtrailException.Integrity if its numbers are not those that the manifest tells of
  public static NextOccupationModel read(Path folder, Device device) throws IOException {
    Path file = folder.resolve(CONFIG);
    if (!Files.isRegularFile(file)) {
      throw new JobtrailException.Usage(
          folder + ": no " + CONFIG + " there; a model's folder is made by `train --out`");
    }
    if (!Files.isRegularFile(folder.resolve(TENSORS))) {
      throw new JobtrailException.Usage(
          folder + ": no " + TENSORS + " there; train the model again");
    }
    try {
      JsonNode json = JSON.readTree(Files.readString(file));
      if (!(json instanceof ObjectNode config) || !config.path("model").isTextual()) {
        throw new IllegalArgumentException("it names no model");
      }
      PanelSchema schema = SchemaJson.read(config.path(SCHEMA));
      config.remove(SCHEMA);
      SortedMap<String, String> texts = texts(folder, config.path(FILES));
      config.remove(FILES);
      SavedModel saved = new SavedModel(config, SafeTensors.read(folder.resolve(TENSORS)), texts);
      refuseChanged(folder);
      return ModelKinds.get(config.path("model").asText()).loader().load(saved, schema, device);
    } catch (JsonProcessingException | java.nio.charset.CharacterCodingException e) {
      throw new JobtrailException.Usage(file + ": is not JSON; train the model again", e);
    } catch (IllegalArgumentException e) {
      throw new JobtrailException.Usage(
          file + ": can't be used: " + e.getMessage() + "; train the model again", e);
    }
  }

  /// Numbers that changed since they were written would predict without a word. A folder without a
  /// manifest, as another program makes it, is taken as it is.
  private static void refuseChanged(Path folder) throws IOException {
    if (!Files.isRegularFile(folder.resolve(Manifest.FILE))) {
      return;
    }
    for (FileHash file : Manifest.read(folder).outputs()) {
      if (file.path().equals(TENSORS)
          && !Sha256.of(folder.resolve(TENSORS)).equals(file.sha256())) {
        throw new JobtrailException.Integrity(
            folder.resolve(TENSORS) + ": differs from the manifest; train the model again");
      }
    }
  }

  private static SortedMap<String, String> texts(Path folder, JsonNode names) throws IOException {
    SortedMap<String, String> texts = new TreeMap<>();
    for (JsonNode name : names) {
      // A name with a separator would reach outside the folder.
      Path file = folder.resolve(name.asText());
      if (!name.asText().matches("[\\w.-]+") || !Files.isRegularFile(file)) {
        throw new IllegalArgumentException("the file " + name.asText() + " is missing");
      }
      texts.put(name.asText(), Files.readString(file));
    }
    return texts;
  }
}
