package org.jobtrail.normalise;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jobtrail.taxonomy.Taxonomy;

/// The normaliser that is used where nobody names one.
public final class Normalisers {
  /// Trained when Jobtrail is built, from the starter taxonomy's own labels.
  static final String STARTER_MODEL = "starter.model";

  private Normalisers() {}

  /// The model that ships for the taxonomy, or, for a taxonomy that none ships for, the comparison
  /// of titles with its labels' words.
  public static Normaliser of(Taxonomy taxonomy) {
    return shipped(taxonomy)
        .<Normaliser>map(model -> TrainedNormaliser.of(taxonomy, model))
        .orElseGet(() -> LexicalNormaliser.of(taxonomy));
  }

  /// Only the starter taxonomy has one.
  public static Optional<NormaliserModel> shipped(Taxonomy taxonomy) {
    if (!taxonomy.name().equals(Taxonomy.starter().name())) {
      return Optional.empty();
    }
    try (InputStream in = Normalisers.class.getResourceAsStream(STARTER_MODEL)) {
      return in == null
          ? Optional.empty()
          : Optional.of(ModelFile.read(in.readAllBytes(), STARTER_MODEL));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
