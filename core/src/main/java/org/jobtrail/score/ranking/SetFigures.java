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
/// @param single share of the sets that are one node
/// @param nodesByDepth how many nodes of each depth, over all sets
/// @param byMajorGroup the share covered by the first digit of the (first) right code
/// @param byLanguage the same by the title's language
public record SetFigures(
    double asked,
    int titles,
    double covered,
    double meanSize,
    double meanDepth,
    double single,
    SortedMap<Integer, Long> nodesByDepth,
    SortedMap<String, Share> byMajorGroup,
    SortedMap<String, Share> byLanguage) {
  /// @param covered of the titles
  /// @param meanSize nodes a set
  public record Share(int titles, double covered, double meanSize) {}

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
    double single = 0;
    SortedMap<Integer, Long> depths = new TreeMap<>();
    SortedMap<String, double[]> groups = new TreeMap<>();
    SortedMap<String, double[]> languages = new TreeMap<>();
    for (int i = 0; i < n; i++) {
      boolean holds = holds(sets.get(i), titles.get(i).right());
      covered += holds ? 1 : 0;
      int size = sets.get(i).size();
      nodes += size;
      single += size == 1 ? 1 : 0;
      for (OccupationCode node : sets.get(i)) {
        depth += depth(node);
        depths.merge(depth(node), 1L, Long::sum);
      }
      String major = titles.get(i).right().getFirst().occupation().iscoGroup().substring(0, 1);
      count(groups, major, holds, size);
      count(languages, titles.get(i).query().language().code(), holds, size);
    }
    return new SetFigures(
        asked,
        n,
        n == 0 ? 0 : covered / n,
        n == 0 ? 0 : nodes / n,
        nodes == 0 ? 0 : depth / nodes,
        n == 0 ? 0 : single / n,
        Collections.unmodifiableSortedMap(depths),
        shares(groups),
        shares(languages));
  }

  private static void count(SortedMap<String, double[]> to, String name, boolean holds, int size) {
    double[] sums = to.computeIfAbsent(name, _ -> new double[3]);
    sums[0]++;
    sums[1] += holds ? 1 : 0;
    sums[2] += size;
  }

  private static SortedMap<String, Share> shares(SortedMap<String, double[]> sums) {
    SortedMap<String, Share> shares = new TreeMap<>();
    sums.forEach((g, s) -> shares.put(g, new Share((int) s[0], s[1] / s[0], s[2] / s[0])));
    return Collections.unmodifiableSortedMap(shares);
  }

  private static boolean holds(List<OccupationCode> set, List<Concept> right) {
    return right.stream()
        .anyMatch(r -> set.stream().anyMatch(node -> isBelow(r.occupation(), node)));
  }

  /// Whether the code is the node, or an occupation or group below it.
  static boolean isWithin(OccupationCode code, OccupationCode node) {
    return code.uri().equals(node.uri())
        || (isGroup(node) && code.iscoGroup().startsWith(node.code()));
  }

  /// The same, and an occupation `2431.10.3` below `2431.10`: what a set's node stands for.
  private static boolean isBelow(OccupationCode code, OccupationCode node) {
    return isWithin(code, node)
        || (!isGroup(node)
            && node.code().indexOf('.') > 0
            && code.code().startsWith(node.code() + '.'));
  }

  private static boolean isGroup(OccupationCode node) {
    return node.code().equals(node.iscoGroup()) && !node.uri().contains("/occupation/");
  }

  private static int depth(OccupationCode node) {
    return isGroup(node) ? node.code().length() : 5;
  }
}
