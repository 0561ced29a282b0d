package org.jobtrail.analyse;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/// The cells of one analysis in the order of their keys.
final class Tallies {
  /// By joined key: lists of digits would mostly share their hash.
  private final LinkedHashMap<String, Tally> cells = new LinkedHashMap<>();

  /// The cell with this key; one that counts nothing when there is none.
  Tally of(String... key) {
    List<String> parts = List.of(key);
    Tally known = cells.get(name(parts));
    return known == null ? new Tally(parts) : known;
  }

  /// A key as one text, which sorts like its parts.
  static String name(List<String> key) {
    return String.join("\0", key);
  }

  /// In the order of the keys, whatever the order of the cells.
  ///
  /// @param cells by the names of their keys
  static Tallies sorted(Map<String, Tally> cells) {
    Tallies sorted = new Tallies();
    cells.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(cell -> sorted.cells.put(cell.getKey(), cell.getValue()));
    return sorted;
  }

  void put(Tally cell) {
    cells.put(name(cell.key()), cell);
  }

  Collection<Tally> all() {
    return cells.values();
  }

  List<Tally> where(Predicate<Tally> wanted) {
    return cells.values().stream().filter(wanted).toList();
  }

  /// All cells in one.
  Tally total() {
    return Tally.union(List.of("total"), List.copyOf(cells.values()));
  }

  /// Cells joined by a new key, in the order in which the new keys first appear.
  Tallies by(Function<Tally, List<String>> newKey) {
    LinkedHashMap<List<String>, List<Tally>> parts = new LinkedHashMap<>();
    for (Tally cell : cells.values()) {
      parts.computeIfAbsent(newKey.apply(cell), _ -> new ArrayList<>()).add(cell);
    }
    Tallies joined = new Tallies();
    parts.forEach((key, list) -> joined.put(Tally.union(key, list)));
    return joined;
  }

  /// Largest count first, then by key.
  List<Tally> largestFirst() {
    return cells.values().stream()
        .sorted(
            Comparator.comparingLong(Tally::total)
                .reversed()
                .thenComparing(cell -> String.join("\t", cell.key())))
        .toList();
  }

  /// By the number in the first part of the key.
  List<Tally> byNumber() {
    return cells.values().stream()
        .sorted(Comparator.comparingLong(cell -> Long.parseLong(cell.key(0))))
        .toList();
  }
}
