package org.jobtrail.predict.language;

import java.util.ArrayList;
import java.util.List;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.predict.language.token.CareerTokenizer;
import org.jobtrail.predict.language.token.Question;
import org.jobtrail.predict.language.token.TitleTrie;

/// Questions about one person that one run of the network answers: their prefixes are beginnings of
/// one text, and they ask for the same titles. Its arrays are shared, nobody may change them.
final class Passage {
  private final int person;
  private final int record;
  private final int[] tokens;
  private final int[] lengths;
  private final TitleTrie trie;

  private Passage(int person, int record, int[] tokens, int[] lengths, TitleTrie trie) {
    this.person = person;
    this.record = record;
    this.tokens = tokens;
    this.lengths = lengths;
    this.trie = trie;
  }

  /// All questions about all records of some people.
  ///
  /// @param most tokens of prefix and title together
  static List<Passage> all(CareerTokenizer careers, List<PanelPerson> people, int most) {
    List<Passage> passages = new ArrayList<>();
    for (int i = 0; i < people.size(); i++) {
      passages.addAll(of(i, 0, careers.questions(people.get(i), most)));
    }
    return passages;
  }

  /// The question about each person's last record.
  static List<Passage> last(CareerTokenizer careers, List<PanelPerson> people, int most) {
    List<Passage> passages = new ArrayList<>();
    for (int i = 0; i < people.size(); i++) {
      int t = people.get(i).size() - 1;
      passages.addAll(of(i, t, List.of(careers.question(people.get(i), t, most))));
    }
    return passages;
  }

  private static List<Passage> of(int person, int record, List<Question> questions) {
    List<Passage> passages = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= questions.size(); i++) {
      if (i == questions.size() || !goesOn(questions.get(i - 1), questions.get(i))) {
        List<Question> own = questions.subList(from, i);
        passages.add(
            new Passage(
                person,
                record + from,
                own.getLast().prefix(),
                own.stream().mapToInt(Question::length).toArray(),
                own.getFirst().trie()));
        from = i;
      }
    }
    return passages;
  }

  private static boolean goesOn(Question before, Question next) {
    int[] prefix = next.prefix();
    return before.trie().equals(next.trie())
        && before.length() <= prefix.length
        && java.util.Arrays.equals(before.prefix(), 0, before.length(), prefix, 0, before.length());
  }

  /// Whose it is, a place in the list that was asked about.
  int person() {
    return person;
  }

  /// The first question's; the others follow.
  int record() {
    return record;
  }

  /// The longest prefix.
  int[] tokens() {
    return tokens;
  }

  /// Of the prefixes, `[questions]`, rising.
  int[] lengths() {
    return lengths;
  }

  TitleTrie trie() {
    return trie;
  }

  int questions() {
    return lengths.length;
  }
}
