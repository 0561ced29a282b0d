package org.jobtrail.extract.pseudonym;

import java.util.List;
import org.jobtrail.extract.pseudonym.Outline.Part;
import org.jobtrail.extract.pseudonym.Outline.Segment;
import org.jobtrail.extract.text.Tokens;

/// The outline by offsets in the text.
///
/// @param segments in the order of the text, covering all tokens
record Places(Tokens tokens, List<Segment> segments) {
  Part partAt(int offset) {
    return segments.isEmpty() ? Part.OTHER : segments.get(at(offset)).part();
  }

  /// One past the last character of the segment that holds the offset.
  int segmentEnd(int offset) {
    return segments.isEmpty() ? tokens.text().length() : end(segments.get(at(offset)));
  }

  int start(Segment segment) {
    return tokens.start(segment.first());
  }

  int end(Segment segment) {
    return tokens.end(segment.last() - 1);
  }

  /// The last segment that starts at or before the offset.
  private int at(int offset) {
    int low = 0;
    int high = segments.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (start(segments.get(middle)) <= offset) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}
