package org.jobtrail.extract.pseudonym;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Phone numbers that show themselves: a leading `+`, `0` or brackets, or three groups as in North
/// America, and enough digits, so that years, dates and amounts stay.
///
/// Every repetition in the pattern is bounded, so the time is linear in the text.
public final class Phones {
  private static final Pattern PATTERN =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}.,/-])(?:(?:\\+|00 ?)[1-9]\\d{0,2}[ ./-]?(?:\\(0\\)[ ]?)?\\(?\\d{1,4}\\)?"
              + "(?:[ ./-]?\\d{2,4}){2,5}"
              + "|\\(?0\\d{1,4}\\)?[ ./-]{0,2}\\d{2,4}(?:[ ./-]?\\d{2,4}){1,4}"
              + "|\\(\\d{3}\\)[ .-]?\\d{3}[ .-]\\d{4}"
              + "|\\d{3}[ .-]\\d{3}[ .-]\\d{4})(?![\\p{L}\\p{N}]|[.,/-]\\d)");
  private static final Pattern DATE =
      Pattern.compile(
          "\\(?(?:\\d{1,2}[ ./-]\\d{1,2}[ ./-](?:\\d{4}|\\d{2})(?!\\d).*|0?\\d[./-]\\d{4}.*)");

  /// Five pairs with one separator, as in France and Belgium; the first three look like a date.
  private static final Pattern PAIRS = Pattern.compile("0\\d([ .-])\\d\\d(?:\\1\\d\\d){3}");

  private Phones() {}

  /// In the order of the text, none overlapping.
  public static List<Found> in(String text) {
    if (!mayOccur(text)) {
      return List.of();
    }
    List<Found> found = new ArrayList<>();
    Matcher matcher = PATTERN.matcher(text);
    while (matcher.find()) {
      int digits = digits(text, matcher.start(), matcher.end());
      String number = matcher.group();
      boolean date = DATE.matcher(number).matches() && !PAIRS.matcher(number).matches();
      if (digits >= 9 && digits <= 15 && !date) {
        found.add(new Found(matcher.start(), matcher.end(), Kind.PHONE));
      }
    }
    return found;
  }

  /// Whether seven digits stand together with nothing but number punctuation between them; errs
  /// only towards "may".
  public static boolean mayOccur(String text) {
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        if (++digits >= 7) {
          return true;
        }
      } else if (" ()+./-".indexOf(c) < 0) {
        digits = 0;
      }
    }
    return false;
  }

  static int digits(String text, int from, int to) {
    int digits = 0;
    for (int i = from; i < to; i++) {
      if (text.charAt(i) >= '0' && text.charAt(i) <= '9') {
        digits++;
      }
    }
    return digits;
  }
}
