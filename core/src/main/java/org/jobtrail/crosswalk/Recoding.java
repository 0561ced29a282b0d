package org.jobtrail.crosswalk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A crosswalk with a policy, ready to look codes up.
public final class Recoding {
  private final Crosswalk crosswalk;
  private final Policy policy;
  private final int digits;
  private final Map<String, Outcome> outcomes = new HashMap<>();

  /// Source without its leading zeros to the first such source, for {@link Outcome.Lost#near()}.
  private final Map<String, String> unpadded = new HashMap<>();

  public Recoding(Crosswalk crosswalk, Policy policy) {
    this(crosswalk, policy, 0);
  }

  /// @param digits codes of fewer digits get zeros in front before they are looked up; 0 leaves
  ///     them alone
  public Recoding(Crosswalk crosswalk, Policy policy, int digits) {
    this.crosswalk = crosswalk;
    this.policy = policy;
    this.digits = digits;
    Map<String, Integer> sources = crosswalk.sourcesByTarget();
    crosswalk
        .bySource()
        .forEach(
            (source, links) -> {
              unpadded.putIfAbsent(unpadded(source), source);
              outcomes.put(source, outcome(Crosswalk.shares(links), sources));
            });
    for (String source : crosswalk.withoutTarget()) {
      outcomes.put(source, new Outcome.Lost(Outcome.Reason.NO_TARGET, Optional.empty()));
    }
  }

  private static Outcome outcome(List<Share> shares, Map<String, Integer> sources) {
    String target = shares.getFirst().target();
    int sharing = sources.getOrDefault(target, 0);
    if (shares.size() > 1) {
      return new Outcome.Split(
          shares, shares.stream().anyMatch(s -> sources.getOrDefault(s.target(), 0) > 1));
    }
    return sharing > 1 ? new Outcome.Merged(target, sharing) : new Outcome.OneToOne(target);
  }

  private static String unpadded(String code) {
    return code.matches("0+\\d+(\\..*)?") ? code.replaceFirst("^0+(?=\\d)", "") : code;
  }

  public Crosswalk crosswalk() {
    return crosswalk;
  }

  public Policy policy() {
    return policy;
  }

  /// As given; 0 for codes looked up as they are.
  public int digits() {
    return digits;
  }

  /// @param code as the row has it, outer spaces taken off; empty or `unknown` for none
  public Outcome outcome(String code) {
    String stripped = CodeCell.padded(code.strip(), digits);
    if (stripped.isEmpty() || stripped.equals("unknown")) {
      return new Outcome.Uncoded();
    }
    Outcome known = outcomes.get(stripped);
    return known != null
        ? known
        : new Outcome.Lost(
            Outcome.Reason.NOT_IN_CROSSWALK, Optional.ofNullable(unpadded.get(unpadded(stripped))));
  }

  /// The account of the rows that bear these codes.
  ///
  /// @param rows code to how many rows have it
  public Ledger ledger(Map<String, Long> rows) {
    TreeMap<String, Ledger.Entry> entries = new TreeMap<>();
    rows.forEach(
        (code, count) -> {
          Outcome outcome = outcome(code);
          entries.put(
              code, new Ledger.Entry(outcome, policy.choose(outcome), policy.tied(outcome), count));
        });
    return new Ledger(policy, entries);
  }
}
