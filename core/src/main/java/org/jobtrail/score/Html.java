package org.jobtrail.score;

/// Text made safe for HTML, as content and between double quotes.
final class Html {
  private Html() {}

  /// Control characters and those that turn the direction of writing are shown as U+FFFD: a
  /// document's text must not change how the page around it reads.
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        case '\n', '\t' -> escaped.append(c);
        default -> escaped.append(Character.isISOControl(c) || turns(c) ? '\uFFFD' : c);
      }
    }
    return escaped.toString();
  }

  private static boolean turns(char c) {
    return (c >= '\u202A' && c <= '\u202E') || (c >= '\u2066' && c <= '\u2069');
  }
}
