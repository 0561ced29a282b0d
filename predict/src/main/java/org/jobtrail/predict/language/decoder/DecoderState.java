package org.jobtrail.predict.language.decoder;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.jobtrail.predict.libtorch.Moments;
import org.jobtrail.predict.libtorch.Parameters;
import org.jobtrail.predict.libtorch.TensorStream;
import org.jobtrail.provenance.AtomicFiles;
import org.jobtrail.provenance.Sha256;

/// How far a decoder's training is, and the best so far. Tensors go to the file part by part: none
/// is held in the JVM's heap.
final class DecoderState implements AutoCloseable {
  private static final String FILE = "decoder.state";
  private static final int FORMAT = 1;

  private final String key;
  private final Moments moments;
  private final Tensor best;
  private long step;
  private int stale;
  private double bestMeasure = Double.POSITIVE_INFINITY;

  private DecoderState(String key, Parameters parameters) {
    this.key = Sha256.of(key.getBytes(StandardCharsets.UTF_8));
    moments = Moments.zero(parameters);
    try (PointerScope _ = new PointerScope()) {
      best = parameters.flat().clone();
      best.retainReference();
    }
  }

  /// Of a training that begins and is kept nowhere.
  static DecoderState start(Parameters parameters) {
    return new DecoderState("", parameters);
  }

  /// Where the folder's last state ends if it is one of this very training, otherwise the start.
  ///
  /// @param parameters get the state's values
  static DecoderState open(Path folder, String key, Parameters parameters) throws IOException {
    DecoderState state = new DecoderState(key, parameters);
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return state;
    }
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      if (in.readInt() != FORMAT || !in.readUTF().equals(state.key)) {
        return state;
      }
      state.step = in.readLong();
      state.stale = in.readInt();
      state.bestMeasure = in.readDouble();
      TensorStream.read(in, parameters.flat(), parameters.context());
      TensorStream.read(in, state.best, parameters.context());
      TensorStream.read(in, state.moments.first(), parameters.context());
      TensorStream.read(in, state.moments.second(), parameters.context());
      return state;
    }
  }

  void write(Path folder, Parameters parameters) throws IOException {
    Files.createDirectories(folder);
    AtomicFiles.write(
        folder.resolve(FILE),
        stream -> {
          DataOutputStream out = new DataOutputStream(stream);
          out.writeInt(FORMAT);
          out.writeUTF(key);
          out.writeLong(step);
          out.writeInt(stale);
          out.writeDouble(bestMeasure);
          out.flush();
          TensorStream.write(parameters.flat(), stream);
          TensorStream.write(best, stream);
          TensorStream.write(moments.first(), stream);
          TensorStream.write(moments.second(), stream);
        });
  }

  /// Takes note of a validation.
  void validated(long now, double measure, Parameters parameters) {
    step = now;
    if (measure < bestMeasure) {
      bestMeasure = measure;
      stale = 0;
      try (NoGradGuard _ = new NoGradGuard();
          PointerScope _ = new PointerScope()) {
        best.copy_(parameters.flat());
      }
    } else {
      stale++;
    }
  }

  /// Gives the parameters their best values back; before the first validation those they have.
  void best(Parameters parameters) {
    if (bestMeasure < Double.POSITIVE_INFINITY) {
      try (NoGradGuard _ = new NoGradGuard();
          PointerScope _ = new PointerScope()) {
        parameters.flat().copy_(best);
      }
    }
  }

  Moments moments() {
    return moments;
  }

  /// Steps done.
  long step() {
    return step;
  }

  /// Validations since the last gain.
  int stale() {
    return stale;
  }

  double bestMeasure() {
    return bestMeasure;
  }

  @Override
  public void close() {
    moments.close();
    best.close();
  }
}
