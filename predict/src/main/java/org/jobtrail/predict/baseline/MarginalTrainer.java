package org.jobtrail.predict.baseline;

import java.util.Arrays;
import java.util.TreeMap;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.panel.Split;
import org.jobtrail.predict.Device;
import org.jobtrail.predict.ModelKind;
import org.jobtrail.predict.NextOccupationModel;
import org.jobtrail.predict.NextOccupationTrainer;
import org.jobtrail.predict.SavedModel;
import org.jobtrail.predict.Tensor;
import org.jobtrail.predict.TrainingRun;

/// Every outcome as often as the records of the training people have it, whatever the past.
///
/// `p(k) = (n(k) + s) / (Σ n + s·K)` over K outcomes.
///
/// @param smoothing s, above 0, so that no outcome has probability 0
public record MarginalTrainer(double smoothing) implements NextOccupationTrainer {
  public static final MarginalTrainer DEFAULT = new MarginalTrainer(0.5);
  static final String NAME = "marginal";
  public static final ModelKind KIND =
      new ModelKind(
          NAME,
          "every outcome as often as it is, whatever the past",
          DEFAULT,
          MarginalTrainer::load);
  private static final String TENSOR = "log_probabilities";

  public MarginalTrainer {
    if (!(smoothing > 0)) {
      throw new IllegalArgumentException("smoothing must be above 0, found " + smoothing);
    }
  }

  @Override
  public NextOccupationModel train(Panel panel, TrainingRun run) {
    run.refuseFrom(NAME);
    double[] logs = logs(panel);
    TreeMap<String, Tensor> tensors = new TreeMap<>();
    tensors.put(TENSOR, Tensor.of(logs, logs.length));
    return new ConstantModel(
        SavedModel.of(NAME, this, tensors), panel.schema(), logs, logs.length - 1L);
  }

  /// `[outcomes]`, the natural logs of the outcomes' shares among the people to train on.
  public double[] logs(Panel panel) {
    double[] counts = new double[panel.schema().outcomes().size()];
    for (PanelPerson person : panel.people(Split.TRAIN)) {
      for (int t = 0; t < person.size(); t++) {
        counts[person.outcome(t)]++;
      }
    }
    double total = Arrays.stream(counts).sum() + smoothing * counts.length;
    return Arrays.stream(counts).map(n -> Math.log((n + smoothing) / total)).toArray();
  }

  private static NextOccupationModel load(SavedModel saved, PanelSchema schema, Device device) {
    int outcomes = schema.outcomes().size();
    double[] logs = saved.tensor(TENSOR, outcomes).doubles();
    return new ConstantModel(saved, schema, logs, outcomes - 1L);
  }
}
