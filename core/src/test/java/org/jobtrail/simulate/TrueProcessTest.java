package org.jobtrail.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jobtrail.career.EducationLevel;
import org.jobtrail.simulate.YearState.Working;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrueProcessTest {
  private static final TrueProcess ALL = Simulation.process();
  private static final TrueProcess FOUR =
      TrueProcess.over(List.of("2511", "2512", "5223", "9112"), ProcessParameters.DEFAULT);
  private static final Person MAN =
      new Person("m", Sex.MALE, 1980, EducationLevel.SECONDARY, Region.UNIVERSITY, 1998, 2020);

  @Test
  void aManOfNineteenStaysASecondYearInAShopWithTheProbabilityOfTheFormula() {
    // leave -0.70 + age -0.035 * (19 - 30) + education -0.08 * 1 + sales 0.3 = -0.095
    assertThat(
            FOUR.probabilities(MAN, List.of(YearState.working("5223")))
                .of(YearState.working("5223")))
        .isCloseTo(1 / (1 + Math.exp(-0.095)), within(1e-12));
  }

  @Test
  void hisBreakTakesTheShareOfTheFormula() {
    double h = 1 / (1 + Math.exp(0.095));
    double q = 1 / (1 + Math.exp(1.25 + 0.20));
    assertThat(FOUR.probabilities(MAN, List.of(YearState.working("5223"))).of(YearState.away()))
        .isCloseTo(h * q, within(1e-12));
  }

  @Test
  void aRelatedOccupationGainsTheWeightOfItsSharedDigits() {
    List<YearState> fromDeveloper = List.of(YearState.working("2511"));
    List<YearState> fromShop = List.of(YearState.working("5223"));
    double odds = odds(FOUR, fromDeveloper, "2512", "9112");
    // From the shop neither shares a digit with the origin.
    assertThat(odds / odds(FOUR, fromShop, "2512", "9112")).isCloseTo(Math.exp(3.0), within(1e-9));
  }

  @Test
  void theOccupationBeforeLastDrawsBack() {
    List<YearState> cameFromDeveloper = states("2511", "5223");
    List<YearState> cameFromCleaner = states("9112", "5223");
    double before = odds(ALL, cameFromDeveloper, "2511", "6111");
    double otherwise = odds(ALL, cameFromCleaner, "2511", "6111");
    assertThat(before / otherwise).isCloseTo(Math.exp(2.6), within(1e-9));
  }

  @Test
  void aBreakWidensTheMixOfDestinations() {
    double straight = odds(ALL, states("2511"), "2512", "5223");
    double afterABreak = odds(ALL, states("2511", "none", "none"), "2512", "5223");
    assertThat(afterABreak).isLessThan(straight);
    assertThat(ALL.probabilities(MAN, states("2511", "none")).of(YearState.working("2511")))
        .isPositive();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void massesSumToOneAfterAnyHistory(long seed) {
    Population population = new Population(ALL, seed);
    for (int i = 0; i < 40; i++) {
      Career career = population.career(i);
      List<YearState> history = new ArrayList<>();
      for (Step step : career.steps()) {
        double sum =
            ALL.probabilities(career.person(), history).masses().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        assertThat(sum).isCloseTo(1, within(1e-12));
        history.add(step.state());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void recordsTheProbabilityThatThePublicFunctionGives(long seed) {
    Population population = new Population(ALL, seed);
    for (int i = 0; i < 100; i++) {
      Career career = population.career(i);
      List<YearState> history = new ArrayList<>();
      for (Step step : career.steps()) {
        YearDistribution truth = ALL.probabilities(career.person(), history);
        assertThat(step.logProbability()).isCloseTo(Math.log(truth.of(step.state())), within(1e-9));
        if (!history.isEmpty()) {
          assertThat(step.stayProbability()).isCloseTo(truth.of(history.getLast()), within(1e-12));
        }
        history.add(step.state());
      }
    }
  }

  /// Probability integral transform, randomised for a discrete outcome: uniform exactly when the
  /// draws follow the stated conditional distributions. The 0.999 quantile of χ² with 19 degrees of
  /// freedom is 43.8.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void drawsFollowTheStatedDistributions(long seed) {
    Population population = new Population(ALL, seed);
    SplittableRandom random = new SplittableRandom(seed);
    double[] first = new double[20];
    double[] working = new double[20];
    double[] away = new double[20];
    for (int i = 0; i < 1500; i++) {
      Career career = population.career(i);
      List<YearState> history = new ArrayList<>();
      for (Step step : career.steps()) {
        double below = 0;
        YearDistribution truth = ALL.probabilities(career.person(), history);
        for (var mass : truth.masses().entrySet()) {
          if (mass.getKey().equals(step.state().code())) {
            double u = below + random.nextDouble() * mass.getValue();
            double[] bins =
                history.isEmpty() ? first : history.getLast() instanceof Working ? working : away;
            bins[(int) Math.min(19, u * 20)]++;
            break;
          }
          below += mass.getValue();
        }
        history.add(step.state());
      }
    }
    assertThat(chiSquare(first)).isLessThan(43.8);
    assertThat(chiSquare(working)).isLessThan(43.8);
    assertThat(chiSquare(away)).isLessThan(43.8);
  }

  @Test
  void aHistoryThatStartsAwayIsRefused() {
    assertThatThrownBy(() -> ALL.probabilities(MAN, List.of(YearState.away())))
        .hasMessage("a history starts with an occupation");
    assertThatThrownBy(() -> ALL.probabilities(MAN, List.of(YearState.working("0000"))))
        .hasMessage("unknown unit group 0000 in a history");
  }

  private static double odds(TrueProcess process, List<YearState> history, String a, String b) {
    YearDistribution truth = process.probabilities(MAN, history);
    return truth.of(YearState.working(a)) / truth.of(YearState.working(b));
  }

  private static List<YearState> states(String... codes) {
    return java.util.Arrays.stream(codes)
        .map(c -> c.equals("none") ? YearState.away() : YearState.working(c))
        .toList();
  }

  private static double chiSquare(double[] bins) {
    double n = java.util.Arrays.stream(bins).sum();
    double expected = n / bins.length;
    return java.util.Arrays.stream(bins).map(b -> (b - expected) * (b - expected) / expected).sum();
  }
}
