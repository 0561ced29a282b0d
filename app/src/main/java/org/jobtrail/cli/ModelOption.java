package org.jobtrail.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.jobtrail.normalise.LexicalNormaliser;
import org.jobtrail.normalise.ModelFile;
import org.jobtrail.normalise.Normaliser;
import org.jobtrail.normalise.TrainedNormaliser;
import org.jobtrail.taxonomy.Taxonomy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--model`, for every command that codes titles.
final class ModelOption {
  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description = "File that `normalise train` made; default none.")
  @Nullable Path model;

  /// The normaliser that codes over the taxonomy.
  Normaliser normaliser(Taxonomy taxonomy) throws IOException {
    return model == null
        ? LexicalNormaliser.of(taxonomy)
        : TrainedNormaliser.of(taxonomy, ModelFile.read(model));
  }
}
