package org.jobtrail.dataset;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The formats of other projects that trajectories are exported to and imported from.
public enum PanelFormat {
  /// JobHop's first release (arXiv 2505.07653): CSV with labels and a university flag.
  JOBHOP1(
      "titles, employers, places, descriptions, evidence and candidates are left out",
      "an ongoing end and an unknown end both become an empty end_date",
      "dates keep their quarter, not their precision; a year alone stands as its first quarter",
      "education keeps one bit, Bachelor or higher",
      "the taxonomy's version, the split and observed_until are left out",
      "matched_description is empty: descriptions of occupations are not stored in a dataset",
      "person_id is the place of the person in sorted order; people-PRIVATE.csv says whose"),
  /// JobHop's second release (arXiv 2607.11715): five education levels, no labels.
  JOBHOP2(
      "titles, employers, places, descriptions, evidence, candidates and labels are left out",
      "an ongoing end and an unknown end both become a null end_date",
      "dates keep their quarter, not their precision; a year alone stands as its first quarter",
      "the taxonomy's version, the split and observed_until are left out",
      "resume_id is the place of the person in sorted order; people-PRIVATE.csv says whose"),
  /// CAREER's text format (arXiv 2202.08370): a line per person, a record per year.
  CAREER(
      "a year keeps one occupation: the one with most quarters in it, of these the one begun last",
      "unknown occupations, and spells without a start, give no record",
      "a spell with an unknown end counts for the year of its start only",
      "an ongoing spell lasts until observed_until",
      "education is the highest level reached by the year when education.parquet dates it, else the"
          + " person's highest",
      "months and quarters, titles, labels and the taxonomy's version are left out; lines have no"
          + " ids, people-PRIVATE.csv says whose");

  private static final Map<String, PanelFormat> BY_NAME = new TreeMap<>();

  static {
    for (PanelFormat format : values()) {
      BY_NAME.put(format.word(), format);
    }
  }

  private final String losses;

  PanelFormat(String... losses) {
    this.losses = String.join("; ", losses);
  }

  /// The name on the command line, such as `jobhop2`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// What an export to this format loses, one sentence.
  public String losses() {
    return losses;
  }

  /// @throws org.jobtrail.provenance.JobtrailException.Usage listing the known names
  public static PanelFormat of(String name) {
    PanelFormat format = BY_NAME.get(name);
    if (format == null) {
      throw new org.jobtrail.provenance.JobtrailException.Usage(
          "unknown format \"" + name + "\", known: " + BY_NAME.keySet());
    }
    return format;
  }
}
