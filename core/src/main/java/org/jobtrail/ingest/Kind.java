package org.jobtrail.ingest;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// What kind of document it is: told by its first bytes, and by its ending where bytes can't tell.
enum Kind {
  TXT("txt"),
  MD("md"),
  HTML("html"),
  PDF("pdf"),
  DOCX("docx"),
  ODT("odt"),
  RTF("rtf"),
  JSON("json"),
  XML("xml"),
  JSONL("jsonl"),
  GZIP("gzip"),
  ZIP("zip"),
  /// Word's format before 2007, or an encrypted docx: both are OLE2 containers.
  OLE2("doc"),
  IMAGE("image"),
  UNKNOWN("unknown");

  private final String word;

  Kind(String word) {
    this.word = word;
  }

  /// The word that files use.
  String word() {
    return word;
  }

  /// By the file name's ending, `.gz` put aside; UNKNOWN for all endings but ours.
  static Kind ofEnding(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    if (name.endsWith(".gz")) {
      name = name.substring(0, name.length() - 3);
    }
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "txt", "text" -> TXT;
      case "md", "markdown" -> MD;
      case "html", "htm", "xhtml" -> HTML;
      case "pdf" -> PDF;
      case "docx", "docm", "dotx" -> DOCX;
      case "odt", "ott" -> ODT;
      case "rtf" -> RTF;
      case "json" -> JSON;
      case "xml" -> XML;
      case "jsonl", "ndjson" -> JSONL;
      case "doc" -> OLE2;
      default -> UNKNOWN;
    };
  }

  /// By the first bytes: PDF, RTF, GZIP, ZIP (docx and odt too), OLE2, IMAGE, else UNKNOWN.
  static Kind ofBytes(byte[] bytes) {
    if (starts(bytes, 0, 0x1F, 0x8B)) {
      return GZIP;
    }
    if (starts(bytes, 0, 'P', 'K', 3, 4) || starts(bytes, 0, 'P', 'K', 5, 6)) {
      return ZIP;
    }
    if (starts(bytes, 0, 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1)) {
      return OLE2;
    }
    if (starts(bytes, 0, 0xFF, 0xD8, 0xFF)
        || starts(bytes, 0, 0x89, 'P', 'N', 'G')
        || starts(bytes, 0, 'G', 'I', 'F', '8')
        || starts(bytes, 0, 'I', 'I', 42, 0)
        || starts(bytes, 0, 'M', 'M', 0, 42)
        || (starts(bytes, 0, 'R', 'I', 'F', 'F') && starts(bytes, 8, 'W', 'E', 'B', 'P'))) {
      return IMAGE;
    }
    // Some writers put a byte-order mark or a few lines before the header.
    String head = new String(bytes, 0, Math.min(bytes.length, 1024), StandardCharsets.ISO_8859_1);
    if (head.contains("%PDF-")) {
      return PDF;
    }
    return head.stripLeading().startsWith("{\\rtf") ? RTF : UNKNOWN;
  }

  /// By how a text begins: HTML, JSON, XML, else the kind that the ending names, else TXT.
  static Kind ofText(String text, Kind ending) {
    String head = text.substring(0, Math.min(text.length(), 2048)).strip();
    String lower = head.toLowerCase(Locale.ROOT);
    if (lower.startsWith("<!doctype html") || lower.startsWith("<html")) {
      return HTML;
    }
    if (lower.startsWith("<?xml")) {
      return lower.contains("<html") ? HTML : XML;
    }
    return switch (ending) {
      case HTML, MD, TXT -> ending;
      case XML -> lower.startsWith("<") ? XML : TXT;
      case JSON -> JSON;
      default -> head.startsWith("{") && text.strip().endsWith("}") ? JSON : TXT;
    };
  }

  private static boolean starts(byte[] bytes, int from, int... magic) {
    if (bytes.length < from + magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((bytes[from + i] & 0xFF) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}
