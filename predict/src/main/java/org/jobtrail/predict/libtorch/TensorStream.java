package org.jobtrail.predict.libtorch;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/// The numbers of flat tensors as little-endian floats, part by part, however many there are.
public final class TensorStream {
  private static final int PART = 1 << 20;

  private TensorStream() {}

  /// @param flat `[numbers]`
  public static void write(Tensor flat, OutputStream out) throws IOException {
    for (long from = 0; from < flat.numel(); from += PART) {
      long length = Math.min(PART, flat.numel() - from);
      try (PointerScope _ = new PointerScope()) {
        float[] part = Parameters.floats(flat.narrow(0, from, length));
        ByteBuffer bytes = ByteBuffer.allocate(4 * part.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(part);
        out.write(bytes.array());
      }
    }
  }

  /// Fills a tensor.
  ///
  /// @param flat `[numbers]`
  public static void read(DataInputStream in, Tensor flat, Context context) throws IOException {
    byte[] bytes = new byte[Float.BYTES * PART];
    for (long from = 0; from < flat.numel(); from += PART) {
      int length = (int) Math.min(PART, flat.numel() - from);
      in.readFully(bytes, 0, Float.BYTES * length);
      float[] part = new float[length];
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(part);
      try (PointerScope _ = new PointerScope();
          NoGradGuard _ = new NoGradGuard()) {
        flat.narrow(0, from, length).copy_(context.floats(part, length));
      }
    }
  }
}
