package org.jobtrail.simulate.llm;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Puts words, hidden or plain, into plain text, and makes Markdown, odt and rtf out of it.
final class TextEdits {
  private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

  /// Where the hidden words of an odt or rtf go: before the line with this number.
  private static final int LINE = 4;

  private TextEdits() {}

  static List<Hiding> hidings() {
    List<Hiding> all = new ArrayList<>();
    for (String format : List.of("md", "txt")) {
      all.add(
          new Hiding(
              "tag-characters",
              format,
              "zero-width",
              (clean, text, random) -> inLine(clean, tags(text), random)));
      all.add(
          new Hiding(
              "zero-width-bits",
              format,
              "zero-width",
              (clean, text, random) -> inLine(clean, bits(text), random)));
    }
    all.add(
        new Hiding(
            "comment",
            "md",
            "hidden-markup",
            (clean, text, random) -> inLine(clean, "<!-- " + text + " -->", random)));
    odt(all, "display-none", "hidden-markup", "text:display=\"none\"");
    odt(all, "white", "white", "fo:color=\"#ffffff\"");
    odt(all, "tiny", "tiny", "fo:font-size=\"1pt\"");
    rtf(all, "hidden", "hidden-markup", "\\v ");
    rtf(all, "white", "white", "\\cf1 ");
    rtf(all, "tiny", "tiny", "\\fs2 ");
    return all;
  }

  /// The words in tag characters (U+E0020 to U+E007E), which nothing shows; letters beyond ASCII
  /// are left out.
  static String tags(String text) {
    StringBuilder tags = new StringBuilder();
    text.chars().filter(c -> c >= ' ' && c < 127).forEach(c -> tags.appendCodePoint(0xE0000 + c));
    return tags.toString();
  }

  /// The words' UTF-8 bits as zero-width non-joiners and joiners.
  private static String bits(String text) {
    StringBuilder bits = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      for (int i = 7; i >= 0; i--) {
        bits.append((b >> i & 1) == 0 ? '\u200B' : '\u200D');
      }
    }
    return bits.toString();
  }

  private static byte[] inLine(byte[] clean, String what, SplittableRandom random) {
    String text = new String(clean, StandardCharsets.UTF_8);
    List<Integer> ends = new ArrayList<>();
    for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      if (at > 0 && Character.isLetterOrDigit(text.charAt(at - 1))) {
        ends.add(at);
      }
    }
    int at = ends.isEmpty() ? 0 : ends.get(random.nextInt(ends.size()));
    return bytes(text.substring(0, at) + what + text.substring(at));
  }

  /// Lines that a reader sees, at the end.
  static byte[] shown(byte[] clean, List<String> lines) {
    return bytes(
        new String(clean, StandardCharsets.UTF_8) + '\n' + String.join("\n", lines) + '\n');
  }

  /// A line that a reader sees after the first of the items, or at the end where there is none.
  static byte[] shownAmongItems(byte[] clean, String line) {
    String text = new String(clean, StandardCharsets.UTF_8);
    int item = text.indexOf("\n- ");
    if (item < 0) {
      return shown(clean, List.of(line));
    }
    int end = text.indexOf('\n', item + 1);
    return bytes(text.substring(0, end) + "\n- " + line + text.substring(end));
  }

  private static void odt(List<Hiding> all, String kind, String reason, String property) {
    all.add(new Hiding(kind, "odt", reason, (clean, text, _) -> odt(lines(clean), property, text)));
  }

  private static void rtf(List<Hiding> all, String kind, String reason, String control) {
    all.add(
        new Hiding(
            kind,
            "rtf",
            reason,
            (clean, text, _) -> rtf(lines(clean), '{' + control + escaped(text) + '}')));
  }

  /// The same lines as a document of the format; `clean` is plain text.
  static byte[] converted(byte[] clean, String format) throws IOException {
    return switch (format) {
      case "odt" -> odt(lines(clean), "fo:color=\"#ffffff\"", "");
      case "rtf" -> rtf(lines(clean), "");
      default -> clean;
    };
  }

  private static List<String> lines(byte[] text) {
    return new String(text, StandardCharsets.UTF_8).lines().toList();
  }

  private static byte[] odt(List<String> lines, String property, String hidden) throws IOException {
    StringBuilder xml =
        new StringBuilder(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content"
                + " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
                + " xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\""
                + " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""
                + " xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\""
                + " office:version=\"1.2\"><office:automatic-styles>"
                + "<style:style style:name=\"T1\" style:family=\"text\"><style:text-properties ");
    xml.append(property);
    xml.append("/></style:style></office:automatic-styles><office:body><office:text>");
    for (int i = 0; i < lines.size(); i++) {
      xml.append("<text:p>").append(xml(lines.get(i)).replace("\t", "<text:tab/>"));
      if (i == Math.min(LINE, lines.size() - 1) && !hidden.isEmpty()) {
        xml.append("<text:span text:style-name=\"T1\">").append(xml(hidden)).append("</text:span>");
      }
      xml.append("</text:p>");
    }
    xml.append("</office:text></office:body></office:document-content>");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      // First and not compressed, so that the file tells its kind.
      byte[] kind = bytes("application/vnd.oasis.opendocument.text");
      ZipEntry mimetype = new ZipEntry("mimetype");
      mimetype.setMethod(ZipEntry.STORED);
      mimetype.setSize(kind.length);
      CRC32 crc = new CRC32();
      crc.update(kind);
      mimetype.setCrc(crc.getValue());
      part(zip, mimetype, kind);
      part(zip, new ZipEntry("content.xml"), bytes(xml.toString()));
    }
    return bytes.toByteArray();
  }

  static void part(ZipOutputStream zip, ZipEntry entry, byte[] content) throws IOException {
    entry.setTimeLocal(ENTRY_TIME);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  /// @param hidden a group that goes to the end of a line
  private static byte[] rtf(List<String> lines, String hidden) {
    StringBuilder rtf =
        new StringBuilder(
            "{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Arial;}}"
                + "{\\colortbl;\\red255\\green255\\blue255;}\\f0\\fs22\n");
    for (int i = 0; i < lines.size(); i++) {
      rtf.append(escaped(lines.get(i)));
      rtf.append(i == Math.min(LINE, lines.size() - 1) ? hidden : "").append("\\par\n");
    }
    return rtf.append('}').toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static String escaped(String text) {
    StringBuilder rtf = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' || c == '{' || c == '}') {
        rtf.append('\\').append(c);
      } else if (c == '\t') {
        rtf.append("\\tab ");
      } else if (c < 127) {
        rtf.append(c);
      } else {
        rtf.append("\\u").append((short) c).append('?');
      }
    }
    return rtf.toString();
  }

  static String xml(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
