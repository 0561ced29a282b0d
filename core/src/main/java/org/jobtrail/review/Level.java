package org.jobtrail.review;

import java.util.Locale;
import java.util.stream.Collectors;
import org.jobtrail.normalise.rules.Decision;
import org.jobtrail.taxonomy.OccupationCode;

/// How finely two decisions are compared.
public enum Level {
  /// The very same occupations, in any order.
  OCCUPATION,
  /// The same ISCO-08 unit groups, four digits.
  UNIT_GROUP,
  /// The same ISCO-08 major groups, one digit.
  MAJOR_GROUP;

  /// The word that tables use, such as `unit_group`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The category of a decision; equal texts agree.
  String category(Decision decision) {
    return switch (decision) {
      case Decision.Occupations(var named) ->
          named.stream().map(this::of).distinct().sorted().collect(Collectors.joining("|"));
      case Decision.Unknown _, Decision.Withdrawn _ -> decision.text();
    };
  }

  private String of(OccupationCode code) {
    return switch (this) {
      case OCCUPATION -> code.uri();
      case UNIT_GROUP -> code.iscoGroup();
      case MAJOR_GROUP -> code.iscoGroup().substring(0, 1);
    };
  }
}
