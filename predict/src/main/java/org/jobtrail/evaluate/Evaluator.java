package org.jobtrail.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.Split;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Progress;

/// Evaluates models on a part of a panel.
///
/// @param replicates resamples of people; 0 for no intervals
public record Evaluator(Panel panel, Split split, int replicates, long seed, Progress progress) {
  public Evaluator {
    if (replicates < 0) {
      throw new IllegalArgumentException("replicates must be at least 0, found " + replicates);
    }
    if (!panel.isSplit()) {
      throw new JobtrailException.Usage(
          panel.name() + " was never split; run `jobtrail panel split` first");
    }
    if (panel.people(split).isEmpty()) {
      throw new JobtrailException.Usage(
          "the part " + split.word() + " of " + panel.name() + " has nobody to judge by");
    }
  }

  List<PanelPerson> people() {
    return panel.people(split);
  }

  /// @param predictions where every transition is written to
  /// @param full whether every outcome's probability is written there
  /// @throws JobtrailException.Usage when the model can judge nobody
  public Evaluation evaluate(Contender model, Optional<Path> predictions, boolean full)
      throws IOException {
    if (predictions.isEmpty()) {
      return evaluation(judge(model, people(), RowSink.NONE));
    }
    try (PredictionsFile file =
        PredictionsFile.open(predictions.get(), model.model().schema().outcomes(), full)) {
      Judge.Judged judged = judge(model, people(), file);
      file.finish();
      return evaluation(judged);
    }
  }

  /// Several models on the same people: those that every model can judge, with the same resamples.
  public List<Evaluation> evaluate(List<Contender> models) throws IOException {
    List<Judge.Judged> judged = new ArrayList<>();
    Set<PanelPerson> common = new HashSet<>(people());
    for (Contender model : models) {
      Judge.Judged one = judge(model, people(), RowSink.NONE);
      judged.add(one);
      common.retainAll(new HashSet<>(one.judgements().people()));
    }
    List<PanelPerson> all = people().stream().filter(common::contains).toList();
    if (all.isEmpty()) {
      throw new JobtrailException.Usage(
          "nobody of " + panel.name() + " can be judged by all of these models together");
    }
    Resamples resamples = new Resamples(all.size(), replicates, seed);
    List<Evaluation> evaluations = new ArrayList<>();
    for (int m = 0; m < models.size(); m++) {
      Judge.Judged one = judged.get(m);
      if (one.judgements().people().size() > all.size()) {
        one = new Judge.Judged(judge(models.get(m), all, RowSink.NONE).judgements(), one.leftOut());
      }
      evaluations.add(new Evaluation(one.judgements(), one.leftOut(), panel.schema(), resamples));
    }
    return evaluations;
  }

  /// Of some of the people, all of whom the model can judge.
  Judgements judgements(Contender model, List<PanelPerson> people) throws IOException {
    return judge(model, people, RowSink.NONE).judgements();
  }

  private Judge.Judged judge(Contender model, List<PanelPerson> people, RowSink sink)
      throws IOException {
    Judge.Judged judged =
        Judge.judge(
            model, panel.schema(), people, Judge.frequentDestinations(panel), sink, progress);
    if (judged.judgements().size() == 0) {
      throw new JobtrailException.Usage(
          model.label()
              + " can judge nobody of "
              + panel.name()
              + ": everybody has an outcome that it doesn't know, such as "
              + String.join(", ", judged.leftOut().outcomes().keySet().stream().limit(5).toList())
              + "; was it trained on this coding?");
    }
    return judged;
  }

  private Evaluation evaluation(Judge.Judged judged) {
    return new Evaluation(
        judged.judgements(),
        judged.leftOut(),
        panel.schema(),
        new Resamples(judged.judgements().people().size(), replicates, seed));
  }
}
