package org.jobtrail.normalise.confidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NestedNodesTest {
  private static final ConceptTree TREE = MadeTitles.TREE;

  private static int node(String code) {
    return TREE.node(MadeTitles.TAXONOMY.byCode(code).orElseThrow().occupation());
  }

  @Test
  void pricesByHand() {
    double[] own = new double[TREE.size()];
    own[node("2511")] = 0.4;
    own[node("2512")] = 0.3;
    own[node("5120")] = 0.2;
    double[] cost = new double[TREE.size()];
    java.util.Arrays.fill(cost, 10);
    cost[node("2511")] = 1;
    cost[node("2512")] = 1;
    cost[node("251")] = 1.5;
    cost[node("5120")] = 1;
    double[] prices = NestedNodes.prices(own, cost, TREE);
    assertThat(prices[node("2511")]).isCloseTo(1 / 0.4, within(1e-12));
    assertThat(prices[node("2512")]).isCloseTo(1 / 0.3, within(1e-12));
    assertThat(prices[node("5120")]).isCloseTo(1 / 0.2, within(1e-12));
    // 251 is worth .7 μ − 1.5: more than .4 μ − 1 from 5/3 on, but no set is worth having before
    // 2.5; at 15/7 its own value passes 0, before 2511's does.
    assertThat(prices[node("251")]).isCloseTo(1.5 / 0.7, within(1e-12));
    double[] held = NestedNodes.held(prices, TREE);
    assertThat(held[node("2511")]).isCloseTo(1.5 / 0.7, within(1e-12));
    assertThat(held[node("5120")]).isCloseTo(5, within(1e-12));
  }

  /// The oracle: at one price, the best of a node and of what is below it, by recursion.
  private static double best(
      int node,
      double price,
      double[] own,
      double[] cost,
      List<List<Integer>> below,
      TreeSet<Integer> chosen) {
    double mass = mass(node, own, below);
    TreeSet<Integer> inner = new TreeSet<>();
    double apart = 0;
    for (int child : below.get(node)) {
      apart += best(child, price, own, cost, below, inner);
    }
    double whole = price * mass - cost[node];
    if (whole >= apart && mass > 0 && whole >= 0) {
      chosen.add(node);
      return whole;
    }
    chosen.addAll(inner);
    return apart;
  }

  private static double mass(int node, double[] own, List<List<Integer>> below) {
    double mass = own[node];
    for (int child : below.get(node)) {
      mass += mass(child, own, below);
    }
    return mass;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void givesTheBestSetAtEveryPriceAndTheSetsGrow(long seed) {
    Random random = new Random(seed);
    List<List<Integer>> below = new ArrayList<>();
    for (int node = 0; node < TREE.size(); node++) {
      below.add(new ArrayList<>());
    }
    for (int node = 0; node < TREE.size(); node++) {
      if (TREE.parent(node) >= 0) {
        below.get(TREE.parent(node)).add(node);
      }
    }
    double[] own = new double[TREE.size()];
    double[] cost = new double[TREE.size()];
    for (int node = 0; node < own.length; node++) {
      own[node] = random.nextInt(3) == 0 ? Math.pow(random.nextDouble(), 6) : 0;
      cost[node] = 0.5 + random.nextDouble() * (6 - TREE.depth(node));
    }
    double[] prices = NestedNodes.prices(own, cost, TREE);
    TreeSet<Integer> smaller = new TreeSet<>();
    for (double price = 0.05; price < 5000; price *= 1.37) {
      TreeSet<Integer> expected = new TreeSet<>();
      for (int major : TREE.majors()) {
        best(major, price, own, cost, below, expected);
      }
      TreeSet<Integer> found = new TreeSet<>();
      for (int node = 0; node < own.length; node++) {
        boolean above = false;
        for (int at = TREE.parent(node); at >= 0; at = TREE.parent(at)) {
          above |= prices[at] <= price;
        }
        if (prices[node] <= price && !above) {
          found.add(node);
        }
      }
      assertThat(found).as("price %s", price).isEqualTo(expected);
      assertThat(smaller)
          .allMatch(node -> found.stream().anyMatch(wider -> TREE.isWithin(node, wider)));
      smaller = found;
    }
    assertThat(smaller).isNotEmpty();
  }

  @Test
  void countsLessForAWiderNodeThanForItsParts() {
    double[] costs = NestedNodes.costs(TREE);
    assertThat(costs[node("2511")]).isEqualTo(1);
    assertThat(costs[node("25")]).isBetween(1.0, (double) TREE.coded(node("25")));
    for (int node = 0; node < costs.length; node++) {
      if (TREE.parent(node) >= 0) {
        assertThat(costs[TREE.parent(node)]).isGreaterThanOrEqualTo(costs[node]);
      }
    }
  }
}
