package org.jobtrail.predict.counts;

import java.util.List;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.panel.Split;
import org.jobtrail.panel.TransitionKind;
import org.jobtrail.predict.Device;
import org.jobtrail.predict.ModelKind;
import org.jobtrail.predict.NextOccupationModel;
import org.jobtrail.predict.NextOccupationTrainer;
import org.jobtrail.predict.SavedModel;
import org.jobtrail.predict.Tensor;
import org.jobtrail.predict.TrainingRun;
import org.jobtrail.predict.optimise.LineSearch;

/// Transition frequencies in two stages: how often people stay in `a`, and where those who leave
/// `a` go, each interpolated with what holds for all.
///
/// `P(stay | a) = (n(stay, a) + c·P(stay)) / (n(a) + c)`, and likewise for destinations `b ≠ a`
/// with the destinations of everybody. A second outcome of the past backs off to the first. The
/// concentrations c are fitted on `valid`.
///
/// Source: Du et al., LABOR-LLM, arXiv:2406.17972, empirical transition frequencies. We differ:
/// they are interpolated, and staying is a stage of its own.
///
/// @param order how many outcomes of the past are the context, 1 or 2
public record CountsTrainer(int order) implements NextOccupationTrainer {
  public static final CountsTrainer DEFAULT = new CountsTrainer(1);
  static final String NAME = "counts";
  public static final ModelKind KIND =
      new ModelKind(
          NAME,
          "transition frequencies, staying and destinations apart (order = 1 or 2)",
          DEFAULT,
          CountsTrainer::load);

  private static final int SWEEPS = 2;
  private static final int SEARCH_STEPS = 16;

  public CountsTrainer {
    if (order != 1 && order != 2) {
      throw new IllegalArgumentException("order must be 1 or 2, found " + order);
    }
  }

  public CountsTrainer withOrder(int order) {
    return new CountsTrainer(order);
  }

  @Override
  public NextOccupationModel train(Panel panel, TrainingRun run) {
    run.refuseFrom(NAME);
    TransitionCounts counts = TransitionCounts.of(panel, order);
    List<PanelPerson> valid = panel.people(Split.VALID);
    double[] concentrations = new double[TransitionCounts.CONCENTRATIONS];
    java.util.Arrays.fill(concentrations, 5);
    run.progress().start("smoothing", (long) SWEEPS * concentrations.length);
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (int c = 0; c < concentrations.length; c++) {
        int place = c;
        DoubleUnaryOperator nll =
            log -> {
              double[] tried = concentrations.clone();
              tried[place] = Math.exp(log);
              return nll(counts, tried, valid, TransitionCounts.decides(place));
            };
        concentrations[c] =
            Math.exp(LineSearch.minimum(nll, Math.log(0.01), Math.log(1e5), SEARCH_STEPS));
        run.progress().step((long) sweep * concentrations.length + c + 1);
      }
    }
    return model(this, panel.schema(), counts, concentrations);
  }

  /// Of the part of the likelihood that a concentration has a say in.
  private static double nll(
      TransitionCounts counts,
      double[] concentrations,
      List<PanelPerson> people,
      List<TransitionKind> kinds) {
    double sum = 0;
    for (PanelPerson person : people) {
      for (int t = 0; t < person.size(); t++) {
        if (kinds.contains(person.kind(t))) {
          sum -= counts.logOutcome(person, t, concentrations);
        }
      }
    }
    return sum;
  }

  private static CountsModel model(
      CountsTrainer settings,
      PanelSchema schema,
      TransitionCounts counts,
      double[] concentrations) {
    TreeMap<String, Tensor> tensors = new TreeMap<>(counts.tensors());
    tensors.put("concentrations", Tensor.of(concentrations, concentrations.length));
    return new CountsModel(SavedModel.of(NAME, settings, tensors), schema, counts, concentrations);
  }

  private static NextOccupationModel load(SavedModel saved, PanelSchema schema, Device device) {
    CountsTrainer settings = saved.settings(CountsTrainer.class);
    TransitionCounts counts =
        TransitionCounts.of(saved, settings.order(), schema.outcomes().size());
    double[] concentrations =
        saved.tensor("concentrations", TransitionCounts.CONCENTRATIONS).doubles();
    return new CountsModel(saved, schema, counts, concentrations);
  }
}
