package org.jobtrail.analyse;

import java.util.List;
import java.util.Optional;
import org.jobtrail.career.Language;
import org.jobtrail.taxonomy.Concept;
import org.jobtrail.taxonomy.Taxonomy;

/// English names of ISCO-08 groups at all levels, short ones for the ten major groups.
final class GroupNames {
  /// What a group at level 1 to 4 is called.
  static final List<String> LEVELS =
      List.of("major group", "sub-major group", "minor group", "unit group");

  private static final String[] MAJORS = {
    "Armed forces",
    "Managers",
    "Professionals",
    "Technicians",
    "Clerical support",
    "Service and sales",
    "Skilled agricultural",
    "Craft and trades",
    "Machine operators",
    "Elementary"
  };

  private final Taxonomy starter = Taxonomy.starter();

  /// `2 Professionals`; the code alone when it is no ISCO-08 group.
  String of(String code) {
    if (code.length() == 1 && Character.isDigit(code.charAt(0))) {
      return code + ' ' + MAJORS[code.charAt(0) - '0'];
    }
    Optional<Concept> group = starter.byCode(code);
    return group.map(concept -> code + ' ' + name(concept)).orElse(code);
  }

  private static String name(Concept concept) {
    return concept.preferred(Language.ENGLISH);
  }
}
