package org.jobtrail.predict.career;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jobtrail.panel.Outcome;
import org.jobtrail.predict.NextOccupationModel;

/// What comes next for one career, by rank, and what that rests on.
///
/// @param next most probable first; equally probable ones by number
/// @param rationale the records that lead to the same top outcome by themselves
public record Outlook(AskedCareer career, List<Next> next, Rationale rationale) {
  /// One outcome that may come next.
  ///
  /// @param alike the people who were where this career is, and those of them who went there; empty
  ///     without a panel
  public record Next(Outcome outcome, double probability, Optional<SimilarPeople.Alike> alike) {}

  public Outlook {
    next = List.copyOf(next);
  }

  /// @param most how many outcomes are told
  public static Outlook of(
      NextOccupationModel model, AskedCareer career, int most, Optional<SimilarPeople> similar) {
    double[] row = model.lastLogProbabilities(List.of(career.asked())).getFirst();
    Integer[] order = new Integer[row.length];
    Arrays.setAll(order, k -> k);
    Arrays.sort(order, Comparator.comparingDouble((Integer k) -> -row[k]));
    List<Next> next = new ArrayList<>();
    for (int k : Arrays.asList(order).subList(0, Math.min(most, row.length))) {
      next.add(
          new Next(
              model.schema().outcomes().get(k),
              Math.exp(row[k]),
              similar.filter(_ -> career.records() > 0).map(s -> s.alike(career.past(), k))));
    }
    return new Outlook(career, next, Rationale.of(model, career));
  }
}
