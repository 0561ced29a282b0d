package org.jobtrail.normalise.confidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jobtrail.taxonomy.OccupationCode;

/// Calibrated probabilities and sets with coverage for one normaliser, fitted on titles whose
/// occupations are known.
///
/// Probabilities come from a {@link Calibrator} fitted on all titles. Sets come from {@link
/// HierarchicalSets}, which have a calibrator of their own, fitted on half of the titles (by
/// their keys), and thresholds from the other half; there, too, it is measured what {@link
/// #describe()} says. Ask with as many candidates as the titles were fitted with. Deterministic
/// and immutable, safe for use by several threads.
public final class Confidence {
  private static final int FORMAT = 1;

  /// Of a language that {@link #describe()} judges by itself.
  private static final int ENOUGH = 200;

  private final ConceptTree tree;
  private final Calibrator calibrator;
  private final HierarchicalSets sets;
  private final String description;

  private Confidence(
      ConceptTree tree, Calibrator calibrator, HierarchicalSets sets, String description) {
    this.tree = tree;
    this.calibrator = calibrator;
    this.sets = sets;
    this.description = description;
  }

  /// @param titles coded by a normaliser that did not see their truth; with few, probabilities
  ///     are those of the prior and sets hold everything
  /// @param on what the titles are, in a few words for {@link #describe()}
  /// @throws IllegalArgumentException when a concept is not of the tree's taxonomy
  public static Confidence fit(List<KnownTitle> titles, ConceptTree tree, String on) {
    List<KnownTitle> fitting = new ArrayList<>();
    List<KnownTitle> held = new ArrayList<>();
    titles.forEach(t -> (part(t.key(), 1) ? held : fitting).add(t));
    Calibrator half = Calibrator.fit(fitting, tree);
    HierarchicalSets sets = HierarchicalSets.fit(half, tree, fitting, held);
    String description = describe(titles, on, held, half, sets, tree);
    return new Confidence(tree, Calibrator.fit(titles, tree), sets, description);
  }

  /// One of two halves, by nothing but the key.
  private static boolean part(String key, int salt) {
    long hash = (key.hashCode() + 31L * salt) * 0x9E3779B97F4A7C15L;
    hash = (hash ^ (hash >>> 32)) * 0xD6E8FEB86659FD93L;
    return ((hash ^ (hash >>> 29)) & 1) == 1;
  }

  private static String describe(
      List<KnownTitle> titles,
      String on,
      List<KnownTitle> held,
      Calibrator half,
      HierarchicalSets sets,
      ConceptTree tree) {
    SortedMap<String, Long> counts =
        titles.stream()
            .collect(
                Collectors.groupingBy(
                    t -> t.title().language().code(), TreeMap::new, Collectors.counting()));
    SortedMap<String, BinnedError> errors = new TreeMap<>();
    BinnedError all = new BinnedError();
    for (KnownTitle known : held) {
      if (!known.title().candidates().isEmpty()) {
        double p = half.of(known.title()).of(0);
        boolean right = known.isRight(0, tree);
        all.add(p, right);
        errors
            .computeIfAbsent(known.title().language().code(), _ -> new BinnedError())
            .add(p, right);
      }
    }
    String worst =
        errors.entrySet().stream()
            .filter(e -> e.getValue().size() >= ENOUGH)
            .max((a, b) -> Double.compare(a.getValue().value(), b.getValue().value()))
            .map(e -> ", worst " + e.getKey() + ' ' + figure(e.getValue()))
            .orElse("");
    return String.format(
        Locale.ROOT,
        "conditional logit and beta calibration by language, %d %s (%s), expected calibration error"
            + " %s%s on %d titles left out; sets: %.3f of %d titles left out covered at 0.95",
        titles.size(),
        on.replaceAll("\\s+", " "),
        counts.entrySet().stream()
            .map(e -> e.getKey() + ' ' + e.getValue())
            .collect(Collectors.joining(", ")),
        figure(all),
        worst,
        all.size(),
        covered(held, sets),
        held.size());
  }

  private static String figure(BinnedError error) {
    return String.format(Locale.ROOT, "%.3f (by chance %.3f)", error.value(), error.expected());
  }

  /// Each half of the titles judged by the levels of the other.
  private static double covered(List<KnownTitle> held, HierarchicalSets sets) {
    List<KnownTitle> some = held.stream().filter(t -> part(t.key(), 2)).toList();
    List<KnownTitle> others = held.stream().filter(t -> !part(t.key(), 2)).toList();
    long covered = covered(some, others, sets) + covered(others, some, sets);
    return held.isEmpty() ? 1 : (double) covered / held.size();
  }

  private static long covered(List<KnownTitle> on, List<KnownTitle> judged, HierarchicalSets sets) {
    HierarchicalSets other = sets.on(on);
    return judged.stream().filter(t -> other.covers(t, 0.95)).count();
  }

  /// Of every candidate and of none.
  public Probabilities probabilities(ScoredTitle title) {
    return calibrator.of(title);
  }

  /// Nodes of which one holds the truth with about the probability asked for, sorted by code;
  /// none lies below another. With too few titles to tell, the major groups, all of them.
  ///
  /// @param coverage in `(0, 1)`
  public List<OccupationCode> set(ScoredTitle title, double coverage) {
    return sets.set(title, coverage);
  }

  /// On what was fitted, and how well it held on titles that were left out; one line.
  public String describe() {
    return description;
  }

  /// Lines of text, see `docs/formats.md`; {@link #parse} gives back an equal one.
  public String text() {
    Rows rows = new Rows();
    rows.put("format", FORMAT);
    rows.put("taxonomy", tree.taxonomy());
    rows.put("description", description);
    calibrator.write("probabilities", rows);
    sets.write(rows);
    return rows.write();
  }

  /// @throws IllegalArgumentException when it is no such text, or of another taxonomy than the
  ///     tree
  public static Confidence parse(String text, ConceptTree tree) {
    Rows rows = Rows.parse(text);
    double format = rows.numbers("format", 1)[0];
    if (format != FORMAT) {
      throw new IllegalArgumentException(
          "confidence is of format " + format + ", this version reads " + FORMAT);
    }
    if (!rows.text("taxonomy").equals(tree.taxonomy())) {
      throw new IllegalArgumentException(
          "confidence was fitted over "
              + rows.text("taxonomy")
              + ", asked for over "
              + tree.taxonomy()
              + "; fit it anew");
    }
    return new Confidence(
        tree,
        Calibrator.read("probabilities", rows),
        HierarchicalSets.read(tree, rows),
        rows.text("description"));
  }
}
