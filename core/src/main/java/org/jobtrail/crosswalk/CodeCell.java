package org.jobtrail.crosswalk;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A code as a table's cell writes it.
///
/// Offices mark that only a part of a code is meant by `p`, `ex` or an asterisk beside digits:
/// `2411p`, `p 2411`, `ex 2411`, `2411*`. The mark is taken off; any other text is a code as it
/// stands.
///
/// @param part whether the cell has such a mark
record CodeCell(String code, boolean part) {
  private static final Pattern MARKED =
      Pattern.compile("(?i)(?:(p|ex)[ .]*)?(\\d[\\d.\\-]*)[ ]*(p|\\*)?");

  /// @param digits codes of fewer digits get zeros in front; 0 leaves them alone
  /// @return empty when the cell names no code: blank, or a dash
  /// @throws IllegalArgumentException when the text can't be a code
  static Optional<CodeCell> of(String cell, int digits) {
    String text = cell.strip();
    if (text.isEmpty() || text.matches("[-–—.]+")) {
      return Optional.empty();
    }
    boolean part = false;
    Matcher marked = MARKED.matcher(text);
    if (marked.matches()) {
      part = marked.group(1) != null || marked.group(3) != null;
      text = marked.group(2);
    }
    text = padded(text, digits);
    Crosswalk.checkCode(text);
    return Optional.of(new CodeCell(text, part));
  }

  /// A number of fewer digits with zeros in front, as it was before a spreadsheet took them.
  static String padded(String code, int digits) {
    return code.length() < digits && code.matches("\\d+")
        ? "0".repeat(digits - code.length()) + code
        : code;
  }
}
