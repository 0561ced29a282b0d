package org.jobtrail.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jobtrail.normalise.ModelFile;
import org.jobtrail.normalise.Normaliser;
import org.jobtrail.normalise.NormaliserModel;
import org.jobtrail.normalise.Normalisers;
import org.jobtrail.normalise.TrainedNormaliser;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.taxonomy.Taxonomy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--model`, for every command that codes titles.
final class ModelOption {
  /// Where `normalise train` puts the model of a taxonomy's folder, and where it is looked for.
  static final String IN_TAXONOMY = "normaliser.model";

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      description =
          "File that `normalise train` made (default: "
              + IN_TAXONOMY
              + " in the taxonomy's folder, if there is one).")
  private @Nullable Path model;

  /// The normaliser that codes over the taxonomy: by the model named, by the one in the taxonomy's
  /// folder, or by what ships.
  Normaliser normaliser(Taxonomy taxonomy, Path folder, boolean quiet) {
    Optional<Path> found = file(folder);
    if (found.isPresent()) {
      return TrainedNormaliser.of(taxonomy, found.get());
    }
    if (!quiet && Normalisers.shipped(taxonomy).isEmpty()) {
      System.err.printf(
          "no model for %s: titles are compared with its labels' words only; `jobtrail normalise"
              + " train --taxonomy %s` makes one%n",
          taxonomy.name(), folder);
    }
    return Normalisers.of(taxonomy);
  }

  /// The model named, or that of the taxonomy's folder.
  Optional<NormaliserModel> read(@Nullable Path folder) {
    return file(folder)
        .map(
            file -> {
              try {
                return ModelFile.read(file);
              } catch (IOException e) {
                throw new UncheckedIOException(file + ": can't be read", e);
              }
            });
  }

  /// The file that is read: the one named, else that of the taxonomy's folder if there is one.
  Optional<Path> file(@Nullable Path folder) {
    if (model != null) {
      return Optional.of(model);
    }
    return Optional.ofNullable(folder)
        .map(f -> f.resolve(IN_TAXONOMY))
        .filter(Files::isRegularFile);
  }

  /// @throws JobtrailException.Usage when a model was named though nothing can use it
  void refuse(String why) {
    if (model != null) {
      throw new JobtrailException.Usage("--model " + model + ": " + why);
    }
  }
}
