package org.jobtrail.crosswalk;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Codes that lead back to themselves over other codes, in a crosswalk from a classification to
/// itself (another edition of it, say). Recoding takes one step, so they do no harm there; whoever
/// recodes twice should know.
final class Cycles {
  private final Map<String, SortedSet<String>> next = new TreeMap<>();

  private Cycles(Crosswalk crosswalk) {
    for (Link link : crosswalk.links()) {
      if (!link.source().equals(link.target())) {
        next.computeIfAbsent(link.source(), _ -> new TreeSet<>()).add(link.target());
      }
    }
    // Codes that lead nowhere, directly or in the end, are on no cycle; most go here.
    boolean gone = true;
    while (gone) {
      Set<String> alive = Set.copyOf(next.keySet());
      next.values().forEach(targets -> targets.retainAll(alive));
      gone = next.values().removeIf(Set::isEmpty);
    }
  }

  /// Empty when the two classifications are not the same one.
  static SortedSet<String> of(Crosswalk crosswalk) {
    SortedSet<String> found = new TreeSet<>();
    if (Schemes.same(crosswalk.from(), crosswalk.to())) {
      Cycles cycles = new Cycles(crosswalk);
      for (String code : cycles.next.keySet()) {
        if (cycles.leadsBack(code)) {
          found.add(code);
        }
      }
    }
    return found;
  }

  private boolean leadsBack(String code) {
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(code));
    while (!open.isEmpty()) {
      for (String target : next.getOrDefault(open.pop(), new TreeSet<>())) {
        if (target.equals(code)) {
          return true;
        }
        if (seen.add(target)) {
          open.push(target);
        }
      }
    }
    return false;
  }
}
