package org.jobtrail.evaluate;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.Split;
import org.jobtrail.predict.NextOccupationModel;
import org.jobtrail.predict.NextOccupationTrainer;

/// What each source of a model is worth: the model is asked with less, and trained with less or
/// more, and every variant is judged on the same people with the same resamples.
///
/// Source: Du et al., LABOR-LLM, arXiv:2406.17972, section on the value of information: length of
/// history, covariates drawn by lot, titles against numbers, share of the data, other surveys. The
/// intervals are over people; another seed of the training isn't in them.
///
/// @param whole of the full model
/// @param rows the full model first, then group by group
/// @param leftOut why rows are not there, a line each
public record InformationStudy(
    Evaluator evaluator,
    String kind,
    Evaluation whole,
    List<InformationRow> rows,
    List<String> leftOut) {
  public InformationStudy {
    rows = List.copyOf(rows);
    leftOut = List.copyOf(leftOut);
  }

  /// Trains the full model if need be, then each variant, and judges them one after the other.
  public static InformationStudy of(Evaluator evaluator, InformationPlan plan, Trainings trainings)
      throws IOException {
    plan.refuseUnlessFits(evaluator);
    return new Study(evaluator, plan, trainings).finish();
  }

  /// In per cent, without zeros at the end: `12.5 %`.
  static String percent(double share) {
    return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString() + " %";
  }

  private static final class Study {
    private final Evaluator evaluator;
    private final InformationPlan plan;
    private final Trainings trainings;
    private final Panel panel;
    private final Contender full;
    private final Evaluation whole;
    private final Estimate perplexity;
    private final Resamples resamples;
    private final List<InformationRow> rows = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();

    Study(Evaluator evaluator, InformationPlan plan, Trainings trainings) throws IOException {
      this.evaluator = evaluator;
      this.plan = plan;
      this.trainings = trainings;
      this.panel = evaluator.panel();
      NextOccupationModel model =
          plan.trained().isPresent()
              ? plan.trained().get()
              : train("full", plan.trainer(), panel, Optional.empty(), false);
      this.full = new Contender(plan.kind(), model);
      this.whole = evaluator.evaluate(full, Optional.empty(), false);
      this.perplexity = whole.estimate(Metric.PERPLEXITY);
      this.resamples =
          new Resamples(
              whole.judgements().people().size(), evaluator.replicates(), evaluator.seed());
    }

    InformationStudy finish() throws IOException {
      rows.add(
          new InformationRow(
              InformationRow.EVERYTHING,
              "as it is",
              false,
              OptionalLong.of(panel.people(Split.TRAIN).size()),
              OptionalInt.empty(),
              perplexity,
              perplexity.ratioTo(perplexity)));
      toldLess();
      fewerPeople();
      codesForTitles();
      pooling();
      return new InformationStudy(evaluator, plan.kind(), whole, rows, leftOut);
    }

    private void toldLess() throws IOException {
      for (Information one : Information.of(evaluator, full, whole)) {
        boolean history = one.what().equals(Information.HISTORY);
        if (!history || one.records() >= 0) {
          rows.add(
              new InformationRow(
                  history ? InformationRow.HISTORY : InformationRow.COVARIATES,
                  history ? shown(one.records()) : "random " + one.what(),
                  false,
                  OptionalLong.empty(),
                  history ? OptionalInt.of(one.records()) : OptionalInt.empty(),
                  one.perplexity(),
                  one.ratio()));
        }
      }
    }

    private static String shown(int records) {
      return switch (records) {
        case 0 -> "no record";
        case 1 -> "last record";
        default -> "last " + records + " records";
      };
    }

    private void fewerPeople() throws IOException {
      for (double share : plan.shares()) {
        if (share < 1) {
          Panel part = LearningCurve.part(panel, share, evaluator.seed());
          String name = "share-" + BigDecimal.valueOf(share).toPlainString();
          trained(
              InformationRow.PEOPLE,
              percent(share),
              part,
              train(name, plan.trainer(), part, Optional.empty(), false));
        } else {
          leftOut.add("training people, 100 %: that is the full model");
        }
      }
    }

    private void codesForTitles() throws IOException {
      Optional<NextOccupationTrainer> codes = plan.trainer().withoutTitleWords(trainings.folder());
      if (codes.isEmpty()) {
        leftOut.add("titles: " + plan.kind() + " as it is set reads no words of titles");
        return;
      }
      trained(
          InformationRow.TITLES,
          "codes without meaning",
          panel,
          train("codes", codes.get(), panel, Optional.empty(), false));
    }

    private void pooling() throws IOException {
      if (plan.pooled().isEmpty()) {
        leftOut.add("pooling: no panel of several surveys was named (--pooled)");
        return;
      }
      Panel pool = plan.pooled().get();
      NextOccupationModel general = train("pooled", plan.trainer(), pool, Optional.empty(), true);
      if (plan.trainer().startsFromModels()) {
        trained(
            InformationRow.POOLING,
            "pre-trained on " + pool.name(),
            panel,
            train("pre-trained", plan.trainer(), panel, Optional.of(general), true));
      } else {
        leftOut.add(
            "pooling, pre-trained: "
                + plan.kind()
                + " as it is set can't start from a trained model");
      }
      trained(InformationRow.POOLING, pool.name() + " alone", pool, general);
    }

    private NextOccupationModel train(
        String name,
        NextOccupationTrainer trainer,
        Panel on,
        Optional<NextOccupationModel> from,
        boolean pooled)
        throws IOException {
      return trainings.train(new Trainings.Variant(name, trainer, on, from, pooled));
    }

    private void trained(String what, String setting, Panel on, NextOccupationModel model)
        throws IOException {
      Contender variant = new Contender(plan.kind() + ", " + what + ": " + setting, model);
      Judgements judgements = evaluator.judgements(variant, whole.judgements().people());
      if (judgements.people().size() != resamples.people()) {
        throw new IllegalStateException(
            variant.label()
                + " could judge "
                + judgements.people().size()
                + " people, the full model "
                + resamples.people());
      }
      Estimate own = resamples.estimate(Metric.PERPLEXITY.of(judgements, _ -> true));
      rows.add(
          new InformationRow(
              what,
              setting,
              true,
              OptionalLong.of(on.people(Split.TRAIN).size()),
              OptionalInt.empty(),
              own,
              own.ratioTo(perplexity)));
    }
  }
}
