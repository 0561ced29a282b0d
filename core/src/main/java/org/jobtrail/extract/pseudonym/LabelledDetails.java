package org.jobtrail.extract.pseudonym;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jobtrail.extract.pseudonym.Outline.Part;

/// Phone numbers, official numbers, bare domains and social handles that only the word before them,
/// or their place among the contact details, tells from other numbers and names.
final class LabelledDetails {
  private static final String AT_WORD = "(?<![\\p{L}\\p{N}])";
  private static final Pattern PHONE =
      Pattern.compile(
          AT_WORD
              + "(?iu:t[ée]l(?:[ée]ph?one?|efoon|efon|[ée]fono|\\.)?|tel(?:ephone)?(?: no\\.?| number)?|phone(?: no\\.?| number)?"
              + "|mobile?(?: no\\.?| phone| number)?|mob\\.?|cell(?:ular)?(?: phone| no\\.?)?|gsm(?:-nummer)?|fax|portable|handy|mobil(?:funk|telefon)?"
              + "|m[óo]vil|contact(?: no\\.?| number)?|ph\\.?|home|office|work|whats ?app|telefoonnummer|telefonnummer|rufnummer|num[ée]ro de t[ée]l[ée]phone|[thmcpf](?=[:.]))"
              + "[ \\t]?(?:\\([\\p{L} ]{1,10}\\))?[ \\t]*[:.,#–-]{0,2}[ \\t]*"
              + "([+(]{0,2}\\d(?:(?! {2})[\\d ()./+–-]){4,24}\\d)(?![\\p{L}\\p{N}])");
  private static final Pattern NUMBER_RUN =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}.,/$€£-])[+(]{0,2}\\d(?:(?! {2})[\\d ()./–-]){5,22}\\d(?![\\p{L}\\p{N}%€])");
  /// What numbers of jobs and studies look like: `06/2010-08/2016`, `2010 - 2016`.
  private static final Pattern YEARS =
      Pattern.compile(
          "(?<!\\d)(?:\\d{1,2} ?[./–-] ?(?:19|20)\\d\\d|(?:19|20)\\d\\d ?[./–-] ?\\d{1,2}"
              + "|(?:19|20)\\d\\d[ ./–-]{1,3}(?:19|20)\\d\\d)(?!\\d)");
  private static final Pattern OFFICIAL =
      Pattern.compile(
          AT_WORD
              + "(?iu:passport|paspoort|passeport|reisepass|pasaporte|id[- ]?card|identity card|identiteitskaart|carte d['’]identit[ée]"
              + "|personalausweis|documento de identidad|driv(?:ing|er['’]?s) licen[cs]e|rijbewijs|permis de conduire|f[üu]hrerschein|permiso de conducir|carn[ée]t de conducir"
              + "|social security|national insurance|ni number|nino|ssn|bsn|burgerservicenummer|sofi-?nummer|rijksregister(?:nummer)?|insz|niss"
              + "|num[ée]ro (?:de s[ée]curit[ée] sociale|national)|registre national|s[ée]curit[ée] sociale|nir|steuer-?(?:id(?:entifikationsnummer)?|nummer)"
              + "|sozialversicherungs(?:nummer|nr\\.?)|rentenversicherungsnummer|dni|nie|nif|n[úu]mero de la seguridad social|seguridad social|nuss"
              + "|iban|account (?:no|number)|rekening(?:nummer)?|kontonummer|national id(?:entity)?|aadhaar|pan(?: no)?|nhs|medicare|visa no)"
              + "(?![\\p{L}])[ \\t]?(?:(?iu:n[°ºro]\\.?|nr\\.?|no\\.?|num(?:ber|m?er|[ée]ro|ero)|nummer|card|id|nº|#|is|expiry))?[ \\t]*[:.#–-]{0,2}[ \\t]*"
              + "((?=[A-Z\\d]*[ ./-]?[A-Z]{0,3}\\d)[A-Z\\d](?:[A-Z\\d]|[ ./-](?=[A-Z]{0,4}\\d)){4,40}(?: [A-Z])?(?![\\p{L}\\p{N}]))");
  private static final Pattern IBAN =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}])[A-Z]{2}\\d{2}(?: ?[A-Z\\d]{4}){2,7}(?: ?[A-Z\\d]{1,3})?(?![\\p{L}\\p{N}])");
  private static final Pattern SELF_TELLING =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}])(?:(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\\d{2} ?\\d{2} ?\\d{2} ?[A-D]"
              + "|\\d{2} ?(?:0[1-9]|[12]\\d|3[01])(?:0[1-9]|1[0-2])\\d{2} ?[A-Z] ?\\d{3})(?![\\p{L}\\p{N}])");
  private static final String DOMAIN =
      "(?:[a-z0-9-]{1,40}\\.){1,4}(?:com|org|net|be|nl|fr|de|es|eu|io|me|info|uk|co|in|dev|app|tech|blog|site|online|name|ch|at|lu|edu|ca|au|us)"
          + "(?:/[^\\s<>\"']{0,200})?(?![\\p{L}\\p{N}@-])";
  private static final Pattern BARE_DOMAIN =
      Pattern.compile("(?<![\\p{L}\\p{N}@./-])(?i:" + DOMAIN + ")");
  private static final Pattern LINKED =
      Pattern.compile(
          AT_WORD
              + "(?iu:web ?site|web|www|site(?: web| internet)?|homepage|portfolio|blog|url|link|sitio web|webseite|pagina web)[ \\t]*[:–-][ \\t]*((?i:"
              + DOMAIN
              + "))");
  private static final Pattern HANDLE =
      Pattern.compile(
          AT_WORD
              + "(?iu:linked-?in|github|gitlab|twitter|instagram|facebook|skype(?: id)?|xing|tiktok|telegram|stack ?overflow|behance|dribbble|medium)"
              + "(?iu: profile| profiel| profil| id)?[ \\t]*[:–][ \\t]*(@?[\\p{L}\\d][\\p{L}\\d._/-]{2,60})");
  private static final Pattern AT_HANDLE =
      Pattern.compile("(?<![\\p{L}\\p{N}@._])@[\\p{L}\\d_]{3,30}(?![\\p{L}\\p{N}@])");

  private LabelledDetails() {}

  static List<Found> in(String text, Places places) {
    List<Found> found = new ArrayList<>();
    phones(text, places, found);
    Matcher official = OFFICIAL.matcher(text);
    while (official.find()) {
      if (!YEARS.matcher(official.group(1)).find()
          && !official.group(1).matches("(?:19|20)\\d\\d.?")) {
        found.add(new Found(official.start(1), official.end(1), Kind.NUMBER));
      }
    }
    all(SELF_TELLING, 0, Kind.NUMBER, text, found);
    Matcher iban = IBAN.matcher(text);
    while (iban.find()) {
      if (isIban(iban.group().replace(" ", ""))) {
        found.add(new Found(iban.start(), iban.end(), Kind.NUMBER));
      }
    }
    all(LINKED, 1, Kind.LINK, text, found);
    all(HANDLE, 1, Kind.LINK, text, found);
    contact(BARE_DOMAIN, text, places, found);
    contact(AT_HANDLE, text, places, found);
    return found;
  }

  private static void phones(String text, Places places, List<Found> found) {
    Matcher labelled = PHONE.matcher(text);
    while (labelled.find()) {
      int digits = Phones.digits(text, labelled.start(1), labelled.end(1));
      if (digits >= 6 && digits <= 17 && !YEARS.matcher(labelled.group(1)).find()) {
        found.add(new Found(labelled.start(1), labelled.end(1), Kind.PHONE));
      }
    }
    Matcher run = NUMBER_RUN.matcher(text);
    while (run.find()) {
      Part part = places.partAt(run.start());
      int digits = Phones.digits(text, run.start(), run.end());
      if ((part == Part.HEAD || part == Part.CONTACT || part == Part.REFERENCES)
          && digits >= 8
          && digits <= 17
          && !YEARS.matcher(run.group()).find()) {
        found.add(new Found(run.start(), run.end(), Kind.PHONE));
      }
    }
  }

  private static void all(Pattern pattern, int group, Kind kind, String text, List<Found> found) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(new Found(matcher.start(group), matcher.end(group), kind));
    }
  }

  /// Among contact details only: elsewhere a domain may be an employer and `@` anything.
  private static void contact(Pattern pattern, String text, Places places, List<Found> found) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      Part part = places.partAt(matcher.start());
      if ((part == Part.HEAD || part == Part.CONTACT) && !isTechnology(matcher.group())) {
        found.add(new Found(matcher.start(), matcher.end(), Kind.LINK));
      }
    }
  }

  private static boolean isTechnology(String domain) {
    return domain.matches("(?i)(?:asp|vb|ado|ml|n|.*api|socket)\\.(?:net|io|me)");
  }

  /// ISO 13616: moved four places and read with letters as 10 to 35, the remainder by 97 is 1.
  private static boolean isIban(String iban) {
    int rest = 0;
    for (int i = 0; i < iban.length(); i++) {
      int value = Character.digit(iban.charAt((i + 4) % iban.length()), 36);
      rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
    }
    return iban.length() >= 15 && iban.length() <= 34 && rest == 1;
  }
}
