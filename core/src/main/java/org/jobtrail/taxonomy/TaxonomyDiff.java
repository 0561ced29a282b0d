package org.jobtrail.taxonomy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jobtrail.career.Language;

/// What changed between two versions of a taxonomy, concept by concept.
///
/// Concepts are the same when their URI is. One whose URI is gone and one whose URI is new are the
/// same concept under another URI when both are occupations (or both groups), share a preferred
/// label in some language (case and white space aside), and no other such pair claims either.
///
/// @param kept concepts under one URI in both versions
/// @param relabelled by language in which both versions have a preferred label
/// @param notes what was not compared and why, a sentence each
public record TaxonomyDiff(
    String before,
    String after,
    long conceptsBefore,
    long conceptsAfter,
    long kept,
    SortedMap<Language, Long> relabelled,
    List<Change> changes,
    List<String> notes) {

  private static final Comparator<Change> ORDER =
      Comparator.comparing(Change::word)
          .thenComparing(Change::code)
          .thenComparing(Change::uri)
          .thenComparing(c -> c instanceof Relabelled r ? r.language().code() : "");

  public TaxonomyDiff {
    relabelled = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(relabelled));
    changes = changes.stream().sorted(ORDER).toList();
    notes = List.copyOf(notes);
    long removed = changes.stream().filter(Removed.class::isInstance).count();
    long added = changes.stream().filter(Added.class::isInstance).count();
    long renamed = changes.stream().filter(UriChanged.class::isInstance).count();
    if (conceptsBefore != kept + removed + renamed || conceptsAfter != kept + added + renamed) {
      throw new IllegalStateException(
          "%d concepts before and %d after, but accounted for %d kept, %d removed, %d added, %d under another URI"
              .formatted(conceptsBefore, conceptsAfter, kept, removed, added, renamed));
    }
  }

  /// One difference. A concept may have several: one that moved to another group has another code.
  public sealed interface Change {
    Concept concept();

    /// What files call it.
    default String word() {
      return switch (this) {
        case Added _ -> "added";
        case Removed _ -> "removed";
        case Moved _ -> "moved";
        case Relabelled _ -> "relabelled";
        case CodeChanged _ -> "code-changed";
        case UriChanged _ -> "uri-changed";
      };
    }

    default String code() {
      return concept().occupation().code();
    }

    default String uri() {
      return concept().occupation().uri();
    }

    /// The value before; empty for an added concept.
    default String before() {
      return switch (this) {
        case Added _ -> "";
        case Removed r -> r.concept().preferred(Language.ENGLISH);
        case Moved m -> m.concept().occupation().iscoGroup();
        case Relabelled r -> r.label();
        case CodeChanged c -> c.code();
        case UriChanged u -> u.uri();
      };
    }

    /// The value after; empty for a removed concept.
    default String after() {
      return switch (this) {
        case Added a -> a.concept().preferred(Language.ENGLISH);
        case Removed _ -> "";
        case Moved m -> m.to().occupation().iscoGroup();
        case Relabelled r -> r.newLabel();
        case CodeChanged c -> c.to().occupation().code();
        case UriChanged u -> u.to().occupation().uri();
      };
    }
  }

  public record Added(Concept concept) implements Change {}

  public record Removed(Concept concept) implements Change {}

  /// Another ISCO-08 unit group.
  public record Moved(Concept concept, Concept to) implements Change {}

  /// Another preferred label in one language.
  public record Relabelled(Concept concept, Language language, String label, String newLabel)
      implements Change {}

  /// Another code under one URI.
  public record CodeChanged(Concept concept, Concept to) implements Change {}

  /// Another URI under one preferred label.
  public record UriChanged(Concept concept, Concept to) implements Change {}

  /// How many changes there are of each word, those that don't occur with 0.
  public SortedMap<String, Long> counts() {
    SortedMap<String, Long> counts = new TreeMap<>();
    for (String word :
        List.of("added", "removed", "moved", "relabelled", "code-changed", "uri-changed")) {
      counts.put(word, 0L);
    }
    changes.forEach(change -> counts.merge(change.word(), 1L, Long::sum));
    return counts;
  }

  /// A header and a line for each change: `change, kind, code, uri, language, before, after`.
  public String text() {
    StringBuilder out = new StringBuilder("change\tkind\tcode\turi\tlanguage\tbefore\tafter\n");
    for (Change change : changes) {
      String language = change instanceof Relabelled r ? r.language().code() : "";
      out.append(
              String.join(
                  "\t",
                  change.word(),
                  change.concept().kind().word(),
                  change.code(),
                  change.uri(),
                  language,
                  change.before(),
                  change.after()))
          .append('\n');
    }
    return out.toString();
  }

  /// Compares two versions.
  public static TaxonomyDiff of(Taxonomy before, Taxonomy after) {
    List<String> notes = new ArrayList<>();
    boolean codes = hasOwnCodes(before) && hasOwnCodes(after);
    if (!codes) {
      notes.add(
          "codes of occupations were not compared: "
              + (hasOwnCodes(before) ? after : before).name()
              + " has none of its own, only unit groups");
    }
    SortedSet<Language> common = new TreeSet<>(preferredLanguages(before));
    common.retainAll(preferredLanguages(after));
    TreeSet<Language> onlyOnce = new TreeSet<>(preferredLanguages(before));
    onlyOnce.addAll(preferredLanguages(after));
    onlyOnce.removeAll(common);
    if (!onlyOnce.isEmpty()) {
      notes.add(
          "labels were not compared in "
              + String.join(", ", onlyOnce.stream().map(Language::code).toList())
              + ": only one of the two has occupations or groups named in them");
    }
    SortedMap<Language, Long> relabelled = new TreeMap<>();
    common.forEach(language -> relabelled.put(language, 0L));
    List<Change> changes = new ArrayList<>();
    List<Concept> gone = new ArrayList<>();
    long kept = 0;
    long borrowed = 0;
    for (Concept old : before.concepts()) {
      Optional<Concept> now = after.byUri(old.occupation().uri());
      if (now.isEmpty()) {
        gone.add(old);
      } else {
        kept++;
        changes.addAll(compare(old, now.get(), codes));
        borrowed += borrowed(old, now.get());
      }
    }
    if (borrowed > 0) {
      notes.add(
          "%d names of ISCO groups were not compared: one of the two has them from %s"
              .formatted(borrowed, Taxonomy.starter().name()));
    }
    List<Concept> fresh =
        after.concepts().stream()
            .filter(c -> before.byUri(c.occupation().uri()).isEmpty())
            .toList();
    Map<Concept, Concept> renamed = renamed(gone, fresh);
    Set<Concept> heirs = Set.copyOf(renamed.values());
    renamed.forEach((old, now) -> changes.add(new UriChanged(old, now)));
    gone.stream().filter(c -> !renamed.containsKey(c)).forEach(c -> changes.add(new Removed(c)));
    fresh.stream().filter(c -> !heirs.contains(c)).forEach(c -> changes.add(new Added(c)));
    for (Change change : changes) {
      if (change instanceof Relabelled r) {
        relabelled.merge(r.language(), 1L, Long::sum);
      }
    }
    return new TaxonomyDiff(
        before.name(),
        after.name(),
        before.concepts().size(),
        after.concepts().size(),
        kept,
        relabelled,
        changes,
        notes);
  }

  private static boolean hasOwnCodes(Taxonomy taxonomy) {
    List<Concept> occupations =
        taxonomy.concepts().stream().filter(c -> c.kind() == Concept.Kind.OCCUPATION).toList();
    // Those of the armed forces have their unit group's code even in ESCO.
    return occupations.isEmpty()
        || occupations.stream()
            .anyMatch(c -> !c.occupation().code().equals(c.occupation().iscoGroup()));
  }

  private static SortedSet<Language> preferredLanguages(Taxonomy taxonomy) {
    SortedSet<Language> languages = new TreeSet<>();
    taxonomy.concepts().forEach(c -> languages.addAll(preferred(c).keySet()));
    return languages;
  }

  private static SortedMap<Language, String> preferred(Concept concept) {
    SortedMap<Language, String> labels = new TreeMap<>();
    for (Label label : concept.labels()) {
      if (label.kind() == Label.Kind.PREFERRED) {
        labels.putIfAbsent(label.language(), label.text());
      }
    }
    return labels;
  }

  private static List<Change> compare(Concept old, Concept now, boolean codes) {
    List<Change> changes = new ArrayList<>();
    if (!old.occupation().iscoGroup().equals(now.occupation().iscoGroup())) {
      changes.add(new Moved(old, now));
    }
    if (codes && !old.occupation().code().equals(now.occupation().code())) {
      changes.add(new CodeChanged(old, now));
    }
    SortedMap<Language, String> labels = preferred(now);
    preferred(old)
        .forEach(
            (language, label) -> {
              String newLabel = labels.getOrDefault(language, label);
              if (!newLabel.equals(label) && !isBorrowed(old, language, label, newLabel)) {
                changes.add(new Relabelled(old, language, label, newLabel));
              }
            });
    return changes;
  }

  private static long borrowed(Concept old, Concept now) {
    SortedMap<Language, String> labels = preferred(now);
    return preferred(old).entrySet().stream()
        .filter(e -> !e.getValue().equals(labels.getOrDefault(e.getKey(), e.getValue())))
        .filter(
            e ->
                isBorrowed(
                    old, e.getKey(), e.getValue(), labels.getOrDefault(e.getKey(), e.getValue())))
        .count();
  }

  /// An import without ISCOGroups in a language names the groups as the starter does: that it isn't
  /// the official name is no change of the official one.
  private static boolean isBorrowed(
      Concept concept, Language language, String label, String newLabel) {
    return concept.kind() != Concept.Kind.OCCUPATION
        && Taxonomy.starter()
            .byUri(concept.occupation().uri())
            .map(own -> preferred(own).getOrDefault(language, ""))
            .filter(own -> own.equals(label) || own.equals(newLabel))
            .isPresent();
  }

  /// Pairs of which each is the only one that shares a label with the other.
  private static Map<Concept, Concept> renamed(List<Concept> gone, List<Concept> fresh) {
    Map<String, List<Concept>> named = new HashMap<>();
    for (Concept concept : fresh) {
      names(concept)
          .forEach(name -> named.computeIfAbsent(name, _ -> new ArrayList<>()).add(concept));
    }
    Map<Concept, SortedSet<Concept>> heirs = new HashMap<>();
    Map<Concept, SortedSet<Concept>> forebears = new HashMap<>();
    for (Concept old : gone) {
      for (String name : names(old)) {
        for (Concept now : named.getOrDefault(name, List.of())) {
          heirs.computeIfAbsent(old, _ -> new TreeSet<>()).add(now);
          forebears.computeIfAbsent(now, _ -> new TreeSet<>()).add(old);
        }
      }
    }
    Map<Concept, Concept> pairs = new TreeMap<>();
    heirs.forEach(
        (old, candidates) -> {
          Concept now = candidates.first();
          if (candidates.size() == 1 && forebears.getOrDefault(now, new TreeSet<>()).size() == 1) {
            pairs.put(old, now);
          }
        });
    return pairs;
  }

  private static Collection<String> names(Concept concept) {
    TreeSet<String> names = new TreeSet<>();
    preferred(concept)
        .forEach(
            (language, label) ->
                names.add(
                    (concept.kind() == Concept.Kind.OCCUPATION ? "o " : "g ")
                        + language.code()
                        + ' '
                        + label.toLowerCase(Locale.ROOT)));
    return names;
  }
}
