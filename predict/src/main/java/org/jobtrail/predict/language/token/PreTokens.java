package org.jobtrail.predict.language.token;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a text is cut into pieces before bytes are merged; no token crosses the border of a piece.
///
/// In all of them a line end is a piece, and so is nothing that holds a line end or the border between a
/// record's `:` and its title.
public enum PreTokens {
  /// Words with the space before them, numbers, runs of signs.
  WORDS(""),
  /// As words, but what follows a `: ` up to the line end is one piece, so that a frequent title
  /// becomes one token.
  WHOLE("(?<=:) [^\\n]+|"),
  /// As whole, and what stands between a record's period and its title is one piece too, so that
  /// most records take four or five tokens: `1984`, ` (college):`, the title, the line end.
  LINES("(?<=:) [^\\n]+|\\p{N}+|[^\\n:\\p{N}][^\\n:]*:(?= )|");

  private static final String REST =
      "\\n|'(?:[sdmt]|ll|ve|re)| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+"
          + "|[^\\S\\n]+(?!\\S)|[^\\S\\n]+";

  private final String regex;
  private final Pattern pattern;

  PreTokens(String first) {
    regex = first + REST;
    pattern = Pattern.compile(regex, Pattern.UNICODE_CHARACTER_CLASS);
  }

  /// As options have it: `words`, `whole`, `lines`.
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
