package org.jobtrail.normalise;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jobtrail.career.Language;
import org.jobtrail.normalise.encoder.EncoderTrainer;
import org.jobtrail.normalise.encoder.LabelEncoder;
import org.jobtrail.provenance.Progress;
import org.jobtrail.taxonomy.Concept;
import org.jobtrail.taxonomy.Label;
import org.jobtrail.taxonomy.Taxonomy;

/// Trains a {@link NormaliserModel} from a taxonomy's labels: labels of one concept, in one
/// language or two, are names of the same thing.
///
/// @param threads no byte of the model depends on it
public record ModelTrainer(EncoderTrainer encoder, long seed, int threads) {
  /// Learns from the labels of the concepts that titles are coded to. Labels of the groups above
  /// them were tried as well: titles in the style of a classification then prefer groups.
  public NormaliserModel train(Taxonomy taxonomy, Progress progress) {
    LabelEncoder trained = encoder.train(texts(taxonomy), seed, threads, progress);
    return new NormaliserModel(
        taxonomy.name(),
        NormaliserModel.conceptsSha256(taxonomy),
        seed,
        List.of(),
        trained,
        EvidenceWeights.LABELS,
        ShippedConfidence.of(taxonomy),
        Optional.empty());
  }

  /// A model whose encoder is used instead of training one.
  ///
  /// @throws org.jobtrail.provenance.JobtrailException.Usage when there is none, or it was trained
  ///     for
  ///     another taxonomy
  public static NormaliserModel read(Path base, Taxonomy taxonomy) throws IOException {
    NormaliserModel model = ModelFile.read(base);
    model.refuseOther(taxonomy);
    return model;
  }

  private static List<EncoderTrainer.Concept> texts(Taxonomy taxonomy) {
    List<EncoderTrainer.Concept> concepts = new ArrayList<>();
    for (Concept concept : taxonomy.coded()) {
      SortedMap<Language, Set<String>> texts = new TreeMap<>();
      for (Label label : concept.labels()) {
        String text = String.join(" ", TitleFolding.fold(label.text()));
        if (!text.isEmpty()) {
          texts.computeIfAbsent(label.language(), _ -> new LinkedHashSet<>()).add(text);
        }
      }
      if (!texts.isEmpty()) {
        concepts.add(
            new EncoderTrainer.Concept(
                texts.values().stream().<List<String>>map(List::copyOf).toList()));
      }
    }
    return concepts;
  }
}
