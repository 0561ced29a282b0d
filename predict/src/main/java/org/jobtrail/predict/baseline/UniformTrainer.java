package org.jobtrail.predict.baseline;

import java.util.TreeMap;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.predict.Device;
import org.jobtrail.predict.ModelKind;
import org.jobtrail.predict.NextOccupationModel;
import org.jobtrail.predict.NextOccupationTrainer;
import org.jobtrail.predict.SavedModel;
import org.jobtrail.predict.TrainingRun;

/// Every outcome alike: its perplexity is the number of outcomes.
public record UniformTrainer() implements NextOccupationTrainer {
  public static final UniformTrainer DEFAULT = new UniformTrainer();
  static final String NAME = "uniform";
  public static final ModelKind KIND =
      new ModelKind(NAME, "every outcome alike", DEFAULT, UniformTrainer::load);

  @Override
  public NextOccupationModel train(Panel panel, TrainingRun run) {
    run.refuseFrom(NAME);
    return new ConstantModel(
        SavedModel.of(NAME, this, new TreeMap<>()), panel.schema(), even(panel.schema()), 0);
  }

  private static NextOccupationModel load(SavedModel saved, PanelSchema schema, Device device) {
    return new ConstantModel(saved, schema, even(schema), 0);
  }

  private static double[] even(PanelSchema schema) {
    double[] logs = new double[schema.outcomes().size()];
    java.util.Arrays.fill(logs, -Math.log(logs.length));
    return logs;
  }
}
