package org.jobtrail.analyse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Everything that is published about pairs by the length of the gap, suppressed as one system:
/// staying per level, transition matrices with and without break, destination mix, status change.
///
/// These tables add up to each other in many ways: a row of the matrix to its origin's total,
/// columns to the destination mix, the diagonal to those who stay, gap lengths to all pairs.
final class BreakTables {
  static final List<String> GAPS = List.of("0", "1-2", "3-4", "5-8", "> 8", "not measured");
  static final List<String> MEASURED = GAPS.subList(0, 5);
  static final List<String> MAJORS = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
  static final List<String> DIRECTIONS = List.of("up", "same", "down", "no score");
  static final String NO_BREAK = "no break";
  static final String BREAK = "break";
  static final String ANY = "any";

  private final Suppression suppression;
  private final Map<List<String>, Integer> ids = new LinkedHashMap<>();
  private final Map<List<String>, Tally> tallies = new LinkedHashMap<>();
  private final Tallies notMeasured;

  /// Reads the pairs; without a status scale there is no status change.
  static BreakTables of(Study study) {
    AnalysisDatabase database = study.database();
    Tallies effect = database.tallies("break_effect");
    Tallies matrix = database.tallies("matrix");
    Tallies status =
        switch (study.settings().status()) {
          case StatusScale.Absent _ -> new Tallies();
          case StatusScale.Table _ -> statusChanges(database.tallies("break_status"));
        };
    return new BreakTables(study, effect, matrix, status);
  }

  /// Pairs by gap and direction, with the sum of the changes.
  private static Tallies statusChanges(Tallies byChange) {
    Tallies weighed = new Tallies();
    for (Tally cell : byChange.all()) {
      weighed.put(cell.weighing(Long.parseLong(cell.key(2))));
    }
    return weighed.by(cell -> List.of(cell.key(0), cell.key(1)));
  }

  /// @param effect pairs by gap length and finest shared level
  /// @param matrix pairs by gap length, origin and destination major group
  /// @param status pairs by gap length and direction; without cells when no scale was given
  private BreakTables(Study study, Tallies effect, Tallies matrix, Tallies status) {
    suppression = study.suppression();
    addLengths(effect);
    addMatrices(matrix);
    notMeasured = matrix;
    if (!status.all().isEmpty()) {
      for (String gap : GAPS) {
        List<Integer> parts = new ArrayList<>();
        for (String direction : DIRECTIONS) {
          parts.add(add(status.of(gap, direction), "status", gap, direction));
        }
        suppression.line(id("gap", gap), parts);
      }
    }
    suppression.settle();
  }

  private void addLengths(Tallies effect) {
    Tally all = effect.total();
    int total = suppression.given(all);
    remember(total, all, "total");
    List<Integer> gaps = new ArrayList<>();
    for (String gap : GAPS) {
      gaps.add(add(union(effect, 0, gap), "gap", gap));
    }
    suppression.line(total, gaps);
    List<Integer> levels = new ArrayList<>();
    for (int level = 0; level <= 4; level++) {
      String shared = Integer.toString(level);
      levels.add(add(union(effect, 1, shared), "shared", ANY, shared));
    }
    suppression.line(total, levels);
    for (String gap : GAPS) {
      for (int level = 0; level <= 4; level++) {
        String shared = Integer.toString(level);
        add(effect.of(gap, shared), "shared", gap, shared);
      }
      suppression.line(id("gap", gap), levels(gap, 0));
    }
    for (int level = 0; level <= 4; level++) {
      String shared = Integer.toString(level);
      suppression.line(
          id("shared", ANY, shared), GAPS.stream().map(g -> id("shared", g, shared)).toList());
    }
  }

  private List<Integer> levels(String gap, int from) {
    List<Integer> levels = new ArrayList<>();
    for (int level = from; level <= 4; level++) {
      levels.add(id("shared", gap, Integer.toString(level)));
    }
    return levels;
  }

  private void addMatrices(Tallies matrix) {
    Tallies byDestination = matrix.by(cell -> List.of(cell.key(0), cell.key(2)));
    for (String gap : MEASURED) {
      for (String destination : MAJORS) {
        add(byDestination.of(gap, destination), "mix", gap, destination);
      }
      suppression.line(id("gap", gap), MAJORS.stream().map(d -> id("mix", gap, d)).toList());
    }
    Tallies states = matrix.by(cell -> List.of(state(cell.key(0)), cell.key(1), cell.key(2)));
    Tallies origins = states.by(cell -> List.of(cell.key(0), cell.key(1)));
    Tallies destinations = states.by(cell -> List.of(cell.key(0), cell.key(2)));
    Tallies totals = states.by(cell -> List.of(cell.key(0)));
    for (String state : List.of(NO_BREAK, BREAK)) {
      add(totals.of(state), "state", state);
      for (String origin : MAJORS) {
        add(origins.of(state, origin), "origin", state, origin);
        add(destinations.of(state, origin), "destination", state, origin);
        for (String destination : MAJORS) {
          add(states.of(state, origin, destination), "pair", state, origin, destination);
        }
        suppression.line(
            id("origin", state, origin),
            MAJORS.stream().map(d -> id("pair", state, origin, d)).toList());
      }
      suppression.line(
          id("state", state), MAJORS.stream().map(o -> id("origin", state, o)).toList());
      for (String destination : MAJORS) {
        suppression.line(
            id("destination", state, destination),
            MAJORS.stream().map(o -> id("pair", state, o, destination)).toList());
      }
      List<String> gaps = state.equals(NO_BREAK) ? MEASURED.subList(0, 1) : MEASURED.subList(1, 5);
      suppression.line(id("state", state), gaps.stream().map(g -> id("gap", g)).toList());
      for (String destination : MAJORS) {
        suppression.line(
            id("destination", state, destination),
            gaps.stream().map(g -> id("mix", g, destination)).toList());
      }
      addStays(state, gaps);
    }
  }

  /// Those who stay in their major group are the diagonal, and the pairs that share a level.
  private void addStays(String state, List<String> gaps) {
    List<Tally> diagonal = new ArrayList<>();
    List<Integer> diagonalIds = new ArrayList<>();
    for (String major : MAJORS) {
      diagonal.add(tally("pair", state, major, major));
      diagonalIds.add(id("pair", state, major, major));
    }
    int stays = add(Tally.union(List.of(), diagonal), "stays", state);
    suppression.line(stays, diagonalIds);
    suppression.line(stays, gaps.stream().flatMap(g -> levels(g, 1).stream()).toList());
  }

  private static String state(String gap) {
    return gap.equals("0") ? NO_BREAK : gap.equals("not measured") ? gap : BREAK;
  }

  private static Tally union(Tallies cells, int part, String value) {
    return Tally.union(List.of(value), cells.where(cell -> cell.key(part).equals(value)));
  }

  private int add(Tally tally, String... key) {
    int id = suppression.cell(tally);
    remember(id, tally, key);
    return id;
  }

  private void remember(int id, Tally tally, String... key) {
    ids.put(List.of(key), id);
    tallies.put(List.of(key), tally);
  }

  private int id(String... key) {
    Integer id = ids.get(List.of(key));
    if (id == null) {
      throw new IllegalArgumentException("no cell " + List.of(key));
    }
    return id;
  }

  Tally tally(String... key) {
    id(key);
    return tallies.getOrDefault(List.of(key), new Tally(List.of(key)));
  }

  boolean hidden(String... key) {
    return suppression.hidden(id(key));
  }

  /// Pairs after a gap that share a group at this level or finer.
  Tally sharing(String gap, int level) {
    List<Tally> parts = new ArrayList<>();
    for (int shared = level; shared <= 4; shared++) {
      parts.add(tally("shared", gap, Integer.toString(shared)));
    }
    return Tally.union(List.of(), parts);
  }

  /// Whether that number can't be computed from what is published.
  boolean sharingHidden(String gap, int level) {
    boolean above = false;
    boolean below = !gap.equals(ANY) && hidden("gap", gap);
    for (int shared = 0; shared <= 4; shared++) {
      boolean hidden = hidden("shared", gap, Integer.toString(shared));
      above |= shared >= level && hidden;
      below |= shared < level && hidden;
    }
    return (above && below) || (!gap.equals(ANY) && hidden("gap", gap));
  }

  /// Pairs whose gap is not measured; their number is not published.
  Tally notMeasured(String origin, String destination) {
    return notMeasured.of("not measured", origin, destination);
  }

  /// Whether the pairs with and without break between two major groups are both published.
  boolean open(String origin, String destination) {
    return !hidden("pair", NO_BREAK, origin, destination)
        && !hidden("pair", BREAK, origin, destination);
  }

  /// Pairs from a major group, with and without break together, by origin and destination.
  Tallies measured(String origin) {
    Tallies cells = new Tallies();
    for (String destination : MAJORS) {
      Tally cell =
          Tally.union(
              List.of(origin, destination),
              List.of(
                  tally("pair", NO_BREAK, origin, destination),
                  tally("pair", BREAK, origin, destination)));
      if (cell.total() > 0) {
        cells.put(cell);
      }
    }
    return cells;
  }

  /// Whether an origin's totals with and without break are both published.
  boolean originOpen(String origin) {
    return !hidden("origin", NO_BREAK, origin) && !hidden("origin", BREAK, origin);
  }

  /// How many numbers about major groups are hidden and not bound by a total.
  int freedom() {
    return suppression.freedom();
  }

  boolean anyPairHidden() {
    return ids.entrySet().stream()
        .anyMatch(e -> e.getKey().getFirst().equals("pair") && suppression.hidden(e.getValue()));
  }
}
