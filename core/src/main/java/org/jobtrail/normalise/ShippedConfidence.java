package org.jobtrail.normalise;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jobtrail.taxonomy.Concept;
import org.jobtrail.taxonomy.Taxonomy;

/// What the scores of a model of labels alone are worth, for families of taxonomies on which
/// somebody measured it: `dev confidence --text-out` wrote the resources, `docs/log.md` says how.
final class ShippedConfidence {
  private ShippedConfidence() {}

  /// Versions of a family share their scores' worth. It was fitted over ISCO-08's unit groups and
  /// says nothing about others, or fewer.
  ///
  /// @return empty for a family that nothing ships for, and for one with other unit groups
  static Optional<String> of(Taxonomy taxonomy) {
    return unitGroups(taxonomy).equals(unitGroups(Taxonomy.starter()))
        ? ofFamily(taxonomy)
        : Optional.empty();
  }

  private static Set<String> unitGroups(Taxonomy taxonomy) {
    return taxonomy.concepts().stream()
        .filter(concept -> concept.kind() == Concept.Kind.UNIT_GROUP)
        .map(concept -> concept.occupation().code())
        .collect(Collectors.toSet());
  }

  private static Optional<String> ofFamily(Taxonomy taxonomy) {
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
