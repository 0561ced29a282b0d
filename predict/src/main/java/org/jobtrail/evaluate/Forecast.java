package org.jobtrail.evaluate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.Recoding;
import org.jobtrail.panel.Truncation;
import org.jobtrail.predict.NextOccupationModel;
import org.jobtrail.predict.career.Future;

/// How well a model foresees one period from a cut-off: careers are drawn onward from what was
/// known then, and the average of the distributions along them is scored by what happened.
///
/// Source: CAREER, section on forecasting. People with records on both sides of the cut-off count,
/// in the periods in which they were observed; covariates stay at their last known levels. The
/// model should have been trained on periods up to the cut-off alone.
///
/// @param model the label
/// @param people observed in the period
/// @param perplexity of the averaged distributions
/// @param distance between the forecast and the observed distribution of outcomes over people:
///     total variation, `½ Σ |p − q|`, in `[0, 1]`
public record Forecast(
    String model, int period, long people, Estimate perplexity, Estimate distance) {
  /// People whose careers are drawn between two marks of the progress.
  private static final int TOGETHER = 256;

  /// @param until the last period that is known
  /// @param draws careers drawn for each person
  public static List<Forecast> of(Evaluator evaluator, Contender contender, int until, int draws)
      throws IOException {
    NextOccupationModel model = contender.model();
    Recoding recoding = new Recoding(evaluator.panel().schema(), model.schema());
    List<PanelPerson> people = new ArrayList<>();
    List<Integer> known = new ArrayList<>();
    for (PanelPerson person : evaluator.people()) {
      Optional<PanelPerson> recoded = recoding.of(person);
      int n = Truncation.records(person, until);
      if (recoded.isPresent() && n > 0 && n < person.size()) {
        people.add(recoded.get());
        known.add(n);
      }
    }
    SortedMap<Integer, Year> years = new TreeMap<>();
    int outcomes = model.schema().outcomes().size();
    evaluator.progress().start(contender.label() + " ahead", people.size());
    for (int from = 0; from < people.size(); from += TOGETHER) {
      int to = Math.min(from + TOGETHER, people.size());
      List<PanelPerson> pasts = new ArrayList<>();
      List<int[]> ahead = new ArrayList<>();
      for (int p = from; p < to; p++) {
        PanelPerson person = people.get(p);
        int n = known.get(p);
        pasts.add(person.prefix(n));
        ahead.add(IntStream.range(n, person.size()).map(person::period).toArray());
      }
      List<Future> futures = Future.draw(model, pasts, ahead, draws, evaluator.seed());
      for (int p = from; p < to; p++) {
        PanelPerson person = people.get(p);
        int n = known.get(p);
        double[][] averages = futures.get(p - from).averages();
        for (int k = 0; k < averages.length; k++) {
          years
              .computeIfAbsent(person.period(n + k), _ -> new Year(people.size(), outcomes))
              .add(p, averages[k], person.outcome(n + k));
        }
      }
      evaluator.progress().step(to);
    }
    evaluator.progress().close();
    Resamples resamples = new Resamples(people.size(), evaluator.replicates(), evaluator.seed());
    List<Forecast> forecasts = new ArrayList<>();
    years.forEach(
        (period, year) ->
            forecasts.add(
                new Forecast(
                    contender.label(),
                    period,
                    year.observed,
                    resamples.estimate(year.perplexity()),
                    resamples.estimate(year.distance()))));
    return forecasts;
  }

  /// What was foreseen for a period and what came.
  private static final class Year {
    private final double[] nll;
    private final double[] counted;
    private final float[][] foreseen;
    private final int[] came;
    private final int outcomes;
    private long observed;

    Year(int people, int outcomes) {
      nll = new double[people];
      counted = new double[people];
      foreseen = new float[people][];
      came = new int[people];
      this.outcomes = outcomes;
    }

    void add(int person, double[] distribution, int truth) {
      nll[person] = -Math.log(distribution[truth]);
      counted[person] = 1;
      came[person] = truth;
      foreseen[person] = new float[outcomes];
      for (int k = 0; k < outcomes; k++) {
        foreseen[person][k] = (float) distribution[k];
      }
      observed++;
    }

    Statistic perplexity() {
      return Statistic.ratio(nll, counted, Math::exp);
    }

    Statistic distance() {
      return new Statistic.Distance(foreseen, came, outcomes);
    }
  }
}
