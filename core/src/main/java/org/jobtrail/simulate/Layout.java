package org.jobtrail.simulate;

import java.util.Locale;

/// How a résumé is laid out; `weight` is how often in a hundred or so.
public enum Layout {
  /// Title with the dates at the right margin, employer and place below, bullets.
  TITLE_FIRST(18),
  /// Dates in a column of their own at the left.
  DATE_COLUMN(16),
  /// Employer as a heading, one or several posts with their dates below.
  EMPLOYER_FIRST(13),
  /// `2011 - 2014: Magazijnier, Bakkerij Janssens, Gent`.
  ONE_LINE(14),
  /// Two columns: contact, skills and languages beside the experience.
  SIDEBAR(11),
  /// What the person can do comes first, the jobs follow in short: `Title, Employer (dates)`.
  FUNCTIONAL(9),
  /// Labels and values, as in the Europass form.
  LABELLED(10),
  /// Dates alone on a line, title and employer below.
  DATE_LINE(12),
  /// A table with a header row.
  TABLE(9),
  /// Jobs told in sentences.
  SENTENCES(2);

  private final int weight;

  Layout(int weight) {
    this.weight = weight;
  }

  int weight() {
    return weight;
  }

  /// The word that files use, such as `title-first`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
