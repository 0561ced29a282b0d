package org.jobtrail.career;

import java.util.Comparator;
import java.util.List;

/// What was read out of one résumé.
///
/// @param documentId the file's name without its ending, or the JSON Lines `id`
/// @param personId whose it is; the document id unless the source names a person
/// @param date the document's own date, or unknown; it closes "present", today's date never does
/// @param education every entry found, in the order of the text
public record Resume(
    String documentId,
    String personId,
    Language language,
    CareerDate date,
    List<Experience> experiences,
    List<Education> education) {
  public Resume {
    experiences = List.copyOf(experiences);
    education = List.copyOf(education);
  }

  /// The highest level stated; `NONE` when no entry states one.
  public EducationLevel highestLevel() {
    return education.stream()
        .map(Education::level)
        .max(Comparator.naturalOrder())
        .orElse(EducationLevel.NONE);
  }
}
