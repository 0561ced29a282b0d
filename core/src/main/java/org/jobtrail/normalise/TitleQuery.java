package org.jobtrail.normalise;

import org.jobtrail.career.Language;
import org.jobtrail.career.Stated;

/// A title to be coded, with the context that may sharpen it.
///
/// @param language of the title; undetermined is allowed
/// @param description what the person did, or absent
/// @param employer or absent
public record TitleQuery(String title, Language language, Stated description, Stated employer) {
  public static TitleQuery of(String title, Language language) {
    return new TitleQuery(title, language, Stated.absent(), Stated.absent());
  }
}
