package org.jobtrail.simulate;

import java.util.List;

/// A piece of a laid-out résumé that every format knows how to draw.
sealed interface Block {
  record Heading(String text) implements Block {}

  record Line(String text, Face face) implements Block {}

  /// Something at the left margin and something at the right.
  record Split(Line left, String right) implements Block {}

  /// A narrow left column beside lines and bullets.
  record Beside(String left, List<Block> right) implements Block {}

  record Bullet(String text) implements Block {}

  record Label(String label, String value) implements Block {}

  /// Rows of equal length; the first is the header.
  record Table(List<List<String>> rows) implements Block {
    public Table {
      rows = rows.stream().map(List::copyOf).toList();
    }
  }

  /// Between entries.
  record Space() implements Block {}

  enum Face {
    PLAIN,
    BOLD,
    ITALIC
  }

  static Line plain(String text) {
    return new Line(text, Face.PLAIN);
  }

  static Line bold(String text) {
    return new Line(text, Face.BOLD);
  }

  static Line italic(String text) {
    return new Line(text, Face.ITALIC);
  }
}
