package org.jobtrail.review;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Texts as cells that every spreadsheet shows as they are, and the texts back.
///
/// A spreadsheet runs a cell that begins with `=`, `+`, `-` or `@` as a formula and turns `0110`
/// into 110 and `3-5` into a day in May. Such texts get an apostrophe in front; so does whatever
/// could begin a cell if the file were opened with another separator. A text that begins with an
/// apostrophe gets one more, so that {@link #plain} of {@link #guarded} is the text itself.
final class Cells {
  private static final Pattern FORMULA = Pattern.compile("[=+\\-@'\\t\\r＝＋－＠].*", Pattern.DOTALL);
  private static final Pattern NUMBER = Pattern.compile("[0-9][0-9.,:/ eE+-]*%?");
  private static final String PART = "([;,|\\t\\r\\n][\\s\"]*)";
  private static final String BEGINS = "(?='*[=+\\-@＝＋－＠])";
  private static final Pattern INNER = Pattern.compile(PART + BEGINS);
  private static final Pattern INNER_GUARDED = Pattern.compile(PART + "'" + BEGINS);
  private static final Pattern QUOTED = Pattern.compile("[,;\\t\"\\r\\n]|^ | $");

  private Cells() {}

  /// A text that no spreadsheet takes for a formula, a number or a date.
  static String guarded(String text) {
    String inner = INNER.matcher(text).replaceAll("$1'");
    return needsGuard(inner) ? '\'' + inner : inner;
  }

  /// What was guarded, and any other text unchanged: `'s avonds` keeps its apostrophe.
  static String plain(String cell) {
    String inner = cell.startsWith("'") && needsGuard(cell.substring(1)) ? cell.substring(1) : cell;
    return INNER_GUARDED.matcher(inner).replaceAll("$1");
  }

  private static boolean needsGuard(String text) {
    return FORMULA.matcher(text).matches() || NUMBER.matcher(text).matches();
  }

  /// A row with its line end; cells that hold any usual separator are quoted.
  static String line(List<String> cells, char separator) {
    return cells.stream()
        .map(c -> QUOTED.matcher(c).find() ? '"' + c.replace("\"", "\"\"") + '"' : c)
        .collect(Collectors.joining(String.valueOf(separator), "", "\r\n"));
  }
}
