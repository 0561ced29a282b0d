package org.jobtrail.normalise.rules;

import org.jobtrail.career.Language;
import org.jobtrail.normalise.TitleKey;

/// A decision about a title that holds until a later rule for the same title.
///
/// @param number from 1, in the order in which rules were made; never used again
/// @param version of the rules that brought it, from 1
/// @param title in the spelling that people were shown; the rule holds for every title of its key
/// @param language of the titles it holds for; undetermined for those of every language that have
///     no rule of their own
/// @param coder who decided; several names parted by `|` when they agreed
/// @param comment of the coder; may be empty
public record Rule(
    int number,
    int version,
    Language language,
    String title,
    Decision decision,
    String coder,
    Made made,
    String comment) {
  public Rule {
    if (number < 1 || version < 1) {
      throw new IllegalArgumentException(
          "rules and versions count from 1, found rule " + number + " of version " + version);
    }
    if (TitleKey.of(title, language).isEmpty()) {
      throw new IllegalArgumentException("a rule's title has a word, found \"" + title + '"');
    }
    if (coder.isBlank()) {
      throw new IllegalArgumentException("rule " + number + " says nobody who decided");
    }
  }

  /// How a decision came about.
  public enum Made {
    /// One person decided.
    CODED,
    /// Several decided alike, each alone.
    AGREED,
    /// One decided what others disagreed on.
    SETTLED,
    /// Taken over from rules for another version of the taxonomy.
    RECODED;

    /// The word that files use, such as `agreed`.
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  public TitleKey key() {
    return TitleKey.of(title, language).orElseThrow();
  }
}
