package org.jobtrail.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jobtrail.dataset.DocumentRows;
import org.jobtrail.ingest.RawDocument;
import org.jobtrail.ingest.RawDocuments;
import org.jobtrail.provenance.Progress;

/// Cuts the input into consecutive parts, has workers process their documents, and writes each
/// part when its last document is done. Parts that an interrupted run finished are passed over.
///
/// Where a part ends depends on its documents alone. At most {@link #WINDOW} documents per worker,
/// or as many as may wait for a remote, and two finished parts are in memory.
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
  private final int windowSize;

  /// Threads of documents that wait for a remote; never interrupted, because what they wait for is
  /// paid for.
  private final ExecutorService waiting = Executors.newVirtualThreadPerTaskExecutor();

  private final Deque<Step> window = new ArrayDeque<>();
  private final Deque<Future<?>> writes = new ArrayDeque<>();
  private long documents;
  private long resumed;
  private long done;
  private long skipped;

  /// What the main thread does next, in the order of the input.
  private sealed interface Step {}

  /// Take this document's rows, when a worker has made them.
  private record Take(Part part, Future<DocumentRows> rows) implements Step {}

  /// Write the part: its last document was taken.
  private record Close(Part part) implements Step {}

  Parts(Stages stages, WorkFolder work, RunConfiguration configuration, Progress progress) {
    this.stages = stages;
    this.work = work;
    this.configuration = configuration;
    this.progress = progress;
    this.windowSize = Math.max(WINDOW * configuration.workers(), stages.extractor().waiting());
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
    ExecutorService workers = threads(configuration.workers(), "jobtrail-worker");
    ExecutorService writer = threads(1, "jobtrail-writer");
    try (RawDocuments input = RawDocuments.open(configuration.inputs(), configuration.limits())) {
      while (more(input)) {
        int number = folders.size();
        folders.add(work.part(number));
        OptionalLong finished = work.finished(number);
        if (finished.isPresent()) {
          pass(input, number, finished.getAsLong());
        } else {
          process(input, new Part(number), workers, writer);
        }
      }
      while (!window.isEmpty()) {
        step(writer);
      }
      while (!writes.isEmpty()) {
        await(writes.remove());
      }
      skipped = input.skipped();
    } finally {
      // Whatever went wrong, parts that are complete are still written.
      waiting.shutdown();
      stop(waiting);
      workers.shutdownNow();
      writer.shutdown();
      stop(workers);
      stop(writer);
    }
  }

  private static ExecutorService threads(int count, String name) {
    return Executors.newFixedThreadPool(
        count,
        task -> {
          Thread thread = new Thread(null, task, name, STACK_BYTES);
          thread.setDaemon(true);
          return thread;
        });
  }

  /// Leaves no thread behind that still writes.
  private static void stop(ExecutorService threads) {
    try {
      if (!threads.awaitTermination(10, TimeUnit.MINUTES)) {
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

  private void process(
      RawDocuments input, Part part, ExecutorService workers, ExecutorService writer)
      throws IOException {
    for (int weight = 0; weight < FULL && more(input); documents++) {
      RawDocument raw = input.next();
      weight += weight(raw);
      long position = documents;
      window.add(new Take(part, rows(position, raw, workers)));
      while (window.size() >= windowSize) {
        step(writer);
      }
    }
    window.add(new Close(part));
  }

  /// A document that waits for a remote holds no worker meanwhile.
  private Future<DocumentRows> rows(long position, RawDocument raw, ExecutorService workers) {
    if (stages.extractor().waiting() == 0) {
      return workers.submit(() -> stages.rows(position, raw));
    }
    return CompletableFuture.supplyAsync(() -> stages.ingested(raw), workers)
        .thenApplyAsync(stages::extracted, waiting)
        .thenApplyAsync(extracted -> stages.rows(position, extracted), workers);
  }

  private static int weight(RawDocument raw) {
    return raw.isLine() ? 1 : FILE_WEIGHT;
  }

  private void step(ExecutorService writer) throws IOException {
    switch (window.remove()) {
      case Take(Part part, Future<DocumentRows> rows) -> {
        part.append(await(rows));
        progress.step(++done);
      }
      case Close(Part part) -> {
        if (writes.size() >= 2) {
          await(writes.remove());
        }
        writes.add(
            writer.submit(
                () -> {
                  part.write(work.part(part.number()));
                  return null;
                }));
      }
    }
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
