package org.jobtrail.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PopulationTest {
  private static final TrueProcess PROCESS = Simulation.process();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theJobHeldEachDecemberIsTheStateOfTheYear(long seed) {
    Population population = new Population(PROCESS, seed);
    for (int i = 0; i < 300; i++) {
      Career career = population.career(i);
      for (Step step : career.steps()) {
        YearMonth december = YearMonth.of(step.year(), 12);
        List<String> held =
            career.jobs().stream()
                .filter(j -> !j.side())
                .filter(j -> !j.first().isAfter(december) && !j.last().isBefore(december))
                .map(Job::group)
                .toList();
        assertThat(held)
            .as("%s in %d", career.person().id(), step.year())
            .isEqualTo(
                step.state() instanceof YearState.Working(String g) ? List.of(g) : List.of());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void mainJobsNeverOverlapAndOnlyTheLastGoesOn(long seed) {
    Population population = new Population(PROCESS, seed);
    for (int i = 0; i < 300; i++) {
      List<Job> main = population.career(i).jobs().stream().filter(j -> !j.side()).toList();
      for (int j = 1; j < main.size(); j++) {
        assertThat(main.get(j).first()).isAfter(main.get(j - 1).last());
        assertThat(main.get(j - 1).censored()).isFalse();
      }
    }
  }

  @Test
  void aPersonDoesNotDependOnWhoElseIsDrawn() {
    Population population = new Population(PROCESS, 7);
    Career alone = population.career(41);
    population.career(3);
    assertThat(population.career(41)).isEqualTo(alone);
    assertThat(new Population(PROCESS, 8).career(41)).isNotEqualTo(alone);
  }

  @Test
  void careersLookLikeCareers() {
    Population population = new Population(PROCESS, 1);
    double jobs = 0;
    double breaks = 0;
    double sides = 0;
    for (int i = 0; i < 1000; i++) {
      Career career = population.career(i);
      jobs += career.jobs().size();
      sides += career.jobs().stream().filter(Job::side).count();
      breaks += career.steps().stream().anyMatch(s -> s.kind() == Step.Kind.BREAK) ? 1 : 0;
    }
    assertThat(jobs / 1000).isBetween(4.0, 7.0);
    assertThat(breaks / 1000).isBetween(0.4, 0.75);
    assertThat(sides / 1000).isBetween(0.02, 0.15);
  }
}
