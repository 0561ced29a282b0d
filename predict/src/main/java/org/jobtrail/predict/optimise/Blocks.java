package org.jobtrail.predict.optimise;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Sums over rows in blocks, on several threads. The blocks depend on the sizes alone and are added
/// in their order: the sum has the same bits whatever the threads.
public final class Blocks implements AutoCloseable {
  /// Bytes that all blocks' gradients may take.
  private static final long ROOM = 512L << 20;

  private static final int MOST = 16;
  private final ExecutorService executor;

  public Blocks(int threads) {
    executor = Executors.newFixedThreadPool(threads);
  }

  /// A block's share of the value; it adds to the gradient.
  public interface Part {
    double add(int fromRow, int toRow, double[] gradient);
  }

  /// @param buffers one gradient per block, kept between calls; filled here
  public double sum(int rows, double[][] buffers, double[] gradient, Part part) {
    int blocks = buffers.length;
    List<Callable<Double>> tasks = new ArrayList<>();
    for (int b = 0; b < blocks; b++) {
      int from = (int) ((long) rows * b / blocks);
      int to = (int) ((long) rows * (b + 1) / blocks);
      double[] buffer = buffers[b];
      tasks.add(
          () -> {
            java.util.Arrays.fill(buffer, 0);
            return part.add(from, to, buffer);
          });
    }
    double value = 0;
    List<Double> values = all(tasks);
    for (int b = 0; b < blocks; b++) {
      value += values.get(b);
      Lbfgs.add(gradient, 1, buffers[b]);
    }
    return value;
  }

  /// How many blocks for a gradient of this size.
  public static int count(int size) {
    return Math.clamp(ROOM / (8L * Math.max(1, size)), 2, MOST);
  }

  private List<Double> all(List<Callable<Double>> tasks) {
    try {
      List<Double> values = new ArrayList<>();
      for (Future<Double> future : executor.invokeAll(tasks)) {
        values.add(future.get());
      }
      return values;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while summing", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a block could not be summed", e.getCause());
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
