package org.jobtrail.normalise.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jobtrail.normalise.Candidate;
import org.jobtrail.normalise.Coding;
import org.jobtrail.normalise.Normaliser;
import org.jobtrail.normalise.SetNormaliser;
import org.jobtrail.normalise.TitleQuery;
import org.jobtrail.taxonomy.OccupationCode;

/// A normaliser whose ruled titles are answered by people's decisions, and the others by another
/// normaliser as if no rules were there.
///
/// A ruled title gets the occupations that were decided, in the coder's order, and no others: the
/// model's candidates are on another scale. Each scores 1, with the rule as its only reason. None
/// has a probability: how often people are right was not measured on a sample with known
/// occupations, and a 1 that nobody calibrated would count as certainty in every sum over
/// probabilities. A title ruled unknown gets no candidate.
public class RuleNormaliser implements Normaliser {
  private static final double SCORE = 1;

  private final Normaliser base;
  private final Rules rules;

  private RuleNormaliser(Normaliser base, Rules rules) {
    if (!base.taxonomy().equals(rules.taxonomy().name())) {
      throw new IllegalArgumentException(
          "rules over " + rules.taxonomy().name() + ", a normaliser over " + base.taxonomy());
    }
    this.base = base;
    this.rules = rules;
  }

  /// Gives sets when the base does.
  public static RuleNormaliser over(Normaliser base, Rules rules) {
    return base instanceof SetNormaliser sets
        ? new WithSets(sets, rules)
        : new RuleNormaliser(base, rules);
  }

  /// The set of a ruled title is what was decided; one ruled unknown keeps the base's.
  private static final class WithSets extends RuleNormaliser implements SetNormaliser {
    private final SetNormaliser base;

    WithSets(SetNormaliser base, Rules rules) {
      super(base, rules);
      this.base = base;
    }

    @Override
    public List<List<OccupationCode>> sets(List<TitleQuery> queries, double coverage) {
      List<List<OccupationCode>> sets = new ArrayList<>(base.sets(queries, coverage));
      for (int i = 0; i < sets.size(); i++) {
        Optional<Rule> rule = rule(queries.get(i));
        if (rule.isPresent()
            && rule.get().decision() instanceof Decision.Occupations(List<OccupationCode> named)) {
          sets.set(i, named);
        }
      }
      return sets;
    }
  }

  @Override
  public String name() {
    return base.name() + "+rules-" + rules.version();
  }

  @Override
  public String taxonomy() {
    return base.taxonomy();
  }

  @Override
  public String calibration() {
    return base.calibration() + "; titles that a rule answers have no probability";
  }

  @Override
  public SortedMap<String, String> versions() {
    TreeMap<String, String> versions = new TreeMap<>(base.versions());
    versions.putAll(rules.facts());
    return Collections.unmodifiableSortedMap(versions);
  }

  @Override
  public String method(TitleQuery query) {
    return rule(query)
        .map(rule -> Normaliser.RULE + rule.number() + " of version " + rules.version())
        .orElseGet(() -> base.method(query));
  }

  @Override
  public List<Coding> code(List<TitleQuery> queries, int top) {
    if (top < 1) {
      throw new IllegalArgumentException("top must be at least 1, found " + top);
    }
    List<Optional<Rule>> ruled = queries.stream().map(this::rule).toList();
    List<TitleQuery> others = new ArrayList<>();
    for (int i = 0; i < queries.size(); i++) {
      if (ruled.get(i).isEmpty()) {
        others.add(queries.get(i));
      }
    }
    var answers = base.code(others, top).iterator();
    List<Coding> codings = new ArrayList<>(queries.size());
    for (int i = 0; i < queries.size(); i++) {
      TitleQuery query = queries.get(i);
      codings.add(ruled.get(i).map(rule -> coding(rule, query, top)).orElseGet(answers::next));
    }
    return codings;
  }

  Optional<Rule> rule(TitleQuery query) {
    return rules.of(query.title(), query.language());
  }

  private Coding coding(Rule rule, TitleQuery query, int top) {
    return switch (rule.decision()) {
      case Decision.Occupations(List<OccupationCode> named) ->
          new Coding(
              named.stream().limit(top).map(code -> candidate(code, rule, query)).toList(),
              Coding.Outcome.CODED);
      case Decision.Unknown _ -> Coding.NOTHING;
      case Decision.Withdrawn _ -> throw new IllegalStateException("a withdrawn rule holds");
    };
  }

  private Candidate candidate(OccupationCode code, Rule rule, TitleQuery query) {
    String why =
        "rule %d of %s version %d by %s"
            .formatted(rule.number(), rules.name(), rules.version(), rule.coder());
    return new Candidate(
        code,
        rules.taxonomy().byUri(code.uri()).orElseThrow().preferred(query.language()),
        SCORE,
        new Candidate.Probability.Uncalibrated(),
        List.of(new Candidate.Reason(why, SCORE)));
  }
}
