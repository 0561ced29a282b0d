package org.jobtrail.score;

import java.util.Collection;
import java.util.List;

/// What figures are told apart by; `?` when nobody says.
///
/// @param language the gold's, else the one that a run guessed
/// @param kind of the document, such as `pdf`
/// @param layout the gold's
public record DocumentFacts(String language, String kind, String layout) {
  static final String UNKNOWN = "?";
  static final DocumentFacts NONE = new DocumentFacts(UNKNOWN, UNKNOWN, UNKNOWN);

  /// The first that says something, the gold before the runs.
  static DocumentFacts of(String id, List<GoldResume> gold, Collection<Engine> engines) {
    List<DocumentFacts> said =
        engines.stream().map(e -> e.documents().getOrDefault(id, NONE)).toList();
    String kind =
        said.stream()
            .map(DocumentFacts::kind)
            .filter(k -> !k.equals(UNKNOWN))
            .findFirst()
            .orElse(UNKNOWN);
    String language =
        said.stream()
            .map(DocumentFacts::language)
            .filter(l -> !l.equals(UNKNOWN))
            .findFirst()
            .orElse(UNKNOWN);
    return new DocumentFacts(
        attribute(gold, "language", language), kind, attribute(gold, "layout", UNKNOWN));
  }

  private static String attribute(List<GoldResume> gold, String name, String otherwise) {
    return gold.stream()
        .map(g -> g.attributes().getOrDefault(name, ""))
        .filter(a -> !a.isEmpty())
        .findFirst()
        .orElse(otherwise);
  }
}
