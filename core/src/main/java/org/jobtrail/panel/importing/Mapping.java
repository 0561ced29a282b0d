package org.jobtrail.panel.importing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.jobtrail.panel.PeriodUnit;

/// What the columns of a person-by-period table mean; docs/formats.md describes its TOML file.
///
/// @param source what errors call it: a file or a name
/// @param sha256 of the file's text
/// @param rules in order; the first that fits decides, otherwise the occupation's column does
/// @param duplicates what two rows of one person and period are
record Mapping(
    String source,
    String sha256,
    String name,
    PeriodUnit unit,
    char separator,
    String person,
    String period,
    Duplicates duplicates,
    Occupation occupation,
    Optional<TitleColumns> titles,
    List<Rule> rules,
    List<Fixed> fixed,
    List<Varying> varying,
    List<Measure> measures) {
  Mapping {
    rules = List.copyOf(rules);
    fixed = List.copyOf(fixed);
    varying = List.copyOf(varying);
    measures = List.copyOf(measures);
  }

  enum Duplicates {
    /// The import stops at the second row.
    REFUSE,
    /// The row that comes first stays, the others are dropped and counted.
    FIRST,
    /// The row that comes last stays.
    LAST
  }

  /// @param unknown cells that stand for no known occupation; always the empty one
  /// @param pattern what a code looks like; rows with other cells are dropped and counted
  /// @param untitled what becomes of a code that a table of titles lacks
  record Occupation(
      String column, List<String> unknown, Optional<Pattern> pattern, Untitled untitled) {
    Occupation {
      unknown = List.copyOf(unknown);
    }
  }

  enum Untitled {
    KEEP,
    DROP,
    REFUSE
  }

  /// Columns of a table of titles.
  record TitleColumns(String code, String title) {}

  /// What a rule makes of a row.
  sealed interface Effect {
    /// @param reason may hold `{column}`
    record Drop(String reason) implements Effect {}

    record Status(String code, String title) implements Effect {}
  }

  /// @param when all must hold
  /// @param unless not all may hold
  record Rule(List<Condition> when, List<Condition> unless, Effect effect) {
    Rule {
      when = List.copyOf(when);
      unless = List.copyOf(unless);
    }
  }

  /// Holds for a cell that is among the values, or, without values, for a number within bounds.
  record Condition(
      String column, List<String> values, OptionalDouble atLeast, OptionalDouble atMost) {
    Condition {
      values = List.copyOf(values);
    }

    boolean holds(String cell) {
      if (!values.isEmpty()) {
        return values.contains(cell);
      }
      double number = Cells.number(cell);
      return !Double.isNaN(number)
          && (atLeast.isEmpty() || number >= atLeast.getAsDouble())
          && (atMost.isEmpty() || number <= atMost.getAsDouble());
    }
  }

  /// How a cell becomes a level.
  ///
  /// @param missing cells without a level; always the empty one
  /// @param rename cell to level; others stay as they are
  /// @param levels when given, no others are accepted
  /// @param bands when given, the cell is a number and the first band that reaches up to it counts
  record Reading(
      List<String> missing, Map<String, String> rename, List<String> levels, List<Band> bands) {
    static final Reading PLAIN = new Reading(List.of(""), Map.of(), List.of(), List.of());

    Reading {
      missing = List.copyOf(missing);
      rename = Map.copyOf(rename);
      levels = List.copyOf(levels);
      bands = List.copyOf(bands);
    }

    /// The levels in their order, when the mapping states it.
    List<String> order() {
      return bands.isEmpty() ? levels : bands.stream().map(Band::level).distinct().toList();
    }
  }

  /// Numbers up to, and with, `to`.
  record Band(double to, String level) {}

  /// A covariate of people.
  ///
  /// @param constant every row must say the same; otherwise the last thing said up to the first
  ///     record counts
  record Fixed(String name, String column, boolean constant, Reading reading) {}

  /// A covariate of records.
  sealed interface Varying {
    String name();

    /// What the row says, or, when carried forward, the last row before that says something.
    record OfColumn(String name, String column, boolean carryForward, Reading reading)
        implements Varying {}

    /// The highest level with a year that is not after the record's; levels rise.
    record Reached(String name, String otherwise, List<Level> levels) implements Varying {
      public Reached {
        levels = List.copyOf(levels);
      }
    }
  }

  /// @param years columns that hold the year in which the level was reached
  record Level(String level, List<String> years) {
    Level {
      years = List.copyOf(years);
    }
  }

  /// A number beside a record; NaN outside of the bounds.
  ///
  /// @param above exclusive
  /// @param atMost inclusive
  record Measure(
      String name,
      String column,
      List<String> missing,
      OptionalDouble above,
      OptionalDouble atMost) {
    Measure {
      missing = List.copyOf(missing);
    }
  }
}
