package org.jobtrail.normalise.encoder;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/// Threads that share the numbers from 0 in equal, contiguous parts.
final class Workers implements AutoCloseable {
  private final int threads;
  private final ExecutorService pool;

  Workers(int threads) {
    this.threads = threads;
    this.pool = Executors.newFixedThreadPool(threads, Thread.ofPlatform().daemon().factory());
  }

  int threads() {
    return threads;
  }

  /// Returns when the task was done for each number below `count`.
  void each(int count, IntConsumer task) {
    List<Future<?>> parts = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int from = (int) ((long) count * t / threads);
      int to = (int) ((long) count * (t + 1) / threads);
      parts.add(
          pool.submit(
              () -> {
                for (int i = from; i < to; i++) {
                  task.accept(i);
                }
              }));
    }
    for (Future<?> part : parts) {
      try {
        part.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while an encoder was trained", e);
      }
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
