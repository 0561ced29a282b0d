package org.jobtrail.simulate;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jobtrail.simulate.YearState.Away;
import org.jobtrail.simulate.YearState.Working;

/// The true distribution of one December's state; its masses sum to 1 within 1e-12.
public final class YearDistribution {
  private final List<String> groups;
  private final double[] working;
  private final double away;

  /// @param groups sorted
  /// @param working the mass of each group, `[groups]`; not copied
  YearDistribution(List<String> groups, double[] working, double away) {
    this.groups = groups;
    this.working = working;
    this.away = away;
  }

  /// @return in `[0, 1]`; 0 for a group that the process does not know
  public double of(YearState state) {
    return switch (state) {
      case Working(String group) -> {
        int i = java.util.Collections.binarySearch(groups, group);
        yield i < 0 ? 0 : working[i];
      }
      case Away _ -> away;
    };
  }

  /// The mass on having an occupation, whichever.
  public double working() {
    double sum = 0;
    for (double p : working) {
      sum += p;
    }
    return sum;
  }

  /// Every group's mass, and `none` for being without an occupation.
  public SortedMap<String, Double> masses() {
    SortedMap<String, Double> masses = new TreeMap<>();
    for (int i = 0; i < working.length; i++) {
      masses.put(groups.get(i), working[i]);
    }
    masses.put(YearState.away().code(), away);
    return masses;
  }
}
