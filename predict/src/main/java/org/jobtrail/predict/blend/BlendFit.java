package org.jobtrail.predict.blend;

import java.util.Arrays;
import java.util.List;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.Split;
import org.jobtrail.predict.TrainingRun;
import org.jobtrail.predict.optimise.Blocks;

/// The fitting of a blend's weights.
final class BlendFit {
  private static final int BATCH = 64;

  private final BlendTrainer settings;
  private final List<Member> members;
  private final Panel panel;
  private final TrainingRun run;

  BlendFit(BlendTrainer settings, List<Member> members, Panel panel, TrainingRun run) {
    this.settings = settings;
    this.members = members;
    this.panel = panel;
    this.run = run;
  }

  BlendModel fit() {
    double[] even = new double[members.size()];
    Arrays.fill(even, 1.0 / even.length);
    StageFit first = new StageFit(settings, even, 1);
    StageFit stay = new StageFit(settings, even, Situation.SIZE);
    StageFit move = new StageFit(settings, even, Situation.SIZE);
    List<PanelPerson> people = panel.people(Split.VALID);
    run.progress().start("people", people.size());
    for (int from = 0; from < people.size(); from += BATCH) {
      List<PanelPerson> batch = people.subList(from, Math.min(people.size(), from + BATCH));
      List<List<double[][]>> logs = members.stream().map(m -> m.logs(batch)).toList();
      for (int i = 0; i < batch.size(); i++) {
        int which = i;
        List<double[][]> ofPerson = logs.stream().map(l -> l.get(which)).toList();
        collect(batch.get(i), ofPerson, from + i, first, stay, move);
      }
      run.progress().step(from + (long) batch.size());
    }
    try (Blocks blocks = new Blocks(run.threads())) {
      return BlendModel.of(
          settings,
          panel.schema(),
          members,
          first.weights(blocks),
          stay.weights(blocks),
          move.weights(blocks));
    }
  }

  private static void collect(
      PanelPerson person,
      List<double[][]> logs,
      int number,
      StageFit first,
      StageFit stay,
      StageFit move) {
    for (int t = 0; t < person.size(); t++) {
      int at = t;
      List<double[]> rows = logs.stream().map(l -> l[at]).toList();
      int outcome = person.outcome(t);
      if (t == 0) {
        first.add(number, new Pool.Row(new double[] {1}, outcome, Stages.all(rows)));
        continue;
      }
      int previous = person.outcome(t - 1);
      double[] situation = Situation.of(person, t);
      int stayed = outcome == previous ? 1 : 0;
      stay.add(number, new Pool.Row(situation, stayed, Stages.stay(rows, previous)));
      if (stayed == 0) {
        float[] to = Stages.destinations(rows, previous);
        move.add(number, new Pool.Row(situation, Stages.place(outcome, previous), to));
      }
    }
  }
}
