package org.jobtrail.predict.libtorch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jobtrail.provenance.JobtrailException;

/// A safetensors file of any size, whose tensors are copied one by one into others: the file is
/// mapped, nothing is held twice.
public final class SafeTensorsFile implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long LONGEST_HEADER = 100_000_000;

  /// Bytes that are mapped at once.
  private static final long PART = 1L << 28;

  private final Path file;
  private final FileChannel channel;
  private final SortedMap<String, Entry> entries = new TreeMap<>();

  private record Entry(ScalarType type, List<Long> shape, long from) {
    long size() {
      return shape.stream().reduce(1L, Math::multiplyExact);
    }
  }

  private SafeTensorsFile(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /// @throws JobtrailException.Usage if it is no safetensors file or cut short
  public static SafeTensorsFile open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file);
    try {
      SafeTensorsFile opened = new SafeTensorsFile(file, channel);
      opened.readHeader();
      return opened;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private void readHeader() throws IOException {
    long bytes = channel.size();
    if (bytes < 8) {
      throw broken("has " + bytes + " bytes, a header takes at least 8");
    }
    long length = bytes(0, 8).getLong();
    if (length < 2 || length > LONGEST_HEADER || length > bytes - 8) {
      throw broken("says its header has " + length + " bytes of " + bytes);
    }
    JsonNode header;
    try {
      header = JSON.readTree(StandardCharsets.UTF_8.decode(bytes(8, (int) length)).toString());
    } catch (JsonProcessingException _) {
      throw broken("its header is not JSON");
    }
    long begin = 8 + length;
    for (Map.Entry<String, JsonNode> named : header.properties()) {
      if (!named.getKey().equals("__metadata__")) {
        entries.put(named.getKey(), entry(named.getKey(), named.getValue(), begin, bytes));
      }
    }
  }

  private Entry entry(String name, JsonNode node, long begin, long bytes) {
    String dtype = node.path("dtype").asText();
    List<Long> shape = new ArrayList<>();
    node.path("shape").forEach(s -> shape.add(s.asLong(-1)));
    long from = node.path("data_offsets").path(0).asLong(-1);
    long to = node.path("data_offsets").path(1).asLong(-1);
    if (from < 0 || to < from || to > bytes - begin) {
      throw broken(
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
    // Types that no weight has, such as masks', are only refused when they are asked for.
    ScalarType type = type(dtype);
    if (type != ScalarType.Undefined) {
      long size = 1;
      for (long dimension : shape) {
        if (dimension < 0 || (dimension > 0 && size > (to - from) / dimension)) {
          throw broken(
              "tensor " + name + " of " + dtype + " " + shape + " has " + (to - from) + " bytes");
        }
        size *= dimension;
      }
      if (size * width(type) != to - from) {
        throw broken(
            "tensor " + name + " of " + dtype + " " + shape + " has " + (to - from) + " bytes");
      }
    }
    return new Entry(type, List.copyOf(shape), begin + from);
  }

  private static ScalarType type(String dtype) {
    return switch (dtype) {
      case "F64" -> ScalarType.Double;
      case "F32" -> ScalarType.Float;
      case "F16" -> ScalarType.Half;
      case "BF16" -> ScalarType.BFloat16;
      default -> ScalarType.Undefined;
    };
  }

  private static int width(ScalarType type) {
    return switch (type) {
      case Double -> 8;
      case Float -> 4;
      default -> 2;
    };
  }

  public Set<String> names() {
    return entries.keySet();
  }

  /// @throws IllegalArgumentException when there is none of that name
  public List<Long> shape(String name) {
    return get(name).shape();
  }

  private Entry get(String name) {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw new IllegalArgumentException(file + ": no tensor " + name);
    }
    return entry;
  }

  /// Copies a tensor into another of as many numbers, which is converted and turned as need be.
  ///
  /// @param target of the same shape, or of the turned one
  /// @param transposed rows of the file's are columns of the target
  /// @throws JobtrailException.Usage when it is of a type that weights don't have
  public void read(String name, Tensor target, boolean transposed) throws IOException {
    Entry entry = get(name);
    if (entry.type == ScalarType.Undefined) {
      throw broken(
          "tensor " + name + " is of a type that weights don't have, known: F64, F32, F16, BF16");
    }
    try (PointerScope _ = new PointerScope();
        NoGradGuard _ = new NoGradGuard()) {
      if (transposed || !target.is_contiguous()) {
        long[] shape = entry.shape.stream().mapToLong(Long::longValue).toArray();
        Tensor whole = torch.zeros(shape, new TensorOptions(entry.type));
        fill(entry, whole.view(-1));
        target.copy_(transposed ? whole.t() : whole);
      } else {
        fill(entry, target.view(-1));
      }
    }
  }

  private void fill(Entry entry, Tensor flat) throws IOException {
    int width = width(entry.type);
    long size = entry.size();
    for (long from = 0; from < size; from += PART / width) {
      long length = Math.min(PART / width, size - from);
      ByteBuffer mapped =
          channel.map(FileChannel.MapMode.READ_ONLY, entry.from + from * width, length * width);
      try (PointerScope _ = new PointerScope()) {
        BytePointer pointer = new BytePointer(mapped);
        Tensor part = torch.from_blob(pointer, new long[] {length}, new TensorOptions(entry.type));
        flat.narrow(0, from, length).copy_(part);
      }
    }
  }

  private ByteBuffer bytes(long from, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, from + buffer.position()) < 0) {
        throw broken("it grew shorter while it was read");
      }
    }
    return buffer.flip();
  }

  private JobtrailException.Usage broken(String what) {
    return new JobtrailException.Usage(
        file + ": no safetensors file that can be read: " + what + "; get the model again");
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
