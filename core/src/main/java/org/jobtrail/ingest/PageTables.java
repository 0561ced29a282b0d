package org.jobtrail.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jobtrail.ingest.PageRow.Piece;
import org.jspecify.annotations.Nullable;

/// Finds tables with a column of dates on a page and puts each of their rows into one line, cell by
/// cell, however many lines its cells take.
///
/// The left edges of one row of three pieces or more are the columns; a table is that row with
/// those below whose pieces begin at columns. A row has a date; a line without one goes on with the
/// cells above it where these had no space left for its first words, which tells wrapped cells from
/// text that was written below.
final class PageTables {
  private static final int FEWEST_COLUMNS = 3;

  /// How far an edge may be off its column, in font sizes.
  private static final float OFF = 0.3f;

  /// Rows are at most this far apart, in font sizes.
  private static final float FAR = 4;

  /// White space that a cell keeps free beside the next column, in font sizes.
  private static final float PADDING = 1.3f;

  /// Wider than a space within a line, in font sizes.
  private static final float CELL_GAP = 0.45f;

  private static final Pattern DATED =
      Pattern.compile("(?<!\\d)(?:19|20)\\d\\d(?!\\d)|\\d{1,2}[/.-]\\d{2,4}|['’]\\d\\d(?!\\d)");

  private final List<PageRow> rows;
  private final List<PageRow> joined = new ArrayList<>();

  private PageTables(List<PageRow> rows) {
    this.rows = rows;
  }

  /// @param rows from the top down
  static List<PageRow> joined(List<PageRow> rows) {
    PageTables tables = new PageTables(rows);
    int i = 0;
    while (i < rows.size()) {
      int after = tables.table(i);
      if (after == i) {
        tables.joined.add(rows.get(i));
        i++;
      } else {
        i = after;
      }
    }
    return tables.joined;
  }

  /// Adds the table that begins at the row; one past its last row, or `first` when there is none.
  private int table(int first) {
    List<Piece> head = rows.get(first).pieces();
    if (head.size() < FEWEST_COLUMNS) {
      return first;
    }
    float[] columns = new float[head.size()];
    for (int k = 0; k < columns.length; k++) {
      columns[k] = head.get(k).left();
    }
    List<@Nullable Piece[]> aligned = new ArrayList<>();
    for (int i = first; i < rows.size(); i++) {
      boolean near =
          i == first
              || rows.get(i).baseline() - rows.get(i - 1).baseline() <= FAR * rows.get(i).size();
      @Nullable Piece @Nullable [] cells = near ? cells(rows.get(i), columns) : null;
      if (cells == null) {
        break;
      }
      aligned.add(cells);
    }
    int dates = columnOfDates(aligned, columns.length);
    return dates < 0 ? first : add(first, aligned, columns, dates);
  }

  private int add(int first, List<@Nullable Piece[]> aligned, float[] columns, int dates) {
    float end = 0;
    for (@Nullable Piece[] cells : aligned) {
      Piece last = cells[columns.length - 1];
      end = last == null ? end : Math.max(end, last.right() + PADDING * last.size());
    }
    List<@Nullable Piece[]> table = new ArrayList<>();
    @Nullable Piece[] above = new @Nullable Piece[columns.length];
    int i = 0;
    for (; i < aligned.size(); i++) {
      @Nullable Piece[] cells = aligned.get(i);
      Piece date = cells[dates];
      boolean record = i == 0 || (count(cells) > 1 && date != null && isDate(date));
      if (record) {
        table.add(cells.clone());
      } else if (date == null
          && rows.get(first + i).follows(rows.get(first + i - 1))
          && goesOn(cells, above, columns, end)) {
        @Nullable Piece[] row = table.getLast();
        for (int k = 0; k < row.length; k++) {
          Piece more = cells[k];
          row[k] = more == null ? row[k] : row[k].then(more);
        }
      } else {
        break;
      }
      above = cells;
    }
    if (table.size() < 2) {
      return first;
    }
    for (@Nullable Piece[] cells : table) {
      List<Piece> pieces = new ArrayList<>();
      for (Piece cell : cells) {
        if (cell != null) {
          pieces.add(cell.asCell());
        }
      }
      joined.add(new PageRow(pieces));
    }
    return first + i;
  }

  /// Whether every cell of the line goes on with the one above it, which had no space left.
  private static boolean goesOn(
      @Nullable Piece[] cells, @Nullable Piece[] above, float[] columns, float end) {
    for (int k = 0; k < cells.length; k++) {
      Piece more = cells[k];
      Piece line = above[k];
      if (more == null) {
        continue;
      }
      if (line == null) {
        return false;
      }
      float edge = k + 1 < columns.length ? columns[k + 1] : end;
      float space = edge - PADDING * line.size() - line.right();
      if (0.25f * line.size() + firstWord(more) <= space) {
        return false;
      }
    }
    return true;
  }

  /// Width of the piece's first word.
  private static float firstWord(Piece piece) {
    int letters = piece.text().indexOf(' ');
    if (letters < 0 || piece.glyphs().isEmpty()) {
      return piece.right() - piece.left();
    }
    float right = piece.left();
    int at = 0;
    for (Glyph g : piece.glyphs()) {
      at += g.text().length();
      if (at > letters) {
        break;
      }
      right = g.right();
    }
    return right - piece.left();
  }

  /// The column in which at least half of the rows below the first that have three pieces have a
  /// date; -1 when there is none.
  private static int columnOfDates(List<@Nullable Piece[]> aligned, int columns) {
    int best = -1;
    int most = 0;
    int full = 0;
    int[] dated = new int[columns];
    for (@Nullable Piece[] cells : aligned.subList(1, aligned.size())) {
      if (count(cells) < Math.min(FEWEST_COLUMNS, columns)) {
        continue;
      }
      full++;
      for (int k = 0; k < columns; k++) {
        Piece cell = cells[k];
        dated[k] += cell != null && isDate(cell) ? 1 : 0;
        if (dated[k] > most) {
          most = dated[k];
          best = k;
        }
      }
    }
    return 2 * most >= full ? best : -1;
  }

  private static boolean isDate(Piece cell) {
    return cell.text().length() <= 40 && DATED.matcher(cell.text()).find();
  }

  private static int count(@Nullable Piece[] cells) {
    int count = 0;
    for (Piece cell : cells) {
      count += cell == null ? 0 : 1;
    }
    return count;
  }

  /// The row's pieces by column, cut where one runs into the next column; null when a piece begins
  /// at none.
  private static @Nullable Piece @Nullable [] cells(PageRow row, float[] columns) {
    @Nullable Piece[] cells = new @Nullable Piece[columns.length];
    for (Piece piece : row.pieces()) {
      Piece rest = piece;
      int k = columnAt(rest.left(), columns, OFF * rest.size());
      while (k >= 0) {
        int cut = -1;
        int next = k;
        while (cut < 0 && ++next < columns.length) {
          cut = cutAt(rest, columns[next]);
        }
        if (cells[k] != null) {
          return null;
        }
        if (cut < 0) {
          cells[k] = rest;
          break;
        }
        cells[k] = part(rest, 0, cut);
        rest = part(rest, cut, rest.glyphs().size());
        k = next;
      }
      if (k < 0) {
        return null;
      }
    }
    return cells;
  }

  private static int columnAt(float left, float[] columns, float off) {
    for (int k = 0; k < columns.length; k++) {
      if (Math.abs(columns[k] - left) < off) {
        return k;
      }
    }
    return -1;
  }

  /// The glyph with which a piece that runs across the column's edge begins anew there, behind more
  /// than a space; -1 when it doesn't.
  private static int cutAt(Piece piece, float column) {
    List<Glyph> glyphs = piece.glyphs();
    for (int g = 1; g < glyphs.size(); g++) {
      float gap = glyphs.get(g).left() - glyphs.get(g - 1).right();
      if (Math.abs(glyphs.get(g).left() - column) < 0.15f * piece.size()
          && gap > CELL_GAP * piece.size()) {
        return g;
      }
    }
    return -1;
  }

  private static Piece part(Piece piece, int from, int to) {
    List<Glyph> glyphs = piece.glyphs();
    int at = 0;
    int start = 0;
    int end = piece.text().length();
    for (int g = 0; g < glyphs.size(); g++) {
      if (at < piece.text().length() && piece.text().charAt(at) == ' ') {
        at++;
      }
      start = g == from ? at : start;
      end = g == to ? at : end;
      at += glyphs.get(g).text().length();
    }
    return new Piece(
        piece.text().substring(start, end).strip(),
        glyphs.get(from).left(),
        glyphs.get(to - 1).right(),
        piece.top(),
        piece.bottom(),
        piece.baseline(),
        piece.size(),
        piece.cell(),
        glyphs.subList(from, to));
  }
}
