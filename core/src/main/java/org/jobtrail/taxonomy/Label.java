package org.jobtrail.taxonomy;

import java.util.Comparator;
import org.jobtrail.career.Language;

/// One name of a concept in one language, white space folded.
///
/// @param text as the source writes it: `directeur technique/directrice technique`
public record Label(Language language, Kind kind, String text) implements Comparable<Label> {
  private static final Comparator<Label> ORDER =
      Comparator.comparing(Label::language).thenComparing(Label::kind).thenComparing(Label::text);

  public Label {
    text = folded(text) ? text : text.strip().replaceAll("\\s+", " ");
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a label must not be blank");
    }
  }

  /// ESCO's three kinds. A hidden label is a misspelling or an outdated word that searches should
  /// find and nobody should see.
  public enum Kind {
    PREFERRED,
    ALTERNATIVE,
    HIDDEN;

    /// The word that files use, such as `preferred`.
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  @Override
  public int compareTo(Label other) {
    return ORDER.compare(this, other);
  }

  /// Whether the text needs no folding of white space: nearly always, and there are many labels.
  private static boolean folded(String text) {
    char before = ' ';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || (c == ' ' && before == ' ') || (Character.isWhitespace(c) && c != ' ')) {
        return false;
      }
      before = c;
    }
    return before != ' ' || text.isEmpty();
  }
}
