package org.jobtrail.analyse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jobtrail.analyse.chart.Bars;

/// Occupation frequencies per ISCO-08 level and per code, suppressed as one tree.
final class Occupations {
  private static final int CODES = 5;
  private static final int BARS = 20;
  private static final List<String> NAMES =
      List.of("major groups", "sub-major groups", "minor groups", "unit groups", "codes");

  /// Of the frequencies at levels 1 to 4 and by code.
  static final List<UnaryOperator<List<String>>> KEYS =
      IntStream.rangeClosed(1, CODES).mapToObj(Occupations::key).toList();

  private final Study study;
  private final CodeLabels labels;
  private final List<Map<String, Integer>> ids = new ArrayList<>();
  private final List<Tallies> levels = new ArrayList<>();

  Occupations(Study study, CodeLabels labels) {
    this.study = study;
    this.labels = labels;
  }

  Section section() {
    Suppression suppression = suppress();
    double[] all = study.bootstrap().counts(study.rows());
    List<Exhibit> exhibits = new ArrayList<>();
    for (int level = 1; level <= CODES; level++) {
      exhibits.add(exhibit(level, table(level, suppression, all)));
    }
    return new Section(
        "Occupations",
        "How often each occupation is held, by ISCO-08 group and by code. Groups at one level are the"
            + " sums of the groups below them, so small cells are hidden over all levels together;"
            + " groups that are hidden are not listed.",
        exhibits);
  }

  /// One tree: all rows, major groups and unknown, sub-major, minor, unit groups, codes.
  private Suppression suppress() {
    Suppression suppression = study.suppression();
    int root = suppression.given(study.rows());
    for (Tallies cells : study.database().tallies("occupations", KEYS)) {
      boolean top = levels.isEmpty();
      Map<String, Integer> known = new LinkedHashMap<>();
      Map<String, List<Integer>> children = new LinkedHashMap<>();
      for (Tally cell : cells.all()) {
        int id = suppression.cell(cell);
        known.put(name(cell), id);
        children.computeIfAbsent(cell.key(1), _ -> new ArrayList<>()).add(id);
      }
      for (Map.Entry<String, List<Integer>> line : children.entrySet()) {
        int parent = top ? root : ids.getLast().getOrDefault(line.getKey(), root);
        suppression.line(parent, line.getValue());
      }
      levels.add(cells);
      ids.add(known);
    }
    return suppression.settle();
  }

  /// From unit group and code: a level's own key and the key of the cell of which it is a part.
  private static UnaryOperator<List<String>> key(int level) {
    return cell -> {
      String group = cell.getFirst();
      if (group.isEmpty()) {
        return level == 1 ? List.of("unknown", "") : List.of();
      }
      return level == CODES
          ? List.of(cell.getLast(), group)
          : List.of(group.substring(0, level), group.substring(0, level - 1));
    };
  }

  /// Codes of two taxonomies may lie in two unit groups; within one group a code is one cell.
  private static String name(Tally cell) {
    return cell.key(1).length() == 4 ? cell.key(1) + '/' + cell.key(0) : cell.key(0);
  }

  private Table table(int level, Suppression suppression, double[] all) {
    Table.Builder table =
        Table.named(level == CODES ? "occupations_codes" : "occupations_level_" + level)
            .column("code", "code")
            .column("name", "name")
            .column("spells", "spells")
            .column("people", "people")
            .column("share", "share of spells")
            .interval("share");
    List<Tally> published =
        levels.get(level - 1).all().stream()
            .filter(cell -> !suppression.hidden(ids.get(level - 1).getOrDefault(name(cell), -1)))
            .sorted(
                Comparator.comparingLong(Tally::total)
                    .reversed()
                    .thenComparing(cell -> String.join("\t", cell.key())))
            .toList();
    List<Interval> intervals =
        published.parallelStream().map(cell -> study.bootstrap().share(cell, all)).toList();
    for (int i = 0; i < published.size(); i++) {
      Tally cell = published.get(i);
      table.row(
          Study.join(
              List.of(
                  Cell.text(cell.key(0)),
                  Cell.text(label(level, cell.key(0))),
                  Cell.count(cell.total()),
                  Cell.count(cell.people())),
              Study.shareCells((double) cell.total() / study.rows().total(), intervals.get(i))));
    }
    return table.build();
  }

  private String label(int level, String code) {
    if (code.equals("unknown")) {
      return "no occupation found";
    }
    if (level == CODES) {
      return labels.of(code);
    }
    String name = study.names().of(code);
    return name.equals(code) ? "" : name.substring(code.length() + 1);
  }

  private Exhibit exhibit(int level, Table table) {
    String what = NAMES.get(level - 1);
    String title =
        level == 1 ? "Major groups" : level == CODES ? "Occupations" : "Occupations by " + what;
    String unit = "share of all spells, by " + (level == CODES ? "code" : "ISCO-08 " + what);
    String n =
        Numbers.grouped(study.rows().total())
            + " spells of "
            + Numbers.grouped(study.people())
            + " people";
    int shown = Math.min(BARS, table.rows().size());
    String reading =
        Readings.largest(table, "name", "share", "of the spells")
            + (shown < table.rows().size()
                ? " The chart shows the "
                    + shown
                    + " largest of "
                    + table.rows().size()
                    + " published "
                    + what
                    + "."
                : "")
            + (level == CODES && shown > 0 ? labels.note() : "");
    if (shown == 0) {
      return new Exhibit(title, unit, n, reading, "", table, "occupations");
    }
    List<Bars.Bar> bars = new ArrayList<>();
    for (int row = 0; row < shown; row++) {
      String code = table.cell(row, "code").shown();
      String name = table.cell(row, "name").shown();
      bars.add(
          new Bars.Bar(
              code.equals("unknown") ? "unknown" : (code + ' ' + name).strip(),
              Study.measure(table, row, "share")));
    }
    String svg =
        new Bars(Exhibit.caption(title, unit, n, reading), bars, "share of spells", true).svg();
    return new Exhibit(title, unit, n, reading, svg, table, "occupations");
  }
}
