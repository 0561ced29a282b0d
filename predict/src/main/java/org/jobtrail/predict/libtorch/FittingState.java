package org.jobtrail.predict.libtorch;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jobtrail.provenance.AtomicFiles;
import org.jobtrail.provenance.Sha256;

/// How far a training is: all that the rest of it depends on. Its arrays are shared, nobody may
/// change them.
public final class FittingState {
  private static final String FILE = "training.state";
  private static final int FORMAT = 1;

  private String of = "";
  private int epoch;
  private long steps;
  private double factor = 1;
  private int stale;
  private int halvings;
  private boolean restarted;
  private double bestLoss = Double.POSITIVE_INFINITY;
  private float[] values = {};
  private float[] bestValues = {};
  private float[] first = {};
  private float[] second = {};

  private FittingState() {}

  public static FittingState start(Parameters parameters, String of) {
    FittingState state = new FittingState();
    state.of = of;
    state.values = parameters.values();
    state.bestValues = state.values;
    state.first = new float[state.values.length];
    state.second = new float[state.values.length];
    return state;
  }

  /// The state after one more epoch.
  public FittingState next(double loss, long step, float[] now, Moments moments, int patience) {
    FittingState next = new FittingState();
    next.of = of;
    next.epoch = epoch + 1;
    next.steps = step;
    next.factor = factor;
    next.halvings = halvings;
    next.values = now;
    next.first = Parameters.floats(moments.first());
    next.second = Parameters.floats(moments.second());
    boolean better = loss < bestLoss;
    next.bestLoss = better ? loss : bestLoss;
    next.bestValues = better ? now : bestValues;
    next.stale = better ? 0 : stale + 1;
    if (next.stale >= patience) {
      next.restarted = true;
      next.stale = 0;
      next.halvings++;
      next.factor = factor / 2;
      next.values = next.bestValues;
    }
    return next;
  }

  public boolean finished(int epochs, int mostSteps, int mostHalvings) {
    return epoch >= epochs || steps >= mostSteps || halvings > mostHalvings;
  }

  /// Where the last state in a folder ends, if it is one of this very training.
  public static Optional<FittingState> read(Path folder, String of) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      FittingState state = new FittingState();
      if (in.readInt() != FORMAT || !in.readUTF().equals(hash(of))) {
        return Optional.empty();
      }
      state.epoch = in.readInt();
      state.steps = in.readLong();
      state.factor = in.readDouble();
      state.stale = in.readInt();
      state.halvings = in.readInt();
      state.bestLoss = in.readDouble();
      state.values = floats(in);
      state.bestValues = floats(in);
      state.first = floats(in);
      state.second = floats(in);
      state.of = of;
      return Optional.of(state);
    }
  }

  public void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    AtomicFiles.write(
        folder.resolve(FILE),
        stream -> {
          DataOutputStream out = new DataOutputStream(stream);
          out.writeInt(FORMAT);
          out.writeUTF(hash(of));
          out.writeInt(epoch);
          out.writeLong(steps);
          out.writeDouble(factor);
          out.writeInt(stale);
          out.writeInt(halvings);
          out.writeDouble(bestLoss);
          for (float[] array : new float[][] {values, bestValues, first, second}) {
            ByteBuffer bytes = ByteBuffer.allocate(4 * array.length);
            bytes.asFloatBuffer().put(array);
            out.writeInt(array.length);
            out.write(bytes.array());
          }
          out.flush();
        });
  }

  private static float[] floats(DataInputStream in) throws IOException {
    byte[] bytes = new byte[4 * in.readInt()];
    in.readFully(bytes);
    float[] values = new float[bytes.length / 4];
    ByteBuffer.wrap(bytes).asFloatBuffer().get(values);
    return values;
  }

  private static String hash(String of) {
    return Sha256.of(of.getBytes(StandardCharsets.UTF_8));
  }

  public int epoch() {
    return epoch;
  }

  public long steps() {
    return steps;
  }

  public double factor() {
    return factor;
  }

  public boolean restarted() {
    return restarted;
  }

  public double bestLoss() {
    return bestLoss;
  }

  public float[] values() {
    return values;
  }

  public float[] bestValues() {
    return bestValues;
  }

  public float[] first() {
    return first;
  }

  public float[] second() {
    return second;
  }
}
