package org.jobtrail.taxonomy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jobtrail.career.Language;
import org.jobtrail.provenance.Sha256;

/// Occupations and ISCO-08 groups with their labels, in one version.
///
/// Immutable. The hierarchy is in the codes: unit group `2511` belongs to `251`, `25` and `2`, and
/// an occupation's unit group is `occupation().iscoGroup()`.
public final class Taxonomy {
  private final String name;
  private final String version;
  private final List<Concept> concepts;
  private final Map<String, Concept> byUri = new HashMap<>();
  private final Map<String, List<Concept>> byCode = new HashMap<>();
  private final SortedSet<Language> languages = new TreeSet<>();
  private final String sha256;

  /// @param family `ESCO`, `starter`
  /// @param version `1.2.0`, or `unknown`
  Taxonomy(String family, String version, Collection<Concept> concepts) {
    this(family, version, concepts.stream().sorted().toList(), Optional.empty());
  }

  /// @param sorted already in order
  /// @param sha256 of {@link TaxonomyText}'s form when the caller has just computed it
  Taxonomy(String family, String version, List<Concept> sorted, Optional<String> sha256) {
    this.name = family + ' ' + version;
    this.version = version;
    this.concepts = List.copyOf(sorted);
    for (Concept concept : this.concepts) {
      if (byUri.put(concept.occupation().uri(), concept) != null) {
        throw new IllegalArgumentException(
            concept.occupation().uri() + " stands twice in " + this.name);
      }
      // Groups sort before occupations: where an old ESCO has no codes of its own, the code of an
      // occupation is its group's, and the code alone means the group.
      byCode.computeIfAbsent(concept.occupation().code(), _ -> new ArrayList<>(1)).add(concept);
      for (Label label : concept.labels()) {
        languages.add(label.language());
      }
    }
    this.sha256 = sha256.orElseGet(() -> Sha256.of(TaxonomyText.write(this)));
  }

  /// The taxonomy that ships with Jobtrail: ISCO-08's groups with everyday titles in English, Dutch
  /// and French.
  public static Taxonomy starter() {
    return StarterTaxonomy.taxonomy();
  }

  /// Reads a folder that `jobtrail taxonomy import` wrote; the word `starter` means {@link
  /// #starter()}.
  ///
  /// @throws org.jobtrail.provenance.JobtrailException when it is no such folder, of a newer
  ///     format, or not what its manifest says
  public static Taxonomy load(Path folder) {
    return folder.toString().equals("starter") ? starter() : TaxonomyFolder.read(folder);
  }

  /// Name and version, such as `ESCO 1.2.0` or `starter 1`: what {@link OccupationCode#taxonomy()}
  /// says of every concept here.
  public String name() {
    return name;
  }

  /// The version alone: `1.2.0`; `unknown` when neither the import nor a file name said it.
  public String version() {
    return version;
  }

  /// The name without the version: `ESCO`, `starter`.
  public String family() {
    return name.substring(0, name.length() - version.length() - 1);
  }

  /// Sorted by code.
  public List<Concept> concepts() {
    return concepts;
  }

  /// What titles are coded to: the occupations, or the unit groups where there are none.
  public List<Concept> coded() {
    boolean occupations = concepts.stream().anyMatch(c -> c.kind() == Concept.Kind.OCCUPATION);
    Concept.Kind kind = occupations ? Concept.Kind.OCCUPATION : Concept.Kind.UNIT_GROUP;
    return concepts.stream().filter(c -> c.kind() == kind).toList();
  }

  public Optional<Concept> byUri(String uri) {
    return Optional.ofNullable(byUri.get(uri));
  }

  /// By dotted ESCO code or ISCO-08 group; the first of those that share it.
  public Optional<Concept> byCode(String code) {
    return allByCode(code).stream().findFirst();
  }

  /// The same with all of one kind that share the code: ESCO 1.2.0 gives 48 codes to two
  /// occupations or more. In order; empty for an unknown code.
  public List<Concept> allByCode(String code) {
    List<Concept> all = byCode.getOrDefault(code, List.of());
    return all.stream().filter(c -> c.kind() == all.getFirst().kind()).toList();
  }

  public SortedSet<Language> languages() {
    return java.util.Collections.unmodifiableSortedSet(languages);
  }

  /// Of name, concepts and labels in a canonical form: equal content, equal hash.
  public String sha256() {
    return sha256;
  }
}
