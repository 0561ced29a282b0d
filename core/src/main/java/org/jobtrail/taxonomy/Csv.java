package org.jobtrail.taxonomy;

import java.util.ArrayList;
import java.util.List;

/// Comma-, semicolon- or tab-separated text with quoted cells (RFC 4180), row by row.
///
/// The separator is whichever of the three the first line holds most often outside quotes. Text
/// after a tab separator is quoted only when the cell begins with a quote that a later one closes.
public final class Csv {
  private final String text;
  private final char separator;
  private int at;
  private int line = 1;
  private int rowLine;
  private boolean cut;

  public Csv(String text) {
    this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    this.separator = separator(this.text);
  }

  /// What parts the cells: a comma, a semicolon or a tab.
  public char separator() {
    return separator;
  }

  private static char separator(String text) {
    int comma = 0;
    int semicolon = 0;
    int tab = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted) {
        if (c == '\n' || c == '\r') {
          break;
        }
        comma += c == ',' ? 1 : 0;
        semicolon += c == ';' ? 1 : 0;
        tab += c == '\t' ? 1 : 0;
      }
    }
    return tab > 0 && tab >= Math.max(comma, semicolon) ? '\t' : semicolon > comma ? ';' : ',';
  }

  /// The line, from 1, on which the row last returned begins.
  public int rowLine() {
    return rowLine;
  }

  /// Whether the text ended inside quotes: the rest of the file then went into one cell.
  public boolean isCut() {
    return cut;
  }

  /// The next row that is not an empty line; an empty list at the end.
  public List<String> next() {
    while (at < text.length() && (text.charAt(at) == '\n' || text.charAt(at) == '\r')) {
      line += text.charAt(at) == '\n' ? 1 : 0;
      at++;
    }
    List<String> row = new ArrayList<>();
    rowLine = line;
    if (at >= text.length()) {
      return row;
    }
    while (true) {
      row.add(cell());
      if (at >= text.length() || text.charAt(at) != separator) {
        break;
      }
      at++;
    }
    return row;
  }

  private String cell() {
    if (at < text.length() && text.charAt(at) == '"' && closes()) {
      StringBuilder cell = new StringBuilder();
      at++;
      cut = true;
      while (at < text.length()) {
        char c = text.charAt(at++);
        if (c == '"') {
          if (at < text.length() && text.charAt(at) == '"') {
            at++;
          } else {
            cut = false;
            break;
          }
        }
        line += c == '\n' ? 1 : 0;
        cell.append(c);
      }
      // Whatever stands between the closing quote and the separator belongs to the cell.
      return cell.append(bare()).toString();
    }
    return bare();
  }

  /// In tab-separated files a lone quote is a character like any other.
  private boolean closes() {
    if (separator != '\t') {
      return true;
    }
    int end = at + 1;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\t') {
      end++;
    }
    return end > at + 1 && text.charAt(end - 1) == '"';
  }

  private String bare() {
    int from = at;
    while (at < text.length()
        && text.charAt(at) != separator
        && text.charAt(at) != '\n'
        && text.charAt(at) != '\r') {
      at++;
    }
    return text.substring(from, at);
  }
}
