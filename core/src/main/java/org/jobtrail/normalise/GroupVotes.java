package org.jobtrail.normalise;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jobtrail.career.Language;
import org.jobtrail.taxonomy.Concept;
import org.jobtrail.taxonomy.Label;
import org.jobtrail.taxonomy.Taxonomy;

/// Everyday titles of the starter taxonomy that name the ISCO-08 unit group of a title.
///
/// An imported taxonomy has its own words for occupations: ESCO calls a registered nurse a nurse
/// responsible for general care, and lists `teacher` only under one kind of lecturer.
final class GroupVotes {
  /// How many starter titles are looked at.
  private static final int FORMS = 20;

  /// Strength of a starter title with other words, at best; it falls with the square of likeness.
  private static final double NEAR = 0.7;

  /// Strength of one that says more than the title, in words that folding leaves out.
  private static final double LONGER = 0.8;

  /// Share of the strength that one in another language keeps.
  private static final double FOREIGN = 0.6;

  private final LabelForms forms;
  private final Map<List<String>, Integer> byWords = new HashMap<>();
  private final WordIndex index;
  private final ConcurrentLinkedQueue<WordIndex.Search> searches = new ConcurrentLinkedQueue<>();

  /// A starter title like the title.
  ///
  /// @param strength in `[0, 1]`; 1 where the words are the same, in the title's language
  /// @param equal whether the words are the same
  record Vote(String group, Label label, double strength, boolean equal) {
    /// Of equal ones the longer title: `registered nurse` rather than `RN`.
    private static final Comparator<Vote> STRONGEST =
        (a, b) -> {
          int stronger = Double.compare(b.strength, a.strength);
          if (stronger != 0) {
            return stronger;
          }
          int longer = Integer.compare(b.label.text().length(), a.label.text().length());
          return longer != 0 ? longer : a.label.compareTo(b.label);
        };

    String reason() {
      return "starter title \""
          + label.text()
          + "\" ("
          + label.language().code()
          + ") names unit group "
          + group;
    }

    private Vote stronger(Vote other) {
      return STRONGEST.compare(other, this) < 0 ? other : this;
    }
  }

  GroupVotes(Taxonomy starter) {
    forms =
        LabelForms.of(
            starter.concepts().stream().filter(c -> c.kind() == Concept.Kind.UNIT_GROUP).toList());
    index = WordIndex.of(forms.words());
    for (int form = 0; form < forms.words().size(); form++) {
      byWords.put(forms.words().get(form), form);
    }
  }

  /// The groups that starter titles with these very words name.
  List<String> named(List<String> words) {
    Integer form = byWords.get(words);
    return form == null
        ? List.of()
        : forms.uses(form).stream().map(this::group).distinct().toList();
  }

  /// Each group's strongest vote.
  Map<String, Vote> of(List<String> words, Language language) {
    WordIndex.Search polled = searches.poll();
    WordIndex.Search search = polled == null ? index.new Search() : polled;
    search.best(words, FORMS);
    Map<String, Vote> votes = new HashMap<>();
    int hash = words.hashCode();
    for (int i = 0; i < search.size; i++) {
      boolean same = forms.is(search.found[i], words, hash);
      double alike = Math.min(1, search.scores[i]);
      for (LabelForms.Use use : forms.uses(search.found[i])) {
        boolean equal = same && nothingFolded(use.label(), words);
        boolean comparable =
            language.equals(Language.UNDETERMINED) || use.label().language().equals(language);
        double strength =
            (equal ? 1 : same ? LONGER : NEAR * alike * alike) * (comparable ? 1 : FOREIGN);
        Vote known = votes.get(group(use));
        if (known == null || known.strength <= strength) {
          Vote vote = new Vote(group(use), use.label(), strength, equal);
          votes.put(vote.group, known == null ? vote : known.stronger(vote));
        }
      }
    }
    searches.add(search);
    return votes;
  }

  /// Folding takes `L&D` from `L&D specialist` and `senior` from `senior clerk`: what is left is
  /// not what everybody means by it.
  private static boolean nothingFolded(Label label, List<String> words) {
    int parts = 0;
    boolean before = false;
    for (int i = 0; i < label.text().length(); i++) {
      boolean inside = " /-".indexOf(label.text().charAt(i)) < 0;
      parts += inside && !before ? 1 : 0;
      before = inside;
    }
    return parts <= words.size();
  }

  private String group(LabelForms.Use use) {
    return forms.group(use.concept());
  }
}
