package org.jobtrail.ingest;

import java.util.List;
import org.jobtrail.career.Span;

/// The text a reader sees, in reading order, with `\n` as the only line break.
///
/// No zero-width or control character and no character beyond the basic plane is in it (a styled
/// letter such as a mathematical bold one is folded to its plain form, anything else stands as
/// U+FFFD), so offsets agree across programming languages.
///
/// @param pageStarts offset of the first character of each page, the first one 0, ascending
public record VisibleText(String text, List<Integer> pageStarts) {
  public VisibleText {
    pageStarts = List.copyOf(pageStarts);
    if (pageStarts.isEmpty() || pageStarts.getFirst() != 0) {
      throw new IllegalArgumentException("the first page starts at 0, found " + pageStarts);
    }
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        throw new IllegalArgumentException("visible text has a surrogate at offset " + i);
      }
    }
  }

  public static VisibleText onePage(String text) {
    return new VisibleText(text, List.of(0));
  }

  /// The page, from 1, that holds the offset.
  public int pageAt(int offset) {
    int page = 1;
    while (page < pageStarts.size() && pageStarts.get(page) <= offset) {
      page++;
    }
    return page;
  }

  public Span span(int start, int end) {
    return new Span(start, end, pageAt(start));
  }
}
