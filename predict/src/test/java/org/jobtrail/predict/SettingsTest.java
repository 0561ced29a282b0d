package org.jobtrail.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.jobtrail.provenance.JobtrailException;
import org.junit.jupiter.api.Test;

final class SettingsTest {
  enum Head {
    TWO_STAGE,
    VANILLA
  }

  record Example(
      double learningRate, int epochs, boolean twoStage, Head head, List<Integer> sizes) {
    Example {
      if (epochs < 1) {
        throw new IllegalArgumentException("epochs must be at least 1, found " + epochs);
      }
    }
  }

  private static final Example DEFAULT = new Example(0.1, 5, true, Head.VANILLA, List.of(3));

  @Test
  void replacesWhatIsGiven() {
    assertThat(
            Settings.with(
                DEFAULT,
                Map.of(
                    "learning_rate",
                    "1e-3",
                    "two_stage",
                    "false",
                    "head",
                    "two_stage",
                    "sizes",
                    "[1,2]")))
        .isEqualTo(new Example(1e-3, 5, false, Head.TWO_STAGE, List.of(1, 2)));
    assertThat(Settings.with(DEFAULT, Map.of())).isEqualTo(DEFAULT);
    assertThat(Settings.of(Settings.json(DEFAULT), Example.class)).isEqualTo(DEFAULT);
  }

  @Test
  void listsUnknownNames() {
    refuses(
        Map.of("rate", "1", "eposchs", "2"),
        "--set: no hyperparameter eposchs, rate; known: epochs, head, learning_rate, sizes,"
            + " two_stage");
  }

  @Test
  void refusesValuesOfAnotherType() {
    refuses(Map.of("epochs", "many"), "--set epochs: can't take \"many\", the default is 5");
    refuses(Map.of("two_stage", "1"), "--set two_stage: can't take \"1\", the default is true");
    refuses(Map.of("epochs", "0"), "hyperparameters: epochs must be at least 1, found 0");
  }

  private static void refuses(Map<String, String> given, String message) {
    assertThatThrownBy(() -> Settings.with(DEFAULT, given))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessage(message);
  }

  @Test
  void listsTheValuesOfAChoice() {
    refuses(
        Map.of("head", "three_stage"),
        "--set head: can't take \"three_stage\", known: two_stage, vanilla");
  }
}
