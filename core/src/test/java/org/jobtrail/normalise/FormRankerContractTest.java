package org.jobtrail.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jobtrail.career.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every ranker of forms keeps to.
public abstract class FormRankerContractTest {
  private static final List<String> TITLES =
      List.of("baker", "Bakker (m/v)", "", "  ", "☃ ☃", "x".repeat(10_000), "a\u0000'; DROP", "b");

  protected static final List<Form> FORMS =
      List.of(
          form("1", "baker", "u1"),
          form("2", "bread baker", "u1"),
          form("3", "Baker", "u2"),
          form("4", "barber", "u3"),
          form("5", "☃", "u4"),
          form("6", "", "u5"),
          form("7", "baker", "u1"));

  protected abstract FormRanker over(List<Form> forms);

  protected static Form form(String id, String text, String concept) {
    return new Form(id, text, Language.ENGLISH, concept);
  }

  private static TitleQuery title(String text) {
    return TitleQuery.of(text, Language.ENGLISH);
  }

  @Test
  void scoresEveryFormFinitely() {
    FormRanker ranker = over(FORMS);
    assertThat(ranker.name()).isNotBlank();
    for (String title : TITLES) {
      float[] scores = ranker.scores(title(title));
      assertThat(scores).hasSize(FORMS.size());
      for (float score : scores) {
        assertThat(score).isFinite();
      }
    }
    assertThat(over(List.of()).scores(title("baker"))).isEmpty();
  }

  @Test
  void scoresEqualFormsOfAConceptEqually() {
    for (String title : TITLES) {
      float[] scores = over(FORMS).scores(title(title));
      assertThat(scores[0]).isEqualTo(scores[6]);
    }
  }

  @Test
  void scoresTheSameWordHighest() {
    float[] scores = over(FORMS).scores(title("baker"));
    float same = Math.min(scores[0], scores[2]);
    for (int f : new int[] {1, 3, 4, 5}) {
      assertThat(same).isGreaterThanOrEqualTo(scores[f]);
    }
    assertThat(scores[0]).isGreaterThan(scores[3]);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void answersAlikeWhateverWasAskedBeforeOrBeside(long seed) {
    FormRanker ranker = over(FORMS);
    List<float[]> alone = TITLES.stream().map(t -> over(FORMS).scores(title(t))).toList();
    List<Integer> asked = new ArrayList<>();
    Random random = new Random(seed);
    for (int i = 0; i < 60; i++) {
      asked.add(random.nextInt(TITLES.size()));
    }
    asked.parallelStream()
        .forEach(
            i -> assertThat(ranker.scores(title(TITLES.get(i)))).containsExactly(alone.get(i)));
  }
}
