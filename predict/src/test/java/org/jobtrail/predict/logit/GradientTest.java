package org.jobtrail.predict.logit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.jobtrail.predict.optimise.Blocks;
import org.jobtrail.predict.optimise.Objective;
import org.junit.jupiter.api.Test;

/// Gradients against central finite differences, and against other numbers of threads.
final class GradientTest {
  private static final int FEATURES = 7;
  private static final int OUTCOMES = 5;
  private static final int TERMS = 2;
  private static final double STEP = 1e-5;

  @Test
  void destinationsAgreeWithFiniteDifferences() {
    try (Blocks blocks = new Blocks(2)) {
      agrees(new DestinationLogit(design(40, 1), FEATURES, OUTCOMES, 0.7, blocks), 3);
    }
  }

  @Test
  void stayingAgreesWithFiniteDifferences() {
    Random random = new Random(4);
    Design design = new Design(0);
    for (int row = 0; row < 50; row++) {
      features(design, random);
      design.endRow(random.nextInt(2), Design.NOTHING);
    }
    try (Blocks blocks = new Blocks(2)) {
      agrees(new StayLogit(design, FEATURES, 0.3, blocks), 5);
    }
  }

  @Test
  void noBitDependsOnTheThreads() {
    Design design = design(333, 6);
    double[] weights =
        new Random(7).doubles(DestinationLogit.size(FEATURES, OUTCOMES, TERMS)).toArray();
    double[] one = new double[weights.length];
    double[] three = new double[weights.length];
    try (Blocks a = new Blocks(1);
        Blocks b = new Blocks(3)) {
      double value = new DestinationLogit(design, FEATURES, OUTCOMES, 1, a).at(weights, one);
      assertThat(new DestinationLogit(design, FEATURES, OUTCOMES, 1, b).at(weights, three))
          .isEqualTo(value);
    }
    assertThat(three).isEqualTo(one);
  }

  private static Design design(int rows, long seed) {
    Random random = new Random(seed);
    Design design = new Design(TERMS);
    for (int row = 0; row < rows; row++) {
      features(design, random);
      int leftOut = random.nextInt(OUTCOMES + 1) - 1;
      for (int k = 0; k < OUTCOMES; k++) {
        if (k != leftOut && random.nextBoolean()) {
          design.terms(k, random.nextGaussian(), random.nextInt(3));
        }
      }
      int target = random.nextInt(OUTCOMES);
      design.endRow(target == leftOut ? (target + 1) % OUTCOMES : target, leftOut);
    }
    return design;
  }

  private static void features(Design design, Random random) {
    design.feature(0, 1);
    for (int f = 1; f < FEATURES; f++) {
      if (random.nextBoolean()) {
        design.feature(f, random.nextGaussian());
      }
    }
  }

  private static void agrees(Objective objective, long seed) {
    Random random = new Random(seed);
    double[] weights = random.doubles(objective.size(), -1, 1).toArray();
    double[] gradient = new double[weights.length];
    double[] ignored = new double[weights.length];
    objective.at(weights, gradient);
    for (int j = 0; j < weights.length; j++) {
      double[] moved = weights.clone();
      moved[j] = weights[j] + STEP;
      double above = objective.at(moved, ignored);
      moved[j] = weights[j] - STEP;
      double below = objective.at(moved, ignored);
      assertThat((above - below) / (2 * STEP)).isCloseTo(gradient[j], within(1e-6));
    }
  }
}
