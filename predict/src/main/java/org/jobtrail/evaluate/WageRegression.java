package org.jobtrail.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.panel.Recoding;
import org.jobtrail.panel.Split;
import org.jobtrail.predict.NextOccupationModel;
import org.jobtrail.predict.Represents;
import org.jobtrail.provenance.JobtrailException;

/// What a model's view of the past adds to a wage regression, out of sample.
///
/// The log of the wage of a record on: its covariates and year (dummies), experience (periods since
/// the first record) and age where the year of birth is known, each with its square, the
/// occupation (dummies); and the model's numbers for the past before the record, its hidden layer
/// or else its log probabilities. Ridge, the penalty chosen on `valid`; R² on `test` is
/// `1 − Σ(y − ŷ)² / Σ(y − ȳ)²` with the mean of the training people.
///
/// @param tally of all records
/// @param width how many numbers the model tells
/// @param r2 by the features used
/// @param gain R² of all − R² of what is standard, paired over people
/// @param records of the people judged by
public record WageRegression(
    WageTally tally,
    boolean hidden,
    int width,
    SequencedMap<String, Estimate> r2,
    Estimate gain,
    long people,
    long records) {
  /// The measure that is regressed.
  public static final String MEASURE = "hourly_wage";

  /// Names of the feature sets.
  public static final String BASIC = "covariates and year";

  public static final String STANDARD = "the same and the occupation";
  public static final String PAST = "covariates, year and the model";
  public static final String ALL = "all";

  private static final double[] PENALTIES = {1e-5, 1e-4, 1e-3, 1e-2, 1e-1};

  /// Logs of impossible outcomes are cut here: beyond, nothing is told.
  private static final double LEAST_LOG = -20;

  private static final int BATCH = 256;

  /// R² by one set of features.
  public Estimate r2(String set) {
    return Objects.requireNonNull(r2.get(set), set);
  }

  /// @param low wages below are absurd
  /// @param high wages above are absurd
  public static WageRegression of(
      Evaluator evaluator, NextOccupationModel model, double low, double high) {
    return new Fit(evaluator, model, low, high).result();
  }

  private static final class Fit {
    private final Evaluator evaluator;
    private final NextOccupationModel model;
    private final PanelSchema schema;
    private final Recoding recoding;
    private final int measure;
    private final double low;
    private final double high;
    private final int firstPeriod;
    private final int periods;
    private final int birth;
    private final int occupationsFrom;
    private final int numbersFrom;
    private final int width;
    private final double[] mean;
    private final double[] deviation;
    private long used;
    private long absent;
    private long notPositive;
    private long absurd;

    Fit(Evaluator evaluator, NextOccupationModel model, double low, double high) {
      this.evaluator = evaluator;
      this.model = model;
      this.low = low;
      this.high = high;
      Panel panel = evaluator.panel();
      schema = panel.schema();
      recoding = new Recoding(schema, model.schema());
      measure = schema.measures().indexOf(MEASURE);
      if (measure < 0) {
        throw new JobtrailException.Usage(
            panel.name()
                + " has no measure "
                + MEASURE
                + "; it has "
                + (schema.measures().isEmpty() ? "none" : schema.measures()));
      }
      firstPeriod = panel.people().stream().mapToInt(p -> p.period(0)).min().orElse(0);
      periods =
          panel.people().stream().mapToInt(p -> p.period(p.size() - 1)).max().orElse(0)
              - firstPeriod
              + 1;
      birth =
          IntStream.range(0, schema.fixed().size())
              .filter(c -> schema.fixed().get(c).name().contains("birth"))
              .findFirst()
              .orElse(-1);
      int at = 5;
      for (var c : schema.fixed()) {
        at += c.levels().size();
      }
      for (var c : schema.varying()) {
        at += c.levels().size();
      }
      occupationsFrom = at + periods;
      numbersFrom = occupationsFrom + schema.outcomes().size();
      int told = numbers(List.of(anyone())).getFirst()[0].length;
      width = numbersFrom + told;
      mean = new double[width];
      deviation = new double[width];
      Arrays.fill(deviation, 1);
    }

    private PanelPerson anyone() {
      return evaluator.panel().people().stream()
          .flatMap(p -> recoding.of(p).stream())
          .findFirst()
          .orElseThrow(
              () ->
                  new JobtrailException.Usage(
                      "the model knows the outcomes of nobody of " + evaluator.panel().name()));
    }

    private List<double[][]> numbers(List<PanelPerson> recoded) {
      return model instanceof Represents represents
          ? represents.representations(recoded)
          : model.logProbabilities(recoded);
    }

    /// Takes a record's features and the log of its wage.
    private interface Row {
      void take(int person, double[] x, double y);
    }

    /// Walks over all records with a wage that can be used.
    private void rows(List<PanelPerson> people, Row each, boolean count) {
      evaluator.progress().start("wages", people.size());
      for (int from = 0; from < people.size(); from += BATCH) {
        List<PanelPerson> known = new ArrayList<>();
        List<PanelPerson> recoded = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        for (int p = from; p < Math.min(people.size(), from + BATCH); p++) {
          Optional<PanelPerson> own = recoding.of(people.get(p));
          if (own.isPresent()) {
            known.add(people.get(p));
            recoded.add(own.get());
            positions.add(p);
          }
        }
        List<double[][]> numbers = recoded.isEmpty() ? List.of() : numbers(recoded);
        for (int k = 0; k < known.size(); k++) {
          PanelPerson person = known.get(k);
          for (int t = 0; t < person.size(); t++) {
            double wage = person.measure(measure, t);
            if (usable(wage, count)) {
              each.take(positions.get(k), features(person, t, numbers.get(k)[t]), Math.log(wage));
            }
          }
        }
        evaluator.progress().step(Math.min(people.size(), from + BATCH));
      }
      evaluator.progress().close();
    }

    private boolean usable(double wage, boolean count) {
      boolean fits = wage >= low && wage <= high && wage > 0;
      if (count) {
        used += fits ? 1 : 0;
        absent += Double.isNaN(wage) ? 1 : 0;
        notPositive += wage <= 0 ? 1 : 0;
        absurd += !fits && wage > 0 ? 1 : 0;
      }
      return fits;
    }

    private double[] features(PanelPerson person, int t, double[] numbers) {
      double[] x = new double[width];
      x[0] = 1;
      double experience = (person.period(t) - person.period(0)) / 10.0;
      x[1] = experience;
      x[2] = experience * experience;
      if (birth >= 0) {
        String year = schema.fixed().get(birth).levels().get(person.fixed(birth));
        if (year.matches("\\d{4}")) {
          double age = (person.period(t) - Integer.parseInt(year)) / 10.0;
          x[3] = age;
          x[4] = age * age;
        }
      }
      int at = 5;
      for (int c = 0; c < schema.fixed().size(); c++) {
        x[at + person.fixed(c)] = 1;
        at += schema.fixed().get(c).levels().size();
      }
      for (int c = 0; c < schema.varying().size(); c++) {
        x[at + person.varying(c, t)] = 1;
        at += schema.varying().get(c).levels().size();
      }
      x[at + person.period(t) - firstPeriod] = 1;
      x[occupationsFrom + person.outcome(t)] = 1;
      for (int k = 0; k < numbers.length; k++) {
        x[numbersFrom + k] =
            (Math.max(LEAST_LOG, numbers[k]) - mean[numbersFrom + k]) / deviation[numbersFrom + k];
      }
      return x;
    }

    /// Centres the model's numbers on the training people, so that one penalty fits all.
    private void standardise(List<PanelPerson> train) {
      double[] sums = new double[width];
      double[] squares = new double[width];
      long[] n = {0};
      rows(
          train,
          (_, x, _) -> {
            n[0]++;
            for (int k = numbersFrom; k < width; k++) {
              sums[k] += x[k];
              squares[k] += x[k] * x[k];
            }
          },
          false);
      for (int k = numbersFrom; k < width; k++) {
        mean[k] = sums[k] / n[0];
        double variance = squares[k] / n[0] - mean[k] * mean[k];
        deviation[k] = variance > 1e-12 ? Math.sqrt(variance) : 1;
      }
    }

    WageRegression result() {
      Panel panel = evaluator.panel();
      List<PanelPerson> train = panel.people(Split.TRAIN);
      List<PanelPerson> judged = evaluator.people();
      rows(panel.people(), (_, _, _) -> {}, true);
      WageTally tally = new WageTally(used, absent, notPositive, absurd);
      standardise(train);
      Ridge ridge = new Ridge(width);
      double[] total = new double[2];
      rows(
          train,
          (_, x, y) -> {
            ridge.add(x, y);
            total[0] += y;
            total[1]++;
          },
          false);
      if (total[1] == 0) {
        throw new JobtrailException.Usage(panel.name() + ": no training record has a wage");
      }
      Map<String, int[]> sets = new LinkedHashMap<>();
      int[] basic = {1, occupationsFrom};
      int[] occupations = {occupationsFrom, numbersFrom};
      int[] numbers = {numbersFrom, width};
      sets.put(BASIC, Ridge.columns(basic));
      sets.put(STANDARD, Ridge.columns(basic, occupations));
      sets.put(PAST, Ridge.columns(basic, numbers));
      sets.put(ALL, Ridge.columns(basic, occupations, numbers));
      Map<String, double[]> chosen = choose(ridge, sets, panel.people(Split.VALID));
      return judge(tally, chosen, judged, total[0] / total[1]);
    }

    private Map<String, double[]> choose(
        Ridge ridge, Map<String, int[]> sets, List<PanelPerson> valid) {
      List<String> names = new ArrayList<>(sets.keySet());
      double[][][] tried = new double[names.size()][PENALTIES.length][];
      for (int s = 0; s < tried.length; s++) {
        for (int l = 0; l < PENALTIES.length; l++) {
          tried[s][l] = ridge.solve(Objects.requireNonNull(sets.get(names.get(s))), PENALTIES[l]);
        }
      }
      double[][] errors = new double[names.size()][PENALTIES.length];
      long[] n = {0};
      rows(
          valid,
          (_, x, y) -> {
            n[0]++;
            for (int s = 0; s < tried.length; s++) {
              for (int l = 0; l < PENALTIES.length; l++) {
                double error = y - Ridge.predict(tried[s][l], x);
                errors[s][l] += error * error;
              }
            }
          },
          false);
      if (n[0] == 0) {
        throw new JobtrailException.Usage(
            evaluator.panel().name()
                + ": no record of valid has a wage that can be used, so the penalty can't be chosen");
      }
      Map<String, double[]> chosen = new LinkedHashMap<>();
      for (int s = 0; s < tried.length; s++) {
        int best = 0;
        for (int l = 1; l < PENALTIES.length; l++) {
          best = errors[s][l] < errors[s][best] ? l : best;
        }
        chosen.put(names.get(s), tried[s][best]);
      }
      return chosen;
    }

    private WageRegression judge(
        WageTally tally, Map<String, double[]> chosen, List<PanelPerson> judged, double average) {
      List<String> names = new ArrayList<>(chosen.keySet());
      double[][] errors = new double[names.size()][judged.size()];
      double[] spread = new double[judged.size()];
      long[] records = new long[judged.size()];
      rows(
          judged,
          (person, x, y) -> {
            for (int s = 0; s < names.size(); s++) {
              double error = y - Ridge.predict(Objects.requireNonNull(chosen.get(names.get(s))), x);
              errors[s][person] += error * error;
            }
            spread[person] += (y - average) * (y - average);
            records[person]++;
          },
          false);
      long paid = Arrays.stream(records).filter(n -> n > 0).count();
      if (paid < 2) {
        throw new JobtrailException.Usage(
            evaluator.panel().name()
                + ": "
                + Arrays.stream(records).sum()
                + " records of "
                + paid
                + " people of "
                + evaluator.split().word()
                + " have a wage that can be used; R² needs two people at least");
      }
      Resamples resamples = new Resamples(judged.size(), evaluator.replicates(), evaluator.seed());
      SequencedMap<String, Estimate> r2 = new LinkedHashMap<>();
      for (int s = 0; s < names.size(); s++) {
        r2.put(names.get(s), resamples.estimate(Statistic.ratio(errors[s], spread, e -> 1 - e)));
      }
      Estimate gain =
          Objects.requireNonNull(r2.get(ALL)).minus(Objects.requireNonNull(r2.get(STANDARD)));
      return new WageRegression(
          tally,
          model instanceof Represents,
          width - numbersFrom,
          r2,
          gain,
          paid,
          Arrays.stream(records).sum());
    }
  }
}
