package org.jobtrail.extract.pseudonym;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jobtrail.extract.pseudonym.Outline.Part;

/// Postal addresses in the orders of five languages: street and number, post box, postcode and
/// town, and what a label such as `Adres:` names.
///
/// Among contact details the town goes with the street; elsewhere only street and number do, so
/// that the place of a job stays readable. Repetitions are bounded and every pattern begins at a
/// word, so the time is linear.
final class Addresses {
  private static final String WORD = "(?:\\p{Lu}[\\p{L}'’.-]{0,30}|\\p{Lu}\\.)";
  private static final String SMALL =
      "(?:de|du|des|la|le|les|l'|l’|d'|d’|van|der|den|het|'t|ter|ten|op|aan|am|an|im|in|zum|zur|von|"
          + "del|el|los|las|y|e|et|und|saint|sainte|st\\.?|ste\\.?|of|the)";
  private static final String WORDS = "(?:(?:" + SMALL + " ?){0,3}" + WORD + " ?){1,4}";
  private static final String NUMBER =
      "(?:n[°ºr]?\\.? ?)?\\d{1,5} ?(?:[a-zA-Z](?![\\p{L}\\p{N}])|bis|ter)?(?:[-/] ?\\d{1,4}[a-zA-Z]?)?"
          + "(?:,? ?(?:bus|bte|bo[iî]te|box|app?t?\\.?|apartment|flat|unit|suite|ste\\.?|room|#) ?#?[\\p{L}\\d]{1,5}\\b)?";
  private static final String SUFFIX =
      "(?:straat|str\\.|laan|weg|plein|steenweg|dreef|kaai|kade|gracht|singel|hof|pad|baan|lei|markt|"
          + "dijk|park|veld|berg|kouter|heide|stra(?:ß|ss)e|allee|platz|gasse|damm|ufer|ring|steig|"
          + "chaussee|promenade)";
  private static final String GERMANIC =
      "\\p{Lu}(?:[\\p{L}'’.-]{0,30}[ -]){0,3}(?:[\\p{L}'’-]{1,30})?" + SUFFIX + "(?![\\p{L}])";
  private static final String ROMANCE =
      "(?:\\d{1,4} ?(?:bis|ter|[A-Da-d](?!\\p{L}))?,? ?)?"
          + "(?:rue|avenue|av\\.|ave|boulevard|bd|blvd|chauss[ée]e|place|quai|impasse|all[ée]es?|chemin|route|"
          + "square|cours|cit[ée]|r[ée]sidence|passage|sentier|faubourg|clos|drève|"
          + "calle|c/|avda\\.?|avenida|plaza|paseo|p[ºo]\\.?|carrera|camino|ronda|traves[íi]a|glorieta|urb\\.)";
  private static final String ENGLISH =
      "\\d{1,6}[A-Za-z]?,? (?:(?:N|S|E|W|NE|NW|SE|SW|North|South|East|West)\\.? )?"
          + "(?:\\d{1,3}(?:st|nd|rd|th) |(?:(?:\\p{Lu}|of |the )[\\p{L}'’.-]{0,30} ){1,4})"
          + "(?:street|str?|road|rd|lane|ln|avenue|ave?|drive|drv?|close|court|crt?|ct|way|place|pl|terrace|"
          + "walk|crescent|cresent|cres|boulevard|blvd|circle|cir|highway|hwy|parkway|pkwy|square|sq|gardens?|"
          + "grove|hill|row|mews|trail|loop|alley|plaza|park|heights|green|rise|quay|view)(?![\\p{L}])\\.?"
          + "(?: (?:NE|NW|SE|SW|N|S|E|W)(?![\\p{L}]))?"
          + "(?:,? ?(?:apartment|apt\\.?|suite|ste\\.?|unit|flat|room|#) ?#?[\\p{L}\\d-]{1,6})?";
  private static final String BOX =
      "(?:p\\. ?o\\. ?box|po box|post office box|postbus|postfach|bo[iî]te postale|b\\.p\\.|apartado(?: de correos)?)"
          + " ?\\d{1,7}";
  private static final String START = "(?<![\\p{L}\\p{N}@/.])";
  private static final Pattern STREET =
      Pattern.compile(
          START
              + "(?:(?i:"
              + BOX
              + ")|(?i:(?=\\d)"
              + ENGLISH
              + ")|"
              + GERMANIC
              + ",? "
              + NUMBER
              + "|(?i:"
              + ROMANCE
              + ") ?"
              + WORDS
              + "(?:,? ?"
              + NUMBER
              + ")?)",
          Pattern.UNICODE_CASE);
  private static final Pattern TOWN_CODE =
      Pattern.compile(
          START
              + "(?:(?:[BDFLE]-)?\\d{4,5}(?: ?[A-Z]{2}(?![\\p{L}\\p{N}]))?,? "
              + "\\p{Lu}[\\p{L}'’-]{1,30}(?:[ -](?:(?:am|an|der|de|den|la|le|les|sur|sous|en|upon|del|el|los|d') ?)?\\p{Lu}[\\p{L}'’-]{1,30}){0,3}"
              + "|(?:\\p{Lu}[\\p{L}'’.-]{1,30}[ ,]{1,2}){1,4}(?:[A-Z]{2,3}|\\p{Lu}\\p{Ll}{3,12})\\.?,? \\d{5}(?:-\\d{4})?(?!\\d)"
              + "|(?:\\p{Lu}[\\p{L}'’.-]{1,30}[ ,]{1,2}){0,3}[A-Z]{1,2}\\d[A-Z\\d]? \\d[A-Z]{2}(?![\\p{L}\\p{N}]))");
  private static final Pattern TAIL =
      Pattern.compile(
          ",? ?(?:[BDFLE]-)?(?:\\d{4,5}(?: ?[A-Z]{2}(?![\\p{L}\\p{N}]))?,? )?"
              + "\\p{Lu}[\\p{L}'’.-]{1,30}(?:[ -](?:(?:am|an|der|de|den|la|le|les|sur|sous|en|upon|del|el|los|d') ?)?\\p{Lu}[\\p{L}'’-]{1,30}){0,3}"
              + "(?:,? [A-Z]{2,3}(?![\\p{L}]))?(?:,? (?:[A-Z]{1,2}\\d[A-Z\\d]? \\d[A-Z]{2}|\\d{4,6}(?:-\\d{4})?)(?![\\p{L}\\p{N}]))?"
              + "(?:, \\p{Lu}[\\p{L}.-]{1,20}(?: \\p{Lu}[\\p{L}.-]{1,20}){0,2}(?= ?(?:\\n|\\z|[|•;(]|  )))?");
  private static final Pattern LABEL =
      Pattern.compile(
          "(?iu)(?:(?:home |postal |mailing |present |current |permanent |residential |local |private |term-? ?time |uk )?address(?:es)?"
              + "|residence|(?:woon|post|thuis|privé-?)?adres|woonplaats|adresse(?: postale| privée)?|domicile|anschrift|wohnort|wohnhaft(?: in)?"
              + "|direcci[óo]n|domicilio|residencia)\\s*[:\\-–]\\s*");

  private Addresses() {}

  /// In the order of the text; may touch each other.
  static List<Found> in(String text, Places places) {
    List<Found> found = new ArrayList<>();
    Matcher street = STREET.matcher(text);
    while (street.find()) {
      int end = street.end();
      if (isJustAWord(text, street.start(), end)) {
        continue;
      }
      Part part = places.partAt(street.start());
      if (part != Part.WORK) {
        Matcher tail = TAIL.matcher(text).region(end, Math.max(end, places.segmentEnd(end - 1)));
        if (tail.lookingAt()) {
          end = tail.end();
        }
      }
      found.add(trimmed(text, street.start(), end));
    }
    Matcher town = TOWN_CODE.matcher(text);
    while (town.find()) {
      Part part = places.partAt(town.start());
      boolean near = !found.isEmpty() && follows(text, found, town.start());
      if ((part == Part.HEAD || part == Part.CONTACT || near) && !isYear(town.group())) {
        found.add(trimmed(text, town.start(), town.end()));
      }
    }
    labelled(text, places, found);
    return found;
  }

  private static boolean follows(String text, List<Found> found, int start) {
    for (int i = found.size() - 1; i >= Math.max(0, found.size() - 3); i--) {
      int end = found.get(i).end();
      if (end <= start && start - end < 12 && text.substring(end, start).isBlank()) {
        return true;
      }
    }
    return false;
  }

  /// "2015 Gent" is more likely a date.
  private static boolean isYear(String town) {
    return town.matches("(?:19|20)\\d\\d [^\\d].*");
  }

  /// A street's kind without a number may be any word: "Place de marché", "Route planning".
  private static boolean isJustAWord(String text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (Character.isDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static void labelled(String text, Places places, List<Found> found) {
    for (Outline.Segment segment : places.segments()) {
      if (segment.part() == Part.WORK) {
        continue;
      }
      int start = places.start(segment);
      int end = places.end(segment);
      Matcher label = LABEL.matcher(text).region(start, Math.min(end, start + 60));
      if (!label.lookingAt() || label.end() >= end) {
        continue;
      }
      int to = Math.min(end, label.end() + 160);
      if (text.substring(label.end(), to).indexOf('@') < 0) {
        found.add(trimmed(text, label.end(), to));
      }
    }
  }

  private static Found trimmed(String text, int start, int end) {
    int last = end;
    while (last > start + 1 && " ,.;".indexOf(text.charAt(last - 1)) >= 0) {
      last--;
    }
    return new Found(start, last, Kind.ADDRESS);
  }
}
