package org.jobtrail.review;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jobtrail.normalise.TitleKey;
import org.jobtrail.normalise.rules.Decision;
import org.jobtrail.normalise.rules.Rule;
import org.jobtrail.normalise.rules.Rules;
import org.jobtrail.provenance.RowFates;

/// What the decisions come to: new rules, nothing new, or a conflict.
///
/// - Coders who agree make a rule; a coder who confirms another's rule is added to it.
/// - Coders who disagree, with one another or with a standing rule of someone else, make none: a
///   third person settles it. What was settled stays settled.
/// - A coder's later decision replaces the own earlier one.
final class Verdicts {
  private final Rules rules;
  private final boolean settling;
  private final DecisionReader reader;
  private final List<Rule> drafts = new ArrayList<>();
  private final SequencedMap<Votes.Place, String> conflicts = new LinkedHashMap<>();
  private final RowFates.Builder rows;

  /// @param settling the decisions are of the person who settles
  Verdicts(Rules rules, boolean settling, DecisionReader reader, RowFates.Builder rows) {
    this.rules = rules;
    this.settling = settling;
    this.reader = reader;
    this.rows = rows;
    for (String fate : List.of("ruled", "unchanged", "in_conflict", "settled_before")) {
      rows.add("titles_by_fate." + fate, 0).add("decided_by_fate." + fate, 0);
    }
    rows.add("titles_decided", 0).add("rows_decided", 0);
  }

  void add(TitleKey key, List<Votes.Vote> votes) {
    Decision decision = votes.getFirst().decision();
    Optional<Rule> standing = rules.last(key);
    boolean agree = votes.stream().allMatch(vote -> vote.decision().equals(decision));
    TreeSet<String> coders = new TreeSet<>();
    votes.forEach(vote -> coders.add(vote.coder()));
    if (settling) {
      if (standing.isPresent()
          && standing.get().decision().equals(decision)
          && standing.get().made() == Rule.Made.SETTLED) {
        fate("unchanged", votes);
      } else {
        rule(key, votes, coders, Rule.Made.SETTLED);
      }
      return;
    }
    if (standing.isEmpty() || standing.get().decision() instanceof Decision.Withdrawn) {
      if (agree && decision instanceof Decision.Withdrawn) {
        fate("unchanged", votes);
      } else if (agree) {
        rule(key, votes, coders, coders.size() > 1 ? Rule.Made.AGREED : Rule.Made.CODED);
      } else {
        conflict(key, votes, Optional.empty());
      }
      return;
    }
    Rule rule = standing.get();
    List<String> before = List.of(rule.coder().split("\\|"));
    if (agree && decision.equals(rule.decision())) {
      confirm(key, rule, votes, coders, before);
    } else if (rule.made() == Rule.Made.SETTLED && !before.containsAll(coders)) {
      fate("settled_before", votes);
    } else if (agree && coders.containsAll(before)) {
      rule(key, votes, coders, coders.size() > 1 ? Rule.Made.AGREED : Rule.Made.CODED);
    } else {
      conflict(key, votes, Optional.of(rule));
    }
  }

  private void confirm(
      TitleKey key,
      Rule rule,
      List<Votes.Vote> votes,
      SortedSet<String> coders,
      List<String> before) {
    if (before.containsAll(coders) || rule.made() == Rule.Made.SETTLED) {
      fate("unchanged", votes);
    } else {
      TreeSet<String> all = new TreeSet<>(before);
      all.addAll(coders);
      rule(key, votes, all, Rule.Made.AGREED);
    }
  }

  private void rule(
      TitleKey key, List<Votes.Vote> votes, SortedSet<String> coders, Rule.Made made) {
    Votes.Vote first = votes.getFirst();
    List<String> comments =
        votes.stream().map(Votes.Vote::comment).filter(c -> !c.isEmpty()).distinct().toList();
    drafts.add(
        new Rule(
            1,
            1,
            key.language(),
            first.title(),
            first.decision(),
            String.join("|", coders),
            made,
            String.join(" / ", comments)));
    fate("ruled", votes);
  }

  private void conflict(TitleKey key, List<Votes.Vote> votes, Optional<Rule> rule) {
    List<String> sides = new ArrayList<>();
    rule.ifPresent(
        r ->
            sides.add(
                "rule %d by %s: %s"
                    .formatted(
                        r.number(),
                        r.coder().replace("|", " and "),
                        reader.shown(r.decision(), key.language()))));
    for (Votes.Vote vote : votes) {
      sides.add(
          vote.coder()
              + ": "
              + reader.shown(vote.decision(), key.language())
              + (vote.comment().isEmpty() ? "" : " (" + vote.comment() + ")"));
    }
    conflicts.put(votes.getFirst().place(), String.join(" / ", sides));
    fate("in_conflict", votes);
  }

  private void fate(String fate, List<Votes.Vote> votes) {
    rows.add("titles_decided", 1).add("titles_by_fate." + fate, 1);
    rows.add("rows_decided", votes.size()).add("decided_by_fate." + fate, votes.size());
  }

  /// New rules, in the order in which their titles appeared.
  List<Rule> drafts() {
    return drafts;
  }

  /// The first row of each title in conflict, with what each coder decided.
  SequencedMap<Votes.Place, String> conflicts() {
    return conflicts;
  }
}
