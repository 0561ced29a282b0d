package org.jobtrail.ingest;

import java.time.Duration;

/// How much one document may cost before it is set aside.
///
/// @param maxBytes size of one document's file, archive entry or line, before any expansion
/// @param maxExpandedBytes size of one document after decompression, all its parts together
/// @param maxExpansionRatio expanded over compressed size, looked at beyond the first megabyte
/// @param maxEntries files in one archive
/// @param maxDepth archives inside archives; 0 reads no archive
/// @param maxPages pages of one document
/// @param maxCharacters of one document's visible text
/// @param timePerDocument wall-clock time for one document
public record Limits(
    long maxBytes,
    long maxExpandedBytes,
    int maxExpansionRatio,
    int maxEntries,
    int maxDepth,
    int maxPages,
    int maxCharacters,
    Duration timePerDocument) {
  public static final Limits DEFAULT =
      new Limits(25L << 20, 100L << 20, 200, 200_000, 3, 200, 1_000_000, Duration.ofSeconds(20));

  public Limits {
    atLeast("maxBytes", maxBytes, 1);
    atLeast("maxExpandedBytes", maxExpandedBytes, 1);
    atLeast("maxExpansionRatio", maxExpansionRatio, 1);
    atLeast("maxEntries", maxEntries, 1);
    atLeast("maxDepth", maxDepth, 0);
    atLeast("maxPages", maxPages, 1);
    atLeast("maxCharacters", maxCharacters, 1);
    atLeast("timePerDocument in ms", timePerDocument.toMillis(), 1);
    if (maxBytes > 1L << 30 || maxExpandedBytes > 1L << 30) {
      throw new IllegalArgumentException("a document is held in memory: at most 1 GiB");
    }
  }

  private static void atLeast(String name, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be >= " + least + ", found " + value);
    }
  }

  public Limits withMaxBytes(long n) {
    return new Limits(
        n,
        maxExpandedBytes,
        maxExpansionRatio,
        maxEntries,
        maxDepth,
        maxPages,
        maxCharacters,
        timePerDocument);
  }

  public Limits withMaxExpandedBytes(long n) {
    return new Limits(
        maxBytes,
        n,
        maxExpansionRatio,
        maxEntries,
        maxDepth,
        maxPages,
        maxCharacters,
        timePerDocument);
  }

  public Limits withMaxExpansionRatio(int n) {
    return new Limits(
        maxBytes,
        maxExpandedBytes,
        n,
        maxEntries,
        maxDepth,
        maxPages,
        maxCharacters,
        timePerDocument);
  }

  public Limits withMaxEntries(int n) {
    return new Limits(
        maxBytes,
        maxExpandedBytes,
        maxExpansionRatio,
        n,
        maxDepth,
        maxPages,
        maxCharacters,
        timePerDocument);
  }

  public Limits withMaxDepth(int n) {
    return new Limits(
        maxBytes,
        maxExpandedBytes,
        maxExpansionRatio,
        maxEntries,
        n,
        maxPages,
        maxCharacters,
        timePerDocument);
  }

  public Limits withMaxPages(int n) {
    return new Limits(
        maxBytes,
        maxExpandedBytes,
        maxExpansionRatio,
        maxEntries,
        maxDepth,
        n,
        maxCharacters,
        timePerDocument);
  }

  public Limits withMaxCharacters(int n) {
    return new Limits(
        maxBytes,
        maxExpandedBytes,
        maxExpansionRatio,
        maxEntries,
        maxDepth,
        maxPages,
        n,
        timePerDocument);
  }

  public Limits withTimePerDocument(Duration d) {
    return new Limits(
        maxBytes,
        maxExpandedBytes,
        maxExpansionRatio,
        maxEntries,
        maxDepth,
        maxPages,
        maxCharacters,
        d);
  }
}
