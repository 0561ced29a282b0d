package org.jobtrail.analyse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Decides which cells of linked tables are not published.
///
/// Primary: a cell that rests on at least one but fewer than k persons. Complementary: wherever a
/// total is published, its unpublished parts must be at least two, rest together on at least k
/// persons, and count at least k - 1 more than there are parts; the smallest published part goes as
/// well until that holds, and when no part is left the total goes. A total that is not published
/// keeps one of its parts company. Last, all totals together are read as a system of linear
/// equations over the unpublished cells: as long as one of them has only one solution, a neighbour
/// of it goes too.
///
/// Cells that count nothing are published as 0. Totals given to {@link #given} are always
/// published. Source of the ideas: Willenborg and de Waal 2001, Elements of Statistical Disclosure
/// Control.
final class Suppression {
  private static final long PRIME = 2_147_483_647L;

  /// Above this many groups of interchangeable cells the equations are not solved.
  private static final int MOST_COLUMNS = 3_000;

  private static final class Line {
    final int total;
    final int[] parts;

    Line(int total, int[] parts) {
      this.total = total;
      this.parts = parts;
    }
  }

  private static final class Cell {
    final long count;
    final long people;
    final BitSet groups = new BitSet();
    final boolean given;
    final List<Integer> lines = new ArrayList<>();
    boolean hidden;

    Cell(Tally tally, boolean given) {
      this.count = tally.total();
      this.people = tally.people();
      this.given = given;
      tally.addGroupsTo(groups);
    }
  }

  private final int minimum;
  private final List<Cell> cells = new ArrayList<>();
  private final List<Line> lines = new ArrayList<>();

  /// @param minimum k, the fewest persons that a published cell rests on
  Suppression(int minimum) {
    this.minimum = minimum;
  }

  /// A cell that may be hidden.
  int cell(Tally tally) {
    cells.add(new Cell(tally, false));
    return cells.size() - 1;
  }

  /// A cell that the reader knows from elsewhere, such as the number of rows.
  int given(Tally tally) {
    cells.add(new Cell(tally, true));
    return cells.size() - 1;
  }

  /// A cell that is not part of what is published, whatever it counts.
  int unpublished(Tally tally) {
    int id = cell(tally);
    cells.get(id).hidden = cells.get(id).count > 0;
    return id;
  }

  /// States that the total is the sum of the parts, which a reader will use.
  void line(int total, List<Integer> parts) {
    long sum = 0;
    for (int part : parts) {
      sum += cells.get(part).count;
    }
    if (sum != cells.get(total).count) {
      throw new IllegalArgumentException(
          "parts must add up to their total, found " + sum + " and " + cells.get(total).count);
    }
    Line line = new Line(total, parts.stream().mapToInt(Integer::intValue).toArray());
    lines.add(line);
    cells.get(total).lines.add(lines.size() - 1);
    for (int part : line.parts) {
      cells.get(part).lines.add(lines.size() - 1);
    }
  }

  /// Hides what must be hidden; to be called once, after all lines.
  Suppression settle() {
    if (minimum <= 1) {
      return this;
    }
    for (Cell cell : cells) {
      if (!cell.given && cell.people > 0 && cell.people < minimum) {
        cell.hidden = true;
      }
    }
    do {
      settleLines();
    } while (hideNextToDetermined());
    return this;
  }

  boolean hidden(int cell) {
    return cells.get(cell).hidden;
  }

  /// How many cells are hidden.
  int hidden() {
    return (int) cells.stream().filter(cell -> cell.hidden).count();
  }

  /// How many of the hidden cells could be chosen freely without contradicting what is published.
  int freedom() {
    Elimination system = new Elimination();
    return hidden() - system.rank;
  }

  private void settleLines() {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Line line : lines) {
        while (needsMore(line) && hideSmallest(line)) {
          changed = true;
        }
      }
    }
  }

  private boolean needsMore(Line line) {
    int hidden = 0;
    long count = 0;
    long most = 0;
    BitSet groups = new BitSet();
    for (int part : line.parts) {
      Cell cell = cells.get(part);
      if (cell.hidden) {
        hidden++;
        count += cell.count;
        most = Math.max(most, cell.people);
        groups.or(cell.groups);
      }
    }
    if (cells.get(line.total).hidden) {
      // Published parts bound a hidden total from below; the hidden ones must leave it room.
      return hidden == 0 || count - hidden < minimum - 1;
    }
    return hidden > 0
        && (hidden < 2
            || Math.max(most, groups.cardinality()) < minimum
            || count - hidden < minimum - 1);
  }

  /// Hides the part with the fewest persons, else the total; false when there is nothing to hide.
  private boolean hideSmallest(Line line) {
    Cell smallest =
        Arrays.stream(line.parts)
            .mapToObj(cells::get)
            .filter(cell -> !cell.hidden && !cell.given && cell.count > 0)
            .min(
                Comparator.<Cell>comparingLong(cell -> cell.people)
                    .thenComparingLong(cell -> cell.count))
            .orElse(cells.get(line.total));
    if (smallest.hidden || smallest.given) {
      return false;
    }
    smallest.hidden = true;
    return true;
  }

  private boolean hideNextToDetermined() {
    for (int cell : new Elimination().determined()) {
      for (int line : cells.get(cell).lines) {
        if (hideSmallest(lines.get(line))) {
          return true;
        }
      }
    }
    return false;
  }

  /// The published totals as equations over the hidden cells, modulo a large prime.
  ///
  /// Hidden cells in the same lines are interchangeable: two of them can't be told apart, so one
  /// column stands for all, and only a cell that is alone in its column can be determined.
  private final class Elimination {
    final List<List<Integer>> columns = new ArrayList<>();
    final long[][] rows;
    int rank;

    Elimination() {
      Map<String, List<Integer>> bySigns = new TreeMap<>();
      for (int id = 0; id < cells.size(); id++) {
        if (cells.get(id).hidden) {
          bySigns.computeIfAbsent(signs(id), _ -> new ArrayList<>()).add(id);
        }
      }
      columns.addAll(bySigns.values());
      if (columns.size() > MOST_COLUMNS) {
        // Only a tree of tables is ever so large; there the rule on lines is enough.
        columns.clear();
      }
      rows = equations();
      reduce();
    }

    private String signs(int id) {
      StringBuilder signs = new StringBuilder();
      for (int line : cells.get(id).lines) {
        signs.append(lines.get(line).total == id ? '-' : '+').append(line);
      }
      return signs.toString();
    }

    private long[][] equations() {
      Map<Integer, long[]> byLine = new LinkedHashMap<>();
      for (int c = 0; c < columns.size(); c++) {
        int id = columns.get(c).getFirst();
        for (int line : cells.get(id).lines) {
          byLine.computeIfAbsent(line, _ -> new long[columns.size()])[c] +=
              lines.get(line).total == id ? PRIME - 1 : 1;
        }
      }
      return byLine.values().toArray(long[][]::new);
    }

    private void reduce() {
      for (int column = 0; column < columns.size() && rank < rows.length; column++) {
        int pivot = rank;
        while (pivot < rows.length && rows[pivot][column] == 0) {
          pivot++;
        }
        if (pivot == rows.length) {
          continue;
        }
        long[] row = rows[pivot];
        rows[pivot] = rows[rank];
        rows[rank] = row;
        long inverse = power(row[column], PRIME - 2);
        for (int c = column; c < row.length; c++) {
          row[c] = row[c] * inverse % PRIME;
        }
        for (int other = 0; other < rows.length; other++) {
          long factor = rows[other][column];
          if (other != rank && factor != 0) {
            for (int c = column; c < row.length; c++) {
              rows[other][c] = (rows[other][c] + (PRIME - factor) * row[c]) % PRIME;
            }
          }
        }
        rank++;
      }
    }

    /// Cells with only one solution: a reduced equation that holds nothing else.
    List<Integer> determined() {
      List<Integer> alone = new ArrayList<>();
      for (int r = 0; r < rank; r++) {
        int only = -1;
        int entries = 0;
        for (int c = 0; c < columns.size(); c++) {
          if (rows[r][c] != 0) {
            only = c;
            entries++;
          }
        }
        if (entries == 1 && columns.get(only).size() == 1) {
          alone.add(columns.get(only).getFirst());
        }
      }
      return alone;
    }

    private static long power(long base, long exponent) {
      long result = 1;
      for (long b = base % PRIME, e = exponent; e > 0; e >>= 1, b = b * b % PRIME) {
        if ((e & 1) == 1) {
          result = result * b % PRIME;
        }
      }
      return result;
    }
  }
}
