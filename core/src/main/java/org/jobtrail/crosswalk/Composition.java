package org.jobtrail.crosswalk;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jobtrail.provenance.JobtrailException;

/// Two crosswalks one after the other, with what got lost between them.
///
/// `weight(a, c) = Σ_b share(a, b) · share(b, c)`: the relation product, weighted as if a job's
/// second code depended on its middle code alone.
///
/// @param crosswalk sources without any way through are in its `withoutTarget`
/// @param lost source to the share of it that ends at a middle code without a target, in `(0, 1]`;
///     a recoding with the composed crosswalk spreads a part lost over the ways that are left
/// @param deadEnds middle codes that a source leads to and that lead nowhere
public record Composition(
    Crosswalk crosswalk, SortedMap<String, Double> lost, SortedSet<String> deadEnds) {
  public Composition {
    lost = Collections.unmodifiableSortedMap(new TreeMap<>(lost));
    deadEnds = Collections.unmodifiableSortedSet(new TreeSet<>(deadEnds));
  }

  /// @throws JobtrailException.Usage when the first doesn't end where the second begins
  public static Composition of(Crosswalk first, Crosswalk second) {
    if (!Schemes.same(first.to(), second.from())) {
      throw new JobtrailException.Usage(
          "the first crosswalk ends at %s, the second begins at %s; give them in order, or invert one"
              .formatted(first.to(), second.from()));
    }
    SortedMap<String, List<Link>> next = second.bySource();
    SortedMap<String, Link> products = new TreeMap<>();
    SortedMap<String, Double> lost = new TreeMap<>();
    SortedSet<String> deadEnds = new TreeSet<>();
    SortedSet<String> withoutTarget = new TreeSet<>(first.withoutTarget());
    SortedSet<String> withoutSource = new TreeSet<>(second.withoutSource());
    second.links().forEach(link -> withoutSource.add(link.target()));
    first
        .bySource()
        .forEach(
            (source, links) -> {
              List<Share> shares = Crosswalk.shares(links);
              boolean through = false;
              for (int i = 0; i < links.size(); i++) {
                List<Link> onward = next.getOrDefault(links.get(i).target(), List.of());
                if (onward.isEmpty()) {
                  lost.merge(source, shares.get(i).share(), Double::sum);
                  deadEnds.add(links.get(i).target());
                }
                List<Share> split = Crosswalk.shares(onward);
                for (int j = 0; j < onward.size(); j++) {
                  double weight = shares.get(i).share() * split.get(j).share();
                  Link way = way(links.get(i), onward.get(j), weight);
                  products.merge(way.source() + '\t' + way.target(), way, Composition::both);
                  withoutSource.remove(way.target());
                  through = true;
                }
              }
              if (!through) {
                withoutTarget.add(source);
              }
            });
    boolean equal = products.values().stream().allMatch(link -> link.weight() == 1);
    Crosswalk crosswalk =
        new Crosswalk(
            first.from(),
            second.to(),
            equal ? Crosswalk.Weights.EQUAL : Crosswalk.Weights.DERIVED,
            List.copyOf(products.values()),
            withoutTarget,
            withoutSource);
    return new Composition(crosswalk, lost, deadEnds);
  }

  private static Link way(Link first, Link second, double weight) {
    // A product of two tiny shares may fall below the smallest double; the way is still there.
    return new Link(
        first.source(),
        second.target(),
        Math.max(weight, Double.MIN_VALUE),
        first.sourcePart() || second.sourcePart(),
        first.targetPart() || second.targetPart());
  }

  private static Link both(Link a, Link b) {
    return new Link(
        a.source(),
        a.target(),
        a.weight() + b.weight(),
        a.sourcePart() || b.sourcePart(),
        a.targetPart() || b.targetPart());
  }
}
