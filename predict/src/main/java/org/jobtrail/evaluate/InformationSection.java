package org.jobtrail.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.jobtrail.analyse.Cell;
import org.jobtrail.analyse.Exhibit;
import org.jobtrail.analyse.Section;
import org.jobtrail.analyse.Table;
import org.jobtrail.analyse.chart.Curves;
import org.jobtrail.analyse.chart.DotRows;
import org.jobtrail.analyse.chart.Measure;

/// What models lose when they are told less.
final class InformationSection extends BoardSection {
  InformationSection(Leaderboard board) {
    super(board);
  }

  @Override
  List<Section> sections() {
    return board.extras().information().isEmpty() ? List.of() : List.of(section());
  }

  private Section section() {
    List<Information> all = board.extras().information();
    List<String> models = all.stream().map(Information::model).distinct().toList();
    List<Curves.Series> lengths = new ArrayList<>();
    for (String model : models) {
      List<Information> of =
          all.stream()
              .filter(i -> i.model().equals(model) && i.what().equals(Information.HISTORY))
              .toList();
      lengths.add(
          new Curves.Series(
              model,
              of.stream()
                  // Without any record there is little left: it would press the rest together.
                  .filter(i -> i.records() >= 1)
                  .map(
                      i ->
                          new Curves.Point(
                              i.records(),
                              i.ratio().value(),
                              i.ratio().low(),
                              i.ratio().high(),
                              i.records() + " records: " + shown(i.perplexity(), 2)))
                  .toList()));
    }
    List<String> covariates =
        all.stream()
            .map(Information::what)
            .filter(w -> !w.equals(Information.HISTORY))
            .distinct()
            .toList();
    List<DotRows.Series> random = new ArrayList<>();
    for (String model : models) {
      random.add(
          new DotRows.Series(
              model,
              covariates.stream()
                  .map(
                      c ->
                          all.stream()
                              .filter(i -> i.model().equals(model) && i.what().equals(c))
                              .findFirst()
                              .map(i -> measure(i.ratio(), 3))
                              .orElse(new Measure(Double.NaN, Double.NaN, Double.NaN, "–")))
                  .toList()));
    }
    String first = "Length of history";
    String unit = "perplexity with the last k records / with all, paired over people";
    String reading =
        "At 1 nothing is lost; the curve shows how far back a model looks. What no record at all"
            + " costs is in the table.";
    List<Exhibit> exhibits = new ArrayList<>();
    exhibits.add(
        new Exhibit(
            first,
            unit,
            n,
            reading,
            new Curves(
                    Exhibit.caption(first, unit, n, reading),
                    lengths,
                    "records shown",
                    "perplexity / with all",
                    Curves.Axes.CLOSE)
                .svg(),
            LeaderboardTables.information(board),
            ""));
    if (!covariates.isEmpty()) {
      String second = "Covariates";
      String text = "perplexity with a random level / with the true one, paired over people";
      String words = "Above 1 the covariate helps.";
      Table.Builder table =
          Table.named("covariates")
              .column("model", "model")
              .column("covariate", "covariate")
              .column("ratio", "random / true")
              .interval("ratio");
      for (Information i : all) {
        if (!i.what().equals(Information.HISTORY)) {
          List<Cell> row = new ArrayList<>(List.of(Cell.text(i.model()), Cell.text(i.what())));
          LeaderboardTables.figure(row, i.ratio(), 4);
          table.row(row);
        }
      }
      exhibits.add(
          new Exhibit(
              second,
              text,
              n,
              words,
              new DotRows(
                      Exhibit.caption(second, text, n, words),
                      covariates.stream().map(c -> c.replace('_', ' ')).toList(),
                      random,
                      "perplexity / with the true level",
                      1)
                  .svg(),
              table.build(),
              ""));
    }
    return new Section(
        "Value of information",
        "The models are asked again and told less; none is trained anew.",
        exhibits);
  }
}
