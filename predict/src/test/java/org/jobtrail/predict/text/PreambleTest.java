package org.jobtrail.predict.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.panel.PeriodUnit;
import org.jobtrail.panel.Split;
import org.junit.jupiter.api.Test;

class PreambleTest {
  private static final PanelSchema SCHEMA =
      TextPanels.schema(PeriodUnit.YEAR, List.of("Cooks", "Bakers", "Not working"));
  private static final List<PanelPerson> PEOPLE = TextPanels.people(SCHEMA, 10, 3, 1);
  private static final Panel PANEL =
      new Panel(
          "survey",
          SCHEMA,
          PEOPLE,
          IntStream.range(0, 10).mapToObj(i -> i < 3 ? Split.TRAIN : Split.TEST).toList());

  private static CareerText text() throws IOException {
    return new CareerText(Template.of("titles"), "survey", SCHEMA);
  }

  @Test
  void theListAndTheExamplesStandBeforeEveryHeader() throws Exception {
    CareerText text = text();
    assertThat(new Preamble(true, 0, 1).of(text, PANEL))
        .isEqualTo(
            "Every line of a work record ends in one of these titles:\nCooks\nBakers\nNot working\n");
    assertThat(new Preamble(false, 0, 1).of(text, PANEL)).isEmpty();
    String preamble = new Preamble(true, 2, 1).of(text, PANEL);
    CareerText shown = text.after(preamble);
    PanelPerson person = PEOPLE.get(5);
    assertThat(shown.document(person)).isEqualTo(preamble + text.document(person));
    assertThat(shown.prefix(person, 0, 0)).isEqualTo(preamble + text.prefix(person, 0, 0));
    assertThat(text.document(shown.parse("p", shown.document(person))))
        .isEqualTo(text.document(person));
    assertThatThrownBy(() -> shown.parse("p", shown.document(person).replace("<END OF DATA>", "x")))
        .isInstanceOf(UnreadableDocument.class);
    assertThatThrownBy(() -> shown.parse("p", text.document(person)))
        .hasMessage("line 1: must begin with the preamble of all documents");
  }

  @Test
  void examplesAreDrawnFromThePeopleToTrainOnBySeed() throws IOException {
    CareerText text = text();
    List<String> train = PEOPLE.subList(0, 3).stream().map(p -> text.document(p) + '\n').toList();
    String all = new Preamble(false, 3, 7).of(text, PANEL);
    train.forEach(document -> assertThat(all).contains(document));
    assertThat(all).hasSize(train.stream().mapToInt(String::length).sum());
    assertThat(new Preamble(false, 3, 7).of(text, PANEL)).isEqualTo(all);
    assertThat(
            IntStream.range(0, 20)
                .mapToObj(seed -> new Preamble(false, 1, seed).of(text, PANEL))
                .distinct())
        .hasSize(3);
    assertThatThrownBy(() -> new Preamble(false, 4, 7).of(text, PANEL))
        .hasMessage("survey: has 3 people to train on, too few for 4 examples");
  }
}
