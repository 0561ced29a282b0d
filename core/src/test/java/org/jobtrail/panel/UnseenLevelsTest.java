package org.jobtrail.panel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class UnseenLevelsTest {
  /// ann: F, race missing, education missing, none, degree; bob: M, race other, education none.
  private static List<String> unseen(Split ofAnn, Split ofBob, Split judged) {
    Panel small = Panels.small();
    Panel panel = new Panel("small", small.schema(), small.people(), List.of(ofAnn, ofBob));
    return UnseenLevels.of(panel, panel.people(judged));
  }

  @Test
  void tellsLevelsThatNoTrainingPersonHas() {
    assertThat(unseen(Split.TRAIN, Split.TEST, Split.TEST))
        .containsExactly("sex = M (1 person)", "race = other, or \"none\" (1 person)");
    assertThat(unseen(Split.VALID, Split.TRAIN, Split.VALID))
        .containsExactly("sex = F (1 person)", "education = degree (1 person)");
  }

  @Test
  void tellsNothingOfTrainingPeopleAndOfPanelsThatWereNeverSplit() {
    assertThat(unseen(Split.TRAIN, Split.TEST, Split.TRAIN)).isEmpty();
    assertThat(UnseenLevels.of(Panels.small(), Panels.small().people())).isEmpty();
  }
}
