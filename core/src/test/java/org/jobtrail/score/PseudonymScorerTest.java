package org.jobtrail.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jobtrail.career.Language;
import org.jobtrail.extract.pseudonym.Kind;
import org.jobtrail.extract.pseudonym.Pseudonyms;
import org.junit.jupiter.api.Test;

class PseudonymScorerTest {
  /// Two mentions of the address, both hidden; `Jan` stands twice, and nothing finds it; one e-mail
  /// address too much.
  @Test
  void countsMentionsAndReplacements() {
    String text = "a@x.org and A@X.ORG, b@x.org; known as Jan, not Janus, by Jan";
    PersonalGold gold =
        new PersonalGold("1", Map.of(Kind.EMAIL, List.of("a@x.org"), Kind.NAME, List.of("Jan")));
    PseudonymScorer scorer = new PseudonymScorer(100, 1);
    scorer.add(gold, text, Pseudonyms.of(text, Language.ENGLISH));
    PseudonymReport report = scorer.report(3);
    PseudonymReport.Figure email = report.figures().get(Kind.EMAIL);
    assertThat(email).isNotNull();
    assertThat(List.of(email.mentions(), email.hidden(), email.found(), email.right()))
        .containsExactly(2, 2, 3, 2);
    assertThat(email.precision().value()).isEqualTo(2 / 3.0);
    PseudonymReport.Figure name = report.figures().get(Kind.NAME);
    assertThat(name).isNotNull();
    assertThat(List.of(name.mentions(), name.hidden(), name.found())).containsExactly(2, 0, 0);
    assertThat(name.recall()).isEqualTo(new PseudonymReport.Interval(0, 0, 0));
    assertThat(report.leaking()).isEqualTo(1);
    assertThat(report.goldNotRead()).isEqualTo(3);
    assertThat(report.misses()).hasSize(3);
  }
}
