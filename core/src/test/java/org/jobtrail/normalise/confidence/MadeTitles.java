package org.jobtrail.normalise.confidence;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jobtrail.career.Language;
import org.jobtrail.taxonomy.Concept;
import org.jobtrail.taxonomy.OccupationCode;
import org.jobtrail.taxonomy.Taxonomy;

/// Titles whose true probabilities are known, over the starter's unit groups.
///
/// A title has candidates with scores; the truth is drawn by `exp(4 score)` among them and an
/// outside of weight `exp(2)`, which is another unit group.
final class MadeTitles {
  static final Taxonomy TAXONOMY = Taxonomy.starter();
  static final ConceptTree TREE = ConceptTree.of(TAXONOMY);

  private static final int CANDIDATES = 8;
  private static final List<OccupationCode> UNITS =
      TAXONOMY.coded().stream().map(Concept::occupation).toList();

  private final Random random;
  private int made;

  MadeTitles(long seed) {
    random = new Random(seed);
  }

  /// @param outside the logit of what is no candidate
  KnownTitle next(Language language, double outside) {
    List<ScoredTitle.Scored> candidates = new ArrayList<>();
    for (OccupationCode unit : draw()) {
      candidates.add(new ScoredTitle.Scored(unit, random.nextDouble()));
    }
    OccupationCode other = candidates.removeLast().concept();
    candidates.sort(Comparator.comparingDouble(ScoredTitle.Scored::score).reversed());
    ScoredTitle title = new ScoredTitle(language, candidates);
    double[] p = truth(title, outside);
    double u = random.nextDouble();
    OccupationCode truth = other;
    for (int i = 0; i < p.length; i++) {
      u -= p[i];
      if (u < 0) {
        truth = candidates.get(i).concept();
        break;
      }
    }
    return new KnownTitle("title " + made++, title, List.of(truth));
  }

  List<KnownTitle> list(int count, Language language, double outside) {
    List<KnownTitle> titles = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      titles.add(next(language, outside));
    }
    return titles;
  }

  private List<OccupationCode> draw() {
    List<OccupationCode> drawn = new ArrayList<>();
    while (drawn.size() <= CANDIDATES) {
      // Half of them are the next unit group, so that groups gather mass.
      int at =
          drawn.isEmpty() || random.nextBoolean()
              ? random.nextInt(UNITS.size())
              : (UNITS.indexOf(drawn.getLast()) + 1) % UNITS.size();
      if (!drawn.contains(UNITS.get(at))) {
        drawn.add(UNITS.get(at));
      }
    }
    return drawn;
  }

  /// The probability of each candidate; what is left is outside.
  static double[] truth(ScoredTitle title, double outside) {
    double[] weights =
        title.candidates().stream().mapToDouble(c -> Math.exp(4 * c.score())).toArray();
    double sum = Math.exp(outside);
    for (double w : weights) {
      sum += w;
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
    return weights;
  }
}
