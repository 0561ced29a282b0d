package org.jobtrail.ingest;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jobtrail.ingest.Ingested.Reason;

/// The moment by which a document must be read.
///
/// Readers ask {@link #check} in their inner loops; {@link #guard} also stops waiting for code that
/// isn't ours and never asks.
final class Deadline {
  private static final long STACK_BYTES = 4L << 20;
  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          Thread.ofPlatform().daemon().name("ingest-", 0).stackSize(STACK_BYTES).factory());

  private final Duration allowed;
  private final long end;

  Deadline(Duration allowed) {
    this.allowed = allowed;
    this.end = System.nanoTime() + allowed.toNanos();
  }

  /// @throws Unfit once the time is over
  void check() {
    if (System.nanoTime() - end > 0) {
      throw tooSlow();
    }
  }

  private Unfit tooSlow() {
    return new Unfit(
        Reason.TOO_SLOW,
        "not read within " + allowed.toMillis() + " ms; simplify it or raise the limit");
  }

  /// Runs a reader on a thread with room for deep nesting, and gives up on it at the deadline.
  Reading guard(Callable<Reading> reader) {
    Future<Reading> future = THREADS.submit(reader);
    try {
      return future.get(end - System.nanoTime() + 500_000_000L, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      future.cancel(true);
      throw tooSlow();
    } catch (InterruptedException e) {
      future.cancel(true);
      Thread.currentThread().interrupt();
      throw new Unfit(Reason.TOO_SLOW, "interrupted while it was read; run again");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw switch (cause) {
        case Unfit unfit -> unfit;
        case StackOverflowError _ ->
            new Unfit(Reason.BROKEN, "nested too deeply to be read; export it again");
        case OutOfMemoryError _ ->
            new Unfit(Reason.EXPANDS_TOO_MUCH, "needs more memory than there is; simplify it");
        case null, default -> new Unfit(Reason.BROKEN, "damaged; export or copy it again");
      };
    }
  }
}
