package org.jobtrail.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jobtrail.normalise.Normaliser;
import org.jobtrail.normalise.rules.RuleNormaliser;
import org.jobtrail.normalise.rules.Rules;
import org.jobtrail.pipeline.Setup;
import org.jobtrail.taxonomy.Taxonomy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--rules`, for every command that codes titles.
final class RulesOption {
  @Option(
      names = "--rules",
      paramLabel = "RULES.tsv",
      description = "People's decisions that win over the model; made by 'review import'.")
  private @Nullable Path file;

  /// @throws org.jobtrail.provenance.JobtrailException.Usage if they are for another taxonomy
  Optional<Rules> read(Taxonomy taxonomy) throws IOException {
    return file == null ? Optional.empty() : Optional.of(Rules.read(file, taxonomy));
  }

  Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  static Normaliser over(Normaliser base, Optional<Rules> rules) {
    return rules.<Normaliser>map(r -> RuleNormaliser.over(base, r)).orElse(base);
  }

  static Setup over(Setup base, Optional<Rules> rules) {
    return rules.map(base::with).orElse(base);
  }
}
