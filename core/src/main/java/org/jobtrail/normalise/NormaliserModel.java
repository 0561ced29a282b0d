package org.jobtrail.normalise;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jobtrail.normalise.encoder.LabelEncoder;
import org.jobtrail.provenance.FileHash;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Sha256;
import org.jobtrail.taxonomy.Concept;
import org.jobtrail.taxonomy.Taxonomy;

/// What training makes and a {@link TrainedNormaliser} needs besides the taxonomy.
///
/// @param taxonomy name and version that it was trained for
/// @param conceptsSha256 of that taxonomy's coded concepts, labels left out
/// @param seed of the training
/// @param weights of the evidence
/// @param confidence what scores are worth, as `Confidence` writes it; empty when
///     no titles with known occupations were at hand
/// @param knowledge what labelled titles say; empty for labels alone
/// @param labelled files of labelled titles that it learnt from; empty for labels alone
public record NormaliserModel(
    String taxonomy,
    String conceptsSha256,
    long seed,
    List<FileHash> labelled,
    LabelEncoder encoder,
    EvidenceWeights weights,
    Optional<String> confidence,
    Optional<TitleKnowledge> knowledge) {
  public NormaliserModel {
    labelled = List.copyOf(labelled);
  }

  /// Of code and URI of every coded concept: the same for a taxonomy with more or fewer languages.
  static String conceptsSha256(Taxonomy taxonomy) {
    StringBuilder text = new StringBuilder();
    for (Concept concept : taxonomy.coded()) {
      text.append(concept.occupation().code()).append('\t');
      text.append(concept.occupation().uri()).append('\n');
    }
    return Sha256.of(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /// The same encoder with all that titles teach.
  NormaliserModel with(
      EvidenceWeights fitted,
      Optional<String> confident,
      Optional<TitleKnowledge> learnt,
      List<FileHash> files) {
    return new NormaliserModel(
        taxonomy, conceptsSha256, seed, files, encoder, fitted, confident, learnt);
  }

  EvidenceScorer scorer() {
    return new EvidenceScorer(weights, knowledge.flatMap(TitleKnowledge::untitled));
  }

  /// One line for manifests.
  String describe() {
    return taxonomy
        + ", seed "
        + seed
        + (labelled.isEmpty()
            ? ", labels alone"
            : ", titles of "
                + labelled.stream()
                    .map(f -> f.path() + " (" + f.sha256() + ')')
                    .collect(Collectors.joining(", ")));
  }

  /// Languages may differ from those of the training, versions may not.
  ///
  /// @throws JobtrailException.Usage when the taxonomy is not the one of the training
  void refuseOther(Taxonomy other) {
    boolean sameName = taxonomy.equals(other.name());
    if (!sameName || !conceptsSha256.equals(conceptsSha256(other))) {
      throw new JobtrailException.Usage(
          "the model was trained for "
              + taxonomy
              + ", the taxonomy is "
              + other.name()
              + (sameName ? " with other occupations" : "")
              + "; train one for it with `jobtrail normalise train --taxonomy T --out MODEL`");
    }
  }
}
