package org.jobtrail.extract.pseudonym;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jobtrail.career.Language;
import org.jobtrail.extract.text.Tokens;

/// Everything in a text that identifies a person, each stretch once.
final class Identifiers {
  private static final Pattern SITE =
      Pattern.compile("(?i)(?:https?://)?(?:www\\.)?[a-z0-9.-]{1,80}/?[).,;]{0,2}");

  private Identifiers() {}

  /// In the order of the text, none overlapping.
  static List<Found> in(String text, Language language) {
    List<Found> all = new ArrayList<>(Emails.in(text));
    Tokens tokens = Tokens.of(text);
    Outline outline = Outline.of(tokens);
    Places places = new Places(tokens, outline.segments());
    Links.in(text).stream().filter(link -> !isEmployersSite(text, places, link)).forEach(all::add);
    all.addAll(NationalNumbers.in(text));
    all.addAll(Phones.in(text));
    all.addAll(Births.in(text, places));
    all.addAll(LabelledDetails.in(text, places));
    all.addAll(Addresses.in(places));
    all.sort(Comparator.comparingInt(Found::start));
    all.addAll(Names.in(tokens, outline, language, List.copyOf(all)));
    return joined(text, apart(all));
  }

  /// "www.firm.com" among the jobs, without a path, names an employer.
  private static boolean isEmployersSite(String text, Places places, Found link) {
    return places.partAt(link.start()) == Outline.Part.WORK
        && SITE.matcher(text.substring(link.start(), link.end())).matches();
  }

  /// A street and the town behind it are one address, whatever reader found which.
  private static List<Found> joined(String text, List<Found> apart) {
    List<Found> joined = new ArrayList<>();
    for (Found found : apart) {
      Found last = joined.isEmpty() ? null : joined.getLast();
      if (last != null
          && last.kind() == Kind.ADDRESS
          && found.kind() == Kind.ADDRESS
          && found.start() - last.end() <= 2
          && text.substring(last.end(), found.start()).matches(",? ?")) {
        joined.set(joined.size() - 1, new Found(last.start(), found.end(), Kind.ADDRESS));
      } else {
        joined.add(found);
      }
    }
    return joined;
  }

  /// The most telling first: a number behind `BSN` is no phone number.
  private static final List<Kind> TELLING =
      List.of(
          Kind.EMAIL, Kind.NUMBER, Kind.BIRTH_DATE, Kind.LINK, Kind.PHONE, Kind.ADDRESS, Kind.NAME);

  /// Joins what overlaps; the longest says of what kind the whole is, the most telling of equals.
  static List<Found> apart(List<Found> all) {
    List<Found> sorted = new ArrayList<>(all);
    sorted.sort(
        Comparator.comparingInt(Found::start)
            .thenComparing(f -> -f.length())
            .thenComparing(f -> TELLING.indexOf(f.kind())));
    List<Found> kept = new ArrayList<>();
    int longest = 0;
    for (Found found : sorted) {
      if (kept.isEmpty() || found.start() >= kept.getLast().end()) {
        kept.add(found);
        longest = found.length();
      } else {
        Found last = kept.getLast();
        Kind kind = found.length() > longest ? found.kind() : last.kind();
        longest = Math.max(longest, found.length());
        kept.set(kept.size() - 1, new Found(last.start(), Math.max(last.end(), found.end()), kind));
      }
    }
    return kept;
  }
}
