package org.jobtrail.normalise;

import java.util.Optional;
import org.jobtrail.career.Language;
import org.jobtrail.provenance.Sha256;

/// What the different spellings of one title share: its words as normalisers compare them, and its
/// language.
///
/// Case, accents, punctuation, gender forms, ranks and working times don't count:
/// `Sr. Verpleegkundige (m/v/x)` has the key of `verpleegkundige`.
///
/// @param words parted by single spaces, at least one
public record TitleKey(String words, Language language) {
  private static final int DIGITS = 16;

  /// Empty for a title without a letter or digit.
  public static Optional<TitleKey> of(String title, Language language) {
    String words = String.join(" ", TitleFolding.fold(title));
    return words.isEmpty() ? Optional.empty() : Optional.of(new TitleKey(words, language));
  }

  /// The same words in another language.
  public TitleKey in(Language other) {
    return new TitleKey(words, other);
  }

  /// `k` and 16 hexadecimal digits, a name for tables: with a letter in front, because spreadsheets
  /// read `12e45678` as a number.
  public String id() {
    return 'k' + Sha256.of(language.code() + '\n' + words).substring(0, DIGITS);
  }
}
