package org.jobtrail.evaluate;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.Recoding;
import org.jobtrail.panel.Split;
import org.jobtrail.predict.NextOccupationModel;
import org.jobtrail.predict.NextOccupationTrainer;
import org.jobtrail.predict.StackingTrainer;
import org.jobtrail.provenance.JobtrailException;

/// What a study of the value of information trains and asks.
///
/// @param kind of model, as results call it
/// @param trained a model of that trainer and the panel; empty to train it
/// @param pooled a panel that holds the people of the panel and those of others
/// @param shares of the training people, in `(0, 1]`, ascending
public record InformationPlan(
    String kind,
    NextOccupationTrainer trainer,
    Optional<NextOccupationModel> trained,
    Optional<Panel> pooled,
    List<Double> shares) {
  /// @throws JobtrailException.Usage for shares outside `(0, 1]`, a model of another kind, a kind
  ///     that is made of other models
  public InformationPlan {
    for (double share : shares) {
      if (!(share > 0 && share <= 1)) {
        throw new JobtrailException.Usage(
            "--shares must be above 0 and at most 1, found " + share + "; write 0.25 for 25 %");
      }
    }
    shares = shares.stream().sorted().distinct().toList();
    if (trainer instanceof StackingTrainer) {
      throw new JobtrailException.Usage(
          "--model " + kind + ": is made of trained models; name the kind of one of them");
    }
    if (trained.isPresent() && !trained.get().name().equals(kind)) {
      throw new JobtrailException.Usage(
          "--trained: is a model of the kind "
              + trained.get().name()
              + ", --model says "
              + kind
              + "; name the kind that it is");
    }
  }

  /// @throws JobtrailException.Usage when the pooled panel has other periods, doesn't know an
  ///     outcome, was never divided, or trains on people that are to be judged
  public void refuseUnlessFits(Evaluator evaluator) {
    if (pooled.isEmpty()) {
      return;
    }
    Panel pool = pooled.get();
    Panel panel = evaluator.panel();
    String name = "--pooled: " + pool.name();
    if (pool.schema().unit() != panel.schema().unit()) {
      throw new JobtrailException.Usage(
          name
              + " has a record for each "
              + word(pool)
              + ", "
              + panel.name()
              + " for each "
              + word(panel)
              + "; pool panels of one unit");
    }
    if (!pool.isSplit()
        || pool.people(Split.TRAIN).isEmpty()
        || pool.people(Split.VALID).isEmpty()) {
      throw new JobtrailException.Usage(
          name + " has nobody in train or in valid; pool panels that `panel split` divided");
    }
    List<String> unknown =
        new Recoding(panel.schema(), pool.schema()).unknown().stream().map(o -> o.code()).toList();
    if (!unknown.isEmpty()) {
      throw new JobtrailException.Usage(
          name
              + " doesn't know outcomes of "
              + panel.name()
              + ", such as "
              + String.join(", ", unknown.subList(0, Math.min(5, unknown.size())))
              + "; make it with `panel pool`, this panel among the others");
    }
    var judged =
        evaluator.people().stream()
            .map(p -> panel.name() + ":" + p.id())
            .collect(java.util.stream.Collectors.toSet());
    long leaked =
        IntStream.range(0, pool.people().size())
            .filter(i -> pool.splits().get(i) != evaluator.split())
            .filter(i -> judged.contains(pool.people().get(i).id()))
            .count();
    if (leaked > 0) {
      throw new JobtrailException.Usage(
          name
              + " has "
              + leaked
              + " people of "
              + panel.name()
              + "'s part "
              + evaluator.split().word()
              + " in another part, where models would learn from those who judge them; pool the"
              + " panel as it is divided now");
    }
  }

  private static String word(Panel panel) {
    return panel.schema().unit().toString().toLowerCase(java.util.Locale.ROOT);
  }
}
