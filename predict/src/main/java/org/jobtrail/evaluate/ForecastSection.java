package org.jobtrail.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.jobtrail.analyse.Cell;
import org.jobtrail.analyse.Exhibit;
import org.jobtrail.analyse.Section;
import org.jobtrail.analyse.Table;
import org.jobtrail.analyse.chart.Curves;

/// Years ahead of a cut-off.
final class ForecastSection extends BoardSection {
  ForecastSection(Leaderboard board) {
    super(board);
  }

  @Override
  List<Section> sections() {
    return board.extras().forecasts().isEmpty() ? List.of() : List.of(section());
  }

  private Section section() {
    List<Forecast> all = board.extras().forecasts();
    List<Exhibit> exhibits = new ArrayList<>();
    for (boolean perplexity : new boolean[] {true, false}) {
      List<Curves.Series> series = new ArrayList<>();
      for (String model : all.stream().map(Forecast::model).distinct().toList()) {
        series.add(
            new Curves.Series(
                model,
                all.stream()
                    .filter(f -> f.model().equals(model))
                    .map(
                        f -> {
                          Estimate e = perplexity ? f.perplexity() : f.distance();
                          return new Curves.Point(
                              f.period(),
                              e.value(),
                              e.low(),
                              e.high(),
                              Cell.count(f.people()).shown() + " people");
                        })
                    .toList()));
      }
      String title = perplexity ? "Years ahead" : "Distribution of outcomes, years ahead";
      String unit =
          perplexity
              ? "perplexity of the averaged distribution"
              : "total variation between the forecast and the observed distribution";
      String reading =
          perplexity
              ? "The further ahead, the less is known; covariates stay at their last known levels."
              : "Chance alone sets two distributions of few people apart; the intervals have that"
                  + " taken out, so that a point can lie above its own.";
      Table table = LeaderboardTables.forecasts(board);
      exhibits.add(
          new Exhibit(
              title,
              unit,
              Cell.count(all.getFirst().people()).shown() + " people in the first year",
              reading,
              new Curves(
                      Exhibit.caption(title, unit, n, reading),
                      series,
                      "period",
                      perplexity ? "perplexity" : "total variation",
                      Curves.Axes.CLOSE)
                  .svg(),
              perplexity ? table : new Table("forecast_distances", table.columns(), table.rows()),
              ""));
    }
    return new Section(
        "Forecasting",
        "Careers are drawn onward, one outcome after the other, from what was known at the cut-off; the"
            + " average of the distributions along them is scored by what came, in the periods in which a"
            + " person was observed.",
        exhibits);
  }
}
