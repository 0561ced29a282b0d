package org.jobtrail.career;

/// Where a value stands in a document's visible text.
///
/// Visible text holds no character beyond the basic plane, so an offset means the same whether a
/// reader counts UTF-16 units (Java, JavaScript) or code points (Python).
///
/// @param start first character, from 0
/// @param end one past the last character, greater than `start`
/// @param page from 1; a document without pages is page 1
public record Span(int start, int end, int page) {
  public Span {
    if (start < 0 || end <= start || page < 1) {
      throw new IllegalArgumentException(
          "a span needs 0 <= start < end and page >= 1, found " + start + ", " + end + ", " + page);
    }
  }

  public String of(String text) {
    return text.substring(start, end);
  }
}
