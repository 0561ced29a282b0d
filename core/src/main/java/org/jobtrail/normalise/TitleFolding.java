package org.jobtrail.normalise;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// A title or label as comparable words: lower case, no accents or punctuation, one gender form, no
/// abbreviations, no words that say nothing about the occupation.
///
/// The same folding serves labels and titles, so a rule that is crude is still consistent.
final class TitleFolding {
  /// `(m/w/d)`, `m/v/x`, `H/F`, `(f|m)`: letters that stand for genders and nothing else.
  static final Pattern GENDER_MARK =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}])[\\(\\[]?\\s*(?:[mfvwhdx]|all|div)(?:\\s*[/|.,;*+-]\\s*(?:[mfvwhdx]|div|i|gn|a))+\\s*[\\)\\]]?(?![\\p{L}\\p{N}])");

  /// `opérateur(trice)`, `Verkäufer(in)`, `vendeur(-euse)`, `infirmier·e·s`, `Lehrer*in`,
  /// `Lehrer:innen`, `vendeur-euse`.
  static final Pattern GENDER_ENDING =
      Pattern.compile(
          "(?<=\\p{L}{3})(?:\\(-?(?:trice|euse|eresse|esse|iere|ienne|enne|onne|ere|ne|se|te|le|e|in|innen|ster|a|ora|s)\\)"
              + "|[·•*:_](?:trice|euse|iere|ere|ienne|ne|se|te|le|e|in|innen)(?:[·•*:_]?s)?"
              + "|/-?(?:trice|euse|iere|ere|ienne|ne|se|te|e|in|innen|ster|a|ora)"
              + "|-(?:trice|euse|iere))(?![\\p{L}])");

  /// Letters of `trice` and `innen`.
  private static final int LONGEST_ENDING = 5;

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  private TitleFolding() {}

  /// The words that matter, in order; all words when none would be left.
  static List<String> fold(String text) {
    String plain = plain(text);
    if (!wordsOnly(plain)) {
      if (mayHaveMark(plain)) {
        plain = GENDER_MARK.matcher(plain).replaceAll(" ");
      }
      if (mayHaveEnding(plain)) {
        plain = GENDER_ENDING.matcher(plain).replaceAll("");
      }
    }
    if (TitleWords.mayHavePhrase(plain)) {
      plain = TitleWords.PHRASES.matcher(plain).replaceAll(" ");
    }
    if (plain.indexOf('/') > 0) {
      plain = oneGender(plain);
    }
    List<String> words = words(plain);
    List<String> kept = new ArrayList<>();
    for (String word : words) {
      List<String> full = TitleWords.ABBREVIATIONS.get(word);
      if (full == null) {
        addTelling(word, kept);
      } else {
        full.forEach(part -> addTelling(part, kept));
      }
    }
    return kept.isEmpty() ? words : kept;
  }

  /// Whether {@link #fold} leaves any word, mostly without folding: only gender marks and phrases
  /// can take a letter away and leave none.
  static boolean leavesWords(String text) {
    String plain = plain(text);
    return (mayHaveMark(plain) || TitleWords.mayHavePhrase(plain))
        ? !fold(text).isEmpty()
        : plain.chars().anyMatch(c -> Character.isLetterOrDigit((char) c));
  }

  private static void addTelling(String word, List<String> kept) {
    if (!TitleWords.STOP.contains(word) && !TitleWords.NOISE.contains(word) && !number(word)) {
      kept.add(word);
    }
  }

  /// Whether {@link #GENDER_MARK} is worth looking for: its first letter stands alone, or ends
  /// `all` or `div`, before a sign that parts it from the next.
  static boolean mayHaveMark(String plain) {
    for (int i = 1; i < plain.length(); i++) {
      if ("/|.,;*+-".indexOf(plain.charAt(i)) >= 0) {
        int at = i - 1;
        while (at > 0 && plain.charAt(at) <= ' ') {
          at--;
        }
        boolean alone = at == 0 || !Character.isLetterOrDigit(plain.charAt(at - 1));
        if ((alone && "mfvwhdx".indexOf(plain.charAt(at)) >= 0)
            || (at >= 2 && (plain.startsWith("all", at - 2) || plain.startsWith("div", at - 2)))) {
          return true;
        }
      }
    }
    return false;
  }

  /// Whether {@link #GENDER_ENDING} is worth looking for.
  static boolean mayHaveEnding(String plain) {
    for (int i = 1; i < plain.length(); i++) {
      switch (plain.charAt(i)) {
        case '(', '·', '•', '*', ':', '_' -> {
          return true;
        }
        case '/' -> {
          int from = i + 1 < plain.length() && plain.charAt(i + 1) == '-' ? i + 2 : i + 1;
          int to = from;
          while (to < plain.length() && Character.isLetter(plain.charAt(to))) {
            to++;
          }
          if (to - from <= LONGEST_ENDING) {
            return true;
          }
        }
        case '-' -> {
          if (plain.startsWith("trice", i + 1)
              || plain.startsWith("euse", i + 1)
              || plain.startsWith("iere", i + 1)) {
            return true;
          }
        }
        default -> {}
      }
    }
    return false;
  }

  /// Most labels: no sign that could belong to a gender form.
  private static boolean wordsOnly(String plain) {
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (c != ' ' && c != '\'' && c != ',' && !Character.isLetter(c)) {
        return false;
      }
    }
    return true;
  }

  /// What {@link #decomposed} makes of each character below U+0250, which European labels are
  /// written with.
  private static final String[] PLAIN = new String[0x250];

  static {
    for (int c = 0; c < PLAIN.length; c++) {
      PLAIN[c] = decomposed(String.valueOf((char) c));
    }
  }

  /// Lower case without accents, ligatures apart.
  static String plain(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    int ascii = 0;
    while (ascii < lower.length() && lower.charAt(ascii) < 128) {
      ascii++;
    }
    if (ascii == lower.length()) {
      return lower;
    }
    StringBuilder plain = new StringBuilder(lower.length() + 8).append(lower, 0, ascii);
    for (int i = ascii; i < lower.length(); i++) {
      char c = lower.charAt(i);
      if (c < 128) {
        plain.append(c);
      } else if (c < PLAIN.length) {
        plain.append(PLAIN[c]);
      } else if (c == '’') {
        plain.append('\'');
      } else {
        return decomposed(lower);
      }
    }
    return plain.toString();
  }

  /// Without accents, ligatures apart; the slow way, for any script.
  static String decomposed(String lower) {
    String bare = MARKS.matcher(Normalizer.normalize(lower, Normalizer.Form.NFKD)).replaceAll("");
    return bare.replace("ß", "ss")
        .replace("æ", "ae")
        .replace("œ", "oe")
        .replace('ø', 'o')
        .replace('ł', 'l')
        .replace('đ', 'd')
        .replace('ı', 'i')
        .replace('’', '\'');
  }

  /// Maximal runs of letters and digits; `c++`, `c#` and `.net` stay whole.
  private static List<String> words(String plain) {
    List<String> words = new ArrayList<>();
    int from = -1;
    for (int i = 0; i <= plain.length(); i++) {
      char c = i < plain.length() ? plain.charAt(i) : ' ';
      boolean inside = Character.isLetterOrDigit(c) || (from >= 0 && (c == '+' || c == '#'));
      if (inside && from < 0) {
        from = i;
      } else if (!inside && from >= 0) {
        words.add(plain.substring(from, i));
        from = -1;
      }
    }
    return words;
  }

  private static boolean number(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (!Character.isDigit(word.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /// `directeur technique/directrice technique` to its first half, `infirmier/infirmière en chef`
  /// to
  /// `infirmier en chef`; a slash between different things stays.
  private static String oneGender(String plain) {
    String left = plain.substring(0, plain.indexOf('/')).strip();
    String right = plain.substring(plain.indexOf('/') + 1).strip();
    if (right.indexOf('/') > 0) {
      right = oneGender(right);
    }
    List<String> a = parts(left);
    List<String> b = parts(right);
    if (!a.isEmpty() && !b.isEmpty()) {
      String first = b.getFirst();
      String rest = right.length() > first.length() ? right.substring(first.length()) : "";
      if (a.size() > 1 && sameStem(a.getLast(), first)) {
        return left + ' ' + rest;
      }
      if (sameStem(a.getFirst(), first)) {
        return a.size() == 1 ? left + ' ' + rest : left;
      }
    }
    return left + " / " + right;
  }

  /// What lies between signs, the first empty where a sign comes first.
  static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || !isWord(text.charAt(i))) {
        if (i > from || (i == 0 && !text.isEmpty())) {
          parts.add(text.substring(from, i));
        }
        from = i + 1;
      }
    }
    return parts.size() == 1 && parts.getFirst().isEmpty() ? List.of() : parts;
  }

  /// A letter or a number of any kind, or half of one beyond the first plane.
  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c)
        || (c >= 128
            && (Character.isSurrogate(c)
                || Character.getType(c) == Character.LETTER_NUMBER
                || Character.getType(c) == Character.OTHER_NUMBER));
  }

  private static boolean sameStem(String a, String b) {
    int same = 0;
    while (same < Math.min(a.length(), b.length()) && a.charAt(same) == b.charAt(same)) {
      same++;
    }
    return same >= 4 && 2 * same >= Math.max(a.length(), b.length()) && !a.equals(b);
  }
}
