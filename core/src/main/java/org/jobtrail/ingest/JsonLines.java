package org.jobtrail.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jobtrail.ingest.Ingested.Reason;
import org.jspecify.annotations.Nullable;

/// The lines of a JSON Lines file, each with its id looked up; empty lines are passed over.
///
/// Holds one line at a time, so a file may be of any length. UTF-16 with a byte-order mark reads as
/// the same text in UTF-8.
final class JsonLines {
  private static final JsonFactory JSON = new JsonFactory();

  private final InputStream raw;
  private @Nullable InputStream in;
  private final Limits limits;
  private final byte[] buffer = new byte[1 << 16];
  private int at;
  private int filled;
  private int number;
  private int found;

  JsonLines(InputStream in, Limits limits) {
    this.raw = in;
    this.limits = limits;
  }

  /// @param id null when the line has none that can be read
  record Numbered(int number, @Nullable String id, RawDocument.Content content) {}

  /// Lines read so far that hold something.
  int number() {
    return found == 0 ? 0 : number;
  }

  /// The next line that is not empty; null at the end.
  @Nullable Numbered next() throws IOException {
    while (true) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      long length = readLine(line);
      if (length < 0) {
        return null;
      }
      number++;
      if (length > limits.maxBytes()) {
        found++;
        return new Numbered(
            number,
            null,
            new RawDocument.Failed(
                "jsonl",
                length,
                Reason.TOO_LARGE,
                "line " + number + " is larger than " + limits.maxBytes() + " bytes"));
      }
      byte[] bytes = line.toByteArray();
      int end = bytes.length;
      while (end > 0 && bytes[end - 1] <= ' ' && bytes[end - 1] >= 0) {
        end--;
      }
      int start = 0;
      if (number == 1 && end >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB) {
        start = 3;
      }
      if (start >= end) {
        continue;
      }
      found++;
      byte[] content =
          start == 0 && end == bytes.length ? bytes : Arrays.copyOfRange(bytes, start, end);
      return new Numbered(
          number, idOf(content), new RawDocument.JsonLine(new RawDocument.Line(content), number));
    }
  }

  /// Appends the next line's bytes as long as they are within the limit.
  ///
  /// @return the line's length in bytes, -1 at the end of the file
  private long readLine(ByteArrayOutputStream line) throws IOException {
    long length = 0;
    boolean any = false;
    while (true) {
      if (at == filled) {
        if (in == null) {
          in = Utf8Stream.of(raw);
        }
        filled = in.read(buffer);
        at = 0;
        if (filled <= 0) {
          filled = 0;
          return any ? length : -1;
        }
      }
      any = true;
      int start = at;
      while (at < filled && buffer[at] != '\n') {
        at++;
      }
      length += at - start;
      if (length <= limits.maxBytes()) {
        line.write(buffer, start, at - start);
      } else if (length > Math.max(limits.maxExpandedBytes(), limits.maxBytes())) {
        throw new Unfit(
            Reason.EXPANDS_TOO_MUCH,
            "no line break within "
                + length
                + " bytes after line "
                + number
                + "; is it JSON Lines?");
      }
      if (at < filled) {
        at++;
        return length;
      }
    }
  }

  private static @Nullable String idOf(byte[] line) {
    try (JsonParser parser = JSON.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean isId = "id".equals(parser.currentName());
        JsonToken value = parser.nextToken();
        if (isId) {
          boolean usable =
              value == JsonToken.VALUE_STRING
                  || value == JsonToken.VALUE_NUMBER_INT
                  || value == JsonToken.VALUE_NUMBER_FLOAT;
          String id = usable ? parser.getText().strip() : "";
          return id.isEmpty() || id.length() > 500 ? null : id;
        }
        parser.skipChildren();
      }
      return null;
    } catch (IOException e) {
      return null;
    }
  }
}
