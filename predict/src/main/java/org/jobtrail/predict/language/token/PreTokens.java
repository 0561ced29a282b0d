package org.jobtrail.predict.language.token;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a text is cut into pieces before bytes are merged; no token crosses the border of a piece.
///
/// In all of them nothing reaches from one line into the next, nor over the border between a
/// record's `:` and its title.
public enum PreTokens {
  /// Words with the space before them, numbers, runs of signs, line ends.
  WORDS(""),
  /// As words, but what follows a `: ` up to the line end is one piece, so that a frequent title
  /// becomes one token.
  WHOLE("(?<=:) [^\\n]+|"),
  /// Phrases: a title with its line end, what stands in brackets before it, a header up to a comma,
  /// so that most records take three tokens: `1984`, ` (college):`, ` Secretaries\n`.
  PHRASES(
      "(?<=:) [^\\n]+\\n|(?<![^\\n])\\p{N}[\\p{N}\\p{L}-]*| \\([^()\\n]*\\):?"
          + "|,?(?:[^\\n,:]|:(?![ \\n]))+:?\\n?|[,:]+\\n?|");

  private static final String REST =
      "\\n|'(?:[sdmt]|ll|ve|re)| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+"
          + "|[^\\S\\n]+(?!\\S)|[^\\S\\n]+";

  private final String regex;
  private final Pattern pattern;

  PreTokens(String first) {
    regex = first + REST;
    pattern = Pattern.compile(regex, Pattern.UNICODE_CHARACTER_CLASS);
  }

  /// As options have it: `words`, `whole`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The expression as `tokenizer.json` has it.
  String regex() {
    return regex;
  }

  /// The pieces in their order; put together they are the text.
  List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      pieces.add(matcher.group());
    }
    return pieces;
  }
}
