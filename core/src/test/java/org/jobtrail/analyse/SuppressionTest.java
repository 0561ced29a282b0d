package org.jobtrail.analyse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is hidden can't be computed back, tried by an attacker who solves linear programmes.
class SuppressionTest {
  private static final int K = 5;

  private final List<Long> counts = new ArrayList<>();
  private final List<long[]> lines = new ArrayList<>();
  private final Suppression suppression = new Suppression(K);

  private int cell(Tally tally) {
    counts.add(tally.total());
    return suppression.cell(tally);
  }

  private int given(Tally tally) {
    counts.add(tally.total());
    return suppression.given(tally);
  }

  private void line(int total, List<Integer> parts) {
    suppression.line(total, parts);
    long[] line = new long[parts.size() + 1];
    line[0] = total;
    for (int i = 0; i < parts.size(); i++) {
      line[i + 1] = parts.get(i);
    }
    lines.add(line);
  }

  private static Tally people(Random random, int most) {
    Tally tally = new Tally(List.of());
    int people = random.nextInt(4) == 0 ? 0 : random.nextInt(most);
    for (int i = 0; i < people; i++) {
      tally.add(random.nextInt(900), 1 + random.nextInt(2), 1, 0);
    }
    return tally;
  }

  @Test
  void hidesTheSmallestOtherCellWithASmallOne() {
    List<Integer> ids = new ArrayList<>();
    List<Tally> parts = new ArrayList<>();
    for (int people : new int[] {3, 20, 9, 0, 40}) {
      Tally tally = new Tally(List.of());
      for (int i = 0; i < people; i++) {
        tally.add(100 * people + i, 1, 1, 0);
      }
      parts.add(tally);
      ids.add(cell(tally));
    }
    line(given(Tally.union(List.of(), parts)), ids);
    suppression.settle();
    assertThat(ids.stream().map(suppression::hidden))
        .containsExactly(true, false, true, false, false);
  }

  /// A table with all its margins published.
  @ParameterizedTest
  @ValueSource(
      longs = {
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25,
        26, 27, 28, 29, 30
      })
  void leavesHiddenCellsOfACrossTableOpen(long seed) {
    Random random = new Random(seed);
    int rows = 3 + random.nextInt(4);
    int columns = 3 + random.nextInt(4);
    Tally[][] table = new Tally[rows][columns];
    int[][] ids = new int[rows][columns];
    List<Tally> all = new ArrayList<>();
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        table[r][c] = people(random, 8 + (int) seed * 4);
        ids[r][c] = cell(table[r][c]);
        all.add(table[r][c]);
      }
    }
    List<Integer> rowIds = new ArrayList<>();
    List<Integer> columnIds = new ArrayList<>();
    for (int r = 0; r < rows; r++) {
      rowIds.add(cell(Tally.union(List.of(), List.of(table[r]))));
      line(rowIds.getLast(), Arrays.stream(ids[r]).boxed().toList());
    }
    for (int c = 0; c < columns; c++) {
      List<Tally> column = new ArrayList<>();
      List<Integer> columnCells = new ArrayList<>();
      for (int r = 0; r < rows; r++) {
        column.add(table[r][c]);
        columnCells.add(ids[r][c]);
      }
      columnIds.add(cell(Tally.union(List.of(), column)));
      line(columnIds.getLast(), columnCells);
    }
    int total = given(Tally.union(List.of(), all));
    line(total, rowIds);
    line(total, columnIds);
    suppression.settle();
    attack();
  }

  /// Groups within groups within groups, as ISCO-08's levels are.
  @ParameterizedTest
  @ValueSource(
      longs = {
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25,
        26, 27, 28, 29, 30
      })
  void leavesHiddenCellsOfNestedGroupsOpen(long seed) {
    Random random = new Random(seed);
    List<Tally> majors = new ArrayList<>();
    List<Integer> majorIds = new ArrayList<>();
    for (int major = 0; major < 4; major++) {
      List<Tally> subs = new ArrayList<>();
      List<Integer> subIds = new ArrayList<>();
      for (int sub = 0; sub < 1 + random.nextInt(3); sub++) {
        List<Tally> units = new ArrayList<>();
        List<Integer> unitIds = new ArrayList<>();
        for (int unit = 0; unit < 1 + random.nextInt(4); unit++) {
          units.add(people(random, 14));
          unitIds.add(cell(units.getLast()));
        }
        subs.add(Tally.union(List.of(), units));
        subIds.add(cell(subs.getLast()));
        line(subIds.getLast(), unitIds);
      }
      majors.add(Tally.union(List.of(), subs));
      majorIds.add(cell(majors.getLast()));
      line(majorIds.getLast(), subIds);
    }
    line(given(Tally.union(List.of(), majors)), majorIds);
    suppression.settle();
    attack();
  }

  /// The smallest and largest value that each hidden cell may have, given everything published and
  /// that hidden cells count at least one: they must differ.
  private void attack() {
    List<Integer> hidden = new ArrayList<>();
    for (int id = 0; id < counts.size(); id++) {
      if (suppression.hidden(id)) {
        hidden.add(id);
      }
    }
    if (hidden.isEmpty()) {
      return;
    }
    List<double[]> equations = new ArrayList<>();
    for (long[] line : lines) {
      double[] equation = new double[hidden.size() + 1];
      boolean open = false;
      for (int i = 0; i < line.length; i++) {
        int id = (int) line[i];
        double sign = i == 0 ? -1 : 1;
        int index = hidden.indexOf(id);
        // What is hidden is written as 1 + x.
        equation[hidden.size()] -= sign * (index >= 0 ? 1 : counts.get(id));
        if (index >= 0) {
          equation[index] += sign;
          open = true;
        }
      }
      if (open) {
        equations.add(equation);
      }
    }
    for (int i = 0; i < hidden.size(); i++) {
      String told =
          "cell %d of %s, lines %s, counts %s"
              .formatted(
                  hidden.get(i), hidden, lines.stream().map(Arrays::toString).toList(), counts);
      double range =
          Simplex.most(equations, hidden.size(), i, 1)
              + Simplex.most(equations, hidden.size(), i, -1);
      assertThat(range).as(told).isGreaterThan(0.5);
    }
  }

  /// The textbook's two-phase simplex method with Bland's rule, for a few dozen variables.
  private static final class Simplex {
    private static final double TINY = 1e-9;

    /// The largest value of one variable times the sign, with the equations and none below 0.
    static double most(List<double[]> equations, int variables, int index, double sign) {
      int rows = equations.size();
      int width = variables + rows + 1;
      double[][] table = new double[rows][width];
      int[] basis = new int[rows];
      for (int r = 0; r < rows; r++) {
        double[] equation = equations.get(r);
        double flip = equation[variables] < 0 ? -1 : 1;
        for (int v = 0; v < variables; v++) {
          table[r][v] = flip * equation[v];
        }
        table[r][variables + r] = 1;
        table[r][width - 1] = flip * equation[variables];
        basis[r] = variables + r;
      }
      double[] artificial = new double[width];
      Arrays.fill(artificial, variables, width - 1, -1);
      assertThat(solve(table, basis, artificial, variables + rows)).isGreaterThan(-TINY);
      for (int r = 0; r < rows; r++) {
        for (int v = 0; v < variables && basis[r] >= variables; v++) {
          if (Math.abs(table[r][v]) > TINY) {
            pivot(table, basis, r, v);
          }
        }
      }
      double[] objective = new double[width];
      objective[index] = sign;
      return solve(table, basis, objective, variables);
    }

    private static double solve(double[][] table, int[] basis, double[] objective, int usable) {
      while (true) {
        int enter = entering(table, basis, objective, usable);
        if (enter < 0) {
          double value = 0;
          for (int r = 0; r < table.length; r++) {
            value += objective[basis[r]] * table[r][table[r].length - 1];
          }
          return value;
        }
        int leave = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int r = 0; r < table.length; r++) {
          if (table[r][enter] > TINY) {
            double ratio = table[r][table[r].length - 1] / table[r][enter];
            if (ratio < least - TINY || (ratio < least + TINY && basis[r] < basis[leave])) {
              least = ratio;
              leave = r;
            }
          }
        }
        if (leave < 0) {
          return 1e6;
        }
        pivot(table, basis, leave, enter);
      }
    }

    private static int entering(double[][] table, int[] basis, double[] objective, int usable) {
      for (int v = 0; v < usable; v++) {
        double gain = objective[v];
        for (int r = 0; r < table.length; r++) {
          gain -= objective[basis[r]] * table[r][v];
        }
        if (gain > TINY) {
          return v;
        }
      }
      return -1;
    }

    private static void pivot(double[][] table, int[] basis, int row, int column) {
      double factor = table[row][column];
      for (int c = 0; c < table[row].length; c++) {
        table[row][c] /= factor;
      }
      for (int r = 0; r < table.length; r++) {
        double times = table[r][column];
        if (r != row && times != 0) {
          for (int c = 0; c < table[r].length; c++) {
            table[r][c] -= times * table[row][c];
          }
        }
      }
      basis[row] = column;
    }
  }
}
