package org.jobtrail.extract.pseudonym;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Web addresses: with a scheme, with `www.`, or a domain with a path (`linkedin.com/in/jan`).
///
/// A link runs to the next white space or quote, so a text is read once, one word after the other.
public final class Links {
  private static final Set<String> TOP_LEVEL =
      Set.of("com", "org", "net", "be", "nl", "fr", "de", "es", "eu", "io", "me", "info", "uk");

  private Links() {}

  /// In the order of the text, none overlapping.
  public static List<Found> in(String text) {
    if (!mayOccur(text)) {
      return List.of();
    }
    List<Found> found = new ArrayList<>();
    int i = 0;
    while (i < text.length()) {
      if (endsWord(text.charAt(i))) {
        i++;
        continue;
      }
      int end = i;
      while (end < text.length() && !endsWord(text.charAt(end))) {
        end++;
      }
      int start = start(text, i, end);
      if (start >= 0) {
        found.add(new Found(start, end, Kind.LINK));
      }
      i = end;
    }
    return found;
  }

  /// Whether the text has `www.`, `://`, or a slash right behind a dot and letters; errs only
  /// towards "may".
  public static boolean mayOccur(String text) {
    for (int dot = text.indexOf('.'); dot >= 0; dot = text.indexOf('.', dot + 1)) {
      if (text.regionMatches(true, dot - 3, "www", 0, 3)) {
        return true;
      }
      int end = dot + 1;
      while (end < text.length() && Character.isLetter(text.charAt(end))) {
        end++;
      }
      if (end > dot + 1 && end < text.length() && text.charAt(end) == '/') {
        return true;
      }
    }
    return text.contains("://");
  }

  private static boolean endsWord(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == '<' || c == '>' || c == '"' || c == '\'';
  }

  /// Where the first link in the word starts, -1 when there is none.
  private static int start(String text, int from, int to) {
    int first = to;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      int start = -1;
      if (c == ':' && text.startsWith("://", i) && i + 3 < to) {
        start = scheme(text, from, i);
      } else if (c == '.' && i + 1 < to && wwwBefore(text, from, i)) {
        start = i - 3;
      } else if (c == '/' && i + 1 < to) {
        start = domain(text, from, i);
      }
      if (start >= 0) {
        first = Math.min(first, start);
      }
    }
    return first < to ? first : -1;
  }

  private static int scheme(String text, int from, int colon) {
    for (String scheme : new String[] {"https", "http", "ftp"}) {
      int start = colon - scheme.length();
      if (start >= from
          && text.regionMatches(true, start, scheme, 0, scheme.length())
          && startsWord(text, start)) {
        return start;
      }
    }
    return -1;
  }

  private static boolean wwwBefore(String text, int from, int dot) {
    return dot - 3 >= from
        && text.regionMatches(true, dot - 3, "www", 0, 3)
        && startsWord(text, dot - 3);
  }

  /// Where the domain that ends before the slash starts, -1 when what stands there is none.
  private static int domain(String text, int from, int slash) {
    int start = slash;
    int dots = 0;
    while (start > from && isDomain(text.charAt(start - 1))) {
      if (text.charAt(start - 1) == '.' && (start == slash || text.charAt(start) == '.')) {
        break;
      }
      dots += text.charAt(start - 1) == '.' ? 1 : 0;
      start--;
    }
    while (start < slash && !(startsWord(text, start) && text.charAt(start) != '.')) {
      dots -= text.charAt(start) == '.' ? 1 : 0;
      start++;
    }
    if (dots == 0) {
      return -1;
    }
    int last = text.lastIndexOf('.', slash - 1);
    boolean known =
        last > start
            && slash - last <= 5
            && TOP_LEVEL.contains(text.substring(last + 1, slash).toLowerCase(Locale.ROOT));
    return known ? start : -1;
  }

  /// Whether a word begins or ends right before the character, as `\b` in a pattern.
  private static boolean startsWord(String text, int at) {
    return (at > 0 && isWord(text.charAt(at - 1))) != isWord(text.charAt(at));
  }

  private static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }

  private static boolean isDomain(char c) {
    return (isWord(c) && c != '_') || c == '-' || c == '.';
  }
}
