package org.jobtrail.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jobtrail.provenance.Progress;
import org.jspecify.annotations.Nullable;

/// Progress on stderr: a bar with rate and ETA on a terminal, one plain line per interval
/// elsewhere.
final class ProgressReport {
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private ProgressReport() {}

  static Progress of(boolean quiet) {
    return of(quiet, () -> "");
  }

  /// @param spent tokens and money so far, shown behind the rate; empty for nothing
  static Progress of(boolean quiet, Supplier<String> spent) {
    if (quiet) {
      return Progress.NONE;
    }
    return isTerminal() ? new Bar(spent) : new Lines(System.err, INTERVAL, spent);
  }

  /// Whether stderr is a terminal; a redirected stdout, as with `--json`, doesn't matter.
  private static boolean isTerminal() {
    try {
      String stderr = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
      return stderr.startsWith("/dev/pts/") || stderr.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  private static final class Bar implements Progress {
    private final Supplier<String> spent;
    private @Nullable ProgressBar bar;

    Bar(Supplier<String> spent) {
      this.spent = spent;
    }

    @Override
    public void start(String task, long total) {
      close();
      bar =
          new ProgressBarBuilder()
              .setTaskName(task)
              .setInitialMax(total)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(250)
              .setConsumer(new ConsoleProgressBarConsumer(System.err))
              .showSpeed()
              .build();
    }

    @Override
    public void step(long done) {
      if (bar != null) {
        bar.stepTo(done);
        String text = spent.get();
        if (!text.isEmpty()) {
          bar.setExtraMessage(" " + text);
        }
      }
    }

    @Override
    public void close() {
      if (bar != null) {
        bar.close();
        bar = null;
      }
    }
  }

  /// A line such as `documents: 12000 of 20000, 1510/s, 5 s left`.
  static final class Lines implements Progress {
    private final PrintStream err;
    private final long intervalNanos;
    private final Supplier<String> spent;
    private String task = "";
    private long total;
    private long begin;
    private long last;

    Lines(PrintStream err, Duration interval) {
      this(err, interval, () -> "");
    }

    Lines(PrintStream err, Duration interval, Supplier<String> spent) {
      this.spent = spent;
      this.err = err;
      this.intervalNanos = interval.toNanos();
    }

    @Override
    public void start(String task, long total) {
      this.task = task;
      this.total = total;
      begin = System.nanoTime();
      last = begin;
    }

    @Override
    public void step(long done) {
      long now = System.nanoTime();
      if (now - last < intervalNanos) {
        return;
      }
      last = now;
      double rate = done / ((now - begin) / 1e9);
      StringBuilder line = new StringBuilder(task).append(": ").append(done);
      if (total >= 0) {
        line.append(" of ").append(total);
      }
      // What takes seconds each would stand there as 0 a second.
      line.append(
          rate > 0 && rate < 1
              ? String.format(Locale.ROOT, ", %.1f s each", 1 / rate)
              : String.format(Locale.ROOT, ", %.0f/s", rate));
      if (total >= done && rate > 0) {
        line.append(String.format(Locale.ROOT, ", %.0f s left", (total - done) / rate));
      }
      String text = spent.get();
      err.println(text.isEmpty() ? line : line.append(", ").append(text));
    }

    @Override
    public void close() {}
  }
}
