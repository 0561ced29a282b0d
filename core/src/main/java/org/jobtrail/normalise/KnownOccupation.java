package org.jobtrail.normalise;

import java.util.List;
import org.jobtrail.taxonomy.Concept;
import org.jobtrail.taxonomy.OccupationCode;

/// A title whose occupation somebody named: what models are fitted on.
///
/// @param right one or several concepts; a group is right with all occupations below it
/// @param weight above 0; how many such titles it stands for
public record KnownOccupation(TitleQuery query, List<Concept> right, double weight) {
  public KnownOccupation {
    right = List.copyOf(right);
    if (right.isEmpty() || !(weight > 0) || !Double.isFinite(weight)) {
      throw new IllegalArgumentException(
          "a known title needs a right concept and a weight above 0, \"" + query.title() + '"');
    }
  }

  /// Equal for titles that mean the same, so that none of them teaches about another by mistake.
  String key() {
    return key(query);
  }

  static String key(TitleQuery query) {
    return query.language().code() + ' ' + String.join(" ", TitleFolding.fold(query.title()));
  }

  boolean isRight(OccupationCode occupation) {
    for (Concept concept : right) {
      OccupationCode wanted = concept.occupation();
      boolean group = concept.kind() != Concept.Kind.OCCUPATION;
      if (wanted.uri().equals(occupation.uri())
          || (group && occupation.iscoGroup().startsWith(wanted.code()))) {
        return true;
      }
    }
    return false;
  }

  /// How many different titles there are; those that differ in their spelling alone are one.
  public static long different(List<KnownOccupation> titles) {
    return titles.stream().map(KnownOccupation::key).distinct().count();
  }
}
