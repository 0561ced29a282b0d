package org.jobtrail.normalise.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.jobtrail.normalise.encoder.EncoderTrainer.Concept;
import org.jobtrail.provenance.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncoderTrainerTest {
  private static final EncoderTrainer SMALL =
      new EncoderTrainer(new HashedGrams(1 << 12, 2, 3), 16, 400, 8, 0.1, 0.3, 0.5, 0);

  private static final List<Concept> CONCEPTS =
      List.of(
          new Concept(List.of(List.of("nurse", "registered nurse"), List.of("verpleegkundige"))),
          new Concept(List.of(List.of("baker", "bread maker"), List.of("bakker"))),
          new Concept(List.of(List.of("driver", "chauffeur"), List.of("bestuurder"))),
          new Concept(List.of(List.of("welder"), List.of("lasser"))));

  private static double alike(LabelEncoder encoder, String a, String b) {
    float[] x = encoder.encode(a);
    float[] y = encoder.encode(b);
    double sum = 0;
    for (int d = 0; d < x.length; d++) {
      sum += (double) x[d] * y[d];
    }
    return sum;
  }

  @Test
  void aWordAndItsGramsAreItsFeatures() {
    // " ab ": the word, three 2-grams, two 3-grams.
    assertThat(new HashedGrams(1 << 10, 2, 3).of("ab")).hasSize(6);
    assertThat(new HashedGrams(1 << 10, 2, 3).of("")).isEmpty();
    assertThatThrownBy(() -> new HashedGrams(1000, 2, 3)).hasMessageContaining("power of two");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void labelsOfOneConceptComeTogetherAndOthersGoApart(long seed) {
    LabelEncoder encoder = SMALL.train(CONCEPTS, seed, 2, Progress.NONE);
    assertThat(alike(encoder, "nurse", "verpleegkundige")).isGreaterThan(0.5);
    assertThat(alike(encoder, "welder", "lasser")).isGreaterThan(0.5);
    assertThat(alike(encoder, "nurse", "bakker")).isLessThan(0.3);
    assertThat(alike(encoder, "welder", "chauffeur")).isLessThan(0.3);
  }

  private static byte[] bytes(LabelEncoder encoder) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    encoder.write(new DataOutputStream(out));
    return out.toByteArray();
  }

  @Test
  void theNumberOfThreadsChangesNoByte() throws IOException {
    EncoderTrainer few = SMALL.withSteps(20);
    byte[] one = bytes(few.train(CONCEPTS, 7, 1, Progress.NONE));
    assertThat(bytes(few.train(CONCEPTS, 7, 3, Progress.NONE))).isEqualTo(one);
    assertThat(bytes(few.train(CONCEPTS, 8, 1, Progress.NONE))).isNotEqualTo(one);
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    byte[] one = bytes(SMALL.withSteps(20).train(CONCEPTS, 7, 1, Progress.NONE));
    LabelEncoder read = LabelEncoder.read(new DataInputStream(new ByteArrayInputStream(one)));
    assertThat(bytes(read)).isEqualTo(one);
    byte[] impossible = one.clone();
    impossible[0] = 0x7F;
    assertThatThrownBy(
            () -> LabelEncoder.read(new DataInputStream(new ByteArrayInputStream(impossible))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("impossible");
  }

  @Test
  void aTextIsAVectorOfLengthOneAndUnknownFeaturesAreNothing() {
    LabelEncoder encoder = SMALL.withSteps(20).train(CONCEPTS, 1, 1, Progress.NONE);
    double square = 0;
    for (float v : encoder.encode("senior bread maker")) {
      square += (double) v * v;
    }
    assertThat(square).isCloseTo(1, org.assertj.core.api.Assertions.within(1e-5));
    assertThat(encoder.encode("")).containsOnly(0f);
    assertThat(encoder.encode("\u2603\u2603\u2603\u2603")).containsOnly(0f);
  }

  @Test
  void conceptsWithOneTextTeachNothing() {
    List<Concept> alone = List.of(new Concept(List.of(List.of("nurse"))));
    assertThat(SMALL.train(alone, 1, 1, Progress.NONE).encode("nurse")).containsOnly(0f);
  }
}
