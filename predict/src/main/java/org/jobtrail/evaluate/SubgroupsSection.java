package org.jobtrail.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.jobtrail.analyse.Cell;
import org.jobtrail.analyse.Exhibit;
import org.jobtrail.analyse.Section;
import org.jobtrail.analyse.chart.DotRows;
import org.jobtrail.analyse.chart.Measure;

/// For whom predictions hold: groups by covariates and pairs of them.
final class SubgroupsSection extends BoardSection {
  SubgroupsSection(Leaderboard board) {
    super(board);
  }

  @Override
  List<Section> sections() {
    List<String> dimensions =
        board.subgroups().stream().map(Subgroup::dimension).distinct().toList();
    List<Exhibit> single = new ArrayList<>();
    List<Subgroup> pairs = new ArrayList<>();
    for (String dimension : dimensions) {
      List<Subgroup> groups =
          board.subgroups().stream().filter(g -> g.dimension().equals(dimension)).toList();
      if (dimension.contains(" by ")) {
        pairs.addAll(groups);
      } else {
        single.add(subgroup(dimension, groups));
      }
    }
    if (single.isEmpty()) {
      return List.of();
    }
    if (!pairs.isEmpty()) {
      single.add(
          new Exhibit(
              "Pairs of dimensions",
              "perplexity, AUC and calibration of moving in groups by two covariates",
              n,
              "Every pair of the dimensions above.",
              "",
              LeaderboardTables.subgroups("subgroup_pairs", board, pairs),
              ""));
    }
    return List.of(
        new Section(
            "For whom predictions hold",
            "Perplexity differs between groups because some careers are more regular than others; whether a"
                + " model serves a group shows beside the other models. Education is what was known at the record,"
                + " so a person can be in several of its groups.",
            single));
  }

  private Exhibit subgroup(String dimension, List<Subgroup> groups) {
    String title = "By " + dimension.replace('_', ' ');
    String unit = "perplexity by group, with the number of people";
    List<Integer> drawn = drawn().stream().filter(withoutOutliers()::contains).toList();
    List<String> rows = new ArrayList<>();
    for (Subgroup group : groups) {
      rows.add(
          group.group().replace('_', ' ')
              + (group.suppressed() ? "" : " (" + Cell.count(group.people()).shown() + ")"));
    }
    List<DotRows.Series> series = new ArrayList<>();
    for (int m : drawn) {
      series.add(
          new DotRows.Series(
              board.evaluations().get(m).model(),
              groups.stream()
                  .map(
                      g ->
                          g.suppressed()
                              ? new Measure(Double.NaN, Double.NaN, Double.NaN, "hidden")
                              : measure(g.figure(m, Metric.PERPLEXITY), 2))
                  .toList()));
    }
    List<Subgroup> shown = groups.stream().filter(g -> !g.suppressed()).toList();
    String reading = "Too few people in every group.";
    if (!shown.isEmpty()) {
      int best = board.best();
      var byValue =
          java.util.Comparator.comparingDouble(
              (Subgroup g) -> g.figure(best, Metric.PERPLEXITY).value());
      Subgroup low = shown.stream().min(byValue).orElseThrow();
      Subgroup high = shown.stream().max(byValue).orElseThrow();
      String model = board.evaluations().get(best).model();
      reading =
          shown.size() == 1
              ? model
                  + ": "
                  + shown(low.figure(best, Metric.PERPLEXITY), 2)
                  + " ("
                  + low.group().replace('_', ' ')
                  + "); too few people in every other group."
              : model
                  + ": from "
                  + shown(low.figure(best, Metric.PERPLEXITY), 2)
                  + " ("
                  + low.group().replace('_', ' ')
                  + ") to "
                  + shown(high.figure(best, Metric.PERPLEXITY), 2)
                  + " ("
                  + high.group().replace('_', ' ')
                  + ").";
    }
    return new Exhibit(
        title,
        unit,
        n,
        reading,
        new DotRows(
                Exhibit.caption(title, unit, n, reading), rows, series, "perplexity", Double.NaN)
            .svg(),
        LeaderboardTables.subgroups("subgroups_" + dimension, board, groups),
        "");
  }
}
