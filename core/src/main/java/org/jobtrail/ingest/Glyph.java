package org.jobtrail.ingest;

/// One character as a page shows it, in points, y downwards, text running to the right.
///
/// @param text what it says; a ligature says several letters
/// @param left where it begins
/// @param right where it ends
/// @param baseline the line that letters stand on
/// @param size height of the font as shown
record Glyph(String text, float left, float right, float baseline, float size) {
  boolean isSpace() {
    return text.isBlank();
  }

  float middle() {
    return (left + right) / 2;
  }
}
