package org.jobtrail.score.ranking;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jobtrail.score.ranking.LabelledTitles.LabelledTitle;
import org.jobtrail.taxonomy.Concept;
import org.jobtrail.taxonomy.OccupationCode;

/// How often sets of nodes hold the truth, and how much they say.
///
/// @param asked the coverage asked for
/// @param covered share of the titles with a right concept at or below a node of their set
/// @param meanSize nodes a set
/// @param meanDepth over all nodes: 1 for a major group to 4 for a unit group, 5 for an occupation
/// @param byMajorGroup the same share by the first digit of the (first) right code
public record SetFigures(
    double asked,
    int titles,
    double covered,
    double meanSize,
    double meanDepth,
    SortedMap<String, Share> byMajorGroup) {
  /// @param covered of the titles
  public record Share(int titles, double covered) {}

  /// @param sets one for each title
  static SetFigures of(double asked, List<LabelledTitle> titles, List<List<OccupationCode>> sets) {
    if (titles.size() != sets.size()) {
      throw new IllegalArgumentException(
          "one set for each title: " + titles.size() + " titles, " + sets.size() + " sets");
    }
    int n = titles.size();
    double nodes = 0;
    double depth = 0;
    double covered = 0;
    SortedMap<String, double[]> groups = new TreeMap<>();
    for (int i = 0; i < n; i++) {
      boolean holds = holds(sets.get(i), titles.get(i).right());
      covered += holds ? 1 : 0;
      nodes += sets.get(i).size();
      depth += sets.get(i).stream().mapToInt(SetFigures::depth).sum();
      String major = titles.get(i).right().getFirst().occupation().iscoGroup().substring(0, 1);
      double[] share = groups.computeIfAbsent(major, _ -> new double[2]);
      share[0]++;
      share[1] += holds ? 1 : 0;
    }
    SortedMap<String, Share> byMajorGroup = new TreeMap<>();
    groups.forEach((g, s) -> byMajorGroup.put(g, new Share((int) s[0], s[1] / s[0])));
    return new SetFigures(
        asked,
        n,
        n == 0 ? 0 : covered / n,
        n == 0 ? 0 : nodes / n,
        nodes == 0 ? 0 : depth / nodes,
        Collections.unmodifiableSortedMap(byMajorGroup));
  }

  private static boolean holds(List<OccupationCode> set, List<Concept> right) {
    return right.stream()
        .anyMatch(r -> set.stream().anyMatch(node -> isWithin(r.occupation(), node)));
  }

  /// Whether the code is the node, or an occupation or group below it.
  static boolean isWithin(OccupationCode code, OccupationCode node) {
    return code.uri().equals(node.uri())
        || (isGroup(node) && code.iscoGroup().startsWith(node.code()));
  }

  private static boolean isGroup(OccupationCode node) {
    return node.code().equals(node.iscoGroup()) && !node.uri().contains("/occupation/");
  }

  private static int depth(OccupationCode node) {
    return isGroup(node) ? node.code().length() : 5;
  }
}
