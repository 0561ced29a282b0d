package org.jobtrail.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jobtrail.career.Language;
import org.jobtrail.normalise.rules.Decision;
import org.jobtrail.normalise.rules.Rule;
import org.jobtrail.normalise.rules.RuleNormaliser;
import org.jobtrail.normalise.rules.Rules;
import org.jobtrail.taxonomy.OccupationCode;
import org.jobtrail.taxonomy.Taxonomy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleNormaliserTest extends NormaliserContractTest {
  private static final Taxonomy STARTER = Taxonomy.starter();
  private static final LexicalNormaliser BASE = LexicalNormaliser.of(STARTER);

  private static OccupationCode code(String code) {
    return STARTER.byCode(code).orElseThrow().occupation();
  }

  private static Decision codes(String... codes) {
    return new Decision.Occupations(List.of(codes).stream().map(RuleNormaliserTest::code).toList());
  }

  private static Rule rule(String title, String language, Decision decision) {
    return new Rule(1, 1, new Language(language), title, decision, "anna", Rule.Made.CODED, "");
  }

  private static Rules rules(Rule... rules) {
    return Rules.none(STARTER, Path.of("rules.tsv")).with("none", List.of(rules));
  }

  /// Rules for titles that the contract's queries hold, of every kind of decision.
  @Override
  Normaliser normaliser() {
    List<Rule> drafts = new ArrayList<>();
    drafts.add(rule("sales Manager", "en", codes("1221", "2433")));
    drafts.add(rule("Manager", "und", new Decision.Unknown()));
    drafts.add(rule("clerk", "nl", codes("4110")));
    drafts.add(rule("chef", "fr", codes("3434", "1412", "0110")));
    drafts.add(rule("software", "en", new Decision.Withdrawn()));
    drafts.add(rule("zzzz", "und", codes("9622")));
    List<TitleQuery> queries = queries(1, 40);
    for (TitleQuery query : queries) {
      if (TitleKey.of(query.title(), query.language()).isPresent()) {
        drafts.add(rule(query.title(), query.language().code(), codes("5120", "7512")));
      }
    }
    return RuleNormaliser.over(BASE, rules(drafts.toArray(Rule[]::new)));
  }

  private static Coding answer(Rules rules, String title, String language) {
    return RuleNormaliser.over(BASE, rules)
        .code(List.of(TitleQuery.of(title, new Language(language))), 5)
        .getFirst();
  }

  @Test
  void aRuleWinsOverTheModelForEverySpellingOfItsTitle() {
    Rules rules = rules(rule("Sr. Bakker (m/v/x)", "nl", codes("9412")));
    for (String title : List.of("bakker", "BAKKER", "Bakker m/v", "  bàkker - junior")) {
      Candidate first = answer(rules, title, "nl").candidates().getFirst();
      assertThat(first.occupation().code()).isEqualTo("9412");
      assertThat(first.label())
          .isEqualTo(STARTER.byCode("9412").orElseThrow().preferred(Language.DUTCH));
      assertThat(first.score()).isEqualTo(1);
      assertThat(first.reasons())
          .containsExactly(new Candidate.Reason("rule 1 of rules.tsv version 1 by anna", 1));
      assertThat(first.probability()).isInstanceOf(Candidate.Probability.Uncalibrated.class);
    }
    assertThat(answer(rules, "bakkersknecht", "nl").candidates().getFirst().reasons())
        .noneMatch(reason -> reason.what().startsWith("rule"));
  }

  @Test
  void aRuleHoldsForItsLanguageAndOneWithoutALanguageForAllOthers() {
    Rules rules = rules(rule("chef", "nl", codes("3434")), rule("chef", "und", codes("1412")));
    assertThat(answer(rules, "Chef", "nl").best().map(c -> c.occupation().code())).contains("3434");
    for (String other : List.of("fr", "en", "und", "xx")) {
      assertThat(answer(rules, "Chef", other).best().map(c -> c.occupation().code()))
          .contains("1412");
    }
    Rules dutch = rules(rule("chef", "nl", codes("3434")));
    assertThat(answer(dutch, "chef", "und"))
        .isEqualTo(BASE.code(List.of(TitleQuery.of("chef", Language.UNDETERMINED)), 5).getFirst());
  }

  @Test
  void severalDecisionsStandInTheCodersOrderAndUnknownIsUnknown() {
    Rules rules =
        rules(
            rule("chef", "nl", codes("3434", "1412")),
            rule("bakker", "nl", new Decision.Unknown()));
    assertThat(answer(rules, "chef", "nl").candidates().stream().map(c -> c.occupation().code()))
        .containsExactly("3434", "1412");
    assertThat(answer(rules, "bakker", "nl")).isEqualTo(Coding.NOTHING);
  }

  @Test
  void theLastRuleOfATitleHoldsAndAWithdrawnOneLeavesItToTheModel() {
    Rules first = rules(rule("bakker", "nl", codes("9412")));
    Rules second = first.with("2026-11-20", List.of(rule("Bakker", "nl", codes("7511"))));
    assertThat(answer(second, "bakker", "nl").best().map(c -> c.occupation().code()))
        .contains("7511");
    assertThat(second.all()).hasSize(2);
    assertThat(second.standing()).hasSize(1);
    Rules third = second.with("none", List.of(rule("bakker", "nl", new Decision.Withdrawn())));
    assertThat(third.standing()).isEmpty();
    assertThat(answer(third, "bakker", "nl"))
        .isEqualTo(BASE.code(List.of(TitleQuery.of("bakker", Language.DUTCH)), 5).getFirst());
    assertThat(third.version()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(longs = {6, 7})
  void unruledTitlesAreAnsweredAsIfThereWereNoRules(long seed) {
    Normaliser ruled = RuleNormaliser.over(BASE, rules(rule("chef", "und", codes("3434"))));
    List<TitleQuery> queries = queries(seed, 150);
    List<Coding> with = ruled.code(queries, 4);
    List<Coding> without = BASE.code(queries, 4);
    int answered = 0;
    for (int i = 0; i < queries.size(); i++) {
      if (ruled.method(queries.get(i)).startsWith(Normaliser.RULE)) {
        answered++;
      } else {
        assertThat(with.get(i)).isEqualTo(without.get(i));
        assertThat(ruled.method(queries.get(i))).isEqualTo("lexical-2");
      }
    }
    assertThat(answered).isPositive();
  }

  @Test
  void manifestsSayWhichRules() {
    Rules rules = rules(rule("chef", "nl", codes("3434")));
    Normaliser normaliser = RuleNormaliser.over(BASE, rules);
    assertThat(normaliser.name()).isEqualTo("lexical-2+rules-1");
    assertThat(normaliser.versions())
        .containsEntry("rules.version", "1")
        .containsKey("rules.sha256");
    assertThat(normaliser.method(TitleQuery.of("Chef", Language.DUTCH)))
        .isEqualTo("rule 1 of version 1");
  }

  /// Ten occupations for every title.
  private static final class Sets implements SetNormaliser {
    @Override
    public String name() {
      return "sets";
    }

    @Override
    public String taxonomy() {
      return STARTER.name();
    }

    @Override
    public String calibration() {
      return "none";
    }

    @Override
    public List<Coding> code(List<TitleQuery> queries, int top) {
      return queries.stream().map(_ -> Coding.NOTHING).toList();
    }

    @Override
    public List<List<OccupationCode>> sets(List<TitleQuery> queries, double coverage) {
      return queries.stream()
          .map(_ -> STARTER.coded().stream().limit(10).map(c -> c.occupation()).toList())
          .toList();
    }
  }

  @Test
  void setsOfRuledTitlesAreWhatWasDecided() {
    Normaliser over =
        RuleNormaliser.over(
            new Sets(),
            rules(rule("chef", "nl", codes("3434")), rule("bakker", "nl", new Decision.Unknown())));
    List<TitleQuery> queries =
        List.of(
            TitleQuery.of("chef", Language.DUTCH),
            TitleQuery.of("bakker", Language.DUTCH),
            TitleQuery.of("kok", Language.DUTCH));
    List<List<OccupationCode>> sets = ((SetNormaliser) over).sets(queries, 0.95);
    assertThat(sets.getFirst()).containsExactly(code("3434"));
    assertThat(sets.get(1)).hasSize(10);
    assertThat(sets.get(2)).hasSize(10);
    assertThat(RuleNormaliser.over(BASE, rules(rule("chef", "nl", codes("3434")))))
        .isNotInstanceOf(SetNormaliser.class);
  }

  @Test
  void refusesATitleWithoutAWordAndRulesThatNobodyMade() {
    assertThatThrownBy(() -> rule("(m/v) --", "nl", codes("3434")))
        .hasMessage("a rule's title has a word, found \"(m/v) --\"");
    assertThatThrownBy(
            () -> new Rule(1, 1, Language.DUTCH, "kok", codes("5120"), " ", Rule.Made.CODED, ""))
        .hasMessage("rule 1 says nobody who decided");
  }
}
