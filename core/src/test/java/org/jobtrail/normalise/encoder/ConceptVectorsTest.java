package org.jobtrail.normalise.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jobtrail.normalise.encoder.EncoderTrainer.Concept;
import org.jobtrail.provenance.Progress;
import org.junit.jupiter.api.Test;

class ConceptVectorsTest {
  private static final List<List<String>> TEXTS =
      List.of(
          List.of("nurse", "registered nurse", "verpleegkundige"),
          List.of("baker"),
          List.of(),
          List.of("driver", "bus driver"));

  private static final LabelEncoder ENCODER =
      new EncoderTrainer(new HashedGrams(1 << 12, 2, 3), 16, 50, 8, 0.1, 0.3, 0.5, 0)
          .train(
              List.of(new Concept(List.of(TEXTS.get(0))), new Concept(List.of(TEXTS.get(3)))),
              1,
              1,
              Progress.NONE);

  private static final ConceptVectors VECTORS = ConceptVectors.of(ENCODER, TEXTS);

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += (double) a[d] * b[d];
    }
    return sum;
  }

  private static ConceptVectors.Nearest nearest(
      ConceptVectors vectors, SignedVector title, int concept) {
    return vectors.nearest(title, new int[] {concept}, new int[] {ConceptVectors.CLOSELY})[0];
  }

  @Test
  void manyConceptsAtOnceAreAsOneByOne() {
    SignedVector title = SignedVector.of(ENCODER.encode("bus driver at night"));
    ConceptVectors.Nearest[] all =
        VECTORS.nearest(title, new int[] {3, 2, 0, 1, 3}, new int[] {1, 6, 2, 6, 6});
    assertThat(all[0].cosine()).isGreaterThan(0);
    assertThat(all[1]).isEqualTo(new ConceptVectors.Nearest(-1, 0));
    assertThat(all[3]).isEqualTo(nearest(VECTORS, title, 1));
    assertThat(all[4]).isEqualTo(nearest(VECTORS, title, 3));
    assertThat(VECTORS.nearest(title, new int[0], new int[0])).isEmpty();
  }

  @Test
  void aCentreIsTheMeanOfItsTexts() {
    float[] title = ENCODER.encode("night nurse");
    float[] cosines = VECTORS.centres(SignedVector.of(title));
    assertThat(cosines).hasSize(4);
    for (int c = 0; c < 4; c++) {
      float[] mean = new float[16];
      for (String text : TEXTS.get(c)) {
        float[] v = ENCODER.encode(text);
        for (int d = 0; d < 16; d++) {
          mean[d] += v[d];
        }
      }
      double length = Math.sqrt(dot(mean, mean));
      double expected = length == 0 ? 0 : dot(title, mean) / length;
      assertThat((double) cosines[c]).isCloseTo(expected, within(1e-4));
      assertThat(VECTORS.centre(SignedVector.of(title), c)).isEqualTo(cosines[c]);
    }
  }

  @Test
  void theNearestTextIsTheOneWithTheGreatestCosine() {
    SignedVector title = SignedVector.of(ENCODER.encode("registered nurse"));
    ConceptVectors.Nearest nearest = nearest(VECTORS, title, 0);
    assertThat(nearest.text()).isEqualTo(1);
    assertThat((double) nearest.cosine()).isCloseTo(1, within(0.01));
    assertThat(nearest(VECTORS, title, 2)).isEqualTo(new ConceptVectors.Nearest(-1, 0));
  }

  /// Made-up words: texts of a concept share some, so that they lie as near as labels do.
  private static List<String> manyTexts(Random random) {
    return IntStream.range(0, 60)
        .mapToObj(
            _ ->
                "nurse driver baker verpleegkundige registered bus".split(" ")[random.nextInt(6)]
                    + ' '
                    + Integer.toString(random.nextInt(1 << 20), 36))
        .distinct()
        .toList();
  }

  @Test
  void ofManyTextsSignsFindANearOneAndAlwaysTheSame() {
    Random random = new Random(3);
    List<String> texts = manyTexts(random);
    ConceptVectors vectors = ConceptVectors.of(ENCODER, List.of(texts));
    int best = 0;
    for (String text : texts) {
      float[] title = ENCODER.encode(text + " night");
      double most = texts.stream().mapToDouble(t -> dot(title, ENCODER.encode(t))).max().orElse(0);
      ConceptVectors.Nearest found = nearest(vectors, SignedVector.of(title), 0);
      assertThat(found).isEqualTo(nearest(vectors, SignedVector.of(title), 0));
      assertThat((double) found.cosine())
          .isCloseTo(dot(title, ENCODER.encode(texts.get(found.text()))), within(0.01));
      best += found.cosine() > most - 0.01 ? 1 : 0;
    }
    assertThat(best).isGreaterThan(texts.size() / 2);
  }

  @Test
  void signsAgreeWithThemselvesAndGreatOnesCountTwice() {
    SignedVector vector = SignedVector.of(new float[] {0.1f, -0.2f, 3, -4, 0.3f});
    long same = 0b10101;
    assertThat(vector.agreement(new long[] {same}, 0)).isEqualTo(64 + 2);
    assertThat(vector.agreement(new long[] {same ^ 1}, 0)).isEqualTo(63 + 2);
    assertThat(vector.agreement(new long[] {0, same ^ 0b100}, 1)).isEqualTo(63 + 1);
    assertThat(SignedVector.of(new float[8]).isZero()).isTrue();
    assertThat(vector.isZero()).isFalse();
  }

  @Test
  void theNearestCentresAreThoseOfASortWhereFewAreLeftOut() {
    Random random = new Random(5);
    List<List<String>> texts = manyTexts(random).stream().map(List::of).toList();
    ConceptVectors vectors = ConceptVectors.of(ENCODER, texts);
    for (int most : new int[] {0, 1, 3, 7, 20, 500}) {
      SignedVector title = SignedVector.of(ENCODER.encode("night nurse " + random.nextInt(99)));
      float[] cosines = vectors.centres(title);
      List<Integer> sorted =
          IntStream.range(0, cosines.length)
              .boxed()
              .sorted(Comparator.comparing((Integer c) -> -cosines[c]).thenComparing(c -> c))
              .limit(most)
              .toList();
      List<Integer> found = IntStream.of(vectors.nearestCentres(title, most)).boxed().toList();
      if (5 * most >= cosines.length) {
        assertThat(found).isEqualTo(sorted);
      } else {
        assertThat(found).hasSameSizeAs(sorted).doesNotHaveDuplicates();
        List<Integer> order =
            found.stream().sorted(Comparator.comparing(c -> -cosines[c])).toList();
        assertThat(order).isEqualTo(found);
      }
    }
  }
}
