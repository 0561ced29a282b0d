package org.jobtrail.extract.pseudonym;

/// Something that identifies a person, in a text.
///
/// @param start first character, from 0
/// @param end one past the last character, greater than `start`
public record Found(int start, int end, Kind kind) {
  public Found {
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException(
          "a stretch of text needs 0 <= start < end, found " + start + ", " + end);
    }
  }

  int length() {
    return end - start;
  }
}
