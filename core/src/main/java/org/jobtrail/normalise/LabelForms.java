package org.jobtrail.normalise;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jobtrail.taxonomy.Concept;
import org.jobtrail.taxonomy.Label;

/// The labels of the concepts that titles are coded to, folded; labels that fold alike are one
/// form.
final class LabelForms {
  private final List<Concept> concepts;
  private final List<List<String>> words;
  private final List<String> texts;
  private final List<List<Use>> uses;

  /// Of each form's words, so that most forms are told from a title's words without reading theirs.
  private final int[] hashes;

  /// A label that has the form.
  ///
  /// @param concept position in {@link #concepts()}
  /// @param place among the concept's labels, which are in order
  record Use(int concept, Label label, int place) {}

  private LabelForms(
      List<Concept> concepts, List<List<String>> words, List<String> texts, List<List<Use>> uses) {
    this.concepts = concepts;
    this.words = words;
    this.texts = texts;
    this.uses = uses;
    this.hashes = words.stream().mapToInt(List::hashCode).toArray();
  }

  private record Folded(List<String> words, String text) {}

  static LabelForms of(List<Concept> concepts) {
    List<List<Folded>> folded =
        concepts.parallelStream()
            .map(
                c -> {
                  List<Folded> labels = new ArrayList<>(c.labels().size());
                  for (Label label : c.labels()) {
                    List<String> words = TitleFolding.fold(label.text());
                    labels.add(new Folded(words, String.join(" ", words)));
                  }
                  return labels;
                })
            .toList();
    Map<String, Integer> numbers = new HashMap<>(1 << 17);
    List<List<String>> words = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    List<List<Use>> uses = new ArrayList<>();
    for (int c = 0; c < concepts.size(); c++) {
      List<Label> labels = concepts.get(c).labels();
      for (int l = 0; l < labels.size(); l++) {
        Folded form = folded.get(c).get(l);
        Integer known = numbers.putIfAbsent(form.text, texts.size());
        if (known == null) {
          words.add(form.words);
          texts.add(form.text);
          uses.add(new ArrayList<>(1));
        }
        uses.get(known == null ? uses.size() - 1 : known).add(new Use(c, labels.get(l), l));
      }
    }
    return new LabelForms(List.copyOf(concepts), words, texts, uses);
  }

  List<Concept> concepts() {
    return concepts;
  }

  /// The folded words of each form.
  List<List<String>> words() {
    return words;
  }

  /// Whether a form has these very words.
  ///
  /// @param hash of the words
  boolean is(int form, List<String> other, int hash) {
    return hashes[form] == hash && words.get(form).equals(other);
  }

  /// The same parted by single spaces.
  String text(int form) {
    return texts.get(form);
  }

  /// The unit group of a concept.
  String group(int concept) {
    return concepts.get(concept).occupation().iscoGroup();
  }

  List<Use> uses(int form) {
    return uses.get(form);
  }
}
