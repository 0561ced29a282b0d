package org.jobtrail.crosswalk;

import java.util.List;
import java.util.Optional;

/// What a crosswalk makes of a code, before any choice.
public sealed interface Outcome {
  /// The words of files and manifests.
  List<String> WORDS = List.of("one-to-one", "merged", "split", "lost", "uncoded");

  /// One target, which no other source has.
  record OneToOne(String target) implements Outcome {}

  /// One target, which other sources have as well: what told them apart is gone.
  ///
  /// @param sources how many share the target, this one included; at least 2
  record Merged(String target, int sources) implements Outcome {
    public Merged {
      if (sources < 2) {
        throw new IllegalArgumentException(
            target + ": two sources at least are merged, found " + sources);
      }
    }
  }

  /// Several targets.
  ///
  /// @param shares sorted by target, summing to 1
  /// @param merging whether another source has one of the targets as well
  record Split(List<Share> shares, boolean merging) implements Outcome {
    public Split {
      shares = List.copyOf(shares);
      if (shares.size() < 2) {
        throw new IllegalArgumentException(
            "a split has two targets at least, found " + shares.size());
      }
    }
  }

  /// No target.
  ///
  /// @param near a code of the crosswalk that differs in leading zeros alone
  record Lost(Reason reason, Optional<String> near) implements Outcome {}

  /// The row bore no code before: empty, or `unknown`.
  record Uncoded() implements Outcome {}

  /// Why a code has no target.
  enum Reason {
    /// The table names the code and gives it none.
    NO_TARGET("no-target"),
    /// The table does not know the code.
    NOT_IN_CROSSWALK("not-in-crosswalk");

    private final String word;

    Reason(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /// One of {@link #WORDS}.
  default String word() {
    return switch (this) {
      case OneToOne _ -> "one-to-one";
      case Merged _ -> "merged";
      case Split _ -> "split";
      case Lost _ -> "lost";
      case Uncoded _ -> "uncoded";
    };
  }

  /// Every target with its share, sorted by target; empty when there is none.
  default List<Share> shares() {
    return switch (this) {
      case OneToOne o -> List.of(new Share(o.target(), 1));
      case Merged m -> List.of(new Share(m.target(), 1));
      case Split s -> s.shares();
      case Lost _, Uncoded _ -> List.of();
    };
  }
}
