package org.jobtrail.predict.blend;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.Split;
import org.jobtrail.predict.TrainingRun;
import org.jobtrail.predict.optimise.Blocks;
import org.jobtrail.predict.optimise.Lbfgs;

/// The fitting of a blend's weights.
final class BlendFit {
  private static final int BATCH = 64;
  private static final int MEMORY = 10;
  private static final double TOLERANCE = 1e-6;

  /// The same weights in every situation.
  private static final double RIGID = 1e7;

  /// No fold is left out.
  private static final int NOBODY = -1;

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

  /// The rows of a stage, by the fold of their person.
  private final class Stage {
    final List<List<Pool.Row>> folds = new ArrayList<>();
    int rows;

    Stage() {
      for (int f = 0; f < settings.folds(); f++) {
        folds.add(new ArrayList<>());
      }
    }

    void add(int fold, Pool.Row row) {
      if (rows < settings.mostRows()) {
        folds.get(fold).add(row);
        rows++;
      }
    }

    List<Pool.Row> without(int fold) {
      List<Pool.Row> rest = new ArrayList<>();
      for (int f = 0; f < folds.size(); f++) {
        if (f != fold) {
          rest.addAll(folds.get(f));
        }
      }
      return rest;
    }
  }

  BlendModel fit() {
    Stage first = new Stage();
    Stage stay = new Stage();
    Stage move = new Stage();
    List<PanelPerson> people = panel.people(Split.VALID);
    run.progress().start("people", people.size());
    for (int from = 0; from < people.size(); from += BATCH) {
      List<PanelPerson> batch = people.subList(from, Math.min(people.size(), from + BATCH));
      List<List<double[][]>> logs = members.stream().map(m -> m.logs(batch)).toList();
      for (int i = 0; i < batch.size(); i++) {
        int which = i;
        List<double[][]> ofPerson = logs.stream().map(l -> l.get(which)).toList();
        collect(batch.get(i), ofPerson, (from + i) % settings.folds(), first, stay, move);
      }
      run.progress().step(from + (long) batch.size());
    }
    try (Blocks blocks = new Blocks(run.threads())) {
      return BlendModel.of(
          settings,
          panel.schema(),
          members,
          weights(first, 1, blocks),
          weights(stay, Situation.SIZE, blocks),
          weights(move, Situation.SIZE, blocks));
    }
  }

  private static void collect(
      PanelPerson person, List<double[][]> logs, int fold, Stage first, Stage stay, Stage move) {
    for (int t = 0; t < person.size(); t++) {
      int at = t;
      List<double[]> rows = logs.stream().map(l -> l[at]).toList();
      int outcome = person.outcome(t);
      if (t == 0) {
        first.add(fold, new Pool.Row(new double[] {1}, outcome, Stages.all(rows)));
        continue;
      }
      int previous = person.outcome(t - 1);
      double[] situation = Situation.of(person, t);
      int stayed = outcome == previous ? 1 : 0;
      stay.add(fold, new Pool.Row(situation, stayed, Stages.stay(rows, previous)));
      if (stayed == 0) {
        float[] to = Stages.destinations(rows, previous);
        move.add(fold, new Pool.Row(situation, Stages.place(outcome, previous), to));
      }
    }
  }

  /// With the strength that does best on people left out, from the strongest on.
  private double[] weights(Stage stage, int situations, Blocks blocks) {
    List<Double> strengths = new ArrayList<>(List.of(RIGID));
    if (situations > 1) {
      strengths.addAll(settings.own());
    }
    double least = Double.POSITIVE_INFINITY;
    double[] best = fitted(stage.without(NOBODY), situations, RIGID, Optional.empty(), blocks);
    List<double[]> folds = new ArrayList<>(Collections.nCopies(settings.folds(), best));
    for (double own : strengths) {
      double nll = 0;
      for (int f = 0; f < settings.folds() && strengths.size() > 1; f++) {
        Optional<double[]> begin = Optional.of(folds.get(f));
        folds.set(f, fitted(stage.without(f), situations, own, begin, blocks));
        nll += Pool.nll(stage.folds.get(f), folds.get(f), members.size());
      }
      if (nll >= least) {
        break;
      }
      least = nll;
      best = fitted(stage.without(NOBODY), situations, own, Optional.of(best), blocks);
    }
    return best;
  }

  private double[] fitted(
      List<Pool.Row> rows, int situations, double own, Optional<double[]> begin, Blocks blocks) {
    Pool pool = new Pool(rows, members.size(), situations, settings.shared(), own, blocks);
    double[] weights = begin.map(double[]::clone).orElseGet(pool::even);
    new Lbfgs(MEMORY, settings.iterations(), TOLERANCE).minimise(pool, weights);
    return weights;
  }
}
