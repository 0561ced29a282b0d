package org.jobtrail.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Judges extracted experiences: each résumé's experiences are aligned with its gold by
/// maximum-weight matching (title similarity times date overlap), then every field is counted.
///
/// Source: section 4 of the trajectory dataset's specification. Figures are micro over experiences;
/// the interval is the percentile bootstrap over résumés.
///
/// @param replicates bootstrap samples, at least 1
public record ExtractionScorer(int replicates, long seed) {
  public static final ExtractionScorer DEFAULT = new ExtractionScorer(1000, 1);

  /// Scores the gold résumés that the run saw.
  ///
  /// @param predicted the run's readable résumés by id
  /// @param quarantined ids that the run set aside
  /// @param by attributes of the gold to group by, joined when several; empty for none
  public ExtractionReport score(
      List<GoldResume> gold,
      Map<String, List<ScoredExperience>> predicted,
      Set<String> quarantined,
      List<String> by) {
    List<ResumeScore> scores = new ArrayList<>();
    SortedMap<String, List<ResumeScore>> groups = new TreeMap<>();
    int aside = 0;
    for (GoldResume resume : gold) {
      List<ScoredExperience> found = predicted.get(resume.id());
      if (found == null && !quarantined.contains(resume.id())) {
        continue;
      }
      aside += found == null ? 1 : 0;
      ResumeScore score = ResumeScore.of(resume, found == null ? List.of() : found);
      scores.add(score);
      if (!by.isEmpty()) {
        groups.computeIfAbsent(group(resume, by), _ -> new ArrayList<>()).add(score);
      }
    }
    SortedMap<String, Map<Judgement, Figure>> groupFigures = new TreeMap<>();
    groups.forEach((name, members) -> groupFigures.put(name, figures(members)));
    return new ExtractionReport(
        scores.size(),
        aside,
        gold.size() - scores.size(),
        predicted.size() - (scores.size() - aside),
        figures(scores),
        groupFigures,
        scores.stream().flatMap(s -> s.misses().stream()).toList());
  }

  private static String group(GoldResume resume, List<String> by) {
    return String.join(
        " ", by.stream().map(a -> resume.attributes().getOrDefault(a, "?")).toList());
  }

  private Map<Judgement, Figure> figures(List<ResumeScore> scores) {
    Map<Judgement, Figure> figures = new EnumMap<>(Judgement.class);
    for (Judgement judgement : Judgement.values()) {
      figures.put(judgement, figure(scores, judgement));
    }
    return figures;
  }

  private Figure figure(List<ResumeScore> scores, Judgement judgement) {
    int n = scores.size();
    int[] gold = new int[n];
    int[] predicted = new int[n];
    int[] right = new int[n];
    double macro = 0;
    for (int i = 0; i < n; i++) {
      gold[i] = scores.get(i).gold().getOrDefault(judgement, 0);
      predicted[i] = scores.get(i).predicted().getOrDefault(judgement, 0);
      right[i] = scores.get(i).right().getOrDefault(judgement, 0);
      macro += Figure.f1(gold[i], predicted[i], right[i]);
    }
    double[] samples = new double[replicates];
    SplittableRandom random = new SplittableRandom(seed);
    for (int r = 0; r < replicates; r++) {
      int g = 0;
      int p = 0;
      int t = 0;
      for (int draw = 0; draw < n; draw++) {
        int i = random.nextInt(n);
        g += gold[i];
        p += predicted[i];
        t += right[i];
      }
      samples[r] = Figure.f1(g, p, t);
    }
    Arrays.sort(samples);
    return new Figure(
        Arrays.stream(gold).sum(),
        Arrays.stream(predicted).sum(),
        Arrays.stream(right).sum(),
        n == 0 ? 1 : macro / n,
        samples[(int) Math.floor(0.025 * (replicates - 1))],
        samples[(int) Math.ceil(0.975 * (replicates - 1))]);
  }
}
