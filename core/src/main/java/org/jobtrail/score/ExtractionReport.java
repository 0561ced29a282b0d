package org.jobtrail.score;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// How well a run agrees with gold.
///
/// @param resumes how many were scored: those of the gold that the run saw
/// @param quarantined how many of them the run set aside; all their jobs count as missed
/// @param goldNotInRun gold résumés that the run never saw, left out
/// @param runNotInGold résumés of the run without gold, left out
/// @param figures one per judgement
/// @param groups the same per value of the attribute asked for, empty when none was
/// @param misses what went wrong, in the order of the gold
public record ExtractionReport(
    int resumes,
    int quarantined,
    int goldNotInRun,
    int runNotInGold,
    Map<Judgement, Figure> figures,
    SortedMap<String, Map<Judgement, Figure>> groups,
    List<Miss> misses) {
  public ExtractionReport {
    figures = Collections.unmodifiableMap(new EnumMap<>(figures));
    groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
    misses = List.copyOf(misses);
  }

  /// One thing that went wrong.
  ///
  /// @param kind `missing`, `spurious`, `title`, `start` or `end`
  public record Miss(String id, String kind, String gold, String predicted) {}
}
