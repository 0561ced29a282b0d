package org.jobtrail.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jobtrail.provenance.JobtrailException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SafeTensorsTest {
  @TempDir Path folder;

  @Test
  void writesTheFormatByteForByte() throws IOException {
    TreeMap<String, Tensor> tensors = new TreeMap<>();
    tensors.put("b", Tensor.of(new long[] {-2}, 1));
    tensors.put("a", Tensor.of(new float[] {1.5f, -2}, 1, 2));
    Path file = folder.resolve("m.safetensors");
    SafeTensors.write(tensors, file);
    String header =
        "{\"b\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]},"
            + "\"a\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[8,16]}}";
    int padded = (header.length() + 7) / 8 * 8;
    ByteBuffer expected = ByteBuffer.allocate(8 + padded + 16).order(ByteOrder.LITTLE_ENDIAN);
    expected.putLong(padded).put(header.getBytes(StandardCharsets.UTF_8));
    while (expected.position() < 8 + padded) {
      expected.put((byte) ' ');
    }
    expected.putLong(-2).putFloat(1.5f).putFloat(-2);
    assertThat(Files.readAllBytes(file)).isEqualTo(expected.array());
  }

  @Test
  void readsWhatItWrote() throws IOException {
    Random random = new Random(5);
    TreeMap<String, Tensor> tensors = new TreeMap<>();
    float[] floats = new float[600_001];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = random.nextFloat();
    }
    double[] doubles = random.doubles(300_000).toArray();
    tensors.put("wide", Tensor.of(floats, floats.length));
    tensors.put("double", Tensor.of(doubles, 3, 100_000));
    tensors.put("whole", Tensor.of(new long[] {Long.MIN_VALUE, 7}, 2, 1));
    tensors.put("none", Tensor.of(new float[0], 0, 4));
    tensors.put("scalar", Tensor.of(new double[] {Math.PI}));
    Path file = folder.resolve("m.safetensors");
    SafeTensors.write(tensors, file);
    SortedMap<String, Tensor> read = SafeTensors.read(file);
    assertThat(read.keySet()).isEqualTo(tensors.keySet());
    tensors.forEach((name, t) -> assertThat(read.get(name).shape()).isEqualTo(t.shape()));
    assertThat(read.get("wide").floats()).isEqualTo(floats);
    assertThat(read.get("double").doubles()).isEqualTo(doubles);
    assertThat(((Tensor.Longs) read.get("whole")).longs()).containsExactly(Long.MIN_VALUE, 7);
    assertThat(read.get("scalar").doubles()).containsExactly(Math.PI);
    byte[] first = Files.readAllBytes(file);
    SafeTensors.write(read, file);
    assertThat(Files.readAllBytes(file)).isEqualTo(first);
  }

  @Test
  void skipsMetadata() throws IOException {
    Path file =
        file("{\"__metadata__\":{\"format\":\"pt\"},\"a\":" + tensor("F64", "[1]", 0, 8), 8);
    assertThat(SafeTensors.read(file).get("a").doubles()).containsExactly(0);
  }

  @Test
  void saysWhatIsBroken() throws IOException {
    Path file = folder.resolve("m.safetensors");
    Files.write(file, new byte[5]);
    refuses(file, "has 5 bytes, a header takes at least 8");
    Files.write(file, new byte[] {100, 0, 0, 0, 0, 0, 0, 0, '{', '}'});
    refuses(file, "says its header has 100 bytes of 10");
    refuses(file("[1", 0), "its header is not JSON");
    refuses(file("[1]", 0), "its header is no JSON object");
    refuses(
        file("{\"a\":" + tensor("BF16", "[1]", 0, 2), 2),
        "tensor a is of type \"BF16\", known: F32, F64, I64");
    refuses(file("{\"a\":" + tensor("F32", "[2]", 0, 8), 4), "tensor a lies at [0, 8) of 4 data");
    refuses(file("{\"a\":" + tensor("F32", "[3]", 0, 8), 8), "tensor a of F32 [3] has 8 bytes");
    refuses(file("{\"a\":" + tensor("F32", "[-2,-1]", 0, 8), 8), "tensor a of F32 [-2, -1] has 8");
    refuses(
        file("{\"a\":" + tensor("F32", "[2]", 4, 12), 12),
        "its tensors overlap or leave a hole at data byte 0");
    refuses(file("{\"a\":" + tensor("F32", "[2]", 0, 8), 11), "has 3 bytes behind its last tensor");
  }

  @Test
  void everyCutIsFound() throws IOException {
    TreeMap<String, Tensor> tensors = new TreeMap<>();
    tensors.put("a", Tensor.of(new float[] {1, 2, 3}, 3));
    Path file = folder.resolve("m.safetensors");
    SafeTensors.write(tensors, file);
    byte[] whole = Files.readAllBytes(file);
    for (int cut = 0; cut < whole.length; cut++) {
      Files.write(file, Arrays.copyOf(whole, cut));
      assertThatThrownBy(() -> SafeTensors.read(file)).isInstanceOf(JobtrailException.Usage.class);
    }
  }

  private static String tensor(String type, String shape, int from, int to) {
    return String.format(
        "{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}}", type, shape, from, to);
  }

  private Path file(String header, int data) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + data).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(text.length).put(text);
    Path file = folder.resolve("broken.safetensors");
    return Files.write(file, bytes.array());
  }

  private static void refuses(Path file, String message) {
    assertThatThrownBy(() -> SafeTensors.read(file))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageStartingWith(file + ": no safetensors file that can be read: " + message);
  }
}
