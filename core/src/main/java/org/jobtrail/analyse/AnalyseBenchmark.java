package org.jobtrail.analyse;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jobtrail.provenance.AtomicFiles;

/// Measures all analyses on a made-up dataset.
///
/// The wall clock depends on what else the machine does; the processor time of this process less
/// so.
public final class AnalyseBenchmark {
  private AnalyseBenchmark() {}

  /// @param generateSeconds for making the dataset, not part of the measure
  /// @param seconds of the wall clock for all analyses and the report
  /// @param processorSeconds of all threads, the database's included
  /// @param heapMegabytes the most that the Java heap held
  /// @param milliseconds per SQL script, its reading included
  public record Measured(
      long rows,
      long people,
      double generateSeconds,
      double seconds,
      double processorSeconds,
      long heapMegabytes,
      Map<String, Long> milliseconds) {}

  /// @param folder scratch; emptied before and removed after
  public static Measured run(Path folder, long rows, AnalyseSettings settings) throws IOException {
    AtomicFiles.deleteTree(folder);
    try {
      long start = System.nanoTime();
      SyntheticDataset.write(folder.resolve("dataset"), rows, settings.seed());
      long made = System.nanoTime();
      double processor = processorSeconds();
      Analyser.Result result =
          Analyser.run(folder.resolve("dataset"), folder.resolve("report"), settings);
      return new Measured(
          result.rows(),
          result.people(),
          (made - start) / 1e9,
          (System.nanoTime() - made) / 1e9,
          processorSeconds() - processor,
          heapPeak(),
          result.milliseconds());
    } finally {
      if (Files.exists(folder)) {
        AtomicFiles.deleteTree(folder);
      }
    }
  }

  private static double processorSeconds() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime() / 1e9
        : Double.NaN;
  }

  private static long heapPeak() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP)
            .map(MemoryPoolMXBean::getPeakUsage)
            .mapToLong(usage -> usage.getUsed())
            .sum()
        >> 20;
  }
}
