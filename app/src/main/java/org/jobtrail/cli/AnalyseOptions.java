package org.jobtrail.cli;

import java.nio.file.Path;
import org.jobtrail.analyse.AnalyseSettings;
import org.jobtrail.analyse.Policy;
import org.jobtrail.analyse.StatusScale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Flags of the analyses, which the benchmark takes too.
final class AnalyseOptions {
  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Seed of the resamples (${DEFAULT-VALUE}).")
  long seed;

  @Option(
      names = "--replicates",
      defaultValue = "1000",
      description = "Resamples of people for the intervals, 0 for none (${DEFAULT-VALUE}).")
  int replicates;

  @Option(
      names = "--min-cell",
      defaultValue = "5",
      paramLabel = "K",
      description = "Hide cells that rest on fewer than K people (${DEFAULT-VALUE}).")
  int minimumCell;

  @Option(
      names = "--level",
      defaultValue = "2",
      paramLabel = "1..4",
      description = "ISCO-08 level of the top flows (${DEFAULT-VALUE}).")
  int level;

  @Option(
      names = "--unknown",
      defaultValue = "drop-pairs",
      paramLabel = "keep|drop-pairs|drop-rows",
      description =
          "Unknown occupations: keep them, drop pairs with one, or drop their rows before pairing"
              + " (${DEFAULT-VALUE}).")
  String unknown = "drop-pairs";

  @Option(
      names = "--no-drop-duplicates",
      negatable = true,
      description =
          "Drop exact duplicates (same person, code, start, end): done unless --no-drop-duplicates.")
  boolean dropDuplicates = true;

  @Option(
      names = "--no-drop-same-quarter",
      negatable = true,
      description = "Drop pairs that start in one quarter: done unless --no-drop-same-quarter.")
  boolean dropSameQuarter = true;

  @Option(
      names = "--drop-self",
      negatable = true,
      description = "Drop pairs with the same code on both sides: done only with --drop-self.")
  boolean dropSelf;

  @Option(
      names = "--status",
      paramLabel = "FILE",
      description = "Status scores: a table of ISCO-08 code and score (.csv, .csv.gz).")
  @Nullable Path status;

  AnalyseSettings settings() {
    return new AnalyseSettings(
        seed,
        replicates,
        minimumCell,
        level,
        new Policy(unknown(), dropDuplicates, dropSameQuarter, dropSelf),
        status == null ? new StatusScale.Absent() : new StatusScale.Table(status),
        Math.max(1, Runtime.getRuntime().availableProcessors()),
        AnalyseSettings.DEFAULT.memoryMegabytes());
  }

  private Policy.Unknown unknown() {
    for (Policy.Unknown known : Policy.Unknown.values()) {
      if (known.word().equals(unknown)) {
        return known;
      }
    }
    throw new org.jobtrail.provenance.JobtrailException.Usage(
        "--unknown must be keep, drop-pairs or drop-rows, found \"" + unknown + '"');
  }
}
