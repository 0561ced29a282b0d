package org.jobtrail.dataset;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/// Comma-separated rows with quoted cells (RFC 4180), read as they come, with their line numbers.
///
/// An unquoted empty cell and a quoted one are both the empty string.
public final class CsvRows {
  private final Reader in;
  private final StringBuilder cell = new StringBuilder();
  private int line = 1;
  private int rowLine;
  private int ahead = -2;
  private final char separator;
  private boolean cut;

  /// @param in buffered; a byte order mark is skipped
  CsvRows(Reader in) throws IOException {
    this(in, ',');
  }

  /// @param separator what stands between cells, mostly a comma
  public CsvRows(Reader in, char separator) throws IOException {
    this.in = in;
    this.separator = separator;
    if (peek() == '\uFEFF') {
      take();
    }
  }

  /// The line, from 1, on which the row last returned begins.
  public int line() {
    return rowLine;
  }

  /// Whether the text ended inside quotes: the rest of it then went into one cell.
  public boolean isCut() {
    return cut;
  }

  /// The next row that is not an empty line; an empty list at the end.
  public List<String> next() throws IOException {
    while (peek() == '\n' || peek() == '\r') {
      take();
    }
    rowLine = line;
    List<String> row = new ArrayList<>();
    if (peek() < 0) {
      return row;
    }
    while (true) {
      row.add(cell());
      if (peek() != separator) {
        return row;
      }
      take();
    }
  }

  private String cell() throws IOException {
    cell.setLength(0);
    if (peek() == '"') {
      take();
      cut = true;
      while (peek() >= 0) {
        int c = take();
        if (c == '"') {
          if (peek() != '"') {
            cut = false;
            break;
          }
          take();
        }
        cell.append((char) c);
      }
    }
    while (peek() >= 0 && peek() != separator && peek() != '\n' && peek() != '\r') {
      cell.append((char) take());
    }
    return cell.toString();
  }

  private int peek() throws IOException {
    if (ahead == -2) {
      ahead = in.read();
    }
    return ahead;
  }

  private int take() throws IOException {
    int c = peek();
    ahead = -2;
    if (c == '\n') {
      line++;
    }
    return c;
  }
}
