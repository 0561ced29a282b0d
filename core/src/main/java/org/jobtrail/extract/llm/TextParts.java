package org.jobtrail.extract.llm;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/// Cuts a long text where an experience begins, so that no job is torn.
///
/// Where no experience begins in reach the cut falls on an empty line, else on any line, else on a
/// space. Joined, the parts are the text.
final class TextParts {
  private TextParts() {}

  /// @param starts offsets at which experiences begin, as far as known
  /// @param most characters of a part at most
  static List<String> of(String text, List<Integer> starts, int most) {
    NavigableSet<Integer> lines = new TreeSet<>();
    NavigableSet<Integer> paragraphs = new TreeSet<>();
    NavigableSet<Integer> experiences = new TreeSet<>();
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      lines.add(i + 1);
      if (i > 0 && text.charAt(i - 1) == '\n') {
        paragraphs.add(i + 1);
      }
    }
    for (int start : starts) {
      Integer line = lines.floor(start);
      experiences.add(line == null ? 0 : line);
    }
    List<String> parts = new ArrayList<>();
    int from = 0;
    while (text.length() - from > most) {
      int to = cut(text, from, most, List.of(experiences, paragraphs, lines));
      parts.add(text.substring(from, to));
      from = to;
    }
    parts.add(text.substring(from));
    return parts;
  }

  private static int cut(String text, int from, int most, List<NavigableSet<Integer>> boundaries) {
    for (NavigableSet<Integer> set : boundaries) {
      Integer at = set.floor(from + most);
      // In the second half, or a text with few boundaries would fall into crumbs.
      if (at != null && at > from + most / 2) {
        return at;
      }
    }
    for (int at = from + most; at > from; at--) {
      if (text.charAt(at) == ' ') {
        return at;
      }
    }
    return from + most;
  }
}
