package org.jobtrail.simulate;

import java.util.Locale;

/// A kind of file that a résumé is rendered to.
public enum Format {
  TXT,
  HTML,
  DOCX,
  PDF;

  /// The word that files use, and the ending of a document's name.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
