package org.jobtrail.score;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jobtrail.extract.pseudonym.Kind;

/// How much of what identifies people was hidden, and how much else with it.
///
/// @param documents how many were scored: those of the gold that were read
/// @param goldNotRead gold whose document was not among the inputs or could not be read
/// @param leaking documents in which something of the gold stayed readable
/// @param figures per kind that the gold marks
/// @param found replacements per kind in all documents read, marked by the gold or not
/// @param misses what went wrong, in the order of the gold
public record PseudonymReport(
    int documents,
    int goldNotRead,
    int leaking,
    Map<Kind, Figure> figures,
    Map<Kind, Integer> found,
    List<Miss> misses) {
  public PseudonymReport {
    figures = Collections.unmodifiableMap(new EnumMap<>(figures));
    found = Collections.unmodifiableMap(new EnumMap<>(found));
    misses = List.copyOf(misses);
  }

  /// Shares in `[0, 1]`, 0/0 counts as 1, each with a percentile bootstrap interval over documents.
  ///
  /// @param mentions of the gold's values in the texts, every repetition counted
  /// @param hidden mentions of which no letter or digit can be read any more
  /// @param found replacements of this kind
  /// @param right replacements at least half of which is personal by the gold, of whatever kind
  public record Figure(
      int mentions, int hidden, int found, int right, Interval recall, Interval precision) {}

  /// @param low 2.5 % quantile over bootstrap samples of documents
  /// @param high 97.5 % quantile
  public record Interval(double value, double low, double high) {}

  /// @param what `leak`, a mention that stayed readable, or `too much`, a replacement the gold
  ///     doesn't ask for
  public record Miss(String id, String what, Kind kind, String text) {}
}
