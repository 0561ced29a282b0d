package org.jobtrail.normalise;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jobtrail.career.Language;
import org.jobtrail.normalise.GroupVotes.Vote;

/// What the unit groups say about the concepts of a taxonomy: everyday titles that name a group,
/// the occupation they usually mean, and words so common that they name none.
final class UnitGroups {
  /// A word in the labels of so many unit groups names none of them.
  private static final int GROUPS_OF_VAGUE = 15;

  /// Words of rank, relation or contract; no occupation has one of them as its whole name.
  private static final Set<String> STATUS =
      Set.of(
          """
          intern volunteer trainee owner member associate supervisor director manager
          assistant specialist employee worker staff student apprentice partner
          freelance freelancer founder lead leader head coordinator stagiair
          vrijwilliger medewerker eigenaar lid leidinggevende zelfstandige jobstudent
          vennoot hoofd stagiaire benevole proprietaire membre associe responsable
          employe independant
          """
              .strip()
              .split("\\s+"));

  private final LabelForms forms;
  private final GroupVotes votes;
  private final TypicalOccupations typical;
  private final Set<String> vague = new HashSet<>(STATUS);

  UnitGroups(LabelForms forms, GroupVotes votes) {
    this.forms = forms;
    this.votes = votes;
    typical = new TypicalOccupations(forms, votes);
    Map<String, Integer> numbers = new HashMap<>();
    int[] groups = new int[forms.concepts().size()];
    for (int c = 0; c < groups.length; c++) {
      numbers.putIfAbsent(forms.group(c), numbers.size());
      groups[c] = numbers.getOrDefault(forms.group(c), 0);
    }
    Map<String, BitSet> groupsOf = new HashMap<>();
    for (int form = 0; form < forms.words().size(); form++) {
      for (String word : forms.words().get(form)) {
        BitSet of = groupsOf.computeIfAbsent(word, _ -> new BitSet(numbers.size()));
        for (LabelForms.Use use : forms.uses(form)) {
          of.set(groups[use.concept()]);
        }
      }
    }
    groupsOf.forEach(
        (word, of) -> {
          if (of.cardinality() >= GROUPS_OF_VAGUE) {
            vague.add(word);
          }
        });
  }

  /// The occupation that everyday titles of the group usually mean; empty when there is none.
  Optional<Integer> typical(String group) {
    List<Integer> members = typical.of(group);
    return members.isEmpty() ? Optional.empty() : Optional.of(members.getFirst());
  }

  Query about(List<String> words, Language language) {
    boolean vagueTitle =
        words.size() == 1 ? vague.contains(words.getFirst()) : STATUS.containsAll(words);
    return new Query(votes.of(words, language), vagueTitle);
  }

  /// The votes for one title.
  final class Query {
    private final Map<String, Vote> voted;
    private final boolean vagueWord;

    private Query(Map<String, Vote> voted, boolean vagueWord) {
      this.voted = voted;
      this.vagueWord = vagueWord;
    }

    Map<String, Vote> votes() {
      return voted;
    }

    LabelMatch.Context context(int concept) {
      Optional<Vote> vote = Optional.ofNullable(voted.get(forms.group(concept)));
      boolean agreed = vote.isPresent() && vote.get().equal();
      return new LabelMatch.Context(
          LabelMatch.Weights.VOTES, vote, typical.share(concept), vagueWord && !agreed);
    }
  }
}
