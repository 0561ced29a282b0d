package org.jobtrail.extract.text;

/// What a word or phrase can be in a résumé. The name in the lexicon files is the constant's,
/// lower-case, with spaces.
public enum WordClass {
  MONTH,
  SEASON,
  QUARTER,
  ONGOING,
  RANGE,
  SINCE,
  UNTIL,
  ONWARDS,
  FROM,
  TITLE,
  NOT_TITLE,
  PRODUCT,
  CONTINUED,
  LEVEL,
  DEPARTMENT,
  EMPLOYER,
  EMPLOYER_MASK,
  PLACE_MASK,
  PLACE,
  AT,
  /// A small word that stands before a firm as well as before a field of work: "en", "in".
  IN,
  AS,
  LEGAL,
  UNKNOWN,
  VERB,
  FUNCTION,
  LABEL_TITLE,
  LABEL_EMPLOYER,
  LABEL_PLACE,
  LABEL_DATES,
  /// Before a start that stands alone: "From: 2009".
  LABEL_START,
  /// Before an end that stands alone: "To: 2012".
  LABEL_END,
  LABEL_OTHER,
  /// A verb of working: "worked", "was employed".
  WORKED,
  /// Before an employer's name in a sentence: "at", "chez".
  AT_EMPLOYER,
  DEGREE_PHD,
  DEGREE_MASTER,
  DEGREE_BACHELOR,
  DEGREE_SECONDARY,
  /// Beside a degree class: a kind of school or a vague word, weaker than a degree by name.
  DEGREE_HINT,
  NOT_DEGREE,
  SCHOOL,
  HEADING_EXPERIENCE,
  HEADING_EDUCATION,
  HEADING_VOLUNTEER,
  HEADING_PROJECTS,
  HEADING_SKILLS,
  HEADING_SUMMARY,
  HEADING_OTHER;

  /// The bit that stands for this class in a set of classes.
  @SuppressWarnings("EnumOrdinal") // bits live in memory only; no file holds them
  public long bit() {
    return 1L << ordinal();
  }

  /// The name in lexicon files, such as `heading experience`.
  String word() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }

  /// Every degree class.
  public static final long DEGREE =
      DEGREE_PHD.bit() | DEGREE_MASTER.bit() | DEGREE_BACHELOR.bit() | DEGREE_SECONDARY.bit();

  /// Every label class: a word before a colon that says what follows.
  public static final long LABEL =
      LABEL_TITLE.bit()
          | LABEL_EMPLOYER.bit()
          | LABEL_PLACE.bit()
          | LABEL_DATES.bit()
          | LABEL_START.bit()
          | LABEL_END.bit()
          | LABEL_OTHER.bit();

  /// Every heading class.
  public static final long HEADING =
      HEADING_EXPERIENCE.bit()
          | HEADING_EDUCATION.bit()
          | HEADING_VOLUNTEER.bit()
          | HEADING_PROJECTS.bit()
          | HEADING_SKILLS.bit()
          | HEADING_SUMMARY.bit()
          | HEADING_OTHER.bit();
}
