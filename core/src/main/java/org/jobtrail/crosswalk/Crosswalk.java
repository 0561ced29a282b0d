package org.jobtrail.crosswalk;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which codes of one classification correspond to which codes of another.
///
/// @param from name of the sources' classification, such as `ISCO-08`
/// @param to name of the targets' classification
/// @param links sorted by source and target, one for each pair
/// @param withoutTarget sources that the table names without a target; none of them has a link
/// @param withoutSource targets that nothing leads to; none of them has a link
public record Crosswalk(
    String from,
    String to,
    Weights weights,
    List<Link> links,
    SortedSet<String> withoutTarget,
    SortedSet<String> withoutSource) {
  /// Where the weights of the links come from.
  public enum Weights {
    /// The table has none: a source's targets share alike.
    EQUAL,
    /// The table says them.
    STATED,
    /// Products of other crosswalks' shares.
    DERIVED;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Crosswalk {
    checkName(from);
    checkName(to);
    links = links.stream().sorted().toList();
    withoutTarget = Collections.unmodifiableSortedSet(new TreeSet<>(withoutTarget));
    withoutSource = Collections.unmodifiableSortedSet(new TreeSet<>(withoutSource));
    withoutTarget.forEach(Crosswalk::checkCode);
    withoutSource.forEach(Crosswalk::checkCode);
    for (int i = 0; i < links.size(); i++) {
      Link link = links.get(i);
      if (i > 0 && links.get(i - 1).compareTo(link) == 0) {
        throw new IllegalArgumentException(
            link.source() + " -> " + link.target() + " stands twice; a pair has one link");
      }
      if (withoutTarget.contains(link.source())) {
        throw new IllegalArgumentException(link.source() + " has a target and has none");
      }
      if (withoutSource.contains(link.target())) {
        throw new IllegalArgumentException(link.target() + " has a source and has none");
      }
    }
  }

  /// Codes stand in tab-separated files, and `unknown` means that there is none.
  static void checkCode(String code) {
    if (code.isBlank()
        || !code.equals(code.strip())
        || code.equals("unknown")
        || code.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw new IllegalArgumentException(
          "a code is text without control characters or outer spaces, not \"unknown\"; found \""
              + code
              + '"');
    }
  }

  private static void checkName(String name) {
    if (Schemes.key(name).isEmpty() || name.chars().anyMatch(c -> c < ' ')) {
      throw new IllegalArgumentException(
          "a classification has a name like ISCO-08, found \"" + name + '"');
    }
  }

  /// The links of each source.
  public SortedMap<String, List<Link>> bySource() {
    SortedMap<String, List<Link>> index = new TreeMap<>();
    for (Link link : links) {
      index.computeIfAbsent(link.source(), _ -> new ArrayList<>()).add(link);
    }
    return index;
  }

  /// How many sources each target has.
  public SortedMap<String, Integer> sourcesByTarget() {
    SortedMap<String, Integer> counts = new TreeMap<>();
    links.forEach(link -> counts.merge(link.target(), 1, Integer::sum));
    return counts;
  }

  /// The part of a source's weight that each of its links has.
  ///
  /// @param links of one source
  /// @return in the same order, summing to 1 (empty for none)
  static List<Share> shares(List<Link> links) {
    double sum = 0;
    for (Link link : links) {
      sum += link.weight();
    }
    double whole = sum;
    return links.stream()
        .map(
            link ->
                new Share(link.target(), Math.clamp(link.weight() / whole, Double.MIN_VALUE, 1)))
        .toList();
  }

  /// The table read from right to left; inverting twice gives the same crosswalk.
  ///
  /// Weights stay with their links. Stated as p(target given source), they are then proportional to
  /// p(source given target) only where all sources are equally frequent.
  public Crosswalk inverted() {
    return new Crosswalk(
        to,
        from,
        weights,
        links.stream().map(Link::inverted).toList(),
        withoutSource,
        withoutTarget);
  }
}
