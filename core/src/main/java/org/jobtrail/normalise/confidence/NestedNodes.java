package org.jobtrail.normalise.confidence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The chain of ever larger sets of nodes that a distribution over the tree gives.
///
/// At price `μ` the set is the one that maximises `μ · mass − cost`, where a node costs `1 +
/// bits · log₂(concepts below it)`: one for having to be named, and something for what it leaves
/// open. Covering by nodes of a tree costs a submodular amount, so the maximisers grow with `μ`
/// (Topkis 1978) and every node has one price from which on it, or a node above it, belongs to
/// the set. On a flat tree this is the least ambiguous set of Sadinle, Lei and Wasserman 2019 (a
/// threshold on the probability), which has the least mean size for its coverage.
final class NestedNodes {
  /// Between counting nodes (0) and counting concepts (1); compared in `docs/log.md`.
  private static final double POWER = 0.3;

  private NestedNodes() {}

  private record Piece(double price, double slope, double cost) {}

  /// From which price on each node is chosen while nothing above it is; infinite when it never
  /// is.
  ///
  /// @param own the probability of exactly the node, shape `[nodes]`
  /// @param cost of each node, positive, shape `[nodes]`
  /// @return shape `[nodes]`
  static double[] prices(double[] own, double[] cost, ConceptTree tree) {
    int n = tree.size();
    double[] mass = own.clone();
    double[] prices = new double[n];
    List<List<Piece>> pieces = new ArrayList<>(n);
    for (int node = 0; node < n; node++) {
      pieces.add(List.of());
    }
    for (int node = n - 1; node >= 0; node--) {
      List<Piece> below = pieces.get(node);
      if (below.size() > 1) {
        below.sort(java.util.Comparator.comparingDouble(Piece::price));
      }
      double price = crossing(mass[node], cost[node], below);
      prices[node] = price;
      int above = tree.parent(node);
      if (above >= 0 && mass[node] > 0) {
        mass[above] += mass[node];
        List<Piece> up = pieces.get(above);
        if (up.isEmpty()) {
          up = new ArrayList<>();
          pieces.set(above, up);
        }
        double slope = mass[node];
        double open = cost[node];
        for (Piece piece : below) {
          if (piece.price < price) {
            up.add(piece);
            slope -= piece.slope;
            open -= piece.cost;
          }
        }
        if (price < Double.POSITIVE_INFINITY) {
          up.add(new Piece(price, slope, open));
        }
      }
      pieces.set(node, List.of());
    }
    return prices;
  }

  /// Where the node alone becomes better than the best of what is below it.
  private static double crossing(double mass, double cost, List<Piece> below) {
    double slope = 0;
    double paid = 0;
    for (int i = 0; i <= below.size(); i++) {
      double end = i < below.size() ? below.get(i).price : Double.POSITIVE_INFINITY;
      double gain = mass - slope;
      if (gain > 1e-15) {
        double at = (cost - paid) / gain;
        if (at <= end) {
          return Math.max(at, i == 0 ? 0 : below.get(i - 1).price);
        }
      }
      if (i < below.size()) {
        slope += below.get(i).slope;
        paid += below.get(i).cost;
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  /// The price from which on the set holds the node: the least of its own and those above.
  static double[] held(double[] prices, ConceptTree tree) {
    double[] held = prices.clone();
    for (int node = 0; node < held.length; node++) {
      int above = tree.parent(node);
      if (above >= 0) {
        held[node] = Math.min(held[node], held[above]);
      }
    }
    return held;
  }

  /// `(concepts at or below the node)^0.3`, at least 1: an occupation costs 1, a unit group of
  /// seven 1.8, a major group of three hundred 5.5.
  static double[] costs(ConceptTree tree) {
    double[] costs = new double[tree.size()];
    Arrays.setAll(costs, node -> Math.pow(Math.max(1, tree.coded(node)), POWER));
    return costs;
  }
}
