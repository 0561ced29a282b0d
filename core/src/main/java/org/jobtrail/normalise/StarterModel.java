package org.jobtrail.normalise;

import java.io.IOException;
import java.nio.file.Path;
import org.jobtrail.normalise.encoder.EncoderTrainer;
import org.jobtrail.normalise.encoder.HashedGrams;
import org.jobtrail.provenance.Progress;
import org.jobtrail.taxonomy.Taxonomy;

/// Trains the model of the starter taxonomy: run once by the build, in seconds.
final class StarterModel {
  /// Small, as the taxonomy is: thousands of labels, not hundreds of thousands.
  static final EncoderTrainer TRAINER =
      new EncoderTrainer(new HashedGrams(1 << 15, 3, 5), 64, 1500, 128, 0.05, 0.3, 0.5, 0);

  private static final long SEED = 1;

  private StarterModel() {}

  static NormaliserModel train() {
    int threads = Runtime.getRuntime().availableProcessors();
    return new ModelTrainer(TRAINER, SEED, threads).train(Taxonomy.starter(), Progress.NONE);
  }

  /// @param arguments the file to write
  public static void main(String[] arguments) throws IOException {
    ModelFile.write(train(), Path.of(arguments[0]));
  }
}
