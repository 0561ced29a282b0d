package org.jobtrail.simulate;

import java.time.LocalDate;
import java.util.List;

/// Everything that one résumé says, before it is laid out.
///
/// @param contact lines
/// @param told in the order of the document
/// @param trap lines that no reader sees, empty in most résumés
/// @param date when it was written
record Content(
    Words words,
    String name,
    List<String> contact,
    String profile,
    List<Told> told,
    List<Study> studies,
    List<String> skills,
    List<String> languages,
    List<String> certificates,
    List<String> hobbies,
    String references,
    List<String> trap,
    LocalDate date,
    boolean dateShown) {

  /// @param period such as `2003 - 2006`
  record Study(String programme, String school, String period) {}
}
