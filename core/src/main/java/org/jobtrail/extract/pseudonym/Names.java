package org.jobtrail.extract.pseudonym;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jobtrail.career.Language;
import org.jobtrail.extract.pseudonym.Outline.Part;
import org.jobtrail.extract.pseudonym.Outline.Segment;
import org.jobtrail.extract.text.Tokens;
import org.jobtrail.extract.text.Tokens.Gap;
import org.jobtrail.extract.text.Tokens.Shape;
import org.jobtrail.extract.text.WordClass;

/// Names of people: the person's own wherever it is repeated, and those of others where the text
/// says that a person is meant (`Mr`, `Supervisor:`, the part with references).
///
/// A name inside the name of a firm or a school stays: a part of the own name counts only where no
/// other capitalised word stands beside it.
final class Names {
  private static final int MOST_REPEATED = 32;
  private static final Pattern PERSON_LABEL =
      Pattern.compile(
          "(?iu)(?:(?:immediate |direct |line )?supervisor(?: name)?|supervised by|contact(?: person| name)?|reference|referee|reports? to"
              + "|reporting to|reported to|referent|referentie|contactpersoon|leidinggevende|personne de contact"
              + "|r[ée]f[ée]rence|ansprechpartner(?:in)?|vorgesetzter?|referenz|persona de contacto|referencia"
              + "|father(?:'s name| name)?|mother(?:'s name| name)?|spouse|husband|wife|vader|moeder|p[èe]re|m[èe]re)"
              + "\\s*(?::|-|–)\\s*");

  private final Tokens tokens;
  private final NameWords words;
  private final Outline outline;
  private final Language language;
  private final List<Found> found = new ArrayList<>();

  private Names(Tokens tokens, Outline outline, Language language) {
    this.tokens = tokens;
    this.words = new NameWords(tokens);
    this.outline = outline;
    this.language = language;
  }

  /// @param contacts e-mail addresses, links, phone numbers and addresses, in the order of the text
  static List<Found> in(Tokens tokens, Outline outline, Language language, List<Found> contacts) {
    Names names = new Names(tokens, outline, language);
    List<OwnName.Candidate> own =
        new OwnName(tokens, names.words, outline.segments(), contacts).find();
    for (OwnName.Candidate candidate : own) {
      names.add(candidate.first(), candidate.last());
    }
    names.others();
    names.repeats(own);
    return names.found;
  }

  private void add(int first, int last) {
    found.add(new Found(tokens.start(first), tokens.end(last - 1), Kind.NAME));
  }

  private void others() {
    for (Segment segment : outline.segments()) {
      if (segment.heading()) {
        continue;
      }
      int start = afterPersonLabel(segment);
      if (start > 0) {
        person(start, segment.last(), true);
      }
      if (segment.part() == Part.REFERENCES) {
        person(segment.first(), segment.last(), false);
      }
      for (int i = segment.first(); i < segment.last(); i++) {
        if (words.isHonorific(i) && saysWho(i, segment)) {
          i = Math.max(i, honoured(i, segment.last()));
        }
      }
    }
  }

  private int afterPersonLabel(Segment segment) {
    int from = tokens.start(segment.first());
    int to = Math.min(tokens.end(segment.last() - 1), from + 60);
    var matcher = PERSON_LABEL.matcher(tokens.text()).region(from, to);
    if (!matcher.lookingAt()) {
      return -1;
    }
    int i = segment.first();
    while (i < segment.last() && tokens.start(i) < matcher.end()) {
      i++;
    }
    return i < segment.last() ? i : -1;
  }

  /// Hides two to five words at the token when they look like a name and like nothing else.
  private void person(int from, int limit, boolean labelled) {
    int start = from;
    while (start < limit && (tokens.isMark(start) || tokens.isNumber(start))) {
      start++;
    }
    int end = start < limit ? words.end(start, limit) : start;
    int count = words.count(start, end);
    boolean ends =
        end == limit || tokens.isMark(end) || tokens.isNumber(end) || tokens.gap(end) == Gap.WIDE;
    if (count >= 2
        && count <= 5
        && ends
        && words.strangers(start, end) <= (count >= 3 && doesAJob(end) ? 1 : 0)
        && (FirstNames.isOne(tokens, start)
            || tokens.length(start) == 1
            || labelled
            || doesAJob(end))
        && !isFirm(end, limit)) {
      add(start, end);
    }
  }

  /// Whether a title follows soon, as behind the name of someone who can be asked.
  private boolean doesAJob(int end) {
    for (int i = end; i < Math.min(tokens.size(), end + 6); i++) {
      if (tokens.is(i, WordClass.TITLE) || tokens.startsPhrase(i, WordClass.TITLE)) {
        return true;
      }
    }
    return false;
  }

  private boolean isFirm(int end, int limit) {
    return end < limit
        && (tokens.isMark(end, '&') || (tokens.gap(end) != Gap.LINE && words.isInstitution(end)));
  }

  /// Whether the word before a possible name is a title of address here: `M.` and `Sr.` are other
  /// things in other languages.
  private boolean saysWho(int i, Segment segment) {
    String word = OwnName.plain(tokens.text().substring(tokens.start(i), tokens.end(i)));
    boolean capital = tokens.shape(i) != Shape.LOWER;
    boolean stop = tokens.isMark(i + 1, '.') && tokens.gap(i + 1) == Gap.NONE;
    boolean shouted = i + 1 < tokens.size() && tokens.shape(i + 1) == Shape.UPPER;
    if (tokens.shape(i) == Shape.UPPER
        && !stop
        && (!shouted || word.equals("ms") || word.equals("dr"))) {
      return false; // MS SQL, DR solution, MRS Oil
    }
    return switch (word) {
      case "miss", "sir", "heer", "das" -> capital || word.equals("heer");
      case "dr", "prof", "professor" ->
          capital && (i == segment.first() || !tokens.isNumber(i - 1)) && !streetBefore(i, segment);
      case "herr", "frau", "herrn" -> capital;
      case "mevr", "mevrouw", "dhr", "mme", "mlle" -> true;
      default -> capital || language.equals(Language.DUTCH) || language.equals(Language.FRENCH);
    };
  }

  /// "12 Main Dr." is a drive.
  private boolean streetBefore(int i, Segment segment) {
    return i - 2 >= segment.first() && words.isCapitalised(i - 1) && tokens.isNumber(i - 2);
  }

  /// Hides the name behind a title of address; the last token read.
  private int honoured(int honorific, int limit) {
    int start = honorific + 1;
    while (start < Math.min(limit, honorific + 8)
        && (tokens.isMark(start, '.') || words.isHonorific(start))
        && tokens.gap(start) != Gap.LINE) {
      start++;
    }
    if (start >= limit || !(words.isCapitalised(start) || words.isParticle(start))) {
      return honorific;
    }
    int raw = words.end(start, limit);
    int end = Math.min(raw, start + 6);
    boolean ends = raw == limit || tokens.isMark(raw);
    if (ends
        && words.count(start, raw) <= 3
        && !words.isStranger(start)
        && words.strangers(start, raw) <= 1) {
      add(start, raw);
      return raw - 1;
    }
    while (end > start + 1 && words.isStranger(end - 1) && !FirstNames.isOne(tokens, end - 1)) {
      end--;
    }
    if (end <= start || isFirm(end, limit) || words.strangers(start, end) > 0) {
      return honorific;
    }
    add(start, end);
    return end - 1;
  }

  // Repetitions: every name found is known by the hash of its first and its last word.

  private record Known(List<Long> words, boolean whole) {}

  private void repeats(List<OwnName.Candidate> own) {
    Map<Long, List<Known>> byFirst = new HashMap<>();
    int known = 0;
    for (OwnName.Candidate candidate : own) {
      List<Integer> parts = new ArrayList<>();
      for (int i = candidate.first(); i < candidate.last(); i++) {
        if (tokens.isWord(i)) {
          parts.add(i);
        }
      }
      List<Long> hashes = parts.stream().map(tokens::hash).toList();
      know(byFirst, new Known(hashes, true));
      if (hashes.size() > 1) {
        List<Long> reversed = new ArrayList<>(hashes.subList(1, hashes.size()));
        reversed.add(hashes.getFirst());
        know(byFirst, new Known(reversed, true));
        reversed = new ArrayList<>(List.of(hashes.getLast()));
        reversed.addAll(hashes.subList(0, hashes.size() - 1));
        know(byFirst, new Known(reversed, true));
        if (hashes.size() > 2) {
          know(byFirst, new Known(List.of(hashes.getFirst(), hashes.getLast()), true));
          know(byFirst, new Known(hashes.subList(1, hashes.size()), true));
        }
      }
      for (int part : parts) {
        boolean particle = words.isParticle(part);
        if (tokens.length(part) >= 3
            && !particle
            && !words.isStranger(part)
            && (candidate.sure() || parts.size() == 1)) {
          know(byFirst, new Known(List.of(tokens.hash(part)), parts.size() == 1));
        }
      }
      if (++known == MOST_REPEATED) {
        break;
      }
    }
    if (byFirst.isEmpty()) {
      return;
    }
    for (int i = 0; i < tokens.size(); i++) {
      List<Known> candidates = tokens.isWord(i) ? byFirst.get(tokens.hash(i)) : null;
      int end = i;
      if (candidates != null) {
        for (Known name : candidates) {
          end = Math.max(end, repeated(i, name));
        }
      }
      if (end > i) {
        add(i, end);
        i = end - 1;
      }
    }
  }

  private static void know(Map<Long, List<Known>> byFirst, Known name) {
    List<Known> same = byFirst.computeIfAbsent(name.words().getFirst(), _ -> new ArrayList<>());
    if (!same.contains(name)) {
      same.add(name);
    }
  }

  /// One past the name's last token when the name stands at the token, else the token.
  private int repeated(int at, Known name) {
    int i = at;
    for (int k = 0; k < name.words().size(); k++) {
      if (k > 0) {
        int marks = 0;
        while (i < tokens.size() && tokens.isMark(i) && marks < 2 && joins(i)) {
          i++;
          marks++;
        }
      }
      if (i >= tokens.size()
          || !tokens.isWord(i)
          || tokens.hash(i) != name.words().get(k)
          || (k > 0 && (tokens.gap(i) == Gap.LINE || tokens.gap(i) == Gap.WIDE))) {
        return at;
      }
      i++;
    }
    if (name.words().size() > 1) {
      return i;
    }
    boolean alone = name.whole() || !besideCapitals(at);
    return tokens.shape(at) != Shape.LOWER && alone ? i : at;
  }

  private boolean joins(int i) {
    return tokens.isMark(i, '-')
        || tokens.isMark(i, '\'')
        || tokens.isMark(i, '.')
        || tokens.isMark(i, ',');
  }

  /// Whether the word belongs to something longer: a firm, a street, a school, or a job in a cell.
  private boolean besideCapitals(int i) {
    return joinedCapital(i, -1) || joinedCapital(i, 1) || behindEmployerWord(i);
  }

  private boolean joinedCapital(int i, int step) {
    int next = i + step;
    int gapAt = step < 0 ? i : next;
    if (next < 0 || next >= tokens.size() || breaks(gapAt)) {
      return false;
    }
    if (tokens.isMark(next, '-') || tokens.isMark(next, '&') || tokens.isMark(next, '+')) {
      return true;
    }
    if (tokens.isMark(next, '\'') && step > 0) {
      return false;
    }
    return tokens.isWord(next)
        && (tokens.shape(next) != Shape.LOWER
            || tokens.is(next, WordClass.LEGAL)
            || tokens.is(next, WordClass.EMPLOYER)
            || words.isParticle(next));
  }

  private boolean behindEmployerWord(int i) {
    return i > 0
        && !breaks(i)
        && (tokens.is(i - 1, WordClass.AT)
            || tokens.is(i - 1, WordClass.AT_EMPLOYER)
            || tokens.is(i - 1, WordClass.EMPLOYER));
  }

  private boolean breaks(int i) {
    return tokens.gap(i) == Gap.LINE || tokens.gap(i) == Gap.WIDE;
  }
}
