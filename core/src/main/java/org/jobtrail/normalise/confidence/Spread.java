package org.jobtrail.normalise.confidence;

import java.util.Arrays;
import java.util.List;

/// How a title's probability lies over the whole tree, not over its candidates alone.
///
/// The truth is a candidate, or somewhere else in a candidate's unit, minor, sub-major or major
/// group, or anywhere: a mixture whose shares are fitted by expectation maximisation (Dempster,
/// Laird and Rubin 1977). Elsewhere in a group means its unit groups in proportion to how often
/// the fitted titles name them, every concept that can be coded to counting as half a title
/// more.
///
/// `named` holds the shares of what the candidates have, by level: itself, unit group ... anywhere;
/// `unnamed` those of what `none of these` has, its first being 0; `weights` are of unit groups, by
/// node, and 0 for other nodes.
final class Spread {
  private final double[] named;
  private final double[] unnamed;
  private final double[] weights;

  private Spread(double[] named, double[] unnamed, double[] weights) {
    this.named = named;
    this.unnamed = unnamed;
    this.weights = weights;
  }

  /// Itself, unit, minor, sub-major, major group, anywhere.
  static final int LEVELS = 6;

  private static final double CONCEPT_WORTH = 0.5;
  private static final int ROUNDS = 40;

  @Override
  public String toString() {
    return "named " + Arrays.toString(named) + ", unnamed " + Arrays.toString(unnamed);
  }

  static Spread fit(List<KnownTitle> titles, List<Probabilities> said, ConceptTree tree) {
    double[] weights = new double[tree.size()];
    for (int node = 0; node < weights.length; node++) {
      weights[node] = tree.isUnit(node) ? CONCEPT_WORTH * Math.max(1, tree.coded(node)) : 0;
    }
    for (KnownTitle known : titles) {
      for (var truth : known.truth()) {
        int unit = tree.unit(tree.node(truth));
        if (unit >= 0) {
          weights[unit] += 1.0 / known.truth().size();
        }
      }
    }
    double[] named = {0.5, 0.1, 0.1, 0.1, 0.1, 0.1};
    double[] unnamed = {0, 0.2, 0.2, 0.2, 0.2, 0.2};
    double[] within = within(weights, tree);
    for (int round = 0; round < ROUNDS; round++) {
      double[] nextNamed = new double[LEVELS];
      double[] nextUnnamed = new double[LEVELS];
      Arrays.fill(nextNamed, 1e-3);
      Arrays.fill(nextUnnamed, 1, LEVELS, 1e-3);
      for (int t = 0; t < titles.size(); t++) {
        add(
            titles.get(t),
            said.get(t),
            tree,
            weights,
            within,
            named,
            unnamed,
            nextNamed,
            nextUnnamed);
      }
      named = normalised(nextNamed);
      unnamed = normalised(nextUnnamed);
    }
    return new Spread(named, unnamed, weights);
  }

  private static double[] normalised(double[] counts) {
    double sum = Arrays.stream(counts).sum();
    return Arrays.stream(counts).map(c -> c / sum).toArray();
  }

  /// Sums of the weights at and below each node; the last is that of all.
  private static double[] within(double[] weights, ConceptTree tree) {
    double[] within = new double[tree.size() + 1];
    for (int node = tree.size() - 1; node >= 0; node--) {
      within[node] += weights[node];
      int above = tree.parent(node);
      within[above < 0 ? tree.size() : above] += within[node];
    }
    return within;
  }

  private static void add(
      KnownTitle known,
      Probabilities said,
      ConceptTree tree,
      double[] weights,
      double[] within,
      double[] named,
      double[] unnamed,
      double[] nextNamed,
      double[] nextUnnamed) {
    int n = said.size();
    if (n == 0) {
      return;
    }
    double inside = 1 - said.unknown();
    double odds = inside > 0 ? said.unknown() / inside : 0;
    double[] ofNamed = new double[LEVELS];
    double[] ofUnnamed = new double[LEVELS];
    for (var concept : known.truth()) {
      int truth = tree.node(concept);
      int unit = tree.unit(truth);
      if (unit < 0) {
        continue;
      }
      boolean candidate = false;
      double[] share = new double[LEVELS];
      share[LEVELS - 1] = inside;
      for (int i = 0; i < n; i++) {
        int node = tree.node(known.title().concept(i));
        if (node == truth && node != unit) {
          candidate = true;
          ofNamed[0] += named[0] * said.of(i);
        }
        for (int level = 1, at = unit; level < LEVELS - 1 && at >= 0; level++) {
          share[level] += tree.isWithin(node, at) ? said.of(i) : 0;
          at = tree.parent(at);
        }
      }
      if (!candidate) {
        for (int level = 1, at = unit; level < LEVELS; level++) {
          int anchor = at < 0 ? tree.size() : at;
          double p =
              share[level] * weights[unit] / within[level == LEVELS - 1 ? tree.size() : anchor];
          ofNamed[level] += named[level] * p;
          ofUnnamed[level] += unnamed[level] * odds * p;
          at = at < 0 ? -1 : tree.parent(at);
        }
      }
    }
    double sum = Arrays.stream(ofNamed).sum() + Arrays.stream(ofUnnamed).sum();
    if (sum > 0) {
      for (int level = 0; level < LEVELS; level++) {
        nextNamed[level] += ofNamed[level] / sum;
        nextUnnamed[level] += ofUnnamed[level] / sum;
      }
    }
  }

  /// The probability that the truth is exactly the node (or in it, where it is a unit group, and
  /// no candidate); sums to 1. Shape `[nodes]`.
  double[] own(ScoredTitle title, Probabilities said, ConceptTree tree) {
    double[] own = new double[tree.size()];
    double[] within = within(weights, tree);
    double[] density = new double[tree.size() + 1];
    int n = said.size();
    double inside = 1 - said.unknown();
    if (n == 0 || inside <= 0) {
      density[tree.size()] = 1 / within[tree.size()];
    } else {
      double odds = said.unknown() / inside;
      density[tree.size()] =
          (named[LEVELS - 1] * inside + unnamed[LEVELS - 1] * said.unknown()) / within[tree.size()];
      for (int i = 0; i < n; i++) {
        int node = tree.node(title.concept(i));
        own[node] += named[0] * said.of(i);
        for (int level = 1, at = tree.unit(node); level < LEVELS - 1 && at >= 0; level++) {
          density[at] += (named[level] + unnamed[level] * odds) * said.of(i) / within[at];
          at = tree.parent(at);
        }
      }
    }
    for (int node = 0; node < own.length; node++) {
      int above = tree.parent(node);
      if (above < 0) {
        density[node] += density[tree.size()];
      } else {
        density[node] += density[above];
      }
      own[node] += density[node] * weights[node];
    }
    return own;
  }
}
