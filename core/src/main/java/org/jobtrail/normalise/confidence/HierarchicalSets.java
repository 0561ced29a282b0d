package org.jobtrail.normalise.confidence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jobtrail.taxonomy.OccupationCode;

/// Sets of occupations and groups that hold the truth as often as was asked for, as specific as
/// the title allows.
///
/// Split-conformal prediction (Vovk, Gammerman and Shafer 2005; Papadopoulos et al. 2002): the
/// nested sets of {@link NestedNodes} have a price, prices are turned into levels that are alike
/// in every major group ({@link GroupLevels}), and a title's conformal score is the least level
/// at which its set holds a true concept. Asked for coverage `c`, the level is the `⌈(n + 1)
/// c⌉`-th least score of `n` titles that neither calibrator nor spread saw (everything, when
/// that exceeds `n`): a new title exchangeable with those is then covered with probability at
/// least `c`, whatever the probabilities are worth; exactly so for given levels, which here are
/// estimated from the same titles and so are right up to about one title a group.
///
/// Hierarchical split-conformal sets: Mortier et al. 2025 (arXiv 2501.19038: internal nodes, or
/// few of them) and den Hengst et al. 2025 (arXiv 2508.13288: nodes at different levels). We
/// follow the latter in that a set may hold nodes of any depth, and differ in that sets solve a
/// parametric problem, which makes them nested, and in that levels are alike in every major
/// group. Immutable.
final class HierarchicalSets {
  private final ConceptTree tree;
  private final Calibrator calibrator;
  private final Spread spread;
  private final double[] costs;
  private final GroupLevels levels;
  private final double[] scores;

  private HierarchicalSets(
      ConceptTree tree, Calibrator calibrator, Spread spread, GroupLevels levels, double[] scores) {
    this.tree = tree;
    this.calibrator = calibrator;
    this.spread = spread;
    this.costs = NestedNodes.costs(tree);
    this.levels = levels;
    this.scores = scores;
  }

  /// @param fitting what the calibrator was fitted on
  /// @param held titles that nothing was fitted on
  static HierarchicalSets fit(
      Calibrator calibrator, ConceptTree tree, List<KnownTitle> fitting, List<KnownTitle> held) {
    Spread spread =
        Spread.fit(fitting, fitting.stream().map(k -> calibrator.of(k.title())).toList(), tree);
    return new HierarchicalSets(
            tree, calibrator, spread, new GroupLevels(new double[0][]), new double[0])
        .on(held);
  }

  /// The same sets with the levels and scores of other titles.
  HierarchicalSets on(List<KnownTitle> held) {
    int majors = tree.majors().size();
    GroupLevels.Builder prices = new GroupLevels.Builder(majors);
    int[] groups = new int[held.size()];
    double[] price = new double[held.size()];
    for (int t = 0; t < groups.length; t++) {
      int[] truths = truths(held.get(t));
      double[] least = NestedNodes.held(prices(held.get(t).title()), tree);
      int best = truths[0];
      for (int truth : truths) {
        best = least[truth] < least[best] ? truth : best;
      }
      groups[t] = tree.majorNumber(best);
      price[t] = least[best];
      prices.add(groups[t], price[t]);
    }
    GroupLevels own = prices.levels();
    double[] sorted =
        IntStream.range(0, groups.length)
            .mapToDouble(t -> own.level(groups[t], price[t]))
            .sorted()
            .toArray();
    return new HierarchicalSets(tree, calibrator, spread, own, sorted);
  }

  private int[] truths(KnownTitle known) {
    return known.truth().stream().mapToInt(tree::node).toArray();
  }

  private double[] prices(ScoredTitle title) {
    return NestedNodes.prices(spread.own(title, calibrator.of(title)), costs, tree);
  }

  /// How many titles the levels rest on.
  int size() {
    return scores.length;
  }

  /// The level at which sets have the coverage; infinite when the titles are too few to tell.
  double level(double coverage) {
    if (!(coverage > 0 && coverage < 1)) {
      throw new IllegalArgumentException("coverage must be in (0, 1), found " + coverage);
    }
    // What is asked for as 0.95 must not become one more title by the last bit of the product.
    int rank = (int) Math.ceil((scores.length + 1) * coverage - 1e-9);
    return rank > scores.length ? Double.POSITIVE_INFINITY : scores[Math.max(0, rank - 1)];
  }

  /// Nodes of which one holds the truth with about the probability asked for, by code; none lies
  /// below another.
  ///
  /// @param coverage in `(0, 1)`
  List<OccupationCode> set(ScoredTitle title, double coverage) {
    return nodes(title, coverage).stream()
        .map(tree::concept)
        .sorted(Comparator.comparing(OccupationCode::code).thenComparing(OccupationCode::uri))
        .toList();
  }

  /// The same as numbers of nodes.
  List<Integer> nodes(ScoredTitle title, double coverage) {
    double level = level(coverage);
    double[] most =
        IntStream.range(0, tree.majors().size())
            .mapToDouble(
                g -> scores.length == 0 ? Double.POSITIVE_INFINITY : levels.price(g, level))
            .toArray();
    double[] prices = prices(title);
    boolean[] in = new boolean[prices.length];
    List<Integer> set = new ArrayList<>();
    for (int node = 0; node < prices.length; node++) {
      int above = tree.parent(node);
      boolean inside = above >= 0 && in[above];
      in[node] = inside || prices[node] <= most[tree.majorNumber(node)];
      if (in[node] && !inside) {
        set.add(node);
      }
    }
    return set;
  }

  /// Whether a true concept is a node of the title's set or lies below one.
  boolean covers(KnownTitle known, double coverage) {
    List<Integer> set = nodes(known.title(), coverage);
    return Arrays.stream(truths(known))
        .anyMatch(truth -> set.stream().anyMatch(node -> tree.isWithin(truth, node)));
  }

  void write(Rows rows) {
    calibrator.write("sets", rows);
    spread.write("spread", rows);
    for (int g = 0; g < tree.majors().size(); g++) {
      rows.put("prices " + g, levels.group(g));
    }
    rows.put("scores", scores);
  }

  static HierarchicalSets read(ConceptTree tree, Rows rows) {
    double[][] prices = new double[tree.majors().size()][];
    Arrays.setAll(prices, g -> rows.numbers("prices " + g));
    return new HierarchicalSets(
        tree,
        Calibrator.read("sets", rows),
        Spread.read("spread", tree, rows),
        new GroupLevels(prices),
        rows.numbers("scores"));
  }
}
