package org.jobtrail.predict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jobtrail.provenance.AtomicFiles;
import org.jobtrail.provenance.JobtrailException;

/// Tensors in the public safetensors format, which other programs read too.
///
/// 8 bytes, little-endian: the header's length. The header: JSON, for each tensor its `dtype`,
/// `shape` and `data_offsets` from the header's end, padded with spaces to a multiple of 8. The
/// data: without holes, little-endian; the widest types first, then by name, so that the same
/// tensors give the same bytes.
public final class SafeTensors {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// As the format's reference implementation has it.
  private static final long LONGEST_HEADER = 100_000_000;

  private static final int CHUNK = 1 << 20;

  private SafeTensors() {}

  /// Writes the file, whole or not at all.
  public static void write(SortedMap<String, Tensor> tensors, Path file) throws IOException {
    AtomicFiles.write(file, out -> write(tensors, out));
  }

  private static void write(SortedMap<String, Tensor> tensors, OutputStream out)
      throws IOException {
    List<Map.Entry<String, Tensor>> order = new ArrayList<>(tensors.entrySet());
    order.sort(
        Comparator.<Map.Entry<String, Tensor>>comparingInt(e -> -width(type(e.getValue())))
            .thenComparing(e -> type(e.getValue()))
            .thenComparing(Map.Entry::getKey));
    ObjectNode header = JSON.createObjectNode();
    long offset = 0;
    for (Map.Entry<String, Tensor> entry : order) {
      Tensor tensor = entry.getValue();
      long end = offset + width(type(tensor)) * size(tensor.shape());
      ObjectNode node = header.putObject(entry.getKey()).put("dtype", type(tensor));
      ArrayNode shape = node.putArray("shape");
      tensor.shape().forEach(shape::add);
      node.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    byte[] text = JSON.writeValueAsBytes(header);
    int length = (text.length + 7) / 8 * 8;
    ByteBuffer head = ByteBuffer.allocate(8 + length).order(ByteOrder.LITTLE_ENDIAN);
    head.putLong(length).put(text);
    while (head.hasRemaining()) {
      head.put((byte) ' ');
    }
    out.write(head.array());
    for (Map.Entry<String, Tensor> entry : order) {
      writeValues(entry.getValue(), out);
    }
  }

  private static void writeValues(Tensor tensor, OutputStream out) throws IOException {
    byte[] bytes = new byte[CHUNK];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    switch (tensor) {
      case Tensor.Floats f -> {
        for (float value : f.floats()) {
          makeRoom(buffer, bytes, out);
          buffer.putFloat(value);
        }
      }
      case Tensor.Doubles d -> {
        for (double value : d.doubles()) {
          makeRoom(buffer, bytes, out);
          buffer.putDouble(value);
        }
      }
      case Tensor.Longs l -> {
        for (long value : l.longs()) {
          makeRoom(buffer, bytes, out);
          buffer.putLong(value);
        }
      }
    }
    out.write(bytes, 0, buffer.position());
  }

  private static void makeRoom(ByteBuffer buffer, byte[] bytes, OutputStream out)
      throws IOException {
    if (buffer.remaining() < Long.BYTES) {
      out.write(bytes, 0, buffer.position());
      buffer.clear();
    }
  }

  /// @throws JobtrailException.Usage if the file is not safetensors, is cut short, or has a type
  ///     other than `F32`, `F64`, `I64`
  public static SortedMap<String, Tensor> read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long bytes = channel.size();
      if (bytes < 8) {
        throw broken(file, "has " + bytes + " bytes, a header takes at least 8");
      }
      long length = bytes(channel, 0, 8).getLong();
      if (length < 2 || length > LONGEST_HEADER || length > bytes - 8) {
        throw broken(file, "says its header has " + length + " bytes of " + bytes);
      }
      JsonNode header = header(file, bytes(channel, 8, (int) length));
      return tensors(file, channel, header, 8 + length, bytes);
    }
  }

  private static JsonNode header(Path file, ByteBuffer text) {
    try {
      JsonNode header = JSON.readTree(StandardCharsets.UTF_8.decode(text).toString());
      if (header.isObject()) {
        return header;
      }
      throw broken(file, "its header is no JSON object");
    } catch (JsonProcessingException _) {
      throw broken(file, "its header is not JSON");
    }
  }

  private static SortedMap<String, Tensor> tensors(
      Path file, FileChannel channel, JsonNode header, long begin, long bytes) throws IOException {
    TreeMap<String, Tensor> tensors = new TreeMap<>();
    TreeMap<Long, Long> covered = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : header.properties()) {
      String name = entry.getKey();
      if (name.equals("__metadata__")) {
        continue;
      }
      JsonNode node = entry.getValue();
      String type = node.path("dtype").asText();
      int width = width(type);
      if (width == 0) {
        throw broken(file, "tensor " + name + " is of type \"" + type + "\", known: F32, F64, I64");
      }
      List<Long> shape = new ArrayList<>();
      node.path("shape").forEach(s -> shape.add(s.asLong(-1)));
      long from = node.path("data_offsets").path(0).asLong(-1);
      long to = node.path("data_offsets").path(1).asLong(-1);
      if (from < 0 || to < from || to > bytes - begin) {
        throw broken(
            file,
            "tensor "
                + name
                + " lies at ["
                + from
                + ", "
                + to
                + ") of "
                + (bytes - begin)
                + " data bytes");
      }
      boolean sized = shape.stream().allMatch(s -> s >= 0 && s <= Integer.MAX_VALUE);
      if (!sized || size(shape) * width != to - from || size(shape) > Integer.MAX_VALUE - 8) {
        throw broken(
            file,
            "tensor " + name + " of " + type + " " + shape + " has " + (to - from) + " bytes");
      }
      if (to > from && covered.put(from, to) != null) {
        throw broken(file, "tensor " + name + " shares its bytes with another");
      }
      tensors.put(name, values(channel, begin + from, type, shape));
    }
    long end = 0;
    for (Map.Entry<Long, Long> part : covered.entrySet()) {
      if (part.getKey() != end) {
        throw broken(file, "its tensors overlap or leave a hole at data byte " + end);
      }
      end = part.getValue();
    }
    if (end != bytes - begin) {
      throw broken(file, "has " + (bytes - begin - end) + " bytes behind its last tensor");
    }
    return tensors;
  }

  private static Tensor values(FileChannel channel, long from, String type, List<Long> shape)
      throws IOException {
    int n = (int) size(shape);
    long[] dimensions = shape.stream().mapToLong(Long::longValue).toArray();
    int width = width(type);
    float[] floats = new float[type.equals("F32") ? n : 0];
    double[] doubles = new double[type.equals("F64") ? n : 0];
    long[] longs = new long[type.equals("I64") ? n : 0];
    for (int done = 0; done < n; ) {
      int now = Math.min(CHUNK, n - done);
      ByteBuffer part = bytes(channel, from + (long) done * width, now * width);
      switch (type) {
        case "F32" -> part.asFloatBuffer().get(floats, done, now);
        case "F64" -> part.asDoubleBuffer().get(doubles, done, now);
        default -> part.asLongBuffer().get(longs, done, now);
      }
      done += now;
    }
    return switch (type) {
      case "F32" -> Tensor.of(floats, dimensions);
      case "F64" -> Tensor.of(doubles, dimensions);
      default -> Tensor.of(longs, dimensions);
    };
  }

  private static ByteBuffer bytes(FileChannel channel, long from, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, from + buffer.position()) < 0) {
        throw new EOFException("the file grew shorter while it was read");
      }
    }
    return buffer.flip();
  }

  private static String type(Tensor tensor) {
    return switch (tensor) {
      case Tensor.Floats _ -> "F32";
      case Tensor.Doubles _ -> "F64";
      case Tensor.Longs _ -> "I64";
    };
  }

  /// Bytes of one value; 0 for a type that isn't known.
  private static int width(String type) {
    return switch (type) {
      case "F32" -> 4;
      case "F64", "I64" -> 8;
      default -> 0;
    };
  }

  /// How many values a shape holds; one that no long holds is refused by being too large.
  private static long size(List<Long> shape) {
    long size = 1;
    for (long dimension : shape) {
      size = Math.multiplyHigh(size, dimension) == 0 ? size * dimension : Long.MAX_VALUE / 16;
    }
    return size;
  }

  private static JobtrailException.Usage broken(Path file, String what) {
    return new JobtrailException.Usage(
        file + ": no safetensors file that can be read: " + what + "; make the model again");
  }
}
