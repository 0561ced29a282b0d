package org.jobtrail.normalise.rules;

import java.util.List;
import java.util.stream.Collectors;
import org.jobtrail.taxonomy.OccupationCode;

/// What a person decided about a title.
public sealed interface Decision {
  /// The title names these occupations; the first is the one that stands.
  ///
  /// @param named at least one, each once
  record Occupations(List<OccupationCode> named) implements Decision {
    public Occupations {
      named = List.copyOf(named);
      if (named.isEmpty() || named.stream().distinct().count() < named.size()) {
        throw new IllegalArgumentException("a decision names occupations, each once: " + named);
      }
    }
  }

  /// No occupation can be told from the title.
  record Unknown() implements Decision {}

  /// No rule any more: the normaliser answers again.
  record Withdrawn() implements Decision {}

  String UNKNOWN = "unknown";
  String WITHDRAWN = "withdraw";

  /// As rules store it: URIs parted by `|`, `unknown` or `withdraw`.
  default String text() {
    return switch (this) {
      case Occupations(List<OccupationCode> named) ->
          named.stream().map(OccupationCode::uri).collect(Collectors.joining("|"));
      case Unknown _ -> UNKNOWN;
      case Withdrawn _ -> WITHDRAWN;
    };
  }

  /// As people read it: codes parted by `|`, `unknown` or `withdraw`.
  default String codes() {
    return switch (this) {
      case Occupations(List<OccupationCode> named) ->
          named.stream().map(OccupationCode::code).collect(Collectors.joining("|"));
      case Unknown _, Withdrawn _ -> text();
    };
  }
}
