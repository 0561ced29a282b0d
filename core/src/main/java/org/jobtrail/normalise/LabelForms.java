package org.jobtrail.normalise;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jobtrail.taxonomy.Concept;
import org.jobtrail.taxonomy.Label;

/// The labels of the concepts that titles are coded to, folded; labels that fold alike are one
/// form.
final class LabelForms {
  private final List<Concept> concepts;
  private final List<List<String>> words;
  private final List<List<Use>> uses;

  /// A label that has the form.
  ///
  /// @param concept position in {@link #concepts()}
  record Use(int concept, Label label) {}

  private LabelForms(List<Concept> concepts, List<List<String>> words, List<List<Use>> uses) {
    this.concepts = concepts;
    this.words = words;
    this.uses = uses;
  }

  static LabelForms of(List<Concept> concepts) {
    List<List<List<String>>> folded =
        concepts.parallelStream()
            .map(c -> c.labels().stream().map(l -> TitleFolding.fold(l.text())).toList())
            .toList();
    Map<List<String>, List<Use>> byForm = new LinkedHashMap<>();
    for (int c = 0; c < concepts.size(); c++) {
      List<Label> labels = concepts.get(c).labels();
      for (int l = 0; l < labels.size(); l++) {
        byForm
            .computeIfAbsent(folded.get(c).get(l), _ -> new ArrayList<>(1))
            .add(new Use(c, labels.get(l)));
      }
    }
    List<List<String>> words = List.copyOf(byForm.keySet());
    List<List<Use>> uses = new ArrayList<>(byForm.values());
    return new LabelForms(List.copyOf(concepts), words, uses);
  }

  List<Concept> concepts() {
    return concepts;
  }

  /// The folded words of each form.
  List<List<String>> words() {
    return words;
  }

  /// The unit group of a concept.
  String group(int concept) {
    return concepts.get(concept).occupation().iscoGroup();
  }

  List<Use> uses(int form) {
    return uses.get(form);
  }
}
