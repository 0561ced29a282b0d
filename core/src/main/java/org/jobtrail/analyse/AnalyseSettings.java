package org.jobtrail.analyse;

/// What the analyses depend on besides the data.
///
/// @param seed of the order of persons and of the resamples
/// @param replicates resamples of persons, 0 for no intervals
/// @param minimumCell published cells rest on at least this many persons; 1 publishes everything
/// @param level ISCO-08 level of the top flows and of what is shown per group, 1 to 4
/// @param threads of the database
/// @param memoryMegabytes that the database may use before it spills to disk
public record AnalyseSettings(
    long seed,
    int replicates,
    int minimumCell,
    int level,
    Policy policy,
    StatusScale status,
    int threads,
    int memoryMegabytes) {
  public static final AnalyseSettings DEFAULT =
      new AnalyseSettings(1, 1000, 5, 2, Policy.DEFAULT, new StatusScale.Absent(), 2, 2000);

  public AnalyseSettings {
    check("--replicates", replicates, 0, 100_000);
    check("--min-cell", minimumCell, 1, 1_000_000);
    check("--level", level, 1, 4);
    check("threads", threads, 1, 1024);
    check("memory in megabytes", memoryMegabytes, 100, 10_000_000);
  }

  public AnalyseSettings withMinimumCell(int people) {
    return new AnalyseSettings(
        seed, replicates, people, level, policy, status, threads, memoryMegabytes);
  }

  public AnalyseSettings withReplicates(int resamples) {
    return new AnalyseSettings(
        seed, resamples, minimumCell, level, policy, status, threads, memoryMegabytes);
  }

  public AnalyseSettings withSeed(long other) {
    return new AnalyseSettings(
        other, replicates, minimumCell, level, policy, status, threads, memoryMegabytes);
  }

  public AnalyseSettings withLevel(int other) {
    return new AnalyseSettings(
        seed, replicates, minimumCell, other, policy, status, threads, memoryMegabytes);
  }

  public AnalyseSettings withPolicy(Policy other) {
    return new AnalyseSettings(
        seed, replicates, minimumCell, level, other, status, threads, memoryMegabytes);
  }

  public AnalyseSettings withStatus(StatusScale other) {
    return new AnalyseSettings(
        seed, replicates, minimumCell, level, policy, other, threads, memoryMegabytes);
  }

  private static void check(String name, int value, int low, int high) {
    if (value < low || value > high) {
      throw new org.jobtrail.provenance.JobtrailException.Usage(
          name + " must be in [" + low + ", " + high + "], found " + value);
    }
  }
}
