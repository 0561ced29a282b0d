package org.jobtrail.ingest;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Tells whether the text on both sides of a gutter is two columns, or rows that belong together.
///
/// Rows belong together when the short texts that stand level with the other side are dates, as
/// titles have them beside them. So do the rows of a table, where nearly every row has both sides
/// at one height, and those of a form, whose labels repeat or
/// end in a colon. Anything else is columns, such as a side bar and the main text.
final class GutterEvidence {
  private static final Pattern DATED =
      Pattern.compile("(?U)(19|20)\\d\\d|\\d{1,2}[/.-]\\d{2,4}|['’]\\d\\d\\b");

  /// A date with its place is at most this long; a range is one however long its words are.
  private static final int LONGEST_DATE = 34;

  /// On so many level rows, flowing text on one side is chance, not a table.
  private static final int MANY = 8;

  private static final int LEAST_REPEATED = 3;

  private int leftRows;
  private int rightRows;
  private int leftChars;
  private int rightChars;
  private int both;
  private int level;
  private int leftDates;
  private int rightDates;
  private int manyPieces;

  /// Texts at the left with what stands level with them at the right, and how many came again with
  /// something else.
  private final Map<String, String> labels = new HashMap<>();

  private int repeated;

  /// How many of them end in a colon.
  private int colons;

  /// Rows of the right side below the last that has both.
  private int rightTail;

  /// Rows from the first to the last that has both sides.
  private int extent;

  private int sinceBoth;

  /// @param isLevel whether both sides stand on one baseline
  void add(CharSequence left, CharSequence right, boolean isLevel, int pieces) {
    leftRows += left.isEmpty() ? 0 : 1;
    rightRows += right.isEmpty() ? 0 : 1;
    leftChars += left.length();
    rightChars += right.length();
    sinceBoth++;
    if (left.isEmpty() || right.isEmpty()) {
      rightTail += right.isEmpty() ? 0 : 1;
      return;
    }
    rightTail = 0;
    extent += both == 0 ? 1 : sinceBoth;
    sinceBoth = 0;
    both++;
    manyPieces += pieces > 2 ? 1 : 0;
    if (isLevel) {
      level++;
      String value = right.toString();
      repeated += value.equals(labels.getOrDefault(left.toString(), value)) ? 0 : 1;
      colons += left.toString().strip().endsWith(":") ? 1 : 0;
      labels.putIfAbsent(left.toString(), value);
      leftDates += isDate(left) ? 1 : 0;
      rightDates += isDate(right) ? 1 : 0;
    }
  }

  private static boolean isDate(CharSequence text) {
    return (text.length() <= LONGEST_DATE && DATED.matcher(text).find())
        || WrappedDates.isRange(text.toString().strip());
  }

  boolean speaksForColumns() {
    if (Math.min(leftRows, rightRows) < 3 || both == 0) {
      return false;
    }
    if (level > 0 && Math.max(leftDates, rightDates) >= 0.5 * level) {
      return false;
    }
    boolean isForm = (repeated >= LEAST_REPEATED && repeated >= 0.5 * both) || colons >= 0.8 * both;
    if (isForm) {
      return false;
    }
    boolean areRows = both >= 0.85 * extent && level >= 0.85 * both && rightTail < both;
    if (!areRows) {
      return true;
    }
    boolean isTable = manyPieces >= 0.7 * both;
    double leftPerRow = (double) leftChars / leftRows;
    double rightPerRow = (double) rightChars / rightRows;
    double shorter = Math.min(leftPerRow, rightPerRow);
    double longer = Math.max(leftPerRow, rightPerRow);
    return !isTable && both >= MANY && (shorter > 30 || longer > 40);
  }
}
