package org.jobtrail.normalise.confidence;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// A text of named rows of numbers: `name`, tab, numbers with blanks between them.
///
/// Numbers are written so that they are read back exactly.
final class Rows {
  private final SequencedMap<String, String> rows = new LinkedHashMap<>();

  void put(String name, double... numbers) {
    rows.put(
        name, Arrays.stream(numbers).mapToObj(Double::toString).collect(Collectors.joining(" ")));
  }

  void put(String name, String text) {
    rows.put(name, text.replaceAll("\\s+", " "));
  }

  boolean has(String name) {
    return rows.containsKey(name);
  }

  /// @throws IllegalArgumentException when the row is missing
  String text(String name) {
    String row = rows.get(name);
    if (row == null) {
      throw new IllegalArgumentException("confidence has no row \"" + name + '"');
    }
    return row;
  }

  /// @throws IllegalArgumentException when the row is missing or holds something else
  double[] numbers(String name) {
    String row = text(name);
    try {
      return row.isEmpty()
          ? new double[0]
          : Arrays.stream(row.split(" ")).mapToDouble(Double::parseDouble).toArray();
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "confidence row \"" + name + "\" wants numbers: " + e.getMessage(), e);
    }
  }

  /// @throws IllegalArgumentException when it holds another number of numbers
  double[] numbers(String name, int count) {
    double[] numbers = numbers(name);
    if (numbers.length != count) {
      throw new IllegalArgumentException(
          "confidence row \"" + name + "\" wants " + count + " numbers, found " + numbers.length);
    }
    return numbers;
  }

  String write() {
    StringBuilder text = new StringBuilder();
    rows.forEach((name, row) -> text.append(name).append('\t').append(row).append('\n'));
    return text.toString();
  }

  static Rows parse(String text) {
    Rows rows = new Rows();
    int number = 0;
    for (String line : text.split("\n")) {
      number++;
      int tab = line.indexOf('\t');
      if (tab < 1) {
        throw new IllegalArgumentException(
            "confidence line "
                + number
                + " wants a name, a tab and numbers, found \""
                + line
                + '"');
      }
      rows.rows.put(line.substring(0, tab), line.substring(tab + 1).replace("\r", ""));
    }
    return rows;
  }
}
