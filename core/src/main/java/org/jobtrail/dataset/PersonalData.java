package org.jobtrail.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds what identifies a person in a text: e-mail addresses, phone numbers, links, national
/// numbers, and the person's own name when the document's head shows it.
///
/// Rules, not a model: a phone number needs a leading `+`, `0` or brackets and enough digits, so
/// that years, dates and amounts stay; a national number needs its check digits or its own
/// punctuation. Names of other people and street addresses are not found.
public final class PersonalData {
  private static final Pattern EMAIL =
      Pattern.compile("[\\p{L}\\p{N}._%+-]+\\s?@\\s?[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)+");
  static final Pattern LINK =
      Pattern.compile(
          "(?i)\\b(?:https?://|ftp://|www\\.)[^\\s<>\"']+"
              + "|\\b(?:[a-z0-9-]+\\.)+(?:com|org|net|be|nl|fr|de|es|eu|io|me|info|uk)/[^\\s<>\"']+");
  static final Pattern PHONE =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}.,/-])(?:(?:\\+|00 ?)[1-9]\\d{0,2}[ ./-]?(?:\\(0\\)[ ]?)?\\(?\\d{1,4}\\)?"
              + "(?:[ ./-]?\\d{2,4}){2,5}"
              + "|\\(?0\\d{1,4}\\)?[ ./-]{0,2}\\d{2,4}(?:[ ./-]?\\d{2,4}){1,4}"
              + "|\\(\\d{3}\\)[ .-]?\\d{3}[ .-]\\d{4}"
              + "|\\d{3}[ .-]\\d{3}[ .-]\\d{4})(?![\\p{L}\\p{N}]|[.,/-]\\d)");
  private static final Pattern DATE =
      Pattern.compile("\\d{1,2}[ ./-]\\d{1,2}[ ./-](?:\\d{4}|\\d{2})(?!\\d).*|0?\\d[./-]\\d{4}.*");
  static final Pattern NUMBER =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}.,/-])(?:\\d{2}[. ]\\d{2}[. ]\\d{2}[- ]\\d{3}[. ]\\d{2}"
              + "|\\d{11}|\\d{9}|\\d{3}-\\d{2}-\\d{4}"
              + "|[12] ?\\d{2} ?\\d{2} ?\\d{2} ?\\d{3} ?\\d{3}(?: ?\\d{2})?"
              + "|[XYZ\\d]\\d{7}-?[A-Z])(?![\\p{L}\\p{N}]|[.,/-]\\d)");
  private static final Pattern NAME_LABEL =
      Pattern.compile(
          "(?iu)^\\s*(?:curriculum vitae(?: of| van| de| von)?|(?:full |last |first )?name|naam|"
              + "voornaam en naam|naam en voornaam|nom(?: et pr[ée]nom)?|pr[ée]nom et nom|"
              + "nombre(?: y apellidos)?|r[ée]sum[ée] of)\\s*[:\\-]?\\s+(\\p{Lu}.*)$");
  private static final Pattern NAME =
      Pattern.compile(
          "\\p{Lu}[\\p{L}'’-]*\\.?(?:\\s+(?:van|de|der|den|du|la|le|von|el|del|di|da|ten|ter|'t))*"
              + "(?:\\s+(?:(?:van|de|der|den|du|la|le|von|el|del|di|da|ten|ter)\\s+)*\\p{Lu}[\\p{L}'’-]*\\.?){1,3}");
  private static final int HEAD_LINES = 8;

  private final List<Pattern> name;

  private PersonalData(List<Pattern> name) {
    this.name = name;
  }

  /// For a document, whose head may show the person's name.
  public static PersonalData of(String visibleText) {
    List<Pattern> patterns = new ArrayList<>();
    nameIn(visibleText)
        .ifPresent(
            found -> {
              String[] words = found.split("\\s+");
              String rest = String.join(" ", List.of(words).subList(1, words.length));
              patterns.add(wholeWords(found));
              patterns.add(wholeWords(rest + " " + words[0]));
              patterns.add(wholeWords(rest + ", " + words[0]));
            });
    return new PersonalData(List.copyOf(patterns));
  }

  private static Pattern wholeWords(String words) {
    String spaced = Pattern.quote(words).replace(" ", "\\E\\s+\\Q");
    return Pattern.compile("(?iu)(?<![\\p{L}\\p{N}])" + spaced + "(?![\\p{L}\\p{N}])");
  }

  /// The person's name, when a label names it or an e-mail address in the head agrees with it.
  static Optional<String> nameIn(String text) {
    List<String> head =
        text.lines().map(String::strip).filter(line -> !line.isEmpty()).limit(HEAD_LINES).toList();
    StringBuilder mailboxes = new StringBuilder();
    for (String line : head) {
      Matcher email = EMAIL.matcher(line);
      while (line.indexOf('@') >= 0 && email.find()) {
        String address = email.group();
        mailboxes
            .append(address.substring(0, address.indexOf('@')).toLowerCase(Locale.ROOT))
            .append(' ');
      }
    }
    for (String line : head) {
      Matcher label = NAME_LABEL.matcher(line);
      if ("cflnprv".indexOf(Character.toLowerCase(line.charAt(0))) >= 0 && label.matches()) {
        Matcher words = NAME.matcher(label.group(1));
        if (words.lookingAt()) {
          return Optional.of(words.group());
        }
      }
      Matcher words = NAME.matcher(line);
      if (!mailboxes.isEmpty() && words.lookingAt() && agrees(words.group(), mailboxes)) {
        return Optional.of(words.group());
      }
    }
    return Optional.empty();
  }

  private static boolean agrees(String words, CharSequence mailboxes) {
    for (String word : words.split("[\\s.-]+")) {
      if (word.length() >= 4 && mailboxes.toString().contains(word.toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  /// The text with everything found replaced by `[email]`, `[phone]`, `[link]`, `[number]`,
  /// `[name]`.
  public String redact(String text) {
    String clean = text;
    if (clean.indexOf('@') >= 0) {
      clean = EMAIL.matcher(clean).replaceAll("[email]");
    }
    if (mayHoldLink(clean)) {
      clean = LINK.matcher(clean).replaceAll("[link]");
    }
    if (mayHoldNumber(clean)) {
      clean =
          NUMBER
              .matcher(clean)
              .replaceAll(found -> isNational(found.group()) ? "[number]" : quoted(found.group()));
      clean =
          PHONE
              .matcher(clean)
              .replaceAll(found -> isPhone(found.group()) ? "[phone]" : quoted(found.group()));
    }
    for (Pattern own : name) {
      clean = own.matcher(clean).replaceAll("[name]");
    }
    return clean;
  }

  // The two tests below are what most descriptions get instead of the patterns, which cost a
  // quarter of a run on plain texts; they may only err towards "may".

  /// Whether the text has `www.`, `://`, or a slash right behind a dot and letters.
  static boolean mayHoldLink(String text) {
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

  /// Whether seven digits stand together with nothing but number punctuation between them.
  static boolean mayHoldNumber(String text) {
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

  /// Whether a value must not leave the program: it holds something that {@link #redact} replaces
  /// other than a link.
  public boolean isIn(String value) {
    String clean = redact(value);
    return !clean.equals(value)
        && (clean.contains("[email]")
            || clean.contains("[phone]")
            || clean.contains("[number]")
            || clean.contains("[name]"));
  }

  private static String quoted(String text) {
    return Matcher.quoteReplacement(text);
  }

  private static int digits(String text) {
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= '0' && text.charAt(i) <= '9') {
        digits++;
      }
    }
    return digits;
  }

  static boolean isPhone(String text) {
    int digits = digits(text);
    return digits >= 9 && digits <= 15 && !DATE.matcher(text).matches();
  }

  /// Belgian, Dutch, French, Spanish or US: by check digits, or by a punctuation of its own.
  static boolean isNational(String text) {
    if (text.matches("\\d{3}-\\d{2}-\\d{4}")) {
      return true;
    }
    if (text.matches("[XYZ\\d]\\d{7}-?[A-Z]")) {
      String number = text.replace("-", "").replace('X', '0').replace('Y', '1').replace('Z', '2');
      if (!number.substring(0, 8).matches("\\d{8}")) {
        return false;
      }
      char check = "TRWAGMYFPDXBNJZSQVHLCKE".charAt(Integer.parseInt(number.substring(0, 8)) % 23);
      return text.charAt(text.length() - 1) == check;
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

  private static boolean isDutch(String digits) {
    int sum = -(digits.charAt(8) - '0');
    for (int i = 0; i < 8; i++) {
      sum += (9 - i) * (digits.charAt(i) - '0');
    }
    return sum % 11 == 0;
  }

  private static boolean isBelgian(String digits) {
    long number = Long.parseLong(digits.substring(0, 9));
    long check = Long.parseLong(digits.substring(9));
    return 97 - number % 97 == check || 97 - (2_000_000_000L + number) % 97 == check;
  }

  private static boolean isFrench(String digits) {
    return 97 - Long.parseLong(digits.substring(0, 13)) % 97
        == Long.parseLong(digits.substring(13));
  }
}
