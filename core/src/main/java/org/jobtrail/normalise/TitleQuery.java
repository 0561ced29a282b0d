package org.jobtrail.normalise;

import java.util.List;
import org.jobtrail.career.Language;
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

  /// The same title with nothing said around it.
  public TitleQuery alone() {
    return of(title, language);
  }

  public static TitleQuery of(String title, Language language) {
    return new TitleQuery(title, language, Stated.absent(), Stated.absent());
  }
}
