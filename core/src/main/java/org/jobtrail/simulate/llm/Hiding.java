package org.jobtrail.simulate.llm;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// A way to put words into a document that no reader sees.
///
/// @param kind names it within its format, such as `display-none`
/// @param format `html`, `docx`, `pdf`, `txt`, `md`, `odt` or `rtf`
/// @param reason the word of ingest's reason for keeping it apart; empty where it is not text at
///     all, such as a comment, and nothing is flagged
record Hiding(String kind, String format, String reason, Edit edit) {

  /// A change to a document's bytes.
  @FunctionalInterface
  interface Edit {
    /// @param text of one line
    /// @param random picks the place
    byte[] apply(byte[] clean, String text, SplittableRandom random) throws IOException;
  }

  /// All there are, sorted by format, in a fixed order.
  static List<Hiding> all() {
    return Stream.of(
            DocxEdits.hidings(), HtmlEdits.hidings(), TextEdits.hidings(), PdfEdits.hidings())
        .flatMap(List::stream)
        .toList();
  }
}
