package org.jobtrail.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jobtrail.extract.pseudonym.Emails;
import org.jobtrail.extract.pseudonym.Found;
import org.jobtrail.extract.pseudonym.Links;
import org.jobtrail.extract.pseudonym.NationalNumbers;
import org.jobtrail.extract.pseudonym.Phones;

/// Finds what identifies a person in a text: e-mail addresses, phone numbers, links, national
/// numbers, and the person's own name when the document's head shows it.
///
/// Rules, not a model; the detectors are those of what is sent to a language model, where they are
/// strict enough for a dataset: only what shows itself by its own form counts. Names of other
/// people and street addresses are not found.
public final class PersonalData {
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
      for (Found email : Emails.in(line)) {
        String local = line.substring(email.start(), line.indexOf('@', email.start()));
        mailboxes.append(local.toLowerCase(Locale.ROOT)).append(' ');
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
    String clean = replaced(text, Emails.in(text), "[email]");
    clean = replaced(clean, Links.in(clean), "[link]");
    clean = replaced(clean, NationalNumbers.in(clean), "[number]");
    clean = replaced(clean, Phones.in(clean), "[phone]");
    for (Pattern own : name) {
      clean = own.matcher(clean).replaceAll("[name]");
    }
    return clean;
  }

  private static String replaced(String text, List<Found> found, String by) {
    if (found.isEmpty()) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    int copied = 0;
    for (Found one : found) {
      out.append(text, copied, one.start()).append(by);
      copied = one.end();
    }
    return out.append(text, copied, text.length()).toString();
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
}
