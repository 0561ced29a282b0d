package org.jobtrail.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A table for the terminal: columns as wide as their widest cell, numbers to the right.
final class TextTable {
  private final List<List<String>> rows = new ArrayList<>();

  private TextTable(List<String> header) {
    rows.add(header);
  }

  static TextTable of(String... header) {
    return new TextTable(List.of(header));
  }

  TextTable row(Object... cells) {
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(String.valueOf(cell));
    }
    rows.add(row);
    return this;
  }

  void print(PrintWriter out) {
    int columns = rows.getFirst().size();
    int[] width = new int[columns];
    for (List<String> row : rows) {
      IntStream.range(0, columns).forEach(i -> width[i] = Math.max(width[i], row.get(i).length()));
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        String cell = row.get(i);
        String pad = " ".repeat(width[i] - cell.length());
        line.append(i == 0 ? "" : "  ");
        line.append(isNumeric(i) ? pad + cell : cell + pad);
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private boolean isNumeric(int column) {
    return rows.size() > 1
        && rows.subList(1, rows.size()).stream()
            .allMatch(row -> row.get(column).matches("[-+]?[\\d.,]+"));
  }
}
