package org.jobtrail.score;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// What one engine made of the documents.
///
/// @param source the run's folder, or its lines
/// @param readable experiences by document
/// @param quarantined documents that it set aside
/// @param documents what the run knows of each
public record Engine(
    String name,
    Path source,
    SortedMap<String, List<ScoredExperience>> readable,
    Set<String> quarantined,
    Map<String, DocumentFacts> documents) {
  public Engine {
    readable = Collections.unmodifiableSortedMap(new TreeMap<>(readable));
    quarantined = Collections.unmodifiableSet(new TreeSet<>(quarantined));
    documents = Collections.unmodifiableMap(new TreeMap<>(documents));
  }

  /// Whether the engine was given the document, be it that it set it aside.
  boolean saw(String id) {
    return readable.containsKey(id) || quarantined.contains(id);
  }

  /// The experiences; none for a document that was set aside or never seen.
  List<ScoredExperience> said(String id) {
    return readable.getOrDefault(id, List.of());
  }
}
