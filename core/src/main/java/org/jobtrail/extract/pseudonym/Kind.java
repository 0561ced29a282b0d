package org.jobtrail.extract.pseudonym;

import java.util.Locale;

/// What a replaced stretch of text was; the constant's name is the placeholder's word.
public enum Kind {
  NAME,
  EMAIL,
  PHONE,
  ADDRESS,
  LINK,
  BIRTH_DATE,
  /// A number that the state, a bank or a licence office gave a person.
  NUMBER;

  /// The word that files and tables use, such as `birth_date`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
