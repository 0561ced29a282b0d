package org.jobtrail.extract.pseudonym;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Belgian, Dutch, French, Spanish and US national numbers, told by their check digits or by a
/// punctuation of their own, whatever stands before them.
///
/// Every repetition in the pattern is bounded, so the time is linear in the text.
public final class NationalNumbers {
  private static final Pattern PATTERN =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}.,/-])(?:\\d{2}[. ]\\d{2}[. ]\\d{2}[- ]\\d{3}[. ]\\d{2}"
              + "|\\d{11}|\\d{9}|\\d{3}-\\d{2}-\\d{4}"
              + "|[12] ?\\d{2} ?\\d{2} ?\\d{2} ?\\d{3} ?\\d{3}(?: ?\\d{2})?"
              + "|[XYZ\\d]\\d{7}-?[A-Z])(?![\\p{L}\\p{N}]|[.,/-]\\d)");

  private NationalNumbers() {}

  /// In the order of the text, none overlapping.
  public static List<Found> in(String text) {
    if (!Phones.mayOccur(text)) {
      return List.of();
    }
    List<Found> found = new ArrayList<>();
    Matcher matcher = PATTERN.matcher(text);
    while (matcher.find()) {
      if (isNational(matcher.group())) {
        found.add(new Found(matcher.start(), matcher.end(), Kind.NUMBER));
      }
    }
    return found;
  }

  private static boolean isNational(String text) {
    if (text.matches("\\d{3}-\\d{2}-\\d{4}")) {
      return true;
    }
    if (text.matches("[XYZ\\d]\\d{7}-?[A-Z]")) {
      return isSpanish(text);
    }
    String digits = text.replaceAll("\\D", "");
    return switch (digits.length()) {
      case 9 -> isDutch(digits);
      case 11 -> isBelgian(digits);
      case 13 -> text.contains(" ") && Integer.parseInt(digits.substring(3, 5)) <= 12;
      case 15 -> isFrench(digits);
      default -> false;
    };
  }

  /// DNI or NIE: the letter is the number modulo 23.
  private static boolean isSpanish(String text) {
    String number = text.replace("-", "").replace('X', '0').replace('Y', '1').replace('Z', '2');
    if (!number.substring(0, 8).matches("\\d{8}")) {
      return false;
    }
    char check = "TRWAGMYFPDXBNJZSQVHLCKE".charAt(Integer.parseInt(number.substring(0, 8)) % 23);
    return text.charAt(text.length() - 1) == check;
  }

  /// BSN, the test of eleven.
  private static boolean isDutch(String digits) {
    int sum = -(digits.charAt(8) - '0');
    for (int i = 0; i < 8; i++) {
      sum += (9 - i) * (digits.charAt(i) - '0');
    }
    return sum % 11 == 0;
  }

  /// Rijksregisternummer: 97 less the first nine modulo 97, with a 2 before them from 2000.
  private static boolean isBelgian(String digits) {
    long number = Long.parseLong(digits.substring(0, 9));
    long check = Long.parseLong(digits.substring(9));
    return 97 - number % 97 == check || 97 - (2_000_000_000L + number) % 97 == check;
  }

  /// NIR with its key: 97 less the first thirteen modulo 97.
  private static boolean isFrench(String digits) {
    return 97 - Long.parseLong(digits.substring(0, 13)) % 97
        == Long.parseLong(digits.substring(13));
  }
}
