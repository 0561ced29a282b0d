package org.jobtrail.simulate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// Everything that one résumé says, before it is laid out.
///
/// @param told in the order of the document
/// @param trap lines that no reader sees, empty in most résumés
/// @param date when it was written
record Content(
    Words words,
    String name,
    Contact contact,
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

  /// How to reach the person.
  ///
  /// @param address street and town, after the last comma the town
  /// @param birthDate empty when the résumé is silent about it
  record Contact(String address, String phone, String email, String birthLabel, String birthDate) {
    List<String> lines() {
      List<String> lines = new ArrayList<>(List.of(address, phone, email));
      if (!birthDate.isEmpty()) {
        lines.add(birthLabel + ": " + birthDate);
      }
      return lines;
    }
  }

  /// @param from empty when only the end is given
  record Study(String programme, String school, String from, String to) {
    /// Such as `2003 - 2006`.
    String period() {
      return from.isEmpty() ? to : from + " - " + to;
    }

    ToldResume.Study told() {
      return new ToldResume.Study(programme, school, from.isEmpty() ? null : from, to);
    }
  }
}
