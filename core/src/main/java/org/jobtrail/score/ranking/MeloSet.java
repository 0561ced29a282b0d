package org.jobtrail.score.ranking;

import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jobtrail.normalise.Form;
import org.jobtrail.normalise.TitleQuery;

/// Titles of a national classification and the surface forms among which theirs are to be found.
///
/// Source: Retyk et al. 2024, MELO, arXiv 2410.08319.
///
/// @param name such as `nld_q_nl_c_nl`
/// @param queries in the file's order
/// @param forms in descending order of their ids, as {@link Ranking} wants them
/// @param counts of what the files held and what could not be used
public record MeloSet(
    String name, List<Query> queries, List<Form> forms, SortedMap<String, Long> counts) {
  public MeloSet {
    queries = List.copyOf(queries);
    forms = List.copyOf(forms);
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }

  /// A title with what is right for it.
  ///
  /// @param judged whether any annotation speaks of it; trec_eval averages over such queries only
  /// @param relevant positions of the forms that are right
  /// @param unknownForms right forms that the corpus lacks
  /// @param unknownConcepts concepts that only such forms name
  public record Query(
      String id,
      TitleQuery title,
      boolean judged,
      BitSet relevant,
      int unknownForms,
      int unknownConcepts) {}

  /// The concept of each form, numbered from 0 in the forms' order.
  int[] conceptOf() {
    return numbered(forms);
  }

  static int[] numbered(List<Form> forms) {
    Map<String, Integer> numbers = new HashMap<>();
    int[] of = new int[forms.size()];
    for (int f = 0; f < of.length; f++) {
      Integer known = numbers.putIfAbsent(forms.get(f).concept(), numbers.size());
      of[f] = known == null ? numbers.size() - 1 : known;
    }
    return of;
  }
}
