package org.jobtrail.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.zip.GZIPOutputStream;
import org.jobtrail.dataset.DocumentRows;
import org.jobtrail.dataset.Table;
import org.jobtrail.provenance.AtomicFiles;
import org.jobtrail.provenance.Sha256;

/// The rows of some consecutive documents: collected in memory, then written as a folder that is
/// either not there or whole.
final class Part {
  private static final String SEAL = "part.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final int number;
  private final EnumMap<Table, ByteArrayOutputStream> rows = new EnumMap<>(Table.class);
  private long documents;

  Part(int number) {
    this.number = number;
    for (Table table : Table.values()) {
      rows.put(table, new ByteArrayOutputStream());
    }
  }

  int number() {
    return number;
  }

  long documents() {
    return documents;
  }

  void append(DocumentRows document) {
    documents++;
    rows.forEach((table, bytes) -> bytes.writeBytes(document.of(table)));
  }

  /// Writes the folder under a temporary name and renames it.
  void write(Path folder) throws IOException {
    Path temporary = folder.resolveSibling(folder.getFileName() + ".tmp");
    AtomicFiles.deleteTree(temporary);
    Files.createDirectories(temporary);
    ObjectNode seal = JSON.createObjectNode().put("documents", documents);
    ObjectNode hashes = seal.putObject("sha256");
    for (Table table : Table.values()) {
      byte[] bytes = content(table, Objects.requireNonNull(rows.get(table)));
      AtomicFiles.writeAndForce(temporary.resolve(table.file()), out -> out.write(bytes));
      hashes.put(table.file(), Sha256.of(bytes));
    }
    AtomicFiles.writeAndForce(
        temporary.resolve(SEAL), out -> out.write(JSON.writeValueAsBytes(seal)));
    AtomicFiles.deleteTree(folder);
    AtomicFiles.replace(temporary, folder);
  }

  private static byte[] content(Table table, ByteArrayOutputStream rows) throws IOException {
    if (table != Table.TEXT) {
      return rows.toByteArray();
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream(rows.size() / 2 + 64);
    try (OutputStream gzip = new FastGzip(packed)) {
      rows.writeTo(gzip);
    }
    return packed.toByteArray();
  }

  /// Level 3: a third of the time of the usual 6 for a tenth more bytes.
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out, 1 << 16);
      def.setLevel(3);
    }
  }

  /// How many documents a finished part holds; empty when it isn't there or isn't what it was.
  static OptionalLong documentsIn(Path folder) throws IOException {
    Path seal = folder.resolve(SEAL);
    if (!Files.exists(seal)) {
      return OptionalLong.empty();
    }
    try {
      JsonNode root = JSON.readTree(Files.readAllBytes(seal));
      for (Table table : Table.values()) {
        Path file = folder.resolve(table.file());
        if (!Files.isRegularFile(file)
            || !Sha256.of(file).equals(root.path("sha256").path(table.file()).asText())) {
          return OptionalLong.empty();
        }
      }
      return OptionalLong.of(root.path("documents").asLong());
    } catch (JsonProcessingException e) {
      return OptionalLong.empty();
    }
  }
}
