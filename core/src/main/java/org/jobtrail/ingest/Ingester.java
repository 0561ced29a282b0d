package org.jobtrail.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import javax.xml.stream.XMLStreamException;
import org.jobtrail.career.CareerDate;
import org.jobtrail.ingest.Ingested.Reason;
import org.jspecify.annotations.Nullable;

/// Turns one found document into its visible text, or sets it aside with a reason.
///
/// Never throws for what a document holds. Safe for use by several threads.
public final class Ingester {
  private static final JsonFactory JSON = new JsonFactory();

  private final Limits limits;

  public Ingester(Limits limits) {
    this.limits = limits;
  }

  /// Loads what the first PDF would have to wait for on a thread of its own, while the caller does
  /// something else.
  public static void loadAhead() {
    Thread.ofPlatform().daemon().name("jobtrail-fonts").start(PdfReader::load);
  }

  public Ingested ingest(RawDocument raw) {
    return switch (raw.content()) {
      case RawDocument.Failed(String kind, long size, Reason reason, String detail) ->
          new Ingested.Quarantined(raw.id(), raw.origin(), kind, "", size, reason, detail);
      case RawDocument.JsonLine(RawDocument.Line line, int number) ->
          ingestLine(raw, line.bytes(), number);
      case RawDocument.Bytes file -> ingestFile(raw, file);
    };
  }

  private Ingested ingestFile(RawDocument raw, RawDocument.Bytes file) {
    String kind = Kind.ofEnding(raw.name()).word();
    byte[] bytes;
    try {
      bytes = file.source().read(limits);
    } catch (Unfit e) {
      return setAside(raw, kind, "", file.size(), e);
    } catch (IOException | SecurityException e) {
      return setAside(
          raw,
          kind,
          "",
          file.size(),
          new Unfit(Reason.UNREADABLE, "the file can't be read; check the disk and its rights"));
    }
    String sha256 = sha256(bytes);
    Deadline deadline = new Deadline(limits.timePerDocument());
    String[] told = {kind};
    try {
      Reading reading = read(raw.name(), bytes, deadline, told);
      return accept(raw, raw.id(), reading, sha256, bytes.length);
    } catch (Unfit e) {
      return setAside(raw, told[0], sha256, bytes.length, e);
    }
  }

  /// @param told set to the kind's word as soon as it is known
  private Reading read(String name, byte[] bytes, Deadline deadline, String[] told) {
    if (bytes.length == 0) {
      throw new Unfit(Reason.EMPTY, "0 bytes; the file holds nothing");
    }
    Kind ending = Kind.ofEnding(name);
    Kind kind = Kind.ofBytes(bytes);
    if (kind == Kind.GZIP) {
      byte[] inner = gunzip(bytes);
      if (inner.length == 0) {
        throw new Unfit(Reason.EMPTY, "the gzip file holds nothing");
      }
      kind = Kind.ofBytes(inner);
      if (kind == Kind.GZIP) {
        throw new Unfit(Reason.UNKNOWN_KIND, "gzip inside gzip; unpack it first");
      }
      return readKind(kind, ending, inner, deadline, told);
    }
    return readKind(kind, ending, bytes, deadline, told);
  }

  private Reading readKind(Kind kind, Kind ending, byte[] bytes, Deadline deadline, String[] told) {
    if (kind != Kind.UNKNOWN) {
      told[0] = kind.word();
    }
    return switch (kind) {
      case PDF -> deadline.guard(() -> PdfReader.read(bytes, limits, deadline));
      case RTF -> deadline.guard(() -> RtfReader.read(bytes, limits, deadline));
      case ZIP -> deadline.guard(() -> packaged(bytes, ending, deadline, told));
      case IMAGE ->
          throw new Unfit(Reason.IMAGE_ONLY, "a picture; run text recognition (OCR) on it first");
      case OLE2 -> throw ole2(bytes);
      default -> {
        boolean named = ending == Kind.PDF || ending == Kind.DOCX || ending == Kind.ODT;
        if (named && !looksLikeText(bytes)) {
          throw new Unfit(
              Reason.BROKEN, "not a whole " + ending.word() + " file; export or copy it again");
        }
        yield text(TextDecoder.decode(bytes), ending, deadline, told);
      }
    };
  }

  private Reading text(String text, Kind ending, Deadline deadline, String[] told) {
    Kind kind = Kind.ofText(text, ending);
    told[0] = kind.word();
    return switch (kind) {
      case HTML -> deadline.guard(() -> HtmlReader.read(text, limits, deadline));
      case MD -> deadline.guard(() -> MarkdownReader.read(text, limits));
      case JSON -> structured(() -> json(text));
      case XML -> structured(() -> XmlEvents.tree(text));
      default -> plain(text);
    };
  }

  @FunctionalInterface
  private interface TreeSource {
    Tree read() throws IOException, XMLStreamException;
  }

  private Reading structured(TreeSource source) {
    Tree tree;
    try {
      tree = source.read();
    } catch (IOException | XMLStreamException e) {
      throw new Unfit(Reason.BROKEN, "begins like JSON or XML but is damaged; export it again");
    }
    if (EuropassReader.reads(tree)) {
      return EuropassReader.read(tree, limits);
    }
    if (JsonResumeReader.reads(tree)) {
      return JsonResumeReader.read(tree, limits);
    }
    throw new Unfit(
        Reason.UNKNOWN_KIND,
        "JSON or XML, but neither JSON Resume nor Europass; name it .jsonl if each line is a document");
  }

  private static Tree json(String text) throws IOException {
    try (JsonParser parser = JSON.createParser(text)) {
      Tree tree = Tree.of(parser);
      if (parser.nextToken() != null) {
        throw new IOException("goes on after its end");
      }
      return tree;
    }
  }

  private Reading packaged(byte[] bytes, Kind ending, Deadline deadline, String[] told) {
    try (PackageParts parts = PackageParts.open(bytes, limits)) {
      byte[] mimetype = parts.bytes("mimetype");
      boolean isOdt =
          mimetype != null
              && new String(mimetype, StandardCharsets.US_ASCII).contains("opendocument.text");
      if (isOdt || (ending == Kind.ODT && parts.has("content.xml"))) {
        told[0] = Kind.ODT.word();
        return OdtReader.read(parts, limits, deadline);
      }
      if (parts.has("word/document.xml") || ending == Kind.DOCX) {
        told[0] = Kind.DOCX.word();
        return DocxReader.read(parts, limits, deadline);
      }
    }
    throw new Unfit(
        Reason.UNKNOWN_KIND,
        "a zip file, but neither docx nor odt; name it .zip if it holds documents");
  }

  /// Word before 2007, or a docx behind a password: its marks are in the container's directory.
  private static Unfit ole2(byte[] bytes) {
    String all = new String(bytes, StandardCharsets.UTF_16LE);
    return all.contains("EncryptedPackage") || all.contains("EncryptionInfo")
        ? new Unfit(Reason.ENCRYPTED, "asks for a password; save it without one")
        : new Unfit(Reason.UNKNOWN_KIND, "Word's format before 2007; save it as docx or PDF");
  }

  private static boolean looksLikeText(byte[] bytes) {
    try {
      TextDecoder.decode(bytes);
      return true;
    } catch (Unfit e) {
      return false;
    }
  }

  private Reading plain(String text) {
    Pages pages = new Pages(limits).show(text);
    return new Reading("txt", pages.visible(), pages.hidden(), CareerDate.unknown(), false);
  }

  private byte[] gunzip(byte[] bytes) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return Expansion.read(in, bytes.length, limits.withMaxBytes(limits.maxExpandedBytes()));
    } catch (EOFException | ZipException e) {
      throw new Unfit(Reason.BROKEN, "not a whole gzip file; copy it again");
    } catch (IOException e) {
      throw new Unfit(Reason.BROKEN, "not a gzip file that can be read; copy it again");
    }
  }

  private Ingested ingestLine(RawDocument raw, byte[] line, int number) {
    String sha256 = sha256(line);
    try {
      JsonDocument json;
      try {
        json = jsonDocument(line, number);
      } catch (IOException e) {
        // Jackson wants UTF-8; an old file may be in windows-1252.
        byte[] again = TextDecoder.decode(line).getBytes(StandardCharsets.UTF_8);
        json = jsonDocument(again, number);
      }
      if (json.id == null) {
        throw new Unfit(Reason.BROKEN, "line " + number + " has no \"id\" (a string or a number)");
      }
      if (json.text == null) {
        throw new Unfit(Reason.BROKEN, "line " + number + " has no \"text\" (a string)");
      }
      Pages pages = new Pages(limits).show(json.text);
      Reading reading =
          new Reading("jsonl", pages.visible(), pages.hidden(), DocumentDates.of(json.date), false);
      String person = json.person == null || json.person.isBlank() ? raw.id() : json.person;
      return accept(raw, person, reading, sha256, line.length);
    } catch (Unfit e) {
      return setAside(raw, "jsonl", sha256, line.length, e);
    } catch (IOException e) {
      return setAside(
          raw,
          "jsonl",
          sha256,
          line.length,
          new Unfit(Reason.BROKEN, "line " + number + " is no JSON object; mend or drop the line"));
    }
  }

  private static final class JsonDocument {
    private @Nullable String id;
    private @Nullable String person;
    private @Nullable String text;
    private @Nullable String date;
  }

  private static JsonDocument jsonDocument(byte[] line, int number) throws IOException {
    JsonDocument found = new JsonDocument();
    try (JsonParser parser = JSON.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new Unfit(
            Reason.BROKEN, "line " + number + " is no JSON object; mend or drop the line");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        JsonToken value = parser.nextToken();
        String scalar =
            switch (value) {
              case VALUE_STRING -> "";
              case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "number";
              default -> null;
            };
        if (scalar == null) {
          parser.skipChildren();
          continue;
        }
        boolean isString = scalar.isEmpty();
        switch (field) {
          case "id" -> found.id = parser.getText();
          case "person_id" -> found.person = parser.getText().strip();
          case "date" -> found.date = parser.getText();
          case "text" -> found.text = isString ? parser.getText() : null;
          default -> {}
        }
      }
      if (parser.nextToken() != null) {
        throw new Unfit(
            Reason.BROKEN, "line " + number + " goes on after its object; one object a line");
      }
    }
    return found;
  }

  private Ingested accept(
      RawDocument raw, String person, Reading reading, String sha256, long bytes) {
    String text = reading.text().text();
    if (text.isBlank()) {
      throw reading.hasImages()
          ? new Unfit(
              Reason.IMAGE_ONLY, "pictures, no text; run text recognition (OCR) on it first")
          : reading.hidden().isEmpty()
              ? new Unfit(Reason.EMPTY, "no text in it")
              : new Unfit(Reason.EMPTY, "no text that a reader can see, only hidden text");
    }
    return new Ingested.Accepted(
        new Document(
            raw.id(),
            person,
            raw.origin(),
            reading.kind(),
            sha256,
            bytes,
            reading.text(),
            LanguageGuess.of(text),
            reading.date(),
            reading.hidden()));
  }

  private static Ingested setAside(
      RawDocument raw, String kind, String sha256, long bytes, Unfit unfit) {
    return new Ingested.Quarantined(
        raw.id(), raw.origin(), kind, sha256, Math.max(0, bytes), unfit.reason(), unfit.detail());
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
