package org.jobtrail.normalise.labelled;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionalLogitTest {
  private static final ConditionalLogit PLAIN = new ConditionalLogit(0, 50);

  /// Two candidates that differ by 1; the greater is right three times of four.
  @Test
  void theWeightIsTheLogOfTheOdds() {
    Choices choices = new Choices(1);
    for (int i = 0; i < 4; i++) {
      choices.add(new float[] {1, 0}, i == 0 ? new float[] {0, 1} : new float[] {1, 0}, 1);
    }
    ConditionalLogit.Fit fit = PLAIN.fit(choices);
    assertThat(fit.weights().getFirst()).isCloseTo(Math.log(3), within(1e-6));
    double entropy = -0.75 * Math.log(0.75) - 0.25 * Math.log(0.25);
    assertThat(fit.nllNats()).isCloseTo(entropy, within(1e-9));
  }

  /// The same data as shares of one title, and as two titles with weights.
  @Test
  void sharesAndWeightsCountLikeTitles() {
    Choices shares = new Choices(1);
    shares.add(new float[] {1, 0}, new float[] {3, 1}, 1);
    Choices weighted = new Choices(1);
    weighted.add(new float[] {1, 0}, new float[] {1, 0}, 3);
    weighted.add(new float[] {1, 0}, new float[] {0, 1}, 1);
    for (Choices choices : new Choices[] {shares, weighted}) {
      assertThat(PLAIN.fit(choices).weights().getFirst()).isCloseTo(Math.log(3), within(1e-6));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void gradientAndHessianAreThoseOfFiniteDifferences(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Choices choices = drawn(random, 20, new double[] {1, -2, 0.5});
    ConditionalLogit logit = new ConditionalLogit(0.3, 1);
    double[] variance = ConditionalLogit.variance(choices);
    double[] w = {random.nextDouble(), random.nextDouble(), random.nextDouble()};
    ConditionalLogit.Slope at = logit.slope(choices, w, variance);
    double h = 1e-5;
    for (int k = 0; k < 3; k++) {
      double[] more = w.clone();
      double[] less = w.clone();
      more[k] += h;
      less[k] -= h;
      ConditionalLogit.Slope up = logit.slope(choices, more, variance);
      ConditionalLogit.Slope down = logit.slope(choices, less, variance);
      assertThat(at.gradient[k]).isCloseTo((up.loss - down.loss) / (2 * h), within(1e-7));
      for (int l = 0; l < 3; l++) {
        double second = (up.gradient[l] - down.gradient[l]) / (2 * h);
        assertThat(at.hessian[k][l]).isCloseTo(second, within(1e-7));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void findsTheWeightsThatTheTitlesWereDrawnWith(long seed) {
    double[] truth = {1.5, -1, 0.3};
    Choices choices = drawn(new SplittableRandom(seed), 8000, truth);
    ConditionalLogit.Fit fit = PLAIN.fit(choices);
    for (int k = 0; k < truth.length; k++) {
      assertThat(fit.weights().get(k)).isCloseTo(truth[k], within(0.1));
    }
    assertThat(PLAIN.fit(choices)).isEqualTo(fit);
  }

  @Test
  void theRidgeMeansTheSameForPartsOfAnyScale() {
    SplittableRandom random = new SplittableRandom(4);
    Choices small = new Choices(1);
    Choices great = new Choices(1);
    for (int t = 0; t < 100; t++) {
      float x = (float) random.nextDouble();
      float[] right = random.nextDouble() < 0.5 + x / 2 ? new float[] {1, 0} : new float[] {0, 1};
      small.add(new float[] {x, 0}, right, 1);
      great.add(new float[] {100 * x, 0}, right, 1);
    }
    ConditionalLogit logit = new ConditionalLogit(0.5, 50);
    double weight = logit.fit(small).weights().getFirst();
    assertThat(weight).isGreaterThan(0).isLessThan(PLAIN.fit(small).weights().getFirst());
    assertThat(100 * logit.fit(great).weights().getFirst()).isCloseTo(weight, within(1e-4));
  }

  @Test
  void aPartThatNeverDiffersGetsNoWeightAndASeparablePartAFiniteOne() {
    Choices choices = new Choices(2);
    choices.add(new float[] {1, 5, 0, 5}, new float[] {1, 0}, 1);
    ConditionalLogit.Fit fit = ConditionalLogit.DEFAULT.fit(choices);
    assertThat(fit.weights().get(1)).isZero();
    assertThat(fit.weights().get(0)).isBetween(3.0, 30.0);
  }

  @Test
  void saysWhatIsWrong() {
    Choices choices = new Choices(2);
    float[] one = {1};
    assertThatThrownBy(() -> ConditionalLogit.DEFAULT.fit(choices))
        .hasMessage("weights can't be fitted without titles");
    assertThatThrownBy(() -> choices.add(new float[] {1}, one, 1))
        .hasMessage("1 candidates with 2 parts each need 2 values, found 1");
    assertThatThrownBy(() -> choices.add(new float[] {1, Float.NaN}, one, 1))
        .hasMessage("a part must be finite, found NaN");
    assertThatThrownBy(() -> choices.add(new float[] {1, 2}, new float[] {0}, 1))
        .hasMessage("shares must sum to something above 0, found 0.0");
    assertThatThrownBy(() -> choices.add(new float[] {1, 2}, one, 0))
        .hasMessage("weight must be above 0 and finite, found 0.0");
    assertThatThrownBy(() -> new ConditionalLogit(-1, 5))
        .hasMessage("ridge must be at least 0 and steps at least 1, found -1.0, 5");
    assertThatThrownBy(() -> new Choices(0)).hasMessage("parts must be at least 1, found 0");
  }

  /// Titles with two to six candidates, the right one drawn by the softmax of the true weights.
  private static Choices drawn(SplittableRandom random, int titles, double[] truth) {
    Choices choices = new Choices(truth.length);
    for (int t = 0; t < titles; t++) {
      int candidates = 2 + random.nextInt(5);
      float[] values = new float[candidates * truth.length];
      double[] mass = new double[candidates];
      double sum = 0;
      for (int i = 0; i < candidates; i++) {
        double score = 0;
        for (int k = 0; k < truth.length; k++) {
          float x = (float) (2 * random.nextDouble() - 1);
          values[i * truth.length + k] = x;
          score += truth[k] * x;
        }
        mass[i] = Math.exp(score);
        sum += mass[i];
      }
      float[] shares = new float[candidates];
      double at = random.nextDouble() * sum;
      int drawn = 0;
      while (drawn < candidates - 1 && at >= mass[drawn]) {
        at -= mass[drawn++];
      }
      shares[drawn] = 1;
      choices.add(values, shares, 1 + t % 3);
    }
    return choices;
  }
}
