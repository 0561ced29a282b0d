package org.jobtrail.predict.libtorch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jobtrail.provenance.AtomicFiles;

/// Writes tensors of any size as safetensors of one type, in the order of their names, part by
/// part; the same numbers give the same bytes.
public final class SafeTensorsWriter {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PART = 1 << 22;

  private SafeTensorsWriter() {}

  /// How numbers are written.
  public enum Type {
    F32(4),
    BF16(2);

    private final int width;

    Type(int width) {
      this.width = width;
    }

    /// Bytes of a number.
    public int width() {
      return width;
    }
  }

  /// A tensor to be written; its numbers are made when their turn has come.
  public interface Source {
    List<Long> shape();

    /// In that shape.
    Tensor values();
  }

  /// Bytes of a tensor's numbers.
  public static long bytes(List<Long> shape, Type type) {
    return type.width * shape.stream().reduce(1L, Math::multiplyExact);
  }

  /// Writes the file, whole or not at all.
  public static void write(SortedMap<String, Source> tensors, Type type, Path file)
      throws IOException {
    ObjectNode header = JSON.createObjectNode();
    // Some readers refuse a file that doesn't say so.
    header.putObject("__metadata__").put("format", "pt");
    long offset = 0;
    for (Map.Entry<String, Source> named : tensors.entrySet()) {
      ObjectNode node = header.putObject(named.getKey()).put("dtype", type.name());
      ArrayNode shape = node.putArray("shape");
      named.getValue().shape().forEach(shape::add);
      long end = offset + bytes(named.getValue().shape(), type);
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
    AtomicFiles.write(
        file,
        out -> {
          out.write(head.array());
          for (Source source : tensors.values()) {
            try (PointerScope _ = new PointerScope();
                NoGradGuard _ = new NoGradGuard()) {
              write(source.values().detach().reshape(-1), type, out);
            }
          }
        });
  }

  private static void write(Tensor flat, Type type, OutputStream out) throws IOException {
    for (long from = 0; from < flat.numel(); from += PART) {
      int length = (int) Math.min(PART, flat.numel() - from);
      ByteBuffer bytes = ByteBuffer.allocate(type.width * length).order(ByteOrder.LITTLE_ENDIAN);
      try (PointerScope _ = new PointerScope()) {
        Tensor part = flat.narrow(0, from, length).cpu();
        switch (type) {
          case F32 -> bytes.asFloatBuffer().put(Parameters.floats(part));
          case BF16 -> {
            short[] halves = new short[length];
            Tensor narrow = part.to(ScalarType.BFloat16).contiguous().view(ScalarType.Short);
            narrow.data_ptr_short().get(halves);
            bytes.asShortBuffer().put(halves);
          }
        }
      }
      out.write(bytes.array());
    }
  }
}
