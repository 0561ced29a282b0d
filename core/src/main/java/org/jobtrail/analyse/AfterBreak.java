package org.jobtrail.analyse;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jobtrail.analyse.chart.Dots;
import org.jobtrail.analyse.chart.HeatMap;
import org.jobtrail.analyse.chart.Measure;

/// What differs between pairs by the length of the gap before the second job.
final class AfterBreak {
  private final Study study;
  private final RowCounts rows;
  private final BreakTables tables;

  AfterBreak(Study study, RowCounts rows, BreakTables tables) {
    this.study = study;
    this.rows = rows;
    this.tables = tables;
  }

  Section section() {
    List<Exhibit> exhibits = new ArrayList<>(List.of(effect(), mix()));
    String without = "";
    switch (study.settings().status()) {
      case StatusScale.Absent _ ->
          without =
              " Status change was left out: no status scale was given. Pass one with --status FILE, a"
                  + " table of ISCO-08 codes and scores such as ISEI-08; none ships with the project.";
      case StatusScale.Table _ -> {
        exhibits.add(statusChange());
        exhibits.add(directions());
      }
    }
    return new Section(
        "After a break",
        "Pairs are told apart by the gap before the second job. Differences describe; people who"
            + " take long breaks differ from others in ways that this data does not hold."
            + without,
        exhibits);
  }

  private Exhibit effect() {
    Table.Builder builder =
        Table.named("break_effect").column("gap", "gap in quarters").column("pairs", "pairs");
    for (int level = 1; level <= 4; level++) {
      builder.column("same_level_" + level, "same " + GroupNames.LEVELS.get(level - 1));
      builder.interval("same_level_" + level);
    }
    builder.column("difference", "difference to gap 0, level " + study.settings().level());
    builder.interval("difference");
    for (String gap : BreakTables.GAPS) {
      builder.row(effectRow(gap));
    }
    Table table = builder.build();
    String title = "Same group after a gap";
    String unit = "share of pairs that stay in one ISCO-08 group, by gap between the jobs";
    List<Dots.Series> series = new ArrayList<>();
    for (int level = 1; level <= 4; level++) {
      List<Measure> measures = new ArrayList<>();
      for (int gap = 0; gap < BreakTables.MEASURED.size(); gap++) {
        measures.add(Study.measure(table, gap, "same_level_" + level));
      }
      series.add(new Dots.Series(GroupNames.LEVELS.get(level - 1), measures));
    }
    String reading = effectReading(table);
    String svg =
        new Dots(
                Exhibit.caption(title, unit, rows.pairs(), reading),
                BreakTables.MEASURED,
                series,
                "gap in quarters",
                "share in the same group",
                true)
            .svg();
    return new Exhibit(title, unit, rows.pairs(), reading, svg, table, "break_effect");
  }

  private List<Cell> effectRow(String gap) {
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.text(gap));
    boolean hidden = tables.hidden("gap", gap);
    Tally total = tables.tally("gap", gap);
    cells.add(hidden ? Cell.suppressed() : Cell.count(total.total()));
    double[] all = study.bootstrap().counts(total);
    for (int level = 1; level <= 4; level++) {
      cells.addAll(
          tables.sharingHidden(gap, level)
              ? Study.suppressed(3)
              : study.share(tables.sharing(gap, level), total, all));
    }
    int level = study.settings().level();
    boolean comparable = !tables.sharingHidden(gap, level) && !tables.sharingHidden("0", level);
    if (gap.equals("0")) {
      cells.addAll(List.of(Cell.absent(), Cell.absent(), Cell.absent()));
    } else if (comparable) {
      cells.addAll(difference(gap, total, all, level));
    } else {
      cells.addAll(Study.suppressed(3));
    }
    return cells;
  }

  private List<Cell> difference(String gap, Tally total, double[] all, int level) {
    Tally base = tables.tally("gap", "0");
    double[] here = shares(tables.sharing(gap, level), all);
    double[] there = shares(tables.sharing("0", level), study.bootstrap().counts(base));
    double difference =
        (double) tables.sharing(gap, level).total() / total.total()
            - (double) tables.sharing("0", level).total() / base.total();
    return Study.shareCells(
        difference, Interval.of(Bootstrap.combine(here, there, (h, t) -> h - t)));
  }

  private double[] shares(Tally part, double[] whole) {
    return Bootstrap.combine(
        study.bootstrap().counts(part), whole, (p, w) -> w == 0 ? Double.NaN : p / w);
  }

  private String effectReading(Table table) {
    int level = study.settings().level();
    Cell none = table.cell(0, "same_level_" + level);
    Cell most = table.cell(4, "same_level_" + level);
    return Double.isNaN(none.value()) || Double.isNaN(most.value())
        ? "Too few people to compare long gaps with none."
        : "Without a gap "
            + none.shown()
            + " stay in their "
            + GroupNames.LEVELS.get(level - 1)
            + ", after more than 8 quarters "
            + most.shown()
            + ".";
  }

  private Exhibit mix() {
    Table.Builder builder =
        Table.named("break_destinations")
            .column("gap", "gap in quarters")
            .column("destination", "to major group")
            .column("pairs", "pairs")
            .column("share", "share of the gap's pairs")
            .interval("share");
    List<List<Double>> values = new ArrayList<>();
    List<String> gaps = new ArrayList<>(BreakTables.MEASURED);
    gaps.add("1 or more");
    for (String gap : gaps) {
      boolean any = gap.equals("1 or more");
      Tally total = any ? tables.tally("state", BreakTables.BREAK) : tables.tally("gap", gap);
      boolean totalHidden =
          any ? tables.hidden("state", BreakTables.BREAK) : tables.hidden("gap", gap);
      double[] all = study.bootstrap().counts(total);
      List<Double> shares = new ArrayList<>();
      for (String major : BreakTables.MAJORS) {
        String[] key =
            any
                ? new String[] {"destination", BreakTables.BREAK, major}
                : new String[] {"mix", gap, major};
        Tally cell = tables.tally(key);
        List<Cell> share =
            total.total() == 0
                ? List.of(Cell.absent(), Cell.absent(), Cell.absent())
                : totalHidden || tables.hidden(key)
                    ? Study.suppressed(3)
                    : study.share(cell, total, all);
        builder.row(
            Study.join(
                List.of(
                    Cell.text(gap),
                    Cell.text(study.names().of(major)),
                    tables.hidden(key) ? Cell.suppressed() : Cell.count(cell.total())),
                share));
        shares.add(share.getFirst() instanceof Cell.Absent ? -1 : share.getFirst().value());
      }
      values.add(shares);
    }
    String title = "Where people go after a gap";
    String unit = "destination major group, in per cent of the pairs with that gap";
    String reading =
        "Read along a row: of all pairs with that gap, the share whose second job is in each major"
            + " group, whatever the first was.";
    List<String> names = gaps.stream().map(gap -> "gap " + gap).toList();
    String svg =
        new HeatMap(
                Exhibit.caption(title, unit, rows.pairs(), reading),
                names,
                BreakTables.MAJORS,
                values,
                "quarters",
                "to major group: " + legend())
            .svg();
    return new Exhibit(title, unit, rows.pairs(), reading, svg, builder.build(), "matrix");
  }

  private static String legend() {
    return "0 armed forces to 9 elementary";
  }

  private Tally scored(String gap) {
    return Tally.union(
        List.of(),
        Stream.of("up", "same", "down").map(way -> tables.tally("status", gap, way)).toList());
  }

  private Exhibit statusChange() {
    Table.Builder builder =
        Table.named("break_status")
            .column("gap", "gap in quarters")
            .column("pairs", "pairs with a score on both sides")
            .column("change", "mean change in points")
            .interval("change");
    for (String gap : BreakTables.GAPS) {
      Tally scored = scored(gap);
      boolean few =
          tables.hidden("gap", gap)
              || tables.hidden("status", gap, "no score")
              || !study.enough(scored);
      double mean = scored.measure() / 1000.0 / scored.total();
      Interval interval =
          Interval.of(
              Bootstrap.combine(
                  study.bootstrap().measures(scored),
                  study.bootstrap().counts(scored),
                  (m, c) -> c == 0 ? Double.NaN : m / 1000 / c));
      builder.row(
          Study.join(
              List.of(Cell.text(gap)),
              few
                  ? Study.suppressed(4)
                  : Study.join(
                      List.of(Cell.count(scored.total())), Study.numberCells(mean, interval, 2))));
    }
    Table table = builder.build();
    String title = "Status change after a gap";
    String unit = "mean change of the status score, in points of the given scale";
    List<Measure> measures = new ArrayList<>();
    for (int gap = 0; gap < BreakTables.MEASURED.size(); gap++) {
      measures.add(Study.measure(table, gap, "change"));
    }
    Cell none = table.cell(0, "change");
    Cell most = table.cell(4, "change");
    String reading =
        Double.isNaN(none.value()) || Double.isNaN(most.value())
            ? "Too few people to compare long gaps with none."
            : "Without a gap the score changes by "
                + none.shown()
                + " points on average, after more than 8 quarters by "
                + most.shown()
                + ".";
    String svg =
        new Dots(
                Exhibit.caption(title, unit, rows.pairs(), reading),
                BreakTables.MEASURED,
                List.of(new Dots.Series("mean change", measures)),
                "gap in quarters",
                "points",
                false)
            .svg();
    return new Exhibit(title, unit, rows.pairs(), reading, svg, table, "break_status");
  }

  private Exhibit directions() {
    Table.Builder builder =
        Table.named("break_status_direction")
            .column("gap", "gap in quarters")
            .column("direction", "score of the next job")
            .column("pairs", "pairs")
            .column("share", "share of the gap's pairs")
            .interval("share");
    for (String gap : BreakTables.GAPS) {
      Tally total = tables.tally("gap", gap);
      double[] all = study.bootstrap().counts(total);
      for (String direction : BreakTables.DIRECTIONS) {
        Tally cell = tables.tally("status", gap, direction);
        boolean hidden = tables.hidden("status", gap, direction);
        builder.row(
            Study.join(
                List.of(Cell.text(gap), Cell.text(direction)),
                hidden
                    ? Study.suppressed(4)
                    : Study.join(
                        List.of(Cell.count(cell.total())),
                        tables.hidden("gap", gap)
                            ? Study.suppressed(3)
                            : study.share(cell, total, all))));
      }
    }
    return new Exhibit(
        "Up, down or same status after a gap",
        "pairs, by direction of the status score",
        rows.pairs(),
        "The same pairs, told apart by whether the score of the next job is higher, lower or equal.",
        "",
        builder.build(),
        "break_status");
  }
}
