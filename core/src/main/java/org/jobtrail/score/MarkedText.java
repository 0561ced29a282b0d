package org.jobtrail.score;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jobtrail.career.Span;

/// A text with marks that may lie over one another, as HTML.
///
/// The text is cut wherever a mark begins or ends; a piece carries the classes of all marks over
/// it.
final class MarkedText {
  /// @param anchor the element's id where the mark begins
  /// @param classes of the style sheet
  /// @param pair the number of the pair it belongs to
  /// @param words what a reader is told who points at it
  record Mark(Span span, String anchor, List<String> classes, int pair, String words) {}

  private MarkedText() {}

  /// @param marks those that reach past the text's end are left out
  static String html(String text, List<Mark> marks) {
    List<Mark> inside = marks.stream().filter(m -> m.span().end() <= text.length()).toList();
    TreeSet<Integer> cuts = new TreeSet<>(List.of(0, text.length()));
    for (Mark mark : inside) {
      cuts.add(mark.span().start());
      cuts.add(mark.span().end());
    }
    StringBuilder html = new StringBuilder();
    int from = 0;
    for (int to : cuts.tailSet(0, false)) {
      piece(html, text, from, to, inside);
      from = to;
    }
    return html.toString();
  }

  private static void piece(StringBuilder html, String text, int from, int to, List<Mark> marks) {
    List<Mark> over = new ArrayList<>();
    for (Mark mark : marks) {
      if (mark.span().start() <= from && to <= mark.span().end()) {
        over.add(mark);
      }
    }
    String words = Html.escape(text.substring(from, to));
    if (over.isEmpty()) {
      html.append(words);
      return;
    }
    Set<String> classes = new LinkedHashSet<>();
    Set<String> pairs = new LinkedHashSet<>();
    Set<String> told = new LinkedHashSet<>();
    for (Mark mark : over) {
      classes.addAll(mark.classes());
      pairs.add(String.valueOf(mark.pair()));
      told.add(mark.words());
      if (mark.span().start() == from) {
        html.append("<a id=\"").append(Html.escape(mark.anchor())).append("\"></a>");
      }
    }
    html.append("<mark class=\"")
        .append(Html.escape(String.join(" ", classes)))
        .append("\" data-pair=\"")
        .append(String.join(" ", pairs))
        .append("\" title=\"")
        .append(Html.escape(String.join("; ", told)))
        .append("\">")
        .append(words)
        .append("</mark>");
  }
}
