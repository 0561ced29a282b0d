package org.jobtrail.analyse;

import java.util.ArrayList;
import java.util.List;
import org.jobtrail.analyse.chart.Bars;
import org.jobtrail.analyse.chart.HeatMap;

/// Consecutive pairs: staying in group, and the ten by ten matrices with and without a break.
final class Transitions {
  private final Study study;
  private final RowCounts rows;
  private final BreakTables tables;

  Transitions(Study study, RowCounts rows, BreakTables tables) {
    this.study = study;
    this.rows = rows;
    this.tables = tables;
  }

  Section section() {
    return new Section(
        "Transitions",
        "A transition is a pair of spells that follow each other in one career. Pairs within one"
            + " group are stays; they are part of the tables unless the policy below drops them.",
        List.of(
            rows.steps(), staying(), heatMap(BreakTables.NO_BREAK), heatMap(BreakTables.BREAK)));
  }

  private Exhibit staying() {
    Table.Builder builder =
        Table.named("staying")
            .column("level", "ISCO-08 level")
            .column("group", "group")
            .column("stays", "pairs in one group")
            .column("share", "share of pairs")
            .interval("share");
    Tally total = tables.tally("total");
    double[] all = study.bootstrap().counts(total);
    for (int level = 1; level <= 4; level++) {
      Tally stays = tables.sharing(BreakTables.ANY, level);
      builder.row(
          Study.join(
              List.of(Cell.count(level), Cell.text(GroupNames.LEVELS.get(level - 1))),
              tables.sharingHidden(BreakTables.ANY, level) || !study.enough(total)
                  ? Study.suppressed(4)
                  : study.countAndShare(stays, total, all)));
    }
    Table table = builder.build();
    for (int level = 1; level <= 4; level++) {
      study.headline("staying_share_level_" + level, table.cell(level - 1, "share"));
    }
    String title = "Staying in group";
    String unit = "share of consecutive pairs in one ISCO-08 group, by level";
    List<String> shown = new ArrayList<>();
    for (int level = 4; level >= 1; level--) {
      Cell share = table.cell(level - 1, "share");
      if (!Double.isNaN(share.value())) {
        shown.add("in the same " + GroupNames.LEVELS.get(level - 1) + " in " + share.shown());
      }
    }
    String reading =
        shown.isEmpty()
            ? Readings.TOO_FEW
            : "The next job is "
                + shown.getFirst()
                + " of the pairs"
                + (shown.size() > 1 ? ", " + shown.getLast() : "")
                + ".";
    List<Bars.Bar> bars = new ArrayList<>();
    for (int level = 1; level <= 4; level++) {
      bars.add(
          new Bars.Bar(GroupNames.LEVELS.get(level - 1), Study.measure(table, level - 1, "share")));
    }
    String svg =
        shown.isEmpty()
            ? ""
            : new Bars(
                    Exhibit.caption(title, unit, rows.pairs(), reading),
                    bars,
                    "share of pairs",
                    true)
                .svg();
    return new Exhibit(title, unit, rows.pairs(), reading, svg, table, "break_effect");
  }

  private Exhibit heatMap(String state) {
    boolean broken = state.equals(BreakTables.BREAK);
    Table.Builder builder =
        Table.named(broken ? "matrix_break" : "matrix_no_break")
            .column("origin", "from")
            .column("destination", "to")
            .column("pairs", "pairs")
            .column("share", "share of the origin's pairs")
            .interval("share");
    List<List<Double>> values = new ArrayList<>();
    for (String origin : BreakTables.MAJORS) {
      Tally row = tables.tally("origin", state, origin);
      double[] all = study.bootstrap().counts(row);
      List<Double> shares = new ArrayList<>();
      for (String destination : BreakTables.MAJORS) {
        List<Cell> cells = matrixCells(state, origin, destination, row, all);
        builder.row(
            Study.join(
                List.of(
                    Cell.text(study.names().of(origin)), Cell.text(study.names().of(destination))),
                cells));
        Cell share = cells.get(1);
        shares.add(share instanceof Cell.Absent ? -1 : share.value());
      }
      values.add(shares);
    }
    Table table = builder.build();
    String title = broken ? "Transitions after a break" : "Transitions without a break";
    String unit =
        "share of the pairs that leave a major group, in per cent of the row, gap "
            + (broken ? "of 1 quarter or more" : "0");
    String n =
        tables.hidden("state", state)
            ? ""
            : Numbers.grouped(tables.tally("state", state).total()) + " pairs";
    String reading = heatMapReading(values);
    List<String> names = BreakTables.MAJORS.stream().map(study.names()::of).toList();
    String svg =
        new HeatMap(
                Exhibit.caption(title, unit, n, reading),
                names,
                BreakTables.MAJORS,
                values,
                "from",
                "to major group")
            .svg();
    return new Exhibit(title, unit, n, reading, svg, table, "matrix");
  }

  private List<Cell> matrixCells(
      String state, String origin, String destination, Tally row, double[] all) {
    if (row.total() == 0) {
      return List.of(Cell.count(0), Cell.absent(), Cell.absent(), Cell.absent());
    }
    if (tables.hidden("pair", state, origin, destination)) {
      return Study.suppressed(4);
    }
    Tally cell = tables.tally("pair", state, origin, destination);
    return Study.join(
        List.of(Cell.count(cell.total())),
        tables.hidden("origin", state, origin) ? Study.suppressed(3) : study.share(cell, row, all));
  }

  private String heatMapReading(List<List<Double>> values) {
    int best = -1;
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i).get(i) >= 0
          && (best < 0 || values.get(i).get(i) > values.get(best).get(best))) {
        best = i;
      }
    }
    return best < 0
        ? Readings.TOO_FEW
        : "Read along a row. The diagonal are those who stay in their major group: most of all "
            + study.names().of(Integer.toString(best))
            + " with "
            + Numbers.percent(values.get(best).get(best))
            + ".";
  }
}
