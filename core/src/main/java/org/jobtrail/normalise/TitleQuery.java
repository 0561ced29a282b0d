package org.jobtrail.normalise;

import java.util.List;
import org.jobtrail.career.Language;
import org.jobtrail.career.Span;
import org.jobtrail.career.Stated;

/// A title to be coded, with the context that may sharpen it.
///
/// @param language of the title; undetermined is allowed
/// @param description what the person did, or absent
/// @param employer or absent
/// @param neighbours titles of the experiences before and after, as written
public record TitleQuery(
    String title, Language language, Stated description, Stated employer, List<String> neighbours) {
  public TitleQuery {
    neighbours = List.copyOf(neighbours);
  }

  public TitleQuery(String title, Language language, Stated description, Stated employer) {
    this(title, language, description, employer, List.of());
  }

  /// From the cells of a table; an empty one says nothing.
  ///
  /// @param neighbours titles before and after, parted by `|`
  public static TitleQuery ofCells(
      String title, Language language, String description, String employer, String neighbours) {
    return new TitleQuery(
        title,
        language,
        stated(description),
        stated(employer),
        neighbours.isBlank() ? List.of() : List.of(neighbours.strip().split("\\s*\\|\\s*")));
  }

  private static Stated stated(String text) {
    return text.isEmpty()
        ? Stated.absent()
        : new Stated.Quoted(text, new Span(0, text.length(), 1), 1);
  }

  /// Whether anything is left of the title when it is normalised; not of `!!!` or an emoji.
  public boolean hasWords() {
    return TitleFolding.leavesWords(title);
  }

  /// The same title with nothing said around it.
  public TitleQuery alone() {
    return of(title, language);
  }

  public static TitleQuery of(String title, Language language) {
    return new TitleQuery(title, language, Stated.absent(), Stated.absent());
  }
}
