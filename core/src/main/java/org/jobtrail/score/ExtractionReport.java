package org.jobtrail.score;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/// How well an engine agrees with gold.
///
/// @param engine its name
/// @param resumes how many were scored: those of the gold that an engine saw
/// @param quarantined how many of them the engine set aside; all their jobs count as missed
/// @param missing how many of them only another engine saw; all their jobs count as missed
/// @param goldNotInRun gold résumés that no engine saw, left out
/// @param runNotInGold résumés of the run without gold, left out
/// @param figures one per judgement that the gold asks
/// @param tables the same by `language`, `kind` and `layout`, then by value, `?` where unknown;
///     without those of which nothing is known
/// @param groups the same per value of the attribute asked for, empty when none was
/// @param misses what went wrong, in the order of the gold
public record ExtractionReport(
    String engine,
    int resumes,
    int quarantined,
    int missing,
    int goldNotInRun,
    int runNotInGold,
    Map<Judgement, Figure> figures,
    SequencedMap<String, SortedMap<String, Group>> tables,
    SortedMap<String, Map<Judgement, Figure>> groups,
    List<Miss> misses) {
  public ExtractionReport {
    figures = Collections.unmodifiableMap(new EnumMap<>(figures));
    tables = Collections.unmodifiableSequencedMap(new java.util.LinkedHashMap<>(tables));
    groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
    misses = List.copyOf(misses);
  }

  /// The figures of some of the résumés.
  public record Group(int resumes, Map<Judgement, Figure> figures) {}

  /// One thing that went wrong.
  ///
  /// @param kind `missing`, `spurious`, `title`, `start` or `end`
  public record Miss(String id, String kind, String gold, String predicted) {}
}
