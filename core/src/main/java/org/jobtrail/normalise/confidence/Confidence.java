package org.jobtrail.normalise.confidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jobtrail.taxonomy.OccupationCode;

/// Calibrated probabilities and sets with coverage for one normaliser, fitted on titles whose
/// occupations are known.
///
/// The titles are divided in two by their keys: on one part the {@link Calibrator} is fitted, on
/// the other the {@link HierarchicalSets}. Deterministic and immutable, safe for use by several
/// threads.
public final class Confidence {
  private final Calibrator calibrator;
  private final HierarchicalSets sets;
  private final String description;

  private Confidence(Calibrator calibrator, HierarchicalSets sets, String description) {
    this.calibrator = calibrator;
    this.sets = sets;
    this.description = description;
  }

  /// @param titles coded by a normaliser that did not see their truth
  /// @throws IllegalArgumentException when a concept is not of the tree's taxonomy
  public static Confidence fit(List<KnownTitle> titles, ConceptTree tree) {
    List<KnownTitle> fitting = new ArrayList<>();
    List<KnownTitle> held = new ArrayList<>();
    titles.forEach(t -> ((hash(t.key()) & 1) == 0 ? fitting : held).add(t));
    Calibrator calibrator = Calibrator.fit(fitting, tree);
    return new Confidence(
        calibrator,
        HierarchicalSets.fit(calibrator, tree, fitting, held, 0.2),
        String.format(
            Locale.ROOT, "conditional logit, %d titles; sets on %d", fitting.size(), held.size()));
  }

  private static int hash(String key) {
    int h = key.hashCode() * 0x9E3779B9;
    return h ^ (h >>> 16);
  }

  /// Of every candidate and of none.
  public Probabilities probabilities(ScoredTitle title) {
    return calibrator.of(title);
  }

  /// Nodes of which one holds the truth with about the probability asked for, sorted by code;
  /// none lies below another.
  ///
  /// @param coverage in `(0, 1)`
  public List<OccupationCode> set(ScoredTitle title, double coverage) {
    return sets.set(title, coverage);
  }

  /// On what was fitted and how well it held on titles that were not, one line.
  public String describe() {
    return description;
  }
}
