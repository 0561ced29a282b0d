package org.jobtrail.crosswalk;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jobtrail.provenance.JobtrailException;

/// What becomes of a row whose code has several targets. No policy drops a row.
public enum Policy {
  /// Decides nothing: the row keeps `unknown`, its targets stand beside it.
  DROP_NEVER,
  /// The target that comes first in the order of the texts.
  FIRST,
  /// The target with the largest share; of equal ones the first in the order of the texts.
  LARGEST_WEIGHT,
  /// One row for each target, with its share as weight.
  SPLIT;

  /// Shares closer than this are equal: tables write thirds as .3333.
  private static final double EQUAL = 1e-6;

  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// @throws JobtrailException.Usage for a word that is no policy
  public static Policy of(String word) {
    for (Policy policy : values()) {
      if (policy.word().equals(word)) {
        return policy;
      }
    }
    throw new JobtrailException.Usage(
        "--policy: unknown policy \""
            + word
            + "\", known: "
            + String.join(", ", List.of(values()).stream().map(Policy::word).toList()));
  }

  /// The targets that a row gets, with their weights; empty for `unknown`.
  ///
  /// @return none or one with weight 1, or with {@link #SPLIT} all, their weights summing to 1
  List<Share> choose(Outcome outcome) {
    List<Share> shares = outcome.shares();
    if (shares.size() < 2) {
      return shares;
    }
    return switch (this) {
      case DROP_NEVER -> List.of();
      case FIRST -> List.of(new Share(shares.getFirst().target(), 1));
      case LARGEST_WEIGHT -> {
        double most = largest(shares);
        Share chosen =
            shares.stream().filter(s -> s.share() >= most - EQUAL).findFirst().orElseThrow();
        yield List.of(new Share(chosen.target(), 1));
      }
      case SPLIT -> shares;
    };
  }

  /// Whether the order of the texts decided, since weights did not.
  boolean tied(Outcome outcome) {
    List<Share> shares = outcome.shares();
    return switch (this) {
      case DROP_NEVER, SPLIT -> false;
      case FIRST -> shares.size() > 1;
      case LARGEST_WEIGHT ->
          shares.stream().filter(s -> s.share() >= largest(shares) - EQUAL).count() > 1;
    };
  }

  private static double largest(List<Share> shares) {
    return shares.stream()
        .max(Comparator.comparingDouble(Share::share))
        .map(Share::share)
        .orElse(0.0);
  }
}
