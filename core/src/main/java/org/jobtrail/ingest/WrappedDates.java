package org.jobtrail.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jobtrail.ingest.PageRow.Piece;
import org.jspecify.annotations.Nullable;

/// Puts a date range that wraps in its narrow column back into one piece: `07/1980 –` with
/// `07/1985` right below it, while other text stands beside them.
///
/// The words are those of English, Dutch, French, German and Spanish. What follows must be all of
/// the lower piece, and not earlier by its year, so that `2013 –` of an ongoing job stays alone.
final class WrappedDates {
  private static final int LONGEST = 40;
  private static final int MOST_LINES = 4;

  private static final String YEAR = "(?:(?:19|20)\\d\\d|['’]\\d\\d)";
  private static final String DATE =
      "(?:(?:\\d{1,2}[./-]){1,2}(?:19|20)?\\d\\d|(?:19|20)\\d\\d[./-]\\d{1,2}|" + YEAR + ")";
  private static final String WORD = "(?:(?!(?:19|20)\\d\\d)[\\p{L}\\d.’']{1,12}\\s+)";
  private static final String TO =
      "(?:[-–—]|(?:to|until|till|thru|through|tot|t/m|t\\.e\\.m\\.|tot en met|au|à"
          + "|jusqu['’](?:à|en|au)|bis|bis zum|a|al|hasta)(?=\\s))";
  private static final String NOW =
      "(?:(?:to )?date|present|now|today|current|(?:tot )?(?:op )?heden|nu|vandaag|présent"
          + "|aujourd['’]hui|(?:à )?ce jour|maintenant|actuel|actuellement|heute|jetzt|aktuell|dato"
          + "|gegenwart|(?:la )?actualidad|(?:el )?presente|hoy|actual)";

  private static final Pattern RANGE =
      Pattern.compile(
          "\\(?" + WORD + "{0,4}" + DATE + "\\s*" + TO + "\\s*(?:" + WORD + "{0,3}" + DATE + "|"
              + NOW + ")\\)?",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final Pattern WHOLE_YEAR = Pattern.compile("(?:19|20)\\d\\d");

  private WrappedDates() {}

  /// @param rows from the top down; rows that are left without a piece are gone
  static List<PageRow> joined(List<PageRow> rows) {
    List<PageRow> joined = new ArrayList<>(rows);
    for (int i = 0; i + 1 < joined.size(); i++) {
      PageRow row = joined.get(i);
      if (row.pieces().size() < 2) {
        continue;
      }
      for (int k = 0; k < row.pieces().size(); k++) {
        takeUp(joined, i, k);
      }
    }
    return joined;
  }

  /// Joins the piece with those below it that make it a range, and takes them out of their rows.
  private static void takeUp(List<PageRow> rows, int i, int k) {
    Piece upper = rows.get(i).pieces().get(k);
    List<Piece> lines = new ArrayList<>();
    lines.add(upper);
    List<String> texts = new ArrayList<>();
    texts.add(upper.text());
    while (lines.size() < MOST_LINES) {
      Piece lower = below(rows, i + lines.size(), upper);
      if (lower == null || lower.text().length() + upper.text().length() > LONGEST) {
        return;
      }
      lines.add(lower);
      texts.add(lower.text());
      if (areOneRange(texts)) {
        break;
      }
    }
    if (!areOneRange(texts)) {
      return;
    }
    Piece whole = upper;
    for (int n = lines.size() - 1; n > 0; n--) {
      List<Piece> rest = new ArrayList<>(rows.get(i + n).pieces());
      rest.remove(lines.get(n));
      if (rest.isEmpty()) {
        rows.remove(i + n);
      } else {
        rows.set(i + n, new PageRow(rest));
      }
    }
    for (Piece lower : lines.subList(1, lines.size())) {
      whole = whole.then(lower);
    }
    List<Piece> pieces = new ArrayList<>(rows.get(i).pieces());
    pieces.set(k, whole);
    rows.set(i, new PageRow(pieces));
  }

  /// The piece of the row that stands below the piece, one line down from the row before.
  private static @Nullable Piece below(List<PageRow> rows, int row, Piece upper) {
    if (row >= rows.size() || !rows.get(row).follows(rows.get(row - 1))) {
      return null;
    }
    for (Piece lower : rows.get(row).pieces()) {
      if (isBelow(lower, upper)) {
        return lower;
      }
    }
    return null;
  }

  private static boolean isBelow(Piece lower, Piece upper) {
    float near = 0.3f * upper.size();
    return Math.abs(lower.left() - upper.left()) < near
        || Math.abs(lower.right() - upper.right()) < near;
  }

  /// Whether the text is a date range and nothing else.
  static boolean isRange(String text) {
    return text.length() <= 2 * LONGEST && RANGE.matcher(text).matches();
  }

  /// Whether the lines, read on, are one range from an earlier or the same year to a later one,
  /// and none of them is a range by itself.
  static boolean areOneRange(List<String> lines) {
    String whole = String.join(" ", lines);
    if (lines.size() < 2 || !RANGE.matcher(whole).matches()) {
      return false;
    }
    for (int n = 1; n < lines.size(); n++) {
      if (RANGE.matcher(String.join(" ", lines.subList(n, lines.size()))).matches()
          || RANGE.matcher(String.join(" ", lines.subList(0, n))).matches()) {
        return false;
      }
    }
    Matcher year = WHOLE_YEAR.matcher(whole);
    String first = year.find() ? year.group() : "";
    return !year.find() || year.group().compareTo(first) >= 0;
  }
}
