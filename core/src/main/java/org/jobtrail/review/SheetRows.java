package org.jobtrail.review;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/// Rows of separated cells with quotes (RFC 4180), read as they come, so that a sheet of any size
/// fits. Line ends are CRLF, LF or CR.
///
/// The separator is a comma, a semicolon or a tab, whichever the first line holds most often
/// outside quotes.
final class SheetRows {
  private static final int NONE = -2;

  private final Reader in;
  private final char separator;
  private final StringBuilder first;
  private int at;
  private int ahead = NONE;
  private int line = 1;
  private int rowLine;
  private boolean cut;
  private boolean afterReturn;

  /// @param in buffered, after any byte-order mark
  SheetRows(Reader in) throws IOException {
    this.in = in;
    this.first = firstLine(in);
    this.separator = separator(first);
  }

  /// At most so much is looked at.
  private static final int FIRST = 1 << 16;

  private static StringBuilder firstLine(Reader in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      line.append((char) c);
      if (c == '\n' || c == '\r' || line.length() >= FIRST) {
        break;
      }
    }
    return line;
  }

  private static char separator(CharSequence line) {
    int[] counts = new int[128];
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      quoted ^= c == '"';
      if (!quoted && c < 128) {
        counts[c]++;
      }
    }
    return counts['\t'] > 0 && counts['\t'] >= Math.max(counts[','], counts[';'])
        ? '\t'
        : counts[';'] > counts[','] ? ';' : ',';
  }

  /// What parts the cells.
  char separator() {
    return separator;
  }

  /// The line, from 1, on which the row last returned begins.
  int rowLine() {
    return rowLine;
  }

  /// Whether the text ended inside quotes: the rest of the file then went into one cell.
  boolean isCut() {
    return cut;
  }

  /// The next row that is not an empty line; an empty list at the end.
  List<String> next() throws IOException {
    while (peek() == '\n' || peek() == '\r') {
      take();
    }
    rowLine = line;
    List<String> row = new ArrayList<>();
    if (peek() < 0) {
      return row;
    }
    row.add(cell());
    while (peek() == separator) {
      take();
      row.add(cell());
    }
    return row;
  }

  private String cell() throws IOException {
    StringBuilder cell = new StringBuilder();
    if (peek() == '"') {
      take();
      cut = true;
      while (cut && peek() >= 0) {
        int c = take();
        if (c != '"') {
          cell.append((char) c);
        } else if (peek() == '"') {
          cell.append((char) take());
        } else {
          cut = false;
        }
      }
    }
    // Whatever stands between the closing quote and the separator belongs to the cell.
    while (peek() >= 0 && peek() != separator && peek() != '\n' && peek() != '\r') {
      cell.append((char) take());
    }
    return cell.toString();
  }

  private int peek() throws IOException {
    if (ahead == NONE) {
      ahead = at < first.length() ? first.charAt(at++) : in.read();
    }
    return ahead;
  }

  private int take() throws IOException {
    int c = peek();
    ahead = NONE;
    if (c == '\r' || (c == '\n' && !afterReturn)) {
      line++;
    }
    afterReturn = c == '\r';
    return c;
  }
}
