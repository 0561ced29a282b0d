package org.jobtrail.extract.pseudonym;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jobtrail.extract.pseudonym.Outline.Part;

/// Dates and places of birth and ages, told by the words before or behind them.
final class Births {
  private static final String MONTH = "\\p{L}{3,10}\\.?";
  private static final String DATE =
      "(?:\\d{1,2}(?: ?(?:st|nd|rd|th|er|e|\\.|º))?[ ./-]{1,3}(?:de |of )?(?:\\d{1,2}|"
          + MONTH
          + ")[ ,./-]{1,3}(?:del? )?\\d{2,4}"
          + "|\\d{4}[./-]\\d{1,2}[./-]\\d{1,2}"
          + "|"
          + MONTH
          + "[ ,]{1,2}\\d{1,2}(?: ?(?:st|nd|rd|th))?[ ,]{1,3}\\d{4}"
          + "|"
          + MONTH
          + "[ ,]{1,2}\\d{4}|\\d{4})(?!\\d)";
  private static final String PLACE =
      "\\p{Lu}[\\p{L}'’.-]{1,30}(?:[ -]\\p{Lu}[\\p{L}'’.-]{1,30}){0,2}";
  private static final Pattern BORN =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}])(?iu:date of birth|birth ?date|d\\.? ?o\\.? ?b\\.?|birthday ?:|birth|born(?: on| in)?"
              + "|geboortedatum|geboorte(?:plaats en -?datum|datum en -?plaats)|geboren(?: op| te| in| am)?|geb\\.(?: datum| op)?"
              + "|date de naissance|n[ée]e?(?:\\(e\\))? (?:le|à|en)|naissance|date et lieu de naissance"
              + "|geburtsdatum|geburtstag|geb\\. am|geburtsdatum und -?ort"
              + "|fecha(?: y lugar)? de nacimiento|nacid[oa](?:/a)? (?:el|en)|nacimiento|f\\. nac\\.)"
              + "(?![\\p{L}])[\\s:.,(–-]{0,8}");
  private static final Pattern AFTER =
      Pattern.compile(
          "(?:(?:(?i:on|in|at|op|te|le|à|en|am|el|the) )?"
              + PLACE
              + ",? (?:on|op|le|am|el|the)? ?)?"
              + DATE
              + "(?:,? ?(?:in|at|te|à|en|zu) "
              + PLACE
              + "|,? ?/ ?"
              + PLACE
              + ")?");
  private static final Pattern PLACE_LABEL =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}])(?iu:place of birth|birth ?place|born in|geboorteplaats|geboren te|geboren in|lieu de naissance"
              + "|né(?:e|\\(e\\))? à|geburtsort|lugar de nacimiento|nacid[oa](?:/a)? en)(?![\\p{L}])[ \\t:.,–-]{0,6}("
              + PLACE
              + "(?:, "
              + PLACE
              + ")?)");
  private static final Pattern AGE_LABEL =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}])(?iu:age|leeftijd|[âa]ge|alter|edad)[ \\t]*[:=–-][ \\t]*"
              + "(\\d{2}(?![\\d./-])(?: (?iu:years?(?: old)?|jaar(?: oud)?|ans|jahre(?: alt)?|años))?)");
  private static final Pattern AGE =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}.,-])(\\d{2} (?iu:years?[ -]old|jaar oud|jahre alt|años de edad|yrs old))(?![\\p{L}])");
  private static final Pattern AGE_IN_HEAD =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}.,-])(\\d{2} (?iu:ans|jaar|jahre|años))(?= ?(?:\\n|\\z|[,;|)•-]|  ))");

  private Births() {}

  static List<Found> in(String text, Places places) {
    List<Found> found = new ArrayList<>();
    Matcher born = BORN.matcher(text);
    while (born.find()) {
      Matcher date =
          AFTER.matcher(text).region(born.end(), Math.min(text.length(), born.end() + 90));
      if (date.lookingAt()) {
        add(text, found, date.start(), date.end());
      } else if (places.partAt(born.start()) != Part.WORK) {
        below(text, born.end(), found);
      }
    }
    add(PLACE_LABEL, text, found);
    add(AGE_LABEL, text, found);
    add(AGE, text, found);
    Matcher age = AGE_IN_HEAD.matcher(text);
    while (age.find()) {
      Part part = places.partAt(age.start());
      if (part == Part.HEAD || part == Part.CONTACT) {
        add(text, found, age.start(1), age.end(1));
      }
    }
    return found;
  }

  private static final Pattern FULL_DATE =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}./-])(?:\\d{1,2}[./-]\\d{1,2}[./-]\\d{4}|\\d{1,2}(?:st|nd|rd|th|\\.)? \\p{L}{3,10},? \\d{4}"
              + "|\\p{L}{3,9} \\d{1,2}(?:st|nd|rd|th)?, ?\\d{4})(?![\\p{L}\\p{N}])");

  /// The first full date behind labels that stand in a column of their own.
  private static void below(String text, int from, List<Found> found) {
    Matcher date = FULL_DATE.matcher(text).region(from, Math.min(text.length(), from + 250));
    if (date.find()) {
      add(text, found, date.start(), date.end());
    }
  }

  private static void add(Pattern pattern, String text, List<Found> found) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      add(text, found, matcher.start(1), matcher.end(1));
    }
  }

  /// Line by line, for no replacement crosses the end of a line.
  private static void add(String text, List<Found> found, int start, int end) {
    int from = start;
    for (int i = start; i <= end; i++) {
      if (i == end || text.charAt(i) == '\n') {
        if (i > from && !text.substring(from, i).isBlank()) {
          found.add(new Found(from, i, Kind.BIRTH_DATE));
        }
        from = i + 1;
      }
    }
  }
}
