package org.jobtrail.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.Split;
import org.jobtrail.predict.NextOccupationTrainer;
import org.jobtrail.predict.TrainingRun;
import org.jobtrail.provenance.Progress;

/// How a kind of model gains from more people to train on. Smaller shares are parts of larger
/// ones; validation and test people are always the same.
public final class LearningCurve {
  /// The shares that are tried.
  public static final List<Double> SHARES = List.of(0.05, 0.1, 0.2, 0.5, 1.0);

  private LearningCurve() {}

  /// @param training with a seed, threads and a device; each share gets a folder below its work
  public static List<LearningPoint> of(
      Evaluator evaluator, String kind, NextOccupationTrainer trainer, TrainingRun training)
      throws IOException {
    List<LearningPoint> points = new ArrayList<>();
    for (double share : SHARES) {
      Panel part = part(evaluator.panel(), share, evaluator.seed());
      Path work = training.work().resolve(kind + "-" + Math.round(share * 100));
      java.nio.file.Files.createDirectories(work);
      TrainingRun run =
          new TrainingRun(
              training.seed(),
              training.threads(),
              training.device(),
              work,
              training.from(),
              Progress.NONE);
      String label = kind + " on " + Math.round(share * 100) + " %";
      Evaluation evaluation =
          evaluator.evaluate(
              new Contender(label, trainer.train(part, run)), Optional.empty(), false);
      points.add(
          new LearningPoint(
              kind,
              share,
              part.people(Split.TRAIN).size(),
              evaluation.estimate(Metric.PERPLEXITY),
              evaluation.estimate(Metric.AUC_MOVE)));
    }
    return points;
  }

  /// The panel with a share of its training people, drawn by lot; at least one stays.
  static Panel part(Panel panel, double share, long seed) {
    List<PanelPerson> people = new ArrayList<>();
    List<Split> splits = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < panel.people().size(); i++) {
      Split split = panel.splits().get(i);
      // Drawn for everybody, so that a larger share holds a smaller one.
      boolean drawn = random.nextDouble() < share;
      if (split != Split.TRAIN || drawn || !splits.contains(Split.TRAIN)) {
        people.add(panel.people().get(i));
        splits.add(split);
      }
    }
    return new Panel(panel.name(), panel.schema(), people, splits);
  }
}
