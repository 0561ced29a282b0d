package org.jobtrail.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jobtrail.dataset.DocumentRows;
import org.jobtrail.ingest.RawDocument;
import org.jobtrail.ingest.RawDocuments;
import org.jobtrail.provenance.Progress;
import org.jspecify.annotations.Nullable;

/// Cuts the input into consecutive parts, has workers process their documents, and writes each
/// part when its last document is done. Parts that an interrupted run finished are passed over.
///
/// Where a part ends depends on its documents alone. At most {@link #WINDOW} documents per worker
/// and two finished parts are in memory.
final class Parts {
  /// A part is full at this weight: 2,048 lines of JSON Lines or 128 files.
  private static final int FULL = 2048;

  private static final int FILE_WEIGHT = 16;
  private static final int WINDOW = 32;
  private static final long STACK_BYTES = 16L << 20;

  private final Stages stages;
  private final WorkFolder work;
  private final RunConfiguration configuration;
  private final Progress progress;
  private final List<Path> folders = new ArrayList<>();
  private final Deque<Pending> window = new ArrayDeque<>();
  private final Deque<Future<?>> writes = new ArrayDeque<>();
  private long documents;
  private long resumed;
  private long done;
  private long skipped;
  private @Nullable Part open;

  private record Pending(int part, Future<DocumentRows> rows) {}

  Parts(Stages stages, WorkFolder work, RunConfiguration configuration, Progress progress) {
    this.stages = stages;
    this.work = work;
    this.configuration = configuration;
    this.progress = progress;
  }

  /// The parts' folders, in the order of the input.
  List<Path> folders() {
    return List.copyOf(folders);
  }

  long documents() {
    return documents;
  }

  /// Documents whose rows an interrupted run had left.
  long resumed() {
    return resumed;
  }

  /// Files that no one means as documents.
  long skipped() {
    return skipped;
  }

  void make() throws IOException {
    ExecutorService workers =
        Executors.newFixedThreadPool(
            configuration.workers(),
            task -> {
              Thread thread = new Thread(null, task, "jobtrail-worker", STACK_BYTES);
              thread.setDaemon(true);
              return thread;
            });
    try (RawDocuments input = RawDocuments.open(configuration.inputs(), configuration.limits())) {
      while (more(input)) {
        int number = folders.size();
        folders.add(work.part(number));
        OptionalLong finished = work.finished(number);
        if (finished.isPresent()) {
          pass(input, number, finished.getAsLong());
        } else {
          process(input, number, workers);
        }
      }
      while (!window.isEmpty()) {
        collect(workers);
      }
      close(workers);
      while (!writes.isEmpty()) {
        await(writes.remove());
      }
      skipped = input.skipped();
    } finally {
      stop(workers);
    }
  }

  /// Leaves no thread behind that still writes, whatever went wrong.
  private static void stop(ExecutorService workers) {
    workers.shutdownNow();
    try {
      if (!workers.awaitTermination(1, TimeUnit.MINUTES)) {
        throw new IllegalStateException("a worker doesn't stop");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean more(RawDocuments input) {
    return documents < configuration.limit() && input.hasNext();
  }

  private void pass(RawDocuments input, int number, long expected) throws IOException {
    long before = documents;
    for (int weight = 0; weight < FULL && more(input); documents++) {
      weight += weight(input.next());
    }
    if (documents - before != expected) {
      throw new IllegalStateException(
          work.part(number)
              + " holds "
              + expected
              + " documents, the input gives "
              + (documents - before));
    }
    resumed += expected;
    done += expected;
    progress.step(done);
  }

  private void process(RawDocuments input, int number, ExecutorService workers) throws IOException {
    for (int weight = 0; weight < FULL && more(input); documents++) {
      RawDocument raw = input.next();
      weight += weight(raw);
      long position = documents;
      window.add(new Pending(number, workers.submit(() -> stages.rows(position, raw))));
      if (window.size() >= WINDOW * configuration.workers()) {
        collect(workers);
      }
    }
  }

  private static int weight(RawDocument raw) {
    return raw.isLine() ? 1 : FILE_WEIGHT;
  }

  /// Takes the oldest document's rows; a new part's first document closes the part before.
  private void collect(ExecutorService workers) throws IOException {
    Pending oldest = window.remove();
    if (open == null || open.number() != oldest.part()) {
      close(workers);
      open = new Part(oldest.part());
    }
    open.append(await(oldest.rows()));
    progress.step(++done);
  }

  private void close(ExecutorService workers) throws IOException {
    Part finished = open;
    open = null;
    if (finished == null) {
      return;
    }
    if (writes.size() >= 2) {
      await(writes.remove());
    }
    writes.add(
        workers.submit(
            () -> {
              finished.write(work.part(finished.number()));
              return null;
            }));
  }

  private static <T> T await(Future<T> future) throws IOException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException io -> throw io;
        case UncheckedIOException io -> throw io;
        case RuntimeException r -> throw r;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a worker", e);
    }
  }
}
