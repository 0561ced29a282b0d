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
  private static final Pattern GENDER_MARK =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}])[\\(\\[]?\\s*(?:[mfvwhdx]|all|div)(?:\\s*[/|.,;*+-]\\s*(?:[mfvwhdx]|div|i|gn|a))+\\s*[\\)\\]]?(?![\\p{L}\\p{N}])");

  /// `opérateur(trice)`, `Verkäufer(in)`, `vendeur(-euse)`, `infirmier·e·s`, `Lehrer*in`,
  /// `Lehrer:innen`, `vendeur-euse`.
  private static final Pattern GENDER_ENDING =
      Pattern.compile(
          "(?<=\\p{L}{3})(?:\\(-?(?:trice|euse|eresse|esse|iere|ienne|enne|onne|ere|ne|se|te|le|e|in|innen|ster|a|ora|s)\\)"
              + "|[·•*:_](?:trice|euse|iere|ere|ienne|ne|se|te|le|e|in|innen)(?:[·•*:_]?s)?"
              + "|/-?(?:trice|euse|iere|ere|ienne|ne|se|te|e|in|innen|ster|a|ora)"
              + "|-(?:trice|euse|iere))(?![\\p{L}])");

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  private TitleFolding() {}

  /// The words that matter, in order; all words when none would be left.
  static List<String> fold(String text) {
    String plain = plain(text);
    if (!wordsOnly(plain)) {
      plain = GENDER_MARK.matcher(plain).replaceAll(" ");
      plain = GENDER_ENDING.matcher(plain).replaceAll("");
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

  private static void addTelling(String word, List<String> kept) {
    if (!TitleWords.STOP.contains(word) && !TitleWords.NOISE.contains(word) && !number(word)) {
      kept.add(word);
    }
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
    String[] a = left.split("[^\\p{L}\\p{N}]+");
    String[] b = right.split("[^\\p{L}\\p{N}]+");
    if (a.length > 0 && b.length > 0) {
      String rest = right.length() > b[0].length() ? right.substring(b[0].length()) : "";
      if (a.length > 1 && sameStem(a[a.length - 1], b[0])) {
        return left + ' ' + rest;
      }
      if (sameStem(a[0], b[0])) {
        return a.length == 1 ? left + ' ' + rest : left;
      }
    }
    return left + " / " + right;
  }

  private static boolean sameStem(String a, String b) {
    int same = 0;
    while (same < Math.min(a.length(), b.length()) && a.charAt(same) == b.charAt(same)) {
      same++;
    }
    return same >= 4 && 2 * same >= Math.max(a.length(), b.length()) && !a.equals(b);
  }
}
