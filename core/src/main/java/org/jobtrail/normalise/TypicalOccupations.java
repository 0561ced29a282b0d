package org.jobtrail.normalise;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which concept of a unit group everyday titles mean: the one with the most starter titles of the
/// group among its labels.
final class TypicalOccupations {
  private final double[] share;
  private final Map<String, List<Integer>> members = new HashMap<>();

  TypicalOccupations(LabelForms forms, GroupVotes votes) {
    int n = forms.concepts().size();
    double[] count = new double[n];
    for (int form = 0; form < forms.words().size(); form++) {
      List<String> groups = votes.named(forms.words().get(form));
      if (!groups.isEmpty()) {
        for (LabelForms.Use use : forms.uses(form)) {
          if (groups.contains(forms.group(use.concept()))) {
            count[use.concept()]++;
          }
        }
      }
    }
    Map<String, Double> most = new HashMap<>();
    for (int c = 0; c < n; c++) {
      String group = forms.group(c);
      most.merge(group, count[c], Math::max);
      members.computeIfAbsent(group, _ -> new ArrayList<>()).add(c);
    }
    share = new double[n];
    for (int c = 0; c < n; c++) {
      double top = most.getOrDefault(forms.group(c), 0.0);
      share[c] = top == 0 ? 0 : count[c] / top;
    }
    members.values().forEach(list -> list.sort((a, b) -> Double.compare(share[b], share[a])));
  }

  /// In `[0, 1]`: 1 for the most typical of its group.
  double share(int concept) {
    return share[concept];
  }

  /// The group's concepts, most typical first; empty when the taxonomy has none.
  List<Integer> of(String group) {
    return members.getOrDefault(group, List.of());
  }
}
