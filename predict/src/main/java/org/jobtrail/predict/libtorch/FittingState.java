package org.jobtrail.predict.libtorch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jobtrail.predict.SafeTensors;
import org.jobtrail.predict.Tensor;
import org.jobtrail.provenance.Sha256;

/// How far a training is: all that the rest of it depends on. Its arrays are shared, nobody may
/// change them.
public final class FittingState {
  /// Safetensors: counts, `[4]`; numbers, `[2]`; the five arrays, `[parameters]`, and what training
  /// it is of.
  private static final String FILE = "state.safetensors";

  private String of = "";
  private int epoch;
  private long steps;
  private double factor = 1;
  private int stale;
  private int halvings;
  private boolean restarted;
  private double bestLoss = Double.POSITIVE_INFINITY;
  private float[] values = {};
  private float[] average = {};
  private float[] bestValues = {};
  private float[] first = {};
  private float[] second = {};

  private FittingState() {}

  public static FittingState start(Parameters parameters, String of) {
    FittingState state = new FittingState();
    state.of = of;
    state.values = parameters.values();
    state.average = state.values;
    state.bestValues = state.values;
    state.first = new float[state.values.length];
    state.second = new float[state.values.length];
    return state;
  }

  /// The state after one more epoch of a training whose weights are judged as they are.
  public FittingState next(double loss, long step, float[] now, Moments moments, int patience) {
    return next(loss, step, now, now, moments, patience);
  }

  /// The state after one more epoch.
  ///
  /// @param loss of validation, with the average
  /// @param now the weights that training goes on from
  /// @param mean the running average of the weights; `now` where there is none
  public FittingState next(
      double loss, long step, float[] now, float[] mean, Moments moments, int patience) {
    FittingState next = new FittingState();
    next.of = of;
    next.epoch = epoch + 1;
    next.steps = step;
    next.factor = factor;
    next.halvings = halvings;
    next.values = now;
    next.average = mean;
    next.first = Parameters.floats(moments.first());
    next.second = Parameters.floats(moments.second());
    boolean better = loss < bestLoss;
    next.bestLoss = better ? loss : bestLoss;
    next.bestValues = better ? mean : bestValues;
    next.stale = better ? 0 : stale + 1;
    if (next.stale >= patience) {
      next.restarted = true;
      next.stale = 0;
      next.halvings++;
      next.factor = factor / 2;
      next.values = next.bestValues;
      next.average = next.bestValues;
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
    SortedMap<String, Tensor> tensors = SafeTensors.read(file);
    if (!tensors.containsKey(name(of))) {
      return Optional.empty();
    }
    FittingState state = new FittingState();
    double[] counts = get(tensors, "counts").doubles();
    state.epoch = (int) counts[0];
    state.steps = (long) counts[1];
    state.stale = (int) counts[2];
    state.halvings = (int) counts[3];
    double[] numbers = get(tensors, "numbers").doubles();
    state.factor = numbers[0];
    state.bestLoss = numbers[1];
    state.values = get(tensors, "values").floats();
    state.average = get(tensors, "average").floats();
    state.bestValues = get(tensors, "best").floats();
    state.first = get(tensors, "first").floats();
    state.second = get(tensors, "second").floats();
    state.of = of;
    return Optional.of(state);
  }

  private static Tensor get(SortedMap<String, Tensor> tensors, String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("a training's state without " + name);
    }
    return tensor;
  }

  public void write(Path folder) throws IOException {
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    tensors.put(name(of), Tensor.of(new float[0], 0));
    tensors.put("counts", Tensor.of(new double[] {epoch, steps, stale, halvings}, 4));
    tensors.put("numbers", Tensor.of(new double[] {factor, bestLoss}, 2));
    tensors.put("values", Tensor.of(values, values.length));
    tensors.put("average", Tensor.of(average, average.length));
    tensors.put("best", Tensor.of(bestValues, bestValues.length));
    tensors.put("first", Tensor.of(first, first.length));
    tensors.put("second", Tensor.of(second, second.length));
    Files.createDirectories(folder);
    SafeTensors.write(tensors, folder.resolve(FILE));
  }

  /// Of the empty tensor that says which training the state is of.
  private static String name(String of) {
    return "of." + Sha256.of(of.getBytes(StandardCharsets.UTF_8));
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

  public float[] average() {
    return average;
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
