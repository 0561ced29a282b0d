package org.jobtrail.crosswalk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/// Random crosswalks, and relations the slow way: every pair of codes asked about every middle one.
final class Relations {
  private Relations() {}

  /// A crosswalk over `codes` codes on each side, with codes that have no counterpart.
  static Crosswalk random(Random random, String from, String to, int codes) {
    List<Link> links = new ArrayList<>();
    boolean equal = random.nextBoolean();
    double density = random.nextDouble() * 2.5 / codes;
    TreeSet<String> sources = new TreeSet<>();
    TreeSet<String> targets = new TreeSet<>();
    for (int a = 0; a < codes; a++) {
      for (int b = 0; b < codes; b++) {
        if (random.nextDouble() < density) {
          links.add(
              new Link(
                  code(from, a),
                  code(to, b),
                  equal ? 1 : 0.1 + random.nextDouble() * 9,
                  random.nextInt(4) == 0,
                  random.nextInt(4) == 0));
        }
      }
      if (random.nextInt(3) > 0) {
        sources.add(code(from, a));
        targets.add(code(to, a));
      }
    }
    links.forEach(link -> sources.remove(link.source()));
    links.forEach(link -> targets.remove(link.target()));
    return new Crosswalk(
        from,
        to,
        equal ? Crosswalk.Weights.EQUAL : Crosswalk.Weights.STATED,
        links,
        sources,
        targets);
  }

  static String code(String scheme, int number) {
    return "%s%02d".formatted(scheme.toLowerCase(java.util.Locale.ROOT), number);
  }

  /// `source target` to the share of the source, a sum over all links for each pair.
  static Map<String, Double> shares(Crosswalk crosswalk) {
    Map<String, Double> shares = new HashMap<>();
    for (Link link : crosswalk.links()) {
      double sum = 0;
      for (Link other : crosswalk.links()) {
        sum += other.source().equals(link.source()) ? other.weight() : 0;
      }
      shares.put(link.source() + ' ' + link.target(), link.weight() / sum);
    }
    return shares;
  }

  /// `source target` to `Σ over every middle code`, pairs without a way left out.
  static Map<String, Double> product(Crosswalk first, Crosswalk second, int codes) {
    Map<String, Double> left = shares(first);
    Map<String, Double> right = shares(second);
    Map<String, Double> product = new HashMap<>();
    for (int a = 0; a < codes; a++) {
      for (int c = 0; c < codes; c++) {
        double sum = 0;
        for (int b = 0; b < codes; b++) {
          String middle = code(first.to(), b);
          sum +=
              left.getOrDefault(code(first.from(), a) + ' ' + middle, 0.0)
                  * right.getOrDefault(middle + ' ' + code(second.to(), c), 0.0);
        }
        if (sum > 0) {
          product.put(code(first.from(), a) + ' ' + code(second.to(), c), sum);
        }
      }
    }
    return product;
  }
}
