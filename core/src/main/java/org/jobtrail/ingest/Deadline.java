package org.jobtrail.ingest;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jobtrail.ingest.Ingested.Reason;

/// The moment by which a document must be read.
///
/// On a machine that is busy with other things the moment is put off, so that a document's fate
/// doesn't hang on what else runs: once it is over, the reading thread is given a quarter more each
/// time that it got less than half of a processor. Readers ask {@link #check} in their inner loops;
/// {@link #guard} also stops waiting for code that isn't ours and never asks.
final class Deadline {
  private static final long STACK_BYTES = 4L << 20;
  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          Thread.ofPlatform().daemon().name("ingest-", 0).stackSize(STACK_BYTES).factory());

  private static final int MOST_GRANTS = 40;

  private final Duration allowed;
  private final long grant;
  private long end;
  private int grants;
  private long cpuAtGrant;

  Deadline(Duration allowed) {
    this.allowed = allowed;
    this.grant = allowed.toNanos() / 4;
    this.end = System.nanoTime() + allowed.toNanos();
  }

  /// @throws Unfit once the time is over
  void check() {
    if (isOver(Thread.currentThread().threadId())) {
      throw tooSlow();
    }
  }

  /// @param reader the thread that reads
  private synchronized boolean isOver(long reader) {
    long now = System.nanoTime();
    if (now - end <= 0) {
      return false;
    }
    long cpu = ManagementFactory.getThreadMXBean().getThreadCpuTime(reader);
    boolean starved = grants == 0 || cpu - cpuAtGrant < (now - end + grant) / 2;
    if (!starved || grants == MOST_GRANTS) {
      return true;
    }
    grants++;
    cpuAtGrant = cpu;
    end = now + grant;
    return false;
  }

  private synchronized long left() {
    return end - System.nanoTime();
  }

  private Unfit tooSlow() {
    return new Unfit(
        Reason.TOO_SLOW,
        "not read within " + allowed.toMillis() + " ms; simplify it or raise the limit");
  }

  /// Runs a reader on a thread with room for deep nesting, and gives up on it at the deadline.
  Reading guard(Callable<Reading> reader) {
    AtomicLong thread = new AtomicLong();
    Future<Reading> future =
        THREADS.submit(
            () -> {
              thread.set(Thread.currentThread().threadId());
              return reader.call();
            });
    try {
      while (true) {
        try {
          return future.get(Math.max(0, left()) + 500_000_000L, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
          // Not even begun: the machine has no time for it.
          if (thread.get() != 0 && isOver(thread.get())) {
            future.cancel(true);
            throw tooSlow();
          }
        }
      }
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
