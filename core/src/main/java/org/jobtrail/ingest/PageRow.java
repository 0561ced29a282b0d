package org.jobtrail.ingest;

import java.util.List;

/// Pieces of text at one height of a page, from left to right; at least one.
record PageRow(List<Piece> pieces) {
  /// A stretch of text without a wide gap, in points, y downwards.
  ///
  /// @param cell it is a cell of a table
  /// @param glyphs what it is drawn with, spaces left out; empty when it was drawn in several lines
  record Piece(
      String text,
      float left,
      float right,
      float top,
      float bottom,
      float baseline,
      float size,
      boolean cell,
      List<Glyph> glyphs) {

    Piece asCell() {
      return new Piece(text, left, right, top, bottom, baseline, size, true, glyphs);
    }

    /// This piece with what it says in the next line of its cell; it stays at its own height.
    Piece then(Piece next) {
      return new Piece(
          text + " " + next.text,
          Math.min(left, next.left),
          Math.max(right, next.right),
          top,
          bottom,
          baseline,
          size,
          cell,
          List.of());
    }
  }

  float baseline() {
    return pieces.getFirst().baseline;
  }

  float size() {
    return pieces.getFirst().size;
  }

  float top() {
    float top = Float.MAX_VALUE;
    for (Piece p : pieces) {
      top = Math.min(top, p.top);
    }
    return top;
  }

  /// Whether it stands in the line right below the other, as the lines of one paragraph do.
  boolean follows(PageRow above) {
    float gap = baseline() - above.baseline();
    return gap > 0 && gap <= 1.6f * Math.max(size(), above.size());
  }
}
