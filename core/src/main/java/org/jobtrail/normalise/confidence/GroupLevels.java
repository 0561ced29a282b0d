package org.jobtrail.normalise.confidence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Prices made comparable across major groups, so that each is covered about as often as the
/// others.
///
/// A price's level in a group is the share of the group's calibration titles that it covers,
/// mixed with that of all titles as by {@link #WORTH} of them, less one standard error:
/// label-conditional (Mondrian) conformal prediction (Vovk, Gammerman and Shafer 2005, section
/// 4.5), shrunk because a group may have few titles. Levels never fall with the price, so sets
/// stay nested. Immutable.
final class GroupLevels {
  private static final double WORTH = 30;
  private static final double MARGIN = 1;

  private final double[] all;
  private final double[][] byGroup;
  private final double[] prices;
  private final double[][] levels;

  /// @param byGroup prices that cover the titles of each group, shape `[groups][titles]`
  GroupLevels(double[][] byGroup) {
    this.byGroup = Arrays.stream(byGroup).map(double[]::clone).toArray(double[][]::new);
    Arrays.stream(this.byGroup).forEach(Arrays::sort);
    this.all = Arrays.stream(byGroup).flatMapToDouble(Arrays::stream).sorted().toArray();
    this.prices = Arrays.stream(all).distinct().toArray();
    this.levels = new double[byGroup.length][];
    for (int g = 0; g < byGroup.length; g++) {
      levels[g] = levels(this.byGroup[g], prices);
    }
  }

  double[] group(int g) {
    return byGroup[g].clone();
  }

  private double[] levels(double[] own, double[] distinct) {
    double[] levels = new double[distinct.length];
    int below = 0;
    int belowAll = 0;
    double most = 0;
    double size = own.length + WORTH + 1;
    for (int i = 0; i < distinct.length; i++) {
      while (below < own.length && own[below] <= distinct[i]) {
        below++;
      }
      while (belowAll < all.length && all[belowAll] <= distinct[i]) {
        belowAll++;
      }
      double share = (below + WORTH * belowAll / all.length) / size;
      most = Math.max(most, share - MARGIN * Math.sqrt(share * (1 - share) / size));
      levels[i] = most;
    }
    return levels;
  }

  /// The least level whose sets hold a node of the group at the price; infinite for a price
  /// above all that were seen.
  double level(int group, double price) {
    int at = Arrays.binarySearch(prices, price);
    int next = at < 0 ? -at - 1 : at;
    return next < levels[group].length ? levels[group][next] : Double.POSITIVE_INFINITY;
  }

  /// The greatest price of the group whose level is at most this one; minus infinity when none
  /// is.
  double price(int group, double level) {
    if (level == Double.POSITIVE_INFINITY) {
      return level;
    }
    double[] of = levels[group];
    int lo = 0;
    int hi = of.length;
    while (lo < hi) {
      int mid = (lo + hi) >>> 1;
      if (of[mid] <= level) {
        lo = mid + 1;
      } else {
        hi = mid;
      }
    }
    return lo > 0 ? prices[lo - 1] : Double.NEGATIVE_INFINITY;
  }

  /// Prices by the number of the group they are of.
  static final class Builder {
    private final List<List<Double>> byGroup = new ArrayList<>();

    Builder(int groups) {
      for (int g = 0; g < groups; g++) {
        byGroup.add(new ArrayList<>());
      }
    }

    void add(int group, double price) {
      byGroup.get(group).add(price);
    }

    GroupLevels levels() {
      return new GroupLevels(
          byGroup.stream()
              .map(p -> p.stream().mapToDouble(x -> x).toArray())
              .toArray(double[][]::new));
    }
  }
}
