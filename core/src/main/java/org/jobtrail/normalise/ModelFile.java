package org.jobtrail.normalise;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import org.jobtrail.normalise.encoder.LabelEncoder;
import org.jobtrail.normalise.labelled.LabelledEvidence;
import org.jobtrail.provenance.AtomicFiles;
import org.jobtrail.provenance.FileHash;
import org.jobtrail.provenance.JobtrailException;

/// One file for a {@link NormaliserModel}: eight bytes `JTMODEL1`, the length of a JSON header and
/// the header in UTF-8, the encoder, and a CRC-32C of all before it. Big-endian. Laid out in
/// `docs/formats.md`.
public final class ModelFile {
  private static final byte[] MAGIC = "JTMODEL1".getBytes(StandardCharsets.US_ASCII);
  private static final int CHECK = Integer.BYTES;
  private static final int MOST_HEADER = 1 << 24;

  private ModelFile() {}

  public static void write(NormaliserModel model, Path file) throws IOException {
    AtomicFiles.write(file, out -> write(model, out));
  }

  /// The same model, the same bytes.
  static void write(NormaliserModel model, OutputStream to) throws IOException {
    CheckedOutputStream checked = new CheckedOutputStream(to, new CRC32C());
    DataOutputStream out = new DataOutputStream(checked);
    byte[] header = header(model);
    out.write(MAGIC);
    out.writeInt(header.length);
    out.write(header);
    model.encoder().write(out);
    if (model.knowledge().isPresent()) {
      model.knowledge().get().evidence().write(out);
    }
    out.flush();
    int check = (int) checked.getChecksum().getValue();
    out.writeInt(check);
    out.flush();
  }

  /// CRC-32C of the model's file, eight hexadecimal digits: two models differ, so do these.
  static String fingerprint(NormaliserModel model) {
    CheckedOutputStream checked =
        new CheckedOutputStream(OutputStream.nullOutputStream(), new CRC32C());
    try {
      write(model, checked);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return String.format(Locale.ROOT, "%08x", checked.getChecksum().getValue());
  }

  private static byte[] header(NormaliserModel model) throws JsonProcessingException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode header = mapper.createObjectNode();
    header.put("taxonomy", model.taxonomy()).put("concepts_sha256", model.conceptsSha256());
    header.put("seed", model.seed());
    ArrayNode labelled = header.putArray("labelled");
    for (FileHash file : model.labelled()) {
      ObjectNode one = labelled.addObject();
      one.put("path", file.path()).put("sha256", file.sha256()).put("bytes", file.bytes());
    }
    ObjectNode weights = header.putObject("weights");
    model.weights().byPart().forEach(weights::put);
    model
        .knowledge()
        .ifPresent(
            k -> {
              ObjectNode labels = header.putObject("label_weights");
              k.labels().byPart().forEach(labels::put);
              k.untitled().ifPresent(untitled -> write(untitled, header.putObject("untitled")));
            });
    model.confidence().ifPresent(text -> header.put("confidence", text));
    return mapper.writeValueAsBytes(header);
  }

  private static void write(UntitledOccupations untitled, ObjectNode to) {
    ObjectNode weights = to.putObject("weights");
    untitled.weights().byPart().forEach(weights::put);
    ArrayNode odds = to.putArray("odds");
    untitled.odds().forEach(odds::add);
  }

  /// @throws JobtrailException.Usage when there is no such file, or it is no model of this format
  /// @throws JobtrailException.Integrity when it is cut off or was changed
  public static NormaliserModel read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new JobtrailException.Usage(
          file
              + (Files.exists(file) ? ": is no file" : ": no such model")
              + "; train one with `jobtrail normalise train --taxonomy T --out MODEL`");
    }
    return read(Files.readAllBytes(file), file.toString());
  }

  static NormaliserModel read(byte[] bytes, String where) throws IOException {
    if (bytes.length < MAGIC.length
        || !java.util.Arrays.equals(MAGIC, 0, MAGIC.length, bytes, 0, MAGIC.length)) {
      throw new JobtrailException.Usage(
          where
              + ": no model of this format; train one with `jobtrail normalise train --taxonomy T"
              + " --out MODEL`");
    }
    CRC32C check = new CRC32C();
    check.update(bytes, 0, Math.max(0, bytes.length - CHECK));
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    try {
      in.skipNBytes(MAGIC.length);
      JsonNode header = header(in, where);
      LabelEncoder encoder = LabelEncoder.read(in);
      Optional<TitleKnowledge> knowledge =
          header.has("label_weights")
              ? Optional.of(
                  new TitleKnowledge(
                      LabelledEvidence.read(in),
                      weights(header.path("label_weights")),
                      untitled(header.path("untitled"))))
              : Optional.empty();
      if (in.readInt() != (int) check.getValue() || in.available() > 0) {
        throw broken(where, "its checksum differs");
      }
      return model(header, encoder, knowledge);
    } catch (EOFException e) {
      throw broken(where, "it is cut off");
    } catch (IllegalArgumentException e) {
      throw broken(where, String.valueOf(e.getMessage()));
    }
  }

  private static JsonNode header(DataInputStream in, String where) throws IOException {
    int length = in.readInt();
    if (length < 2 || length > Math.min(MOST_HEADER, in.available())) {
      throw broken(where, "its header has an impossible length");
    }
    byte[] header = new byte[length];
    in.readFully(header);
    try {
      return new ObjectMapper().readTree(header);
    } catch (JsonProcessingException e) {
      throw broken(where, "its header is no JSON");
    }
  }

  private static NormaliserModel model(
      JsonNode header, LabelEncoder encoder, Optional<TitleKnowledge> knowledge) {
    List<FileHash> labelled = new ArrayList<>();
    for (JsonNode file : header.path("labelled")) {
      labelled.add(
          new FileHash(
              file.path("path").asText(),
              file.path("sha256").asText(),
              file.path("bytes").asLong()));
    }
    return new NormaliserModel(
        header.path("taxonomy").asText(),
        header.path("concepts_sha256").asText(),
        header.path("seed").asLong(),
        labelled,
        encoder,
        weights(header.path("weights")),
        header.has("confidence")
            ? Optional.of(header.path("confidence").asText())
            : Optional.empty(),
        knowledge);
  }

  private static Optional<UntitledOccupations> untitled(JsonNode written) {
    if (written.isMissingNode()) {
      return Optional.empty();
    }
    List<Double> odds = new ArrayList<>();
    written.path("odds").forEach(o -> odds.add(o.asDouble()));
    return Optional.of(new UntitledOccupations(weights(written.path("weights")), odds));
  }

  private static EvidenceWeights weights(JsonNode byPart) {
    TreeMap<String, Double> weights = new TreeMap<>();
    byPart.properties().forEach(w -> weights.put(w.getKey(), w.getValue().asDouble()));
    return new EvidenceWeights(weights);
  }

  private static JobtrailException broken(String where, String why) {
    return new JobtrailException.Integrity(
        where + ": a broken model, " + why + "; train it again or get another copy");
  }
}
