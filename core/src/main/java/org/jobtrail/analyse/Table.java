package org.jobtrail.analyse;

import java.util.ArrayList;
import java.util.List;

/// A published table: what a CSV file holds, what stands behind a chart.
///
/// Only suppressed data gets here, so whatever is made of a table is safe to publish.
///
/// @param name file name without ending, such as `durations`
/// @param rows each as long as the columns
public record Table(String name, List<Column> columns, List<List<Cell>> rows) {
  /// @param key name in the CSV header
  /// @param title heading that people read
  public record Column(String key, String title) {}

  public Table {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<Cell> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            name + ": a row has " + columns.size() + " cells, found " + row.size());
      }
    }
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  Cell cell(int row, String key) {
    for (int c = 0; c < columns.size(); c++) {
      if (columns.get(c).key().equals(key)) {
        return rows.get(row).get(c);
      }
    }
    throw new IllegalArgumentException(name + " has no column " + key);
  }

  /// A column of cells.
  List<Cell> column(String key) {
    List<Cell> cells = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      cells.add(cell(row, key));
    }
    return cells;
  }

  long suppressedCells() {
    return rows.stream()
        .flatMap(List::stream)
        .filter(cell -> cell instanceof Cell.Suppressed)
        .count();
  }

  /// RFC 4180, with the column keys as header.
  ///
  /// A text that a spreadsheet would run as a formula gets a leading apostrophe.
  public String csv() {
    StringBuilder csv = new StringBuilder();
    csv.append(String.join(",", columns.stream().map(Column::key).toList())).append('\n');
    for (List<Cell> row : rows) {
      csv.append(String.join(",", row.stream().map(Table::field).toList())).append('\n');
    }
    return csv.toString();
  }

  private static String field(Cell cell) {
    String text = cell.csv();
    if (cell instanceof Cell.Text && !text.isEmpty() && "=+-@\t".indexOf(text.charAt(0)) >= 0) {
      text = "'" + text;
    }
    return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
        ? '"' + text.replace("\"", "\"\"") + '"'
        : text;
  }

  public static Builder named(String name) {
    return new Builder(name);
  }

  /// Columns first, then rows.
  public static final class Builder {
    private final String name;
    private final List<Column> columns = new ArrayList<>();
    private final List<List<Cell>> rows = new ArrayList<>();

    private Builder(String name) {
      this.name = name;
    }

    public Builder column(String key, String title) {
      columns.add(new Column(key, title));
      return this;
    }

    /// Two columns for the ends of an interval of the column before.
    public Builder interval(String key) {
      column(key + "_low", "2.5 %");
      return column(key + "_high", "97.5 %");
    }

    /// An estimate corrected for bias and its interval, for the column before.
    Builder corrected(String key) {
      return column(key + "_corrected", "corrected for bias").interval(key + "_corrected");
    }

    public Builder row(List<Cell> cells) {
      rows.add(cells);
      return this;
    }

    public Builder row(Cell... cells) {
      return row(List.of(cells));
    }

    public Table build() {
      return new Table(name, columns, rows);
    }
  }
}
