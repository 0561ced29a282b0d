package org.jobtrail.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jobtrail.normalise.encoder.EncoderTrainer;
import org.jobtrail.normalise.encoder.HashedGrams;
import org.jobtrail.normalise.labelled.LabelScores;
import org.jobtrail.normalise.labelled.LabelledEvidence;
import org.jobtrail.normalise.labelled.LabelledTitle;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Progress;
import org.jobtrail.taxonomy.Taxonomy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFileTest {
  private static final EncoderTrainer SMALL =
      new EncoderTrainer(new HashedGrams(1 << 10, 3, 4), 16, 30, 16, 0.1, 0.3, 0.5, 0.1);

  private static byte[] bytes(NormaliserModel model) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ModelFile.write(model, out);
    return out.toByteArray();
  }

  private static NormaliserModel model(int threads) {
    return new ModelTrainer(SMALL, 3, threads).train(Taxonomy.starter(), Progress.NONE);
  }

  @Test
  void theSameSeedGivesTheSameBytesWhateverTheThreads() throws IOException {
    assertThat(bytes(model(3))).isEqualTo(bytes(model(1)));
  }

  @Test
  void aModelIsReadAsItWasWritten(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("a.model");
    ModelFile.write(model(2), file);
    assertThat(bytes(ModelFile.read(file))).isEqualTo(Files.readAllBytes(file));
  }

  @Test
  void whatUntitledOccupationsScoreIsReadAsItWasWritten(@TempDir Path folder) throws IOException {
    NormaliserModel plain = model(2);
    LabelledEvidence evidence =
        LabelledEvidence.train(
            List.of(new LabelledTitle("en cook", "cook", List.of(0), 1, LabelScores.NONE)),
            3,
            1,
            1);
    UntitledOccupations untitled =
        new UntitledOccupations(plain.weights(), List.of(1.5, -2.0, 0.1, 0.0, 3.0, 4.0, 5.0, 1e-9));
    NormaliserModel model =
        plain.with(
            plain.weights(),
            Optional.empty(),
            Optional.of(new TitleKnowledge(evidence, plain.weights(), Optional.of(untitled))),
            List.of());
    Path file = folder.resolve("a.model");
    ModelFile.write(model, file);
    NormaliserModel read = ModelFile.read(file);
    assertThat(read.knowledge().orElseThrow().untitled()).contains(untitled);
    assertThat(bytes(read)).isEqualTo(Files.readAllBytes(file));
  }

  @Test
  void modelsThatDifferHaveOtherFingerprints() throws IOException {
    NormaliserModel one = model(2);
    NormaliserModel other =
        new ModelTrainer(SMALL.withSteps(31), 3, 2).train(Taxonomy.starter(), Progress.NONE);
    assertThat(ModelFile.fingerprint(model(1))).isEqualTo(ModelFile.fingerprint(one)).hasSize(8);
    assertThat(ModelFile.fingerprint(other)).isNotEqualTo(ModelFile.fingerprint(one));
  }

  @Test
  void aCutOrChangedModelIsRefusedInOneLine() throws IOException {
    byte[] whole = bytes(model(2));
    Random random = new Random(1);
    for (int i = 0; i < 60; i++) {
      byte[] cut = Arrays.copyOf(whole, random.nextInt(whole.length));
      assertThatThrownBy(() -> ModelFile.read(cut, "cut.model"))
          .isInstanceOf(JobtrailException.class)
          .hasMessageStartingWith("cut.model: ")
          .hasMessageNotContaining("\n");
      byte[] changed = whole.clone();
      changed[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
      assertThatThrownBy(() -> ModelFile.read(changed, "changed.model"))
          .isInstanceOf(JobtrailException.class)
          .hasMessageStartingWith("changed.model: ")
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void whatIsNoModelSaysSo(@TempDir Path folder) throws IOException {
    Path text = Files.writeString(folder.resolve("a.txt"), "title\tcode\n");
    assertThatThrownBy(() -> ModelFile.read(text)).hasMessageContaining("no model of this format");
    assertThatThrownBy(() -> ModelFile.read(folder)).hasMessageContaining("is no file");
    assertThatThrownBy(() -> ModelFile.read(folder.resolve("none")))
        .hasMessageContaining("no such model");
  }
}
