package org.jobtrail.provenance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// How many rows came in, went out, were set aside and why, and the sums that must hold.
///
/// A count's name may have one dot: `quarantined.empty` is the part `empty` of the group
/// `quarantined`, and a sum that names `quarantined` means the whole group.
///
/// @param counts by name, each at least 0
/// @param sums what must add up; checked here, so row fates that don't can't be made
public record RowFates(SortedMap<String, Long> counts, List<Sum> sums) {
  public static final RowFates NONE = new RowFates(new TreeMap<>(), List.of());

  public RowFates {
    counts = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    sums = List.copyOf(sums);
    counts.forEach(
        (name, count) -> {
          if (count < 0) {
            throw new IllegalArgumentException(name + " must be >= 0, found " + count);
          }
        });
    for (Sum sum : sums) {
      long total = count(counts, sum.total());
      long parts = 0;
      for (String part : sum.parts()) {
        parts += count(counts, part);
      }
      if (total != parts) {
        throw new IllegalArgumentException(
            "rows don't add up: " + sum.text() + ", found " + total + " and " + parts);
      }
    }
  }

  /// `total = part + part`.
  public record Sum(String total, List<String> parts) {
    public Sum {
      parts = List.copyOf(parts);
    }

    /// Reads `total = part + part`.
    public static Sum parse(String text) {
      List<String> sides = List.of(text.split(" = "));
      if (sides.size() != 2) {
        throw new IllegalArgumentException(
            "a sum is written like \"in = out + quarantined\", found \"" + text + '"');
      }
      return new Sum(sides.getFirst(), List.of(sides.getLast().split(" \\+ ")));
    }

    public String text() {
      return total + " = " + String.join(" + ", parts);
    }
  }

  public static Builder builder() {
    return new Builder();
  }

  /// A count, or the sum of a group; 0 for a name that was never counted.
  public long count(String name) {
    return count(counts, name);
  }

  /// The parts of a group, such as the quarantined documents by reason.
  public SortedMap<String, Long> group(String name) {
    SortedMap<String, Long> parts = new TreeMap<>();
    counts.forEach(
        (key, count) -> {
          if (key.startsWith(name + '.')) {
            parts.put(key.substring(name.length() + 1), count);
          }
        });
    return parts;
  }

  private static long count(Map<String, Long> counts, String name) {
    Long count = counts.get(name);
    if (count != null) {
      return count;
    }
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(name + '.'))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /// Collects counts; {@link #build} checks the sums.
  public static final class Builder {
    private final TreeMap<String, Long> counts = new TreeMap<>();
    private final List<Sum> sums = new ArrayList<>();

    /// Adds to a count; adding 0 makes it appear.
    public Builder add(String name, long rows) {
      counts.merge(name, rows, Long::sum);
      return this;
    }

    /// Demands `total = part + part + ...`.
    public Builder sum(String total, String... parts) {
      sums.add(new Sum(total, List.of(parts)));
      return this;
    }

    /// @throws IllegalArgumentException if a sum doesn't hold, naming it and both sides
    public RowFates build() {
      return new RowFates(counts, sums);
    }
  }
}
