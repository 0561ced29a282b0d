package org.jobtrail.normalise.confidence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jobtrail.career.Language;

/// How a title's probability lies over the whole tree, not over its candidates alone.
///
/// The truth is a candidate, or somewhere else in a candidate's unit, minor, sub-major or major
/// group, or in a major group that is taken for the candidate's: a mixture whose shares are
/// fitted by expectation maximisation (Dempster, Laird and Rubin 1977), for each language drawn
/// to the common shares. Elsewhere in a group means its unit groups in proportion to how often
/// the fitted titles name them, every concept that can be coded counting as half a title more.
/// Immutable.
final class Spread {
  /// Itself, unit, minor, sub-major, major group, a confused major group.
  static final int LEVELS = 6;

  private static final double CONCEPT_WORTH = 0.5;
  private static final double LANGUAGE_WORTH = 100;
  private static final double MAJOR_WORTH = 10;
  private static final int ROUNDS = 30;

  private final ConceptTree tree;
  private final double[] weights;
  private final double[] within;
  private final double[][] confused;
  private final Shares pooled;
  private final SortedMap<Language, Shares> byLanguage;

  /// How the levels share what the candidates have, and what `none of these` has.
  static final class Shares {
    final double[] named;
    final double[] unnamed;

    Shares(double[] named, double[] unnamed) {
      this.named = named;
      this.unnamed = unnamed;
    }

    static Shares start() {
      return new Shares(
          new double[] {0.5, 0.1, 0.1, 0.1, 0.1, 0.1}, new double[] {0, 0.2, 0.2, 0.2, 0.2, 0.2});
    }

    /// The shares that counts give, these weighing so many titles themselves.
    Shares drawn(Shares counts, double worth) {
      return new Shares(
          normalised(counts.named, named, worth), normalised(counts.unnamed, unnamed, worth));
    }

    private static double[] normalised(double[] counts, double[] prior, double worth) {
      double[] sum = new double[LEVELS];
      double total = 0;
      for (int l = 0; l < LEVELS; l++) {
        sum[l] = counts[l] + worth * prior[l];
        total += sum[l];
      }
      for (int l = 0; l < LEVELS; l++) {
        sum[l] /= total;
      }
      return sum;
    }
  }

  Spread(
      ConceptTree tree,
      double[] weights,
      double[][] confused,
      Shares pooled,
      SortedMap<Language, Shares> byLanguage) {
    this.tree = tree;
    this.weights = weights;
    this.within = within(weights, tree);
    this.confused = confused;
    this.pooled = pooled;
    this.byLanguage = byLanguage;
  }

  private Shares shares(Language language) {
    return byLanguage.getOrDefault(language, pooled);
  }

  /// @param said one for each title
  static Spread fit(List<KnownTitle> titles, List<Probabilities> said, ConceptTree tree) {
    double[] weights = new double[tree.size()];
    for (int node = 0; node < weights.length; node++) {
      weights[node] = tree.isUnit(node) ? CONCEPT_WORTH * Math.max(1, tree.coded(node)) : 0;
    }
    for (KnownTitle known : titles) {
      for (var truth : known.truth()) {
        int unit = tree.unit(tree.node(truth));
        if (unit >= 0) {
          weights[unit] += 1.0 / known.truth().size();
        }
      }
    }
    double[] within = within(weights, tree);
    int majors = tree.majors().size();
    double[] prior = new double[majors];
    for (int m = 0; m < majors; m++) {
      prior[m] = within[tree.majors().get(m)] / within[tree.size()];
    }
    double[][] confused = new double[majors][];
    Arrays.setAll(confused, _ -> prior.clone());
    Spread spread = new Spread(tree, weights, confused, Shares.start(), new TreeMap<>());
    List<Evidence> evidence = new ArrayList<>();
    for (int t = 0; t < titles.size(); t++) {
      spread.evidence(titles.get(t), said.get(t), evidence);
    }
    for (int round = 0; round < ROUNDS; round++) {
      spread = spread.better(evidence, prior);
    }
    return spread;
  }

  /// What one title says: by level, how likely the truth is where the level puts it, without the
  /// shares.
  private record Evidence(Language language, double odds, List<Place> places) {}

  /// One true concept: what the levels 0 to 4 give it (what candidates have is 1 and `none` odds
  /// times as much), the same for a confused major by the candidate's major.
  private static final class Place {
    final double[] byLevel = new double[LEVELS - 1];
    final double[] ofMajor;
    final int major;
    final double inMajor;
    final boolean candidate;

    Place(double[] ofMajor, int major, double inMajor, boolean candidate) {
      this.ofMajor = ofMajor;
      this.major = major;
      this.inMajor = inMajor;
      this.candidate = candidate;
    }
  }

  private void evidence(KnownTitle known, Probabilities said, List<Evidence> to) {
    double inside = 1 - said.unknown();
    if (said.size() == 0 || inside <= 0) {
      return;
    }
    List<Place> places = new ArrayList<>();
    double[] ofMajor = new double[tree.majors().size()];
    for (int i = 0; i < said.size(); i++) {
      ofMajor[tree.majorNumber(tree.node(known.title().concept(i)))] += said.of(i);
    }
    for (var concept : known.truth()) {
      int truth = tree.node(concept);
      int unit = tree.unit(truth);
      if (unit >= 0) {
        places.add(place(known, said, truth, unit, ofMajor));
      }
    }
    if (!places.isEmpty()) {
      to.add(new Evidence(known.title().language(), said.unknown() / inside, places));
    }
  }

  private Place place(KnownTitle known, Probabilities said, int truth, int unit, double[] ofMajor) {
    boolean candidate = false;
    double[] share = new double[LEVELS - 1];
    for (int i = 0; i < said.size(); i++) {
      int node = tree.node(known.title().concept(i));
      if (node == truth && node != unit) {
        candidate = true;
        share[0] += said.of(i);
      }
      for (int level = 1, at = unit; level < LEVELS - 1 && at >= 0; level++) {
        share[level] += tree.isWithin(node, at) ? said.of(i) : 0;
        at = tree.parent(at);
      }
    }
    Place place =
        new Place(
            ofMajor, tree.majorNumber(unit), weights[unit] / within[tree.major(unit)], candidate);
    place.byLevel[0] = share[0];
    for (int level = 1, at = unit; level < LEVELS - 1 && at >= 0; level++) {
      place.byLevel[level] = share[level] * weights[unit] / within[at];
      at = tree.parent(at);
    }
    return place;
  }

  /// One round of expectation maximisation.
  private Spread better(List<Evidence> evidence, double[] prior) {
    Shares all = new Shares(new double[LEVELS], new double[LEVELS]);
    SortedMap<Language, Shares> counts = new TreeMap<>();
    double[][] moved = new double[confused.length][];
    Arrays.setAll(moved, _ -> Arrays.stream(prior).map(p -> MAJOR_WORTH * p).toArray());
    for (Evidence one : evidence) {
      Shares own =
          counts.computeIfAbsent(
              one.language, _ -> new Shares(new double[LEVELS], new double[LEVELS]));
      count(one, own, moved);
    }
    counts
        .values()
        .forEach(
            c -> {
              for (int l = 0; l < LEVELS; l++) {
                all.named[l] += c.named[l];
                all.unnamed[l] += c.unnamed[l];
              }
            });
    Shares common = Shares.start().drawn(all, 0.01);
    SortedMap<Language, Shares> next = new TreeMap<>();
    counts.forEach((l, c) -> next.put(l, common.drawn(c, LANGUAGE_WORTH)));
    for (double[] row : moved) {
      double sum = Arrays.stream(row).sum();
      for (int m = 0; m < row.length; m++) {
        row[m] /= sum;
      }
    }
    return new Spread(tree, weights, moved, common, next);
  }

  private void count(Evidence one, Shares to, double[][] moved) {
    Shares shares = shares(one.language);
    double sum = 0;
    Shares part = new Shares(new double[LEVELS], new double[LEVELS]);
    double[][] parts = new double[one.places.size()][];
    for (int p = 0; p < parts.length; p++) {
      Place place = one.places.get(p);
      parts[p] = new double[place.ofMajor.length];
      double far = shares.named[LEVELS - 1] + one.odds * shares.unnamed[LEVELS - 1];
      for (int level = 0; level < LEVELS - 1; level++) {
        if (!place.candidate || level == 0) {
          part.named[level] += shares.named[level] * place.byLevel[level];
          part.unnamed[level] += one.odds * shares.unnamed[level] * place.byLevel[level];
        }
      }
      for (int m = 0; m < place.ofMajor.length && !place.candidate; m++) {
        double amount = place.ofMajor[m] * confused[m][place.major] * place.inMajor;
        parts[p][m] = far * amount;
        part.named[LEVELS - 1] += shares.named[LEVELS - 1] * amount;
        part.unnamed[LEVELS - 1] += one.odds * shares.unnamed[LEVELS - 1] * amount;
      }
    }
    for (int level = 0; level < LEVELS; level++) {
      sum += part.named[level] + part.unnamed[level];
    }
    if (sum <= 0) {
      return;
    }
    for (int level = 0; level < LEVELS; level++) {
      to.named[level] += part.named[level] / sum;
      to.unnamed[level] += part.unnamed[level] / sum;
    }
    for (int p = 0; p < parts.length; p++) {
      for (int m = 0; m < parts[p].length; m++) {
        moved[m][one.places.get(p).major] += parts[p][m] / sum;
      }
    }
  }

  /// Sums of the weights at and below each node; the last is that of all.
  private static double[] within(double[] weights, ConceptTree tree) {
    double[] within = new double[tree.size() + 1];
    for (int node = tree.size() - 1; node >= 0; node--) {
      within[node] += weights[node];
      int above = tree.parent(node);
      within[above < 0 ? tree.size() : above] += within[node];
    }
    return within;
  }

  /// The probability that the truth is exactly the node, or in it and no candidate where it is a
  /// unit group; sums to 1. Shape `[nodes]`.
  double[] own(ScoredTitle title, Probabilities said) {
    double[] own = new double[tree.size()];
    double[] density = new double[tree.size()];
    double inside = 1 - said.unknown();
    if (said.size() == 0 || inside <= 0) {
      Arrays.setAll(own, node -> weights[node] / within[tree.size()]);
      return own;
    }
    Shares shares = shares(title.language());
    double odds = said.unknown() / inside;
    int majors = tree.majors().size();
    double[] ofMajor = new double[majors];
    for (int i = 0; i < said.size(); i++) {
      int node = tree.node(title.concept(i));
      own[node] += shares.named[0] * said.of(i);
      ofMajor[tree.majorNumber(node)] += said.of(i);
      for (int level = 1, at = tree.unit(node); level < LEVELS - 1 && at >= 0; level++) {
        density[at] +=
            (shares.named[level] + shares.unnamed[level] * odds) * said.of(i) / within[at];
        at = tree.parent(at);
      }
    }
    double far = shares.named[LEVELS - 1] + shares.unnamed[LEVELS - 1] * odds;
    for (int to = 0; to < majors; to++) {
      int node = tree.majors().get(to);
      for (int m = 0; m < majors; m++) {
        density[node] += far * ofMajor[m] * confused[m][to] / within[node];
      }
    }
    for (int node = 0; node < own.length; node++) {
      int above = tree.parent(node);
      density[node] += above < 0 ? 0 : density[above];
      own[node] += density[node] * weights[node];
    }
    return own;
  }

  void write(String name, Rows rows) {
    rows.put(name + " weights", IntStream.of(units(tree)).mapToDouble(u -> weights[u]).toArray());
    rows.put(name + " confused", Arrays.stream(confused).flatMapToDouble(Arrays::stream).toArray());
    rows.put(
        name + " languages",
        String.join(" ", byLanguage.keySet().stream().map(Language::code).toList()));
    write(name + " all", pooled, rows);
    byLanguage.forEach((language, shares) -> write(name + ' ' + language.code(), shares, rows));
  }

  private static void write(String name, Shares shares, Rows rows) {
    rows.put(name + " named", shares.named);
    rows.put(name + " unnamed", shares.unnamed);
  }

  static Spread read(String name, ConceptTree tree, Rows rows) {
    int[] units = units(tree);
    double[] weights = new double[tree.size()];
    double[] ofUnits = rows.numbers(name + " weights", units.length);
    for (int u = 0; u < units.length; u++) {
      weights[units[u]] = ofUnits[u];
    }
    int majors = tree.majors().size();
    double[] flat = rows.numbers(name + " confused", majors * majors);
    double[][] confused = new double[majors][];
    Arrays.setAll(confused, m -> Arrays.copyOfRange(flat, m * majors, (m + 1) * majors));
    SortedMap<Language, Shares> byLanguage = new TreeMap<>();
    for (String code : rows.text(name + " languages").split(" ")) {
      if (!code.isEmpty()) {
        byLanguage.put(new Language(code), shares(name + ' ' + code, rows));
      }
    }
    return new Spread(tree, weights, confused, shares(name + " all", rows), byLanguage);
  }

  private static Shares shares(String name, Rows rows) {
    return new Shares(
        rows.numbers(name + " named", LEVELS), rows.numbers(name + " unnamed", LEVELS));
  }

  private static int[] units(ConceptTree tree) {
    return IntStream.range(0, tree.size()).filter(tree::isUnit).toArray();
  }
}
