package org.jobtrail.career;

/// A language by its ISO 639-1 code; `und` when it could not be told.
public record Language(String code) implements Comparable<Language> {
  public static final Language ENGLISH = new Language("en");
  public static final Language DUTCH = new Language("nl");
  public static final Language FRENCH = new Language("fr");
  public static final Language GERMAN = new Language("de");
  public static final Language SPANISH = new Language("es");
  public static final Language UNDETERMINED = new Language("und");

  public Language {
    if (!code.matches("[a-z]{2,3}")) {
      throw new IllegalArgumentException(
          "a language is an ISO 639 code like \"nl\", found \"" + code + '"');
    }
  }

  @Override
  public int compareTo(Language other) {
    return code.compareTo(other.code);
  }
}
