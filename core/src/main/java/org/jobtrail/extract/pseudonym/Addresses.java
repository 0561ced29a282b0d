package org.jobtrail.extract.pseudonym;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jobtrail.extract.pseudonym.Outline.Part;
import org.jobtrail.extract.pseudonym.Outline.Segment;
import org.jobtrail.extract.text.Tokens;
import org.jobtrail.extract.text.Tokens.Gap;
import org.jobtrail.extract.text.Tokens.Shape;

/// Postal addresses in the orders of five languages: street and number, post box, postcode and
/// town, and what a label such as `Adres:` names.
///
/// Among jobs and studies only street and number go, so that the place stays readable; elsewhere
/// the town goes with them. A bounded number of tokens is looked at around each number and each
/// word for a street, so the time is linear.
final class Addresses {
  private static final int MOST_WORDS = 5;

  private static final String[] SUFFIXES = {
    "straat",
    "laan",
    "weg",
    "plein",
    "steenweg",
    "dreef",
    "kaai",
    "kade",
    "gracht",
    "singel",
    "hof",
    "pad",
    "baan",
    "lei",
    "markt",
    "dijk",
    "veld",
    "kouter",
    "heide",
    "strasse",
    "straße",
    "allee",
    "platz",
    "gasse",
    "damm",
    "ufer",
    "str"
  };
  private static final Set<Long> ROMANCE =
      NameWords.hashes(
          "rue avenue boulevard bd chaussée place quai impasse allée allées chemin route square cours"
              + " cité passage sentier faubourg clos drève calle avda avenida plaza paseo"
              + " camino ronda travesía glorieta");
  private static final Set<Long> ENGLISH =
      NameWords.hashes(
          "street st road rd lane ln avenue ave av drive dr boulevard blvd highway hwy");

  /// Words that mean many other things too; they count where addresses are expected.
  private static final Set<Long> ENGLISH_AMONG_CONTACTS =
      NameWords.hashes(
          "close court ct way place pl terrace walk crescent cresent cres circle cir parkway pkwy"
              + " square sq garden gardens grove hill row mews trail loop alley plaza park heights"
              + " green rise quay view str");
  private static final Set<Long> BOXES = NameWords.hashes("box postbus postfach bp apartado");
  private static final Set<Long> UNITS =
      NameWords.hashes("bus bte boîte box app apt apartment flat unit suite ste room bis ter");
  private static final Set<Long> ENDS =
      NameWords.hashes(
          "tel telephone téléphone telefoon telefon teléfono phone mobile mobiel mobil móvil cell"
              + " email e mail fax gsm home office work website web linkedin born geboren née né dob"
              + " date nationality contact skype github objective summary profile");
  private static final Pattern UK_CODE =
      Pattern.compile("(?<![\\p{L}\\p{N}])[A-Z]{1,2}\\d[A-Z\\d]? \\d[A-Z]{2}(?![\\p{L}\\p{N}])");
  private static final Pattern LABEL =
      Pattern.compile(
          "(?iu)(?:(?:home |postal |mailing |present |current |permanent |residential |local |private |term-? ?time |uk )?address(?:es)?"
              + "|residence|(?:woon|post|thuis|privé-?)?adres|woonplaats|adresse(?: postale| privée)?|domicile|anschrift|wohnort|wohnhaft(?: in)?"
              + "|direcci[óo]n|domicilio|residencia)\\s*[:\\-–]\\s*");

  private final Tokens tokens;
  private final Places places;
  private final NameWords words;
  private final List<Found> found = new ArrayList<>();

  private Addresses(Places places) {
    this.tokens = places.tokens();
    this.places = places;
    this.words = new NameWords(tokens);
  }

  /// Several may overlap.
  static List<Found> in(Places places) {
    Addresses addresses = new Addresses(places);
    for (Segment segment : places.segments()) {
      addresses.streets(segment);
      addresses.towns(segment);
      addresses.labelled(segment);
    }
    addresses.ukCodes();
    return addresses.found;
  }

  private void streets(Segment segment) {
    for (int i = segment.first(); i < segment.last(); i++) {
      int start = i;
      int end = i;
      if (tokens.isNumber(i) && startsNumber(i, segment)) {
        end = english(i, segment);
      } else if (tokens.isWord(i)) {
        if (ROMANCE.contains(tokens.hash(i)) || isCalle(i, segment)) {
          end = romance(i, segment);
          start = end > i ? numberBefore(i, segment) : i;
        } else if (BOXES.contains(tokens.hash(i)) && shortNumber(i + 1, segment)) {
          end = i + 2;
          start = postOffice(i, segment);
        } else if (hasStreetSuffix(i)) {
          end = germanic(i, segment);
          start = end > i ? streetName(i, segment) : i;
        }
      }
      if (end > i) {
        if (segment.part() != Part.WORK) {
          end = tail(end, segment);
        }
        add(start, end);
        i = end - 1;
      }
    }
  }

  private void add(int first, int last) {
    found.add(new Found(tokens.start(first), tokens.end(last - 1), Kind.ADDRESS));
  }

  private static boolean amongContacts(Segment segment) {
    return segment.part() == Part.HEAD
        || segment.part() == Part.CONTACT
        || segment.part() == Part.REFERENCES;
  }

  /// Not the last figures of a date, an amount or a phone number.
  private boolean startsNumber(int i, Segment segment) {
    boolean glued = i > segment.first() && tokens.gap(i) == Gap.NONE;
    boolean ordinal =
        i + 1 < segment.last()
            && tokens.isWord(i + 1)
            && tokens.gap(i + 1) == Gap.NONE
            && tokens.length(i + 1) > 1;
    boolean thousands = glued && i - 1 > segment.first() && tokens.isNumber(i - 2);
    return tokens.length(i) <= 6
        && !ordinal
        && !thousands
        && (!glued || tokens.isMark(i - 1, '#') || tokens.isMark(i - 1, ','));
  }

  private boolean isYear(int i) {
    return tokens.length(i) == 4 && tokens.value(i) >= 1900 && tokens.value(i) <= 2099;
  }

  /// "12 Mill Lane", "104B N. Sunset Canyon Ave, Apt 4".
  private int english(int number, Segment segment) {
    if (isYear(number) && !amongContacts(segment)) {
      return number;
    }
    int i = afterNumber(number, segment);
    i += i < segment.last() && tokens.isMark(i, ',') ? 1 : 0;
    for (int k = 0; k <= MOST_WORDS && i < segment.last(); k++, i++) {
      if (tokens.isMark(i, '.') || tokens.isMark(i, '\'')) {
        k--;
        continue;
      }
      boolean ordinal = tokens.isNumber(i) && k < 2;
      if (!ordinal && !(tokens.isWord(i) && (tokens.shape(i) != Shape.LOWER || k > 0))) {
        return number;
      }
      boolean type =
          k > 0
              && tokens.isWord(i)
              && (ENGLISH.contains(tokens.hash(i))
                  || (amongContacts(segment) && ENGLISH_AMONG_CONTACTS.contains(tokens.hash(i))));
      if (type && tokens.gap(i) != Gap.NONE) {
        int end = i + 1;
        end += end < segment.last() && tokens.isMark(end, '.') ? 1 : 0;
        return unit(end, segment);
      }
      if (tokens.isWord(i) && tokens.shape(i) == Shape.LOWER && !isSmall(i) && !ordinalEnding(i)) {
        return number;
      }
    }
    return number;
  }

  private boolean ordinalEnding(int i) {
    return tokens.gap(i) == Gap.NONE && tokens.isNumber(i - 1);
  }

  private boolean isSmall(int i) {
    return words.isParticle(i) || tokens.length(i) <= 3;
  }

  /// "Rue de la Gare 12", "Calle Mayor, 12"; without a number behind there must be one before.
  private int romance(int type, Segment segment) {
    boolean before = numberBefore(type, segment) < type;
    if (tokens.shape(type) == Shape.LOWER && !before) {
      return type;
    }
    int i = type + 1;
    i += i < segment.last() && (tokens.isMark(i, '.') || tokens.isMark(i, '/')) ? 1 : 0;
    int named = i;
    int count = 0;
    while (i < segment.last() && count <= 2 * MOST_WORDS && tokens.gap(i) != Gap.LINE) {
      boolean joint =
          (tokens.isMark(i, '\'') || tokens.isMark(i, '-') || tokens.isMark(i, '.'))
              && i > type + 1;
      boolean word =
          tokens.isWord(i)
              && (tokens.shape(i) != Shape.LOWER || isSmall(i) || i == type + 1)
              && !ENDS.contains(tokens.hash(i));
      if (!joint && !word) {
        break;
      }
      i++;
      count++;
      named = tokens.isWord(i - 1) && tokens.shape(i - 1) != Shape.LOWER ? i : named;
    }
    int number = i;
    number += number < segment.last() && tokens.isMark(number, ',') ? 1 : 0;
    number += isNumberSign(number, segment) ? 1 : 0;
    if (shortNumber(number, segment) && !isYear(number) && count > 0) {
      return unit(afterNumber(number, segment), segment);
    }
    return before && named > type + 1 ? named : type;
  }

  private boolean isNumberSign(int i, Segment segment) {
    return i < segment.last() && tokens.isMark(i, '°');
  }

  /// "C/ Mayor".
  private boolean isCalle(int i, Segment segment) {
    return tokens.length(i) == 1
        && (tokens.text().charAt(tokens.start(i)) == 'C'
            || tokens.text().charAt(tokens.start(i)) == 'c')
        && i + 2 < segment.last()
        && tokens.isMark(i + 1, '/')
        && tokens.gap(i + 1) == Gap.NONE
        && tokens.gap(i + 2) != Gap.NONE;
  }

  /// The number that stands before "rue", with its `bis`; the token itself when none does.
  private int numberBefore(int type, Segment segment) {
    int i = type - 1;
    i -= i >= segment.first() && tokens.isMark(i, ',') ? 1 : 0;
    i -=
        i > segment.first() && tokens.isWord(i) && tokens.isNumber(i - 1) && tokens.length(i) <= 3
            ? 1
            : 0;
    return i >= segment.first() && shortNumber(i, segment) && startsNumber(i, segment) ? i : type;
  }

  private boolean shortNumber(int i, Segment segment) {
    return i < segment.last() && tokens.isNumber(i) && tokens.length(i) <= 5;
  }

  private boolean hasStreetSuffix(int i) {
    if (tokens.length(i) < 3) {
      return false;
    }
    for (String suffix : SUFFIXES) {
      int from = tokens.end(i) - suffix.length();
      if (from >= tokens.start(i)
          && tokens.text().regionMatches(true, from, suffix, 0, suffix.length())) {
        return true;
      }
    }
    return false;
  }

  /// One past "Molenstraat 12 bus 3", "Hauptstr. 5"; the token itself without a number.
  private int germanic(int street, Segment segment) {
    int i = street + 1;
    i += i < segment.last() && tokens.isMark(i, '.') && tokens.gap(i) == Gap.NONE ? 1 : 0;
    i += i < segment.last() && tokens.isMark(i, ',') ? 1 : 0;
    boolean numbered =
        shortNumber(i, segment)
            && tokens.gap(i) != Gap.NONE
            && !isYear(i)
            && (tokens.shape(street) != Shape.LOWER || streetName(street, segment) < street);
    return numbered ? unit(afterNumber(i, segment), segment) : street;
  }

  /// The first capitalised word of "Lange van Ruusbroecstraat", "Grote Markt".
  private int streetName(int street, Segment segment) {
    int start = street;
    for (int i = street - 1; i >= Math.max(segment.first(), street - MOST_WORDS); i--) {
      if (tokens.gap(i + 1) != Gap.SPACE && tokens.gap(i + 1) != Gap.NONE) {
        break;
      }
      if (words.isCapitalised(i) && !words.isStranger(i)) {
        start = i;
      } else if (!words.isParticle(i) && !tokens.isMark(i, '-')) {
        break;
      }
    }
    return start;
  }

  /// "P.O.", "Post Office" before a box.
  private int postOffice(int box, Segment segment) {
    int start = box;
    for (int i = box - 1; i >= Math.max(segment.first(), box - 4); i--) {
      if (!tokens.isMark(i, '.') && !(tokens.isWord(i) && tokens.shape(i) != Shape.LOWER)) {
        break;
      }
      start = i;
    }
    return start;
  }

  /// One past "12", "12A", "12-14", "12/3".
  private int afterNumber(int number, Segment segment) {
    int i = number + 1;
    if (i < segment.last()
        && tokens.isWord(i)
        && tokens.length(i) == 1
        && tokens.gap(i) == Gap.NONE) {
      i++;
    }
    if (i + 1 < segment.last()
        && (tokens.isMark(i, '-') || tokens.isMark(i, '/'))
        && tokens.gap(i) == Gap.NONE
        && tokens.isNumber(i + 1)
        && tokens.length(i + 1) <= 4) {
      i += 2;
    }
    return i;
  }

  /// One past "bus 3", ", Apt. 4B", "#216" when it stands at the token.
  private int unit(int from, Segment segment) {
    int i = from;
    i += i < segment.last() && tokens.isMark(i, ',') ? 1 : 0;
    boolean named = i < segment.last() && tokens.isWord(i) && UNITS.contains(tokens.hash(i));
    i += named ? 1 : 0;
    i += named && i < segment.last() && tokens.isMark(i, '.') ? 1 : 0;
    boolean sign = i < segment.last() && tokens.isMark(i, '#');
    i += sign ? 1 : 0;
    if ((named || sign) && i < segment.last() && !tokens.isMark(i) && tokens.length(i) <= 5) {
      int end = i + 1;
      return end < segment.last() && tokens.gap(end) == Gap.NONE && tokens.isWord(end)
          ? end + 1
          : end;
    }
    return from;
  }

  /// One past the postcode, the town, the state and the country that follow a street.
  private int tail(int from, Segment segment) {
    int end = from;
    int i = from;
    int taken = 0;
    int run = 0;
    while (i < segment.last() && taken < 12 && run < 4) {
      boolean joint = tokens.isMark(i, ',') || tokens.isMark(i, '-') || tokens.isMark(i, '.');
      run = tokens.isMark(i, ',') ? 0 : run + (tokens.isWord(i) ? 1 : 0);
      if (joint || words.isParticle(i)) {
        i++;
      } else if (words.isCapitalised(i)
          && !ENDS.contains(tokens.hash(i))
          && !(i + 1 < segment.last() && tokens.isMark(i + 1, ':'))) {
        end = ++i;
      } else if (isPostcode(i, segment)) {
        i++;
        end = i;
      } else {
        break;
      }
      taken++;
    }
    return end;
  }

  private boolean isPostcode(int i, Segment segment) {
    if (tokens.isWord(i)) {
      return tokens.length(i) <= 4 && tokens.shape(i) == Shape.UPPER;
    }
    boolean alone =
        i + 1 >= segment.last() || tokens.gap(i + 1) != Gap.NONE || !tokens.isNumber(i + 1);
    return tokens.isNumber(i) && tokens.length(i) <= 6 && alone;
  }

  /// "9000 Gent", "1234 AB Delft", "Baltimore, MD 21201", among contact details or below a street.
  private void towns(Segment segment) {
    boolean below =
        !found.isEmpty()
            && segment.first() > 0
            && found.getLast().end() >= tokens.start(segment.first() - 1)
            && found.getLast().end() <= tokens.start(segment.first());
    if (!amongContacts(segment) && !below) {
      return;
    }
    boolean wrapped = below && tokens.isMark(segment.first() - 1, ',');
    if (wrapped
        && segment.last() - segment.first() <= 6
        && words.end(segment.first(), segment.last()) == segment.last()) {
      add(segment.first(), segment.last());
    }
    for (int i = segment.first(); i < segment.last(); i++) {
      if (!tokens.isNumber(i) || tokens.length(i) < 4 || tokens.length(i) > 6) {
        continue;
      }
      boolean inTheWay =
          i > segment.first() && tokens.gap(i) == Gap.NONE && !countryBefore(i, segment);
      if (inTheWay
          || (i + 1 < segment.last()
              && tokens.gap(i + 1) == Gap.NONE
              && !tokens.isMark(i + 1, ',')
              && !tokens.isMark(i + 1, '-'))) {
        continue;
      }
      int start = countryBefore(i, segment) ? i - 2 : i;
      int town = townAfter(i, segment);
      if (town > i + 1 && !isYear(i)) {
        add(start, town);
        i = town - 1;
        continue;
      }
      int before = townBefore(i, segment);
      if (before < i && tokens.length(i) >= 4 && !isYear(i)) {
        add(before, i + 1);
      }
    }
  }

  /// "B-9000".
  private boolean countryBefore(int i, Segment segment) {
    return i - 2 >= segment.first()
        && tokens.isMark(i - 1, '-')
        && tokens.isWord(i - 2)
        && tokens.length(i - 2) <= 2;
  }

  private int townAfter(int number, Segment segment) {
    int i = number + 1;
    if (i < segment.last()
        && tokens.isWord(i)
        && tokens.length(i) == 2
        && tokens.shape(i) == Shape.UPPER) {
      i++;
    }
    int end = words.end(i, segment.last());
    int count = words.count(i, end);
    boolean plain =
        count >= 1 && count <= 4 && words.strangers(i, Math.min(end, i + 1)) == placesAt(i);
    return plain && !ENDS.contains(tokens.hash(i)) ? end : number;
  }

  /// 1 when a known place starts here, which a name's reader counts against it.
  private int placesAt(int i) {
    return i < tokens.size() && tokens.startsPhrase(i, org.jobtrail.extract.text.WordClass.PLACE)
        ? 1
        : 0;
  }

  /// The first word of "Baltimore, MD" before its number.
  private int townBefore(int number, Segment segment) {
    int state = number - 1;
    state -=
        state > segment.first() && (tokens.isMark(state, ',') || tokens.isMark(state, '.')) ? 1 : 0;
    if (state <= segment.first()
        || !words.isCapitalised(state)
        || ENDS.contains(tokens.hash(state))) {
      return number;
    }
    int i = state - 1;
    int start = state;
    boolean comma = false;
    while (i >= Math.max(segment.first(), state - 5)) {
      if (tokens.isMark(i, ',') && !comma) {
        comma = true;
      } else if (words.isCapitalised(i) && !words.isStranger(i)) {
        start = i;
      } else if (!tokens.isMark(i, '.')) {
        break;
      }
      i--;
    }
    return start < state ? start : number;
  }

  private void ukCodes() {
    Matcher code = UK_CODE.matcher(tokens.text());
    while (code.find()) {
      Part part = places.partAt(code.start());
      if (part != Part.WORK) {
        found.add(new Found(code.start(), code.end(), Kind.ADDRESS));
      }
    }
  }

  private void labelled(Segment segment) {
    if (segment.part() == Part.WORK) {
      return;
    }
    String text = tokens.text();
    int start = places.start(segment);
    int end = places.end(segment);
    Matcher label = LABEL.matcher(text).region(start, Math.min(end, start + 60));
    if (!label.lookingAt() || label.end() >= end) {
      return;
    }
    int to = Math.min(end, label.end() + 160);
    while (to > label.end() + 1 && " ,.;".indexOf(text.charAt(to - 1)) >= 0) {
      to--;
    }
    if (text.substring(label.end(), to).indexOf('@') < 0) {
      found.add(new Found(label.end(), to, Kind.ADDRESS));
    }
  }
}
