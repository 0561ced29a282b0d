package org.jobtrail.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.jobtrail.career.Language;
import org.junit.jupiter.api.Test;

class LexicalFormRankerTest extends FormRankerContractTest {
  @Override
  protected FormRanker over(List<Form> forms) {
    return LexicalFormRanker.over(forms);
  }

  @Test
  void addsTheNormalisersWeights() {
    FormRanker ranker = over(FORMS);
    float[] same = ranker.scores(TitleQuery.of("baker", Language.ENGLISH));
    float[] other = ranker.scores(TitleQuery.of("baker", Language.DUTCH));
    assertThat(same[0]).as("words .85, language .07, equal .02").isCloseTo(0.94f, within(1e-6f));
    assertThat(other[0]).isCloseTo(0.87f, within(1e-6f));
  }
}
