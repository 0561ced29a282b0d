package org.jobtrail.normalise.confidence;

import java.util.ArrayList;
import java.util.List;
import org.jobtrail.taxonomy.OccupationCode;

/// Sets of occupations and groups that hold the truth as often as was asked for, as specific as
/// the title allows.
///
/// Split-conformal prediction (Vovk, Gammerman and Shafer 2005; Papadopoulos et al. 2002) over
/// the nested sets of {@link NestedNodes}: a title's conformal score is the least price at which
/// its set holds a true concept, and the sets asked for at coverage `c` are those at the `⌈(n +
/// 1) c⌉`-th least score of `n` titles that nothing else was fitted on. Whatever the
/// probabilities are worth, a new title like those is then covered with probability at least
/// `c`. Immutable.
final class HierarchicalSets {
  private final ConceptTree tree;
  private final Calibrator calibrator;
  private final Spread spread;
  private final double[] costs;
  private final double[] scores;

  private HierarchicalSets(
      ConceptTree tree, Calibrator calibrator, Spread spread, double[] costs, double[] scores) {
    this.tree = tree;
    this.calibrator = calibrator;
    this.spread = spread;
    this.costs = costs;
    this.scores = scores;
  }

  /// @param fitting what the calibrator was fitted on
  /// @param held titles that nothing was fitted on
  static HierarchicalSets fit(
      Calibrator calibrator,
      ConceptTree tree,
      List<KnownTitle> fitting,
      List<KnownTitle> held,
      double bits) {
    Spread spread =
        Spread.fit(fitting, fitting.stream().map(k -> calibrator.of(k.title())).toList(), tree);
    HierarchicalSets shape =
        new HierarchicalSets(
            tree, calibrator, spread, NestedNodes.costs(bits, tree), new double[0]);
    double[] scores = held.stream().mapToDouble(shape::score).sorted().toArray();
    return new HierarchicalSets(tree, calibrator, spread, shape.costs, scores);
  }

  private double[] prices(ScoredTitle title) {
    return NestedNodes.prices(spread.own(title, calibrator.of(title), tree), costs, tree);
  }

  /// The least price at which the title's set holds a true concept.
  double score(KnownTitle known) {
    double[] held = NestedNodes.held(prices(known.title()), tree);
    return known.truth().stream().mapToDouble(t -> held[tree.node(t)]).min().orElseThrow();
  }

  /// Nodes of which one holds the truth with about the probability asked for, most specific
  /// first where codes are equal, by code; none lies below another.
  ///
  /// @param coverage in `(0, 1)`
  List<OccupationCode> set(ScoredTitle title, double coverage) {
    if (!(coverage > 0 && coverage < 1)) {
      throw new IllegalArgumentException("coverage must be in (0, 1), found " + coverage);
    }
    int rank = (int) Math.ceil((scores.length + 1) * coverage - 1e-9);
    double price = rank > scores.length ? Double.POSITIVE_INFINITY : scores[rank - 1];
    double[] prices = prices(title);
    boolean[] in = new boolean[prices.length];
    List<OccupationCode> set = new ArrayList<>();
    for (int node = 0; node < prices.length; node++) {
      int above = tree.parent(node);
      boolean inside = above >= 0 && in[above];
      in[node] = inside || prices[node] <= price;
      if (in[node] && !inside) {
        set.add(tree.concept(node));
      }
    }
    set.sort(java.util.Comparator.comparing(OccupationCode::code));
    return set;
  }

  @Override
  public String toString() {
    return "sets fitted on " + scores.length + " titles, " + spread;
  }
}
