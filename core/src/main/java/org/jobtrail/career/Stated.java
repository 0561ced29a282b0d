package org.jobtrail.career;

import java.util.Optional;

/// A value as the document states it, or that it doesn't.
public sealed interface Stated {

  /// @param text the value, white space folded; never empty
  /// @param span where the visible text says so
  /// @param confidence of the extractor, in `[0, 1]`; a score, not a calibrated probability
  record Quoted(String text, Span span, double confidence) implements Stated {
    public Quoted {
      if (text.isBlank()) {
        throw new IllegalArgumentException("a quoted value must not be blank");
      }
      if (!(confidence >= 0 && confidence <= 1)) {
        throw new IllegalArgumentException("confidence must be in [0, 1], found " + confidence);
      }
    }
  }

  record Absent() implements Stated {}

  static Stated absent() {
    return new Absent();
  }

  default Optional<String> value() {
    return this instanceof Quoted q ? Optional.of(q.text()) : Optional.empty();
  }

  default Optional<Span> evidence() {
    return this instanceof Quoted q ? Optional.of(q.span()) : Optional.empty();
  }
}
