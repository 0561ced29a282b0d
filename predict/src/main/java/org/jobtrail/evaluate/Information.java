package org.jobtrail.evaluate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jobtrail.panel.Covariate;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.panel.Recoding;
import org.jobtrail.panel.Split;
import org.jobtrail.predict.NextOccupationModel;

/// What a model makes of a part of what it is told: its perplexity without that part.
///
/// Source: LABOR-LLM, section on the value of information: histories cut to the last k records,
/// covariates replaced by random draws. The model isn't trained anew.
///
/// @param model the label
/// @param what the covariate that is random; for histories, {@link #HISTORY}
/// @param records of the past that are shown; −1 for all
/// @param perplexity without it
/// @param ratio perplexity / that with everything, paired over people
public record Information(
    String model, String what, int records, Estimate perplexity, Estimate ratio) {
  /// Stands for the past, cut to {@link #records}.
  public static final String HISTORY = "history";

  /// The lengths of history that are tried.
  static final List<Integer> LENGTHS = List.of(0, 1, 2, 3, 5, 10);

  /// @param whole the evaluation with everything, made by the same evaluator
  public static List<Information> of(Evaluator evaluator, Contender contender, Evaluation whole)
      throws IOException {
    NextOccupationModel model = contender.model();
    PanelSchema schema = model.schema();
    Resamples resamples =
        new Resamples(whole.judgements().people().size(), evaluator.replicates(), evaluator.seed());
    List<Information> all = new ArrayList<>();
    int longest =
        whole.judgements().people().stream().mapToInt(PanelPerson::size).max().orElse(1) - 1;
    for (int records : LENGTHS) {
      if (records < longest) {
        all.add(
            of(
                evaluator,
                new Contender(
                    contender.label() + ", last " + records, new Windowed(model, records)),
                contender.label(),
                HISTORY,
                records,
                whole,
                resamples));
      }
    }
    Estimate full = whole.estimate(Metric.PERPLEXITY);
    all.add(new Information(contender.label(), HISTORY, -1, full, full.ratioTo(full)));
    Recoding recoding = new Recoding(evaluator.panel().schema(), schema);
    List<PanelPerson> train =
        evaluator.panel().people(Split.TRAIN).stream()
            .flatMap(person -> recoding.of(person).stream())
            .toList();
    if (train.isEmpty()) {
      return all;
    }
    for (boolean fixed : new boolean[] {true, false}) {
      List<Covariate> covariates = fixed ? schema.fixed() : schema.varying();
      for (int c : IntStream.range(0, covariates.size()).toArray()) {
        String name = covariates.get(c).name();
        all.add(
            of(
                evaluator,
                new Contender(
                    contender.label() + ", random " + name,
                    new Scrambled(model, fixed, c, train, evaluator.seed())),
                contender.label(),
                name,
                -1,
                whole,
                resamples));
      }
    }
    return all;
  }

  private static Information of(
      Evaluator evaluator,
      Contender lessTold,
      String label,
      String what,
      int records,
      Evaluation whole,
      Resamples resamples)
      throws IOException {
    Judgements judgements = evaluator.judgements(lessTold, whole.judgements().people());
    Estimate perplexity = resamples.estimate(Metric.PERPLEXITY.of(judgements, _ -> true));
    return new Information(
        label, what, records, perplexity, perplexity.ratioTo(whole.estimate(Metric.PERPLEXITY)));
  }
}
