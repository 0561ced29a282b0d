package org.jobtrail.predict.blend;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jobtrail.predict.optimise.Blocks;
import org.jobtrail.predict.optimise.Lbfgs;

/// Records of one stage, by the fold of their person, and the fitting of its weights.
final class StageFit {
  private static final int MEMORY = 10;
  private static final double TOLERANCE = 1e-6;

  /// Features whose sizes differ need more steps, and smaller ones.
  private static final double FINE = 1e-9;

  /// The same weights in every situation.
  private static final double RIGID = 1e7;

  /// No fold is left out.
  private static final int NOBODY = -1;

  /// @param shared of the constant's weights, towards the centre
  /// @param own of what situations add, towards 0
  private record Strength(double shared, double own) {}

  private final BlendTrainer settings;
  private final double[] centre;
  private final int situations;
  private final double tolerance;

  /// Falling.
  private final List<Strength> strengths = new ArrayList<>();

  private final List<List<Pool.Row>> folds = new ArrayList<>();
  private int rows;

  /// Weights that are drawn to the centre as strongly as the settings say; how strongly what
  /// situations add is held down, people left out decide.
  ///
  /// @param centre `[members]`, what the weights begin with and are drawn towards
  /// @param situations 1 where there is the constant only
  StageFit(BlendTrainer settings, double[] centre, int situations) {
    this(settings, centre, situations, TOLERANCE, settings.shared());
    if (situations > 1) {
      settings.own().forEach(own -> strengths.add(new Strength(settings.shared(), own)));
    }
  }

  /// The same weights in every situation; how strongly they are drawn to the centre, people left
  /// out decide.
  ///
  /// @param shared tried in this order, falling, after the centre itself
  StageFit(BlendTrainer settings, double[] centre, List<Double> shared) {
    this(settings, centre, 1, FINE, RIGID);
    shared.forEach(own -> strengths.add(new Strength(own, RIGID)));
  }

  private StageFit(
      BlendTrainer settings, double[] centre, int situations, double tolerance, double shared) {
    this.settings = settings;
    this.centre = centre.clone();
    this.situations = situations;
    this.tolerance = tolerance;
    strengths.add(new Strength(shared, RIGID));
    for (int f = 0; f < settings.folds(); f++) {
      folds.add(new ArrayList<>());
    }
  }

  /// Records beyond the most that are fitted to are passed over.
  ///
  /// @param person number of the record's person
  void add(int person, Pool.Row row) {
    if (rows < settings.mostRows()) {
      folds.get(person % folds.size()).add(row);
      rows++;
    }
  }

  private List<Pool.Row> without(int fold) {
    List<Pool.Row> rest = new ArrayList<>();
    for (int f = 0; f < folds.size(); f++) {
      if (f != fold) {
        rest.addAll(folds.get(f));
      }
    }
    return rest;
  }

  /// With the strength that does best on people left out, from the strongest on. As strengths fall
  /// and each fit goes on from the one before, no record's mean loss here is above the centre's.
  double[] weights(Blocks blocks) {
    double least = Double.POSITIVE_INFINITY;
    double[] best = fitted(without(NOBODY), strengths.getFirst(), Optional.empty(), blocks);
    List<double[]> weights = new ArrayList<>(Collections.nCopies(settings.folds(), best));
    for (Strength strength : strengths) {
      double nll = 0;
      for (int f = 0; f < settings.folds() && strengths.size() > 1; f++) {
        Optional<double[]> begin = Optional.of(weights.get(f));
        weights.set(f, fitted(without(f), strength, begin, blocks));
        nll += Pool.nll(folds.get(f), weights.get(f), centre.length);
      }
      if (nll >= least) {
        break;
      }
      least = nll;
      best = fitted(without(NOBODY), strength, Optional.of(best), blocks);
    }
    return best;
  }

  private double[] fitted(
      List<Pool.Row> some, Strength by, Optional<double[]> begin, Blocks blocks) {
    Pool pool = new Pool(some, centre, situations, by.shared(), by.own(), blocks);
    double[] weights = begin.map(double[]::clone).orElseGet(pool::start);
    new Lbfgs(MEMORY, settings.iterations(), tolerance).minimise(pool, weights);
    return weights;
  }
}
