package org.jobtrail.ingest;

/// Running text with blocks, as HTML and word processors have it, turned into lines.
///
/// White space is folded inside a block; blank lines never come in twos.
final class Flow {
  private final StringBuilder out = new StringBuilder();
  private boolean space;
  private int breaks;
  private String mark = "";

  /// Adds text of a block, white space folded.
  void text(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f') {
        space = true;
      } else {
        flush();
        out.append(c);
      }
    }
  }

  /// Adds text whose white space counts.
  void verbatim(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        lineBreak();
      } else if (c == ' ') {
        if (space) {
          out.append(breaks == 0 && !out.isEmpty() ? " " : "");
        }
        space = true;
      } else if (c != '\r') {
        flush();
        out.append(c);
      }
    }
  }

  /// Sets the text that follows apart on the same line.
  void tab() {
    if (breaks == 0 && !out.isEmpty() && out.charAt(out.length() - 1) != '\t') {
      out.append('\t');
      space = false;
    }
  }

  /// Begins a line unless one has just begun.
  void block() {
    breaks = Math.max(breaks, 1);
    space = false;
  }

  /// Begins a line after a blank one.
  void paragraph() {
    breaks = Math.max(breaks, 2);
    space = false;
  }

  /// A line break that someone set: two of them leave a blank line.
  void lineBreak() {
    breaks = Math.min(breaks + 1, 2);
    space = false;
  }

  /// Puts a list mark before the text that comes next, wherever that begins.
  void mark(String listMark) {
    mark = listMark;
  }

  private void flush() {
    if (breaks > 0) {
      trimEnd();
      if (!out.isEmpty()) {
        out.append(breaks > 1 ? "\n\n" : "\n");
      }
    } else if (space && !out.isEmpty() && out.charAt(out.length() - 1) != '\t') {
      out.append(' ');
    }
    breaks = 0;
    space = false;
    if (!mark.isEmpty()) {
      out.append(mark);
      mark = "";
    }
  }

  private void trimEnd() {
    int end = out.length();
    while (end > 0 && (out.charAt(end - 1) == ' ' || out.charAt(end - 1) == '\t')) {
      end--;
    }
    out.setLength(end);
  }

  int length() {
    return out.length();
  }

  boolean isEmpty() {
    return out.isEmpty();
  }

  @Override
  public String toString() {
    trimEnd();
    return out.toString();
  }
}
