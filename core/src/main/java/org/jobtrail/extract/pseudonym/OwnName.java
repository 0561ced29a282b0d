package org.jobtrail.extract.pseudonym;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jobtrail.extract.pseudonym.Outline.Part;
import org.jobtrail.extract.pseudonym.Outline.Segment;
import org.jobtrail.extract.text.Tokens;
import org.jobtrail.extract.text.Tokens.Gap;
import org.jobtrail.extract.text.Tokens.Shape;
import org.jobtrail.extract.text.WordClass;
import org.jspecify.annotations.Nullable;

/// Finds whose résumé it is: what a label names, or else the words in the head that look most like
/// a name.
///
/// Each candidate collects points: a known first name, agreement with an e-mail address or a link,
/// the first place in the document, contact details close by; words of titles, firms and places
/// take points away.
final class OwnName {
  private static final int ENOUGH = 3;
  private static final int PROSE = 9;
  private static final int MOST_MAILBOXES = 50;
  private static final int MOST_SEGMENTS = 200;

  /// First segments that may hold the name although a heading seems to stand above them.
  private static final int ANYWHERE = 12;
  private static final Pattern LABEL =
      Pattern.compile(
          "(?iu)(?:(?:my |full |last |first |middle |family |given |candidate |applicant )?names?(?:\\(s\\))?|surname|forenames?"
              + "|name and title|first name\\(s\\) ?/ ?surname\\(s\\)|surname\\(s\\) ?/ ?first name\\(s\\)"
              + "|naam|voornaam|voornamen|achternaam|familienaam|naam en voornaam|voornaam en naam"
              + "|noms?|nom de famille|pr[ée]noms?|nom et pr[ée]noms?|pr[ée]nom et nom|nom ?/ ?pr[ée]nom"
              + "|nachname|vorname|familienname|vor- und (?:nachname|zuname)|name, vorname"
              + "|nombres?|apellidos?|nombre y apellidos?|apellidos y nombre|nombre completo)");
  private static final Set<Long> DOCUMENT_WORDS =
      NameWords.hashes("resume résumé cv curriculum vita lebenslauf currículum");
  private static final Pattern DOCUMENT =
      Pattern.compile(
          "(?iu)(?:the )?(?:curriculum\\s+vitae|r[ée]sum[ée]|c\\.?v\\.?|bewerbung|lebenslauf)"
              + "(?:\\s*[-:–|]\\s*|\\s+(?:of|for|van|de|von|del?)\\s+|\\s+)");

  /// @param first first token of the name
  /// @param last one past the last
  ///
  /// @param points how sure it is
  record Candidate(int first, int last, int points) {
    /// Whether the words may be looked for one by one too.
    boolean sure() {
      return points > ENOUGH + 1;
    }
  }

  private final Tokens tokens;
  private final NameWords words;
  private final List<Segment> segments;
  private final Set<String> mailboxes;
  private final List<Found> contacts;

  /// @param contacts e-mail addresses, links, phone numbers and addresses, in the order of the text
  OwnName(Tokens tokens, NameWords words, List<Segment> segments, List<Found> contacts) {
    this.tokens = tokens;
    this.words = words;
    this.segments = segments;
    this.contacts = contacts;
    this.mailboxes = mailboxes();
  }

  private Set<String> mailboxes() {
    Set<String> boxes = new HashSet<>();
    for (Found contact : contacts) {
      String value = tokens.text().substring(contact.start(), contact.end());
      if (boxes.size() == MOST_MAILBOXES) {
        break;
      }
      if (contact.kind() == Kind.EMAIL) {
        boxes.add(plain(value.substring(0, value.indexOf('@'))));
      } else if (contact.kind() == Kind.LINK) {
        boxes.add(plain(value));
      }
    }
    return boxes;
  }

  static String plain(String text) {
    return java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT);
  }

  /// The name by its places; several when labels tell it in parts, none when nothing looks like it.
  List<Candidate> find() {
    List<Candidate> labelled = labelled();
    Candidate head = best();
    int enough = labelled.isEmpty() ? ENOUGH : ENOUGH + 1;
    if (head != null && head.points() >= enough) {
      labelled.add(head);
    }
    return labelled;
  }

  private @Nullable Candidate best() {
    Candidate best = null;
    boolean first = true;
    int seen = 0;
    for (int s = 0; s < segments.size() && seen < MOST_SEGMENTS; s++) {
      Segment segment = segments.get(s);
      boolean whoSection = segment.part() == Part.HEAD || segment.part() == Part.CONTACT;
      if (!whoSection && s >= ANYWHERE) {
        continue;
      }
      seen++;
      Candidate candidate = candidate(segment, first && whoSection);
      if (candidate != null && (best == null || candidate.points() > best.points())) {
        best = candidate;
      }
      if (first && takesTheFirstPlace(segment)) {
        first = false;
      }
    }
    return best;
  }

  /// Whether a name can't be expected to come first any more after the segment.
  private boolean takesTheFirstPlace(Segment segment) {
    int count = words.count(segment.first(), segment.last());
    return count > PROSE
        || (count > 0
            && !segment.heading()
            && words.strangers(segment.first(), segment.last()) == 0
            && words.end(segment.first(), segment.last()) > segment.first());
  }

  private @Nullable Candidate candidate(Segment segment, boolean first) {
    if (segment.heading()) {
      return null;
    }
    int start = afterDocumentWord(segment);
    int raw = words.end(start, segment.last());
    int end = words.trimmed(start, raw);
    if (end == start
        || touches(start, end)
        || (words.isParticle(start) && tokens.shape(start) == Shape.LOWER)) {
      return null;
    }
    boolean known = words.firstNames(start, end) > 0;
    if (end < raw && (words.isInstitution(end) || !known)) {
      return null; // "Johns Hopkins University", "Front Desk Clerk"
    }
    if (end < segment.last() && tokens.isWord(end) && tokens.shape(end) == Shape.LOWER) {
      return null;
    }
    int count = words.count(start, end);
    if (count == 1 && tokens.length(start) == 1) {
      return null;
    }
    int points = first ? 2 : 0;
    points += start > segment.first() ? 1 : 0;
    points += FirstNames.isOne(tokens, start) ? 3 : words.firstNames(start, end) > 0 ? 1 : 0;
    points += agrees(start, end) ? 3 : 0;
    points += count >= 2 && count <= 5 ? 1 : 0;
    boolean whole = start == segment.first() && end == segment.last();
    int distance = toContacts(end);
    points += distance < 160 ? 1 : 0;
    boolean shouted = tokens.shape(start) == Shape.UPPER && tokens.length(start) > 1;
    points -= known || !shouted || distance < 400 || titleFollows(end) ? 0 : 2;
    points += end < tokens.size() && DOCUMENT_WORDS.contains(tokens.hash(end)) ? 1 : 0;
    points += whole && count >= 2 && count <= 4 && distance < 8 ? 1 : 0;
    points -= 3 * words.strangers(start, end);
    points += first && whole && count == 2 && distance < 8 && isTradeName(start, end) ? 2 : 0;
    boolean opens = segment.first() == 0 && whole;
    points += count == 1 && opens && (distance < 160 || titleFollows(end)) ? 1 : 0;
    points -= count == 1 && !opens ? 1 : 0;
    points -= placeCode(start, end) ? 3 : 0;
    points -= afterPlaceComma(end, segment.last()) ? 3 : 0;
    return new Candidate(start, end, points);
  }

  /// "Cook", "Smith": a name of which one word is something else too.
  private boolean isTradeName(int start, int end) {
    return words.strangers(start, end) == 1;
  }

  /// A title or contact details in the next two segments, as below a name that stands alone.
  private boolean titleFollows(int end) {
    int breaks = 0;
    for (int i = end; i < Math.min(tokens.size(), end + 12) && breaks < 2; i++) {
      breaks += i > end && tokens.gap(i) != Gap.NONE && tokens.gap(i) != Gap.SPACE ? 1 : 0;
      if (breaks < 2
          && (tokens.is(i, WordClass.TITLE) || tokens.startsPhrase(i, WordClass.TITLE))) {
        return true;
      }
    }
    return false;
  }

  /// "Gent, Belgium": what follows the comma is a place.
  private boolean afterPlaceComma(int end, int limit) {
    return end + 1 < limit
        && limit - end <= 5
        && tokens.isMark(end, ',')
        && (tokens.startsPhrase(end + 1, WordClass.PLACE) || tokens.is(end + 1, WordClass.PLACE));
  }

  private int afterDocumentWord(Segment segment) {
    int from = tokens.start(segment.first());
    int to = Math.min(tokens.end(segment.last() - 1), from + 60);
    var matcher = DOCUMENT.matcher(tokens.text()).region(from, to);
    if (!matcher.lookingAt()) {
      return segment.first();
    }
    int i = segment.first();
    while (i < segment.last() && tokens.start(i) < matcher.end()) {
      i++;
    }
    return i < segment.last() ? i : segment.first();
  }

  private boolean agrees(int first, int end) {
    for (int i = first; i < end; i++) {
      if (tokens.isWord(i) && tokens.length(i) >= 3 && !words.isStranger(i)) {
        String word = plain(tokens.text().substring(tokens.start(i), tokens.end(i)));
        for (String box : mailboxes) {
          if (box.contains(word)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /// Characters to the next contact detail.
  private int toContacts(int end) {
    int from = tokens.end(end - 1);
    for (Found contact : contacts) {
      if (contact.start() >= from) {
        return contact.start() - from;
      }
    }
    return Integer.MAX_VALUE;
  }

  private boolean touches(int first, int end) {
    int from = tokens.start(first);
    int to = tokens.end(end - 1);
    for (Found contact : contacts) {
      if (contact.start() < to && contact.end() > from) {
        return true;
      }
    }
    return false;
  }

  /// "Clayton VIC 3204", "Chester, PA": a state's letters and mostly a number.
  private boolean placeCode(int first, int end) {
    return end - first >= 2
        && tokens.shape(end - 1) == Shape.UPPER
        && tokens.length(end - 1) <= 3
        && tokens.length(end - 1) > 1
        && tokens.shape(first) != Shape.UPPER;
  }

  /// Names behind labels such as `Name:` and `Voornaam`, in the head and among contact details.
  private List<Candidate> labelled() {
    List<Candidate> found = new ArrayList<>();
    for (int s = 0; s < segments.size() && found.size() < 4; s++) {
      Segment segment = segments.get(s);
      if (segment.part() != Part.HEAD && segment.part() != Part.CONTACT) {
        continue;
      }
      int value = afterLabel(segment);
      if (value < 0) {
        continue;
      }
      int start = value < segment.last() ? value : valueBelow(s + 1);
      if (start < 0) {
        continue;
      }
      int limit = value < segment.last() ? segment.last() : tokens.size();
      int end = words.end(start, limit);
      if (end < limit && tokens.isMark(end, ',') && words.end(end + 1, limit) == end + 2) {
        end = words.end(end + 1, limit);
      }
      if (end > start && words.strangers(start, end) == 0) {
        found.add(new Candidate(start, end, 2 * ENOUGH));
      }
    }
    return found;
  }

  /// The first token behind a label and its colon; the segment's end when nothing follows there; -1
  /// when the segment doesn't begin with a label.
  private int afterLabel(Segment segment) {
    int i = segment.first();
    while (i < segment.last() && (tokens.isMark(i) || tokens.isNumber(i))) {
      i++;
    }
    if (i >= segment.last()) {
      return -1;
    }
    int from = tokens.start(i);
    int to = Math.min(tokens.end(segment.last() - 1), from + 60);
    var matcher = LABEL.matcher(tokens.text()).region(from, to);
    int best = -1;
    if (matcher.lookingAt()) {
      best = matcher.end();
    }
    if (best < 0) {
      return -1;
    }
    while (i < segment.last() && tokens.start(i) < best) {
      i++;
    }
    boolean colon = i < segment.last() && (tokens.isMark(i, ':') || tokens.isMark(i, '-'));
    while (i < segment.last() && tokens.isMark(i)) {
      i++;
    }
    if (i == segment.last()) {
      return i;
    }
    return colon ? i : -1;
  }

  /// The first token after labels that stand in a column of their own.
  private int valueBelow(int from) {
    for (int s = from; s < Math.min(segments.size(), from + 14); s++) {
      Segment segment = segments.get(s);
      int i = segment.first();
      while (i < segment.last() && (tokens.isMark(i) || tokens.isNumber(i))) {
        i++;
      }
      boolean label = tokens.isMark(segment.last() - 1, ':') || i == segment.last();
      if (!label) {
        return words.isCapitalised(i) ? i : -1;
      }
    }
    return -1;
  }
}
