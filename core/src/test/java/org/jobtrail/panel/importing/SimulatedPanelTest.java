package org.jobtrail.panel.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jobtrail.panel.Outcome;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelFolder;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PeriodUnit;
import org.jobtrail.panel.TransitionKind;
import org.jobtrail.simulate.Career;
import org.jobtrail.simulate.Population;
import org.jobtrail.simulate.Simulation;
import org.jobtrail.simulate.Step;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatedPanelTest {
  private static final int PEOPLE = 60;

  @TempDir Path folder;

  private Panel simulated() throws IOException {
    new Simulation(PEOPLE, 5, Simulation.LANGUAGES, List.of()).write(folder.resolve("s"));
    PanelImport mapping =
        new PanelImport(
            "simulated", Optional.empty(), Optional.empty(), Optional.empty(), new TreeMap<>());
    mapping.write(folder.resolve("s"), folder.resolve("p"), false);
    return PanelFolder.read(folder.resolve("p"));
  }

  @Test
  void hasTheStatesAndTheTruthOfTheCareersThatWereDrawn() throws IOException {
    Panel panel = simulated();
    Population population = new Population(Simulation.process(), 5);
    assertThat(panel.people()).hasSize(PEOPLE);
    for (int i = 0; i < PEOPLE; i++) {
      Career career = population.career(i);
      PanelPerson person = panel.people().get(i);
      assertThat(person.id()).isEqualTo(career.person().id());
      assertThat(level(panel, person, 0)).isEqualTo(career.person().sex().word());
      assertThat(level(panel, person, 1)).isEqualTo(String.valueOf(career.person().birthYear()));
      assertThat(level(panel, person, 2)).isEqualTo(career.person().education().label());
      assertThat(level(panel, person, 3)).isEqualTo(career.person().region().word());
      assertThat(person.size()).isEqualTo(career.steps().size());
      for (int t = 0; t < person.size(); t++) {
        Step step = career.steps().get(t);
        String code = panel.schema().outcomes().get(person.outcome(t)).code();
        assertThat(code.equals("away") ? "none" : code).isEqualTo(step.state().code());
        assertThat(person.period(t)).isEqualTo(step.year());
        assertThat(person.measure(0, t)).isCloseTo(step.logProbability(), within(1e-12));
        if (t > 0) {
          assertThat(person.measure(1, t)).isCloseTo(step.stayProbability(), within(1e-12));
        }
        if (person.kind(t) == TransitionKind.STAY) {
          assertThat(person.measure(0, t))
              .as("a stay's probability is the stay probability")
              .isCloseTo(Math.log(person.measure(1, t)), within(1e-9));
        }
      }
      assertThat(person.measure(1, 0)).isNaN();
    }
    assertThat(panel.schema().outcomes().all().getLast())
        .isEqualTo(new Outcome("away", "Without an occupation", true));
    assertThat(panel.schema().outcomes().get(0).title())
        .isNotEqualTo(panel.schema().outcomes().get(0).code());
    assertThat(panel.schema().unit()).isEqualTo(PeriodUnit.YEAR);
  }

  private static String level(Panel panel, PanelPerson person, int c) {
    return panel.schema().fixed().get(c).levels().get(person.fixed(c));
  }

  @Test
  void anotherFolderIsRefused() throws IOException {
    Files.createDirectories(folder.resolve("e"));
    assertThatThrownBy(() -> SimulatedPanel.read(folder.resolve("e")))
        .hasMessageContaining("has no people.csv; give the folder that `jobtrail simulate` made");
  }
}
