package org.jobtrail.normalise;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jobtrail.taxonomy.Taxonomy;

/// What the scores of a model of labels alone are worth, for families of taxonomies on which
/// somebody measured it: `dev confidence --text-out` wrote the resources, `docs/log.md` says how.
final class ShippedConfidence {
  private ShippedConfidence() {}

  /// Empty for a family that nothing ships for; versions of a family share their scores' worth.
  static Optional<String> of(Taxonomy taxonomy) {
    String resource = "confidence-" + taxonomy.family().toLowerCase(Locale.ROOT) + ".txt";
    try (InputStream in = ShippedConfidence.class.getResourceAsStream(resource)) {
      return in == null
          ? Optional.empty()
          : Optional.of(
              new String(in.readAllBytes(), StandardCharsets.UTF_8)
                  .replaceFirst("(?m)^taxonomy\t.*$", "taxonomy\t" + taxonomy.name()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
