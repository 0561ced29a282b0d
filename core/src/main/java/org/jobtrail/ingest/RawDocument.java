package org.jobtrail.ingest;

import java.io.IOException;

/// One document as it was found, its content not yet read.
///
/// @param id unique within a run: the file's name without its ending, or the JSON Lines `id`
/// @param origin where it came from, relative to the input, such as `all.zip!/cv.pdf`
/// @param name the file's own name, whose ending is a hint at the kind
public record RawDocument(String id, String origin, String name, Content content) {

  /// Whether it is a line of a JSON Lines file; a file of its own otherwise.
  public boolean isLine() {
    return content instanceof JsonLine;
  }

  /// What the document is made of.
  public sealed interface Content {}

  /// Bytes that are read when asked for, by any thread.
  ///
  /// @param size as the folder or archive states it; -1 when it doesn't
  record Bytes(long size, Source source) implements Content {}

  /// One line of a JSON Lines file.
  ///
  /// @param number from 1
  record JsonLine(Line line, int number) implements Content {}

  /// Found, but it can't be read at all.
  record Failed(String kind, long size, Ingested.Reason reason, String detail) implements Content {}

  /// Where bytes come from.
  @FunctionalInterface
  interface Source {
    /// @throws Unfit when more than `limits` allow
    /// @throws IOException when the medium fails
    byte[] read(Limits limits) throws IOException;
  }

  /// The bytes of a line without its line break. Not a record: an array has no value equality.
  static final class Line {
    private final byte[] bytes;

    Line(byte[] bytes) {
      this.bytes = bytes;
    }

    byte[] bytes() {
      return bytes;
    }
  }
}
