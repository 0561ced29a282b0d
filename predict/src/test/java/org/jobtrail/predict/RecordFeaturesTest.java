package org.jobtrail.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.predict.RecordFeatures.Held;
import org.junit.jupiter.api.Test;

final class RecordFeaturesTest {
  // 2000 nurse, 2001 cook, 2002 cook, 2005 nurse, 2006 ?; education known in all but 2002
  private static final PanelPerson PERSON =
      new PanelPerson(
          "p",
          new int[0],
          new int[] {2000, 2001, 2002, 2005, 2006},
          new int[] {7, 3, 3, 7, 3},
          new int[][] {{1, 2, 0, 2, 1}},
          new double[0][]);

  @Test
  void tellsThePast() {
    assertThat(RecordFeatures.of(PERSON, 0))
        .isEqualTo(new RecordFeatures(0, -1, -1, -1, 0, 0, 0, 0, List.of()));
    assertThat(RecordFeatures.of(PERSON, 1))
        .isEqualTo(new RecordFeatures(1, 7, -1, -1, 1, 1, 1, 0, List.of(new Held(7, 1, 1, 1))));
    assertThat(RecordFeatures.of(PERSON, 3))
        .isEqualTo(
            new RecordFeatures(
                3, 3, 3, 7, 2, 4, 3, 1, List.of(new Held(7, 1, 3, 5), new Held(3, 2, 1, 3))));
    assertThat(RecordFeatures.of(PERSON, 4))
        .isEqualTo(
            new RecordFeatures(
                4, 7, 3, 3, 1, 1, 1, 2, List.of(new Held(7, 2, 1, 1), new Held(3, 2, 2, 4))));
  }

  @Test
  void tellsOfAllRecordsAtOnceWhatItTellsOfEach() {
    List<RecordFeatures> each = new ArrayList<>();
    for (int t = 0; t < PERSON.size(); t++) {
      each.add(RecordFeatures.of(PERSON, t));
    }
    assertThat(RecordFeatures.all(PERSON)).isEqualTo(each);
  }

  @Test
  void listsWhatWasHeldLatestFirst() {
    assertThat(RecordFeatures.of(PERSON, 0).latestFirst()).isEmpty();
    assertThat(RecordFeatures.of(PERSON, 3).latestFirst())
        .containsExactly(new Held(3, 2, 1, 3), new Held(7, 1, 3, 5));
  }

  @Test
  void putsThePastInNumbers() {
    RecordFeatures second = RecordFeatures.of(PERSON, 1);
    RecordFeatures fifth = RecordFeatures.of(PERSON, 4);
    assertThat(second.numbers()).containsExactly(0, 0, 0, 0, 0);
    assertThat(fifth.numbers()).containsExactly(Math.log(2), 1, 0.5, Math.log(2), 0);
    assertThat(fifth.terms(new Held(3, 2, 2, 4)))
        .containsExactly(1, Math.log1p(2), 0.5, Math.log(4), 1, 1);
    assertThat(RecordFeatures.of(PERSON, 3).terms(new Held(7, 1, 3, 5)))
        .containsExactly(1, Math.log1p(1), 1.0 / 3, Math.log(5), 1, 0);
  }

  @Test
  void aChangeNeedsTwoKnownLevels() {
    boolean[] changed = new boolean[5];
    for (int t = 0; t < 5; t++) {
      changed[t] = RecordFeatures.changed(PERSON, 0, t);
    }
    assertThat(changed).containsExactly(false, true, false, false, true);
  }

  @Test
  void theOutcomeOfTheRecordItselfChangesNothing() {
    PanelPerson other = PERSON.prefix(4).then(2006, 9, 1);
    assertThat(RecordFeatures.of(other, 4)).isEqualTo(RecordFeatures.of(PERSON, 4));
  }
}
