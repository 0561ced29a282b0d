package org.jobtrail.ingest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jobtrail.ingest.PageRow.Piece;
import org.jspecify.annotations.Nullable;

/// Puts a page's glyphs into lines, in the order in which people read them.
///
/// Glyphs that follow each other make a piece; pieces at one height make a row. A strip of white
/// that several rows leave free is a gutter between columns, which are read one after the other,
/// unless the rows belong together: titles with their dates at the right, or a table.
final class PageLayout {
  /// A gap of this many font sizes ends a piece.
  private static final float PIECE_GAP = 1.0f;
  /// A gap of this many font sizes is a space.
  private static final float SPACE_GAP = 0.17f;
  /// A gutter is at least this wide, in font sizes.
  private static final float GUTTER = 0.9f;

  /// What is left of it between the widest lines of both sides, in font sizes.
  private static final float NARROWED = 0.05f;

  /// How far a line may stick out over the gutter and the column beyond, in font sizes.
  private static final float OVERHANG = 2.2f;

  private static final int MOST_WORK = 2_000_000;

  private PageLayout() {}

  /// @param turns glyphs by direction of writing, horizontal ones first
  static List<String> lines(List<List<Glyph>> turns) {
    List<String> lines = new ArrayList<>();
    for (List<Glyph> glyphs : turns) {
      if (!glyphs.isEmpty()) {
        read(rows(pieces(withoutShadows(glyphs))), lines, 0);
      }
    }
    return lines;
  }

  /// Drops a glyph drawn again at the same place, as poor man's bold is made.
  private static List<Glyph> withoutShadows(List<Glyph> glyphs) {
    LongSet seen = new LongSet(glyphs.size());
    List<Glyph> kept = new ArrayList<>(glyphs.size());
    for (Glyph g : glyphs) {
      if (g.isSpace()) {
        kept.add(g);
        continue;
      }
      // Narrower than half the thinnest letter, so that "ll" stays.
      float cell = Math.max(0.02f, g.size() * 0.08f);
      int x = Math.round(g.left() / cell);
      int y = Math.round(g.baseline() / cell);
      boolean shadow = false;
      for (int dx = -1; dx <= 1 && !shadow; dx++) {
        for (int dy = -1; dy <= 1 && !shadow; dy++) {
          shadow = seen.contains(key(g, x + dx, y + dy));
        }
      }
      if (!shadow) {
        seen.add(key(g, x, y));
        kept.add(g);
      }
    }
    return kept;
  }

  /// The size is part of it: cells grow with the letters, so the same cell is another place where
  /// the size differs.
  private static long key(Glyph g, int x, int y) {
    long what = g.text().hashCode() * 0x9E3779B9L + Math.round(8 * g.size()) * 0x85EBCA6BL;
    return (what << 48) ^ ((x & 0xFFFFFFL) << 24) ^ (y & 0xFFFFFFL);
  }

  private static List<Piece> pieces(List<Glyph> glyphs) {
    List<Piece> pieces = new ArrayList<>();
    List<Glyph> run = new ArrayList<>();
    boolean space = false;
    StringBuilder text = new StringBuilder();
    Glyph last = null;
    for (Glyph g : Accents.merged(glyphs)) {
      if (g.isSpace()) {
        space = true;
        continue;
      }
      if (last != null) {
        float size = Math.max(g.size(), last.size());
        float gap = g.left() - last.right();
        boolean apart =
            Math.abs(g.baseline() - last.baseline()) > 0.25f * size
                || gap > PIECE_GAP * size
                || gap < -0.6f * size;
        if (apart) {
          pieces.add(piece(run, text));
          run.clear();
          text.setLength(0);
        } else if (gap > SPACE_GAP * size || (space && gap > 0.05f * size)) {
          text.append(' ');
        }
      }
      space = false;
      text.append(g.text());
      run.add(g);
      last = g;
    }
    if (!run.isEmpty()) {
      pieces.add(piece(run, text));
    }
    return pieces;
  }

  private static Piece piece(List<Glyph> run, CharSequence text) {
    float left = Float.MAX_VALUE;
    float right = -Float.MAX_VALUE;
    float size = 0;
    for (Glyph g : run) {
      left = Math.min(left, Math.min(g.left(), g.right()));
      right = Math.max(right, Math.max(g.left(), g.right()));
      size = Math.max(size, g.size());
    }
    float baseline = run.getFirst().baseline();
    return new Piece(
        text.toString(),
        left,
        right,
        baseline - 0.75f * size,
        baseline + 0.2f * size,
        baseline,
        size,
        false,
        List.copyOf(run));
  }

  /// Pieces at one height, from the top down; within a row from left to right.
  private static List<PageRow> rows(List<Piece> pieces) {
    List<Piece> sorted = new ArrayList<>(pieces);
    sorted.sort(Comparator.comparingDouble(Piece::baseline).thenComparingDouble(Piece::left));
    List<PageRow> rows = new ArrayList<>();
    List<Piece> row = new ArrayList<>();
    float top = 0;
    float bottom = 0;
    for (Piece p : sorted) {
      if (!row.isEmpty()) {
        float overlap = Math.min(bottom, p.bottom()) - Math.max(top, p.top());
        float lower = Math.min(bottom - top, p.bottom() - p.top());
        if (overlap < 0.55f * lower) {
          rows.add(row(row));
          row = new ArrayList<>();
        }
      }
      if (row.isEmpty()) {
        top = p.top();
        bottom = p.bottom();
      }
      row.add(p);
    }
    if (!row.isEmpty()) {
      rows.add(row(row));
    }
    return rows;
  }

  private static PageRow row(List<Piece> pieces) {
    pieces.sort(Comparator.comparingDouble(Piece::left).thenComparingDouble(Piece::baseline));
    return new PageRow(pieces);
  }

  /// Rows `first` to `last` (inclusive) that leave the strip from `left` to `right` free.
  private record Band(int first, int last, float left, float right) {
    float middle() {
      return (left + right) / 2;
    }
  }

  private static void read(List<PageRow> drawn, List<String> lines, int depth) {
    List<PageRow> rows = PageTables.joined(WrappedDates.joined(drawn));
    Band band = depth < 6 ? columns(rows) : null;
    if (band == null) {
      for (PageRow row : rows) {
        lines.add(line(row));
      }
      return;
    }
    read(rows.subList(0, band.first), lines, depth + 1);
    List<Piece> left = new ArrayList<>();
    List<Piece> right = new ArrayList<>();
    split(rows, band, left, right);
    read(rows(left), lines, depth + 1);
    read(rows(right), lines, depth + 1);
    read(rows.subList(band.last + 1, rows.size()), lines, depth + 1);
  }

  private static void split(List<PageRow> rows, Band band, List<Piece> left, List<Piece> right) {
    for (PageRow row : rows.subList(band.first, band.last + 1)) {
      for (Piece p : row.pieces()) {
        (p.left() + p.right() < 2 * band.middle() ? left : right).add(p);
      }
    }
  }

  /// The tallest band of real columns; null when there is none.
  private static @Nullable Band columns(List<PageRow> rows) {
    long work = 0;
    Band best = null;
    float bestHeight = 0;
    Set<String> tried = new HashSet<>();
    for (int i = 0; i < rows.size(); i++) {
      List<Piece> pieces = rows.get(i).pieces();
      for (int k = 0; k + 1 < pieces.size(); k++) {
        float left = pieces.get(k).right();
        float right = pieces.get(k + 1).left();
        work += rows.size();
        if (work > MOST_WORK) {
          // A drawing or a huge table, no résumé: read it row by row.
          return best;
        }
        Band band = grow(rows, i, left, right);
        if (band == null
            || !tried.add(band.first + ":" + band.last + ":" + Math.round(band.middle()))) {
          continue;
        }
        float height = rows.get(band.last).top() - rows.get(band.first).top();
        if (height > bestHeight && areColumns(rows, band)) {
          best = band;
          bestHeight = height;
        }
      }
    }
    return best;
  }

  /// Widens a gap of one row to all the rows above and below that leave some of it free.
  private static @Nullable Band grow(List<PageRow> rows, int seed, float left, float right) {
    float[] strip = {left, right};
    float size = rows.get(seed).pieces().getFirst().size();
    if (right - left < GUTTER * size) {
      return null;
    }
    // One long heading may all but close the gutter that the other rows leave open.
    float least = NARROWED * size;
    int first = seed;
    while (first > 0 && narrow(rows.get(first - 1), strip, least)) {
      first--;
    }
    int last = seed;
    while (last + 1 < rows.size() && narrow(rows.get(last + 1), strip, least)) {
      last++;
    }
    return new Band(first, withoutHeading(rows, first, last, strip), strip[0], strip[1]);
  }

  /// The last row of a band when a heading of what follows below stands in one column by chance:
  /// it is set apart by a gap, or by its size.
  private static int withoutHeading(List<PageRow> rows, int first, int last, float[] strip) {
    if (last + 1 >= rows.size()) {
      return last;
    }
    int both = last;
    while (both > first && !hasBothSides(rows.get(both), strip)) {
      both--;
    }
    int cut = last;
    float widest = 0;
    float usual = 0;
    for (int i = first + 1; i <= last; i++) {
      float gap = rows.get(i).baseline() - rows.get(i - 1).baseline();
      usual = i == first + 1 ? gap : Math.min(usual, gap);
    }
    for (int i = both + 1; i <= last; i++) {
      if (Math.abs(rows.get(i).size() - rows.get(both).size()) > 0.5f) {
        return i - 1;
      }
      float gap = rows.get(i).baseline() - rows.get(i - 1).baseline();
      if (gap > 1.15f * usual && gap > widest) {
        widest = gap;
        cut = i - 1;
      }
    }
    return cut;
  }

  private static boolean hasBothSides(PageRow row, float[] strip) {
    float middle = strip[0] + strip[1];
    boolean left = false;
    boolean right = false;
    for (Piece p : row.pieces()) {
      left |= p.left() + p.right() < middle;
      right |= p.left() + p.right() >= middle;
    }
    return left && right;
  }

  /// Narrows the strip to what the row leaves free of it; false when that is too little.
  private static boolean narrow(PageRow row, float[] strip, float least) {
    float left = strip[0];
    float right = strip[1];
    float middle = (left + right) / 2;
    for (Piece p : row.pieces()) {
      if (p.right() <= left || p.left() >= right) {
        continue;
      }
      if (p.left() < left && p.right() > right && p.right() - right < OVERHANG * p.size()) {
        // A heading too long for its column sticks out over the next one.
        continue;
      }
      if (p.left() + p.right() < 2 * middle) {
        left = Math.max(left, p.right());
      } else {
        right = Math.min(right, p.left());
      }
    }
    if (right - left < least) {
      return false;
    }
    strip[0] = left;
    strip[1] = right;
    return true;
  }

  /// Whether the two sides of a gutter are read one after the other.
  private static boolean areColumns(List<PageRow> rows, Band band) {
    GutterEvidence evidence = new GutterEvidence();
    for (PageRow row : rows.subList(band.first, band.last + 1)) {
      StringBuilder left = new StringBuilder();
      StringBuilder right = new StringBuilder();
      float leftBase = 0;
      float rightBase = 0;
      float size = 0;
      for (Piece p : row.pieces()) {
        size = Math.max(size, p.size());
        if (p.left() + p.right() < 2 * band.middle()) {
          left.append(p.text()).append(' ');
          leftBase = p.baseline();
        } else {
          right.append(p.text()).append(' ');
          rightBase = p.baseline();
        }
      }
      boolean level = Math.abs(leftBase - rightBase) < 0.1f * size;
      evidence.add(left, right, level, row.pieces().size());
    }
    return evidence.speaksForColumns();
  }

  private static String line(PageRow row) {
    StringBuilder line = new StringBuilder();
    Piece last = null;
    for (Piece p : row.pieces()) {
      if (last != null) {
        float gap = p.left() - last.right();
        float size = Math.max(p.size(), last.size());
        // Pieces were drawn apart from each other, however close they came to stand.
        line.append(gap > 1.5f * size || (p.cell() && last.cell()) ? '\t' : ' ');
      }
      line.append(p.text());
      last = p;
    }
    return line.toString();
  }
}
