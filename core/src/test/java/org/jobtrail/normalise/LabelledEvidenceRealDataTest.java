package org.jobtrail.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jobtrail.career.Language;
import org.jobtrail.normalise.CalibrationFit.Labelled;
import org.jobtrail.normalise.labelled.Choices;
import org.jobtrail.normalise.labelled.ConditionalLogit;
import org.jobtrail.normalise.labelled.EvidencePart;
import org.jobtrail.normalise.labelled.LabelScores;
import org.jobtrail.normalise.labelled.LabelledEvidence;
import org.jobtrail.normalise.labelled.LabelledTitle;
import org.jobtrail.normalise.labelled.TitleEvidence;
import org.jobtrail.taxonomy.Concept;
import org.jobtrail.taxonomy.Taxonomy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Labelled vacancy titles on top of `lexical-2`, five folds by folded title: a floor.
///
/// Weights are fitted on the out-of-fold evidence of four folds and judged on the fifth.
/// `-Djobtrail.titles=all` takes every title and prints the figures of `docs/log.md`.
@Tag("real-data")
class LabelledEvidenceRealDataTest {
  private static final boolean ALL = "all".equals(System.getProperty("jobtrail.titles"));
  private static final int FOLDS = 5;
  private static final int LABEL_PARTS = 3;
  private static final int PARTS = LABEL_PARTS + EvidencePart.values().length;

  /// A title with its candidates.
  private record Case(LabelledTitle title, TitleEvidence evidence, Map<Integer, LabelMatch> by) {
    int right() {
      for (int i = 0; i < evidence.size(); i++) {
        if (evidence.concept(i) == title.concepts().getFirst()) {
          return i;
        }
      }
      return -1;
    }

    float[] values() {
      float[] values = new float[evidence.size() * PARTS];
      for (int i = 0; i < evidence.size(); i++) {
        labelParts(Optional.ofNullable(by.get(evidence.concept(i))), values, i * PARTS);
        for (int k = LABEL_PARTS; k < PARTS; k++) {
          values[i * PARTS + k] = evidence.value(i, EvidencePart.values()[k - LABEL_PARTS]);
        }
      }
      return values;
    }
  }

  private static void labelParts(Optional<LabelMatch> match, float[] to, int at) {
    match.ifPresent(
        m -> {
          to[at] = (float) m.score();
          to[at + 1] = (float) (m.score() * m.score());
          to[at + 2] = m.equal() ? 1 : 0;
        });
  }

  @Test
  void labelledTitlesTellMuchMoreThanLabels() throws IOException {
    Taxonomy esco = RealTitles.esco();
    LexicalNormaliser lexical = LexicalNormaliser.of(esco);
    Map<String, Integer> number = new HashMap<>();
    for (Concept concept : lexical.forms().concepts()) {
      number.put(concept.occupation().uri(), number.size());
    }
    List<Labelled> sample =
        RealTitles.sample(RealTitles.vacancies(), ALL ? Integer.MAX_VALUE : 2400);
    List<LabelledTitle> titles = new ArrayList<>();
    List<Map<Integer, LabelMatch>> matches = new ArrayList<>();
    for (Labelled labelled : sample) {
      Integer concept = number.get(labelled.right().iterator().next());
      Optional<TitleKey> key = TitleKey.of(labelled.title(), Language.ENGLISH);
      if (concept != null && key.isPresent()) {
        Map<Integer, LabelMatch> by = new HashMap<>();
        lexical
            .ranked(labelled.title(), Language.ENGLISH)
            .forEach(m -> by.put(m.use().concept(), m));
        matches.add(by);
        String words = key.get().words();
        titles.add(new LabelledTitle(words, labelled.title(), List.of(concept), 1, scores(by)));
      }
    }
    int[] fold = LabelledEvidence.folds(titles, FOLDS, 1);
    List<TitleEvidence> evidence = LabelledEvidence.outOfFold(titles, number.size(), FOLDS, 1, 2);
    List<Case> cases = new ArrayList<>();
    for (int t = 0; t < titles.size(); t++) {
      cases.add(new Case(titles.get(t), evidence.get(t), matches.get(t)));
    }
    double[] labels = new double[PARTS];
    labels[0] = 1;
    double sumOfLabels = 0;
    double sum = 0;
    for (int f = 0; f < FOLDS; f++) {
      double[] weights = weights(cases, fold, f);
      for (int t = 0; t < fold.length; t++) {
        if (fold[t] == f) {
          sumOfLabels += reciprocalRank(cases.get(t), labels);
          sum += reciprocalRank(cases.get(t), weights);
        }
      }
    }
    double mrrOfLabels = sumOfLabels / titles.size();
    double mrr = sum / titles.size();
    if (ALL) {
      System.out.printf(Locale.ROOT, "lexical %.4f | with titles %.4f%n", mrrOfLabels, mrr);
    }
    assertThat(mrr).isGreaterThan(mrrOfLabels + (ALL ? 0.19 : 0.05));
  }

  /// On the scale of log odds, about.
  private static LabelScores scores(Map<Integer, LabelMatch> by) {
    int[] concepts = by.keySet().stream().mapToInt(c -> c).sorted().toArray();
    float[] scores = new float[concepts.length];
    for (int i = 0; i < concepts.length; i++) {
      scores[i] = (float) (10 * Math.max(0, by.get(concepts[i]).score()));
    }
    return LabelScores.of(concepts, scores);
  }

  private static double[] weights(List<Case> cases, int[] fold, int but) {
    Choices choices = new Choices(PARTS);
    for (int t = 0; t < fold.length; t++) {
      Case one = cases.get(t);
      int right = one.right();
      if (fold[t] != but && right >= 0) {
        float[] shares = new float[one.evidence.size()];
        shares[right] = 1;
        choices.add(one.values(), shares, 1);
      }
    }
    return ConditionalLogit.DEFAULT.fit(choices).weights().stream().mapToDouble(w -> w).toArray();
  }

  private static double reciprocalRank(Case one, double[] weights) {
    int right = one.right();
    if (right < 0) {
      return 0;
    }
    float[] values = one.values();
    double[] score = new double[one.evidence.size()];
    for (int i = 0; i < score.length; i++) {
      for (int k = 0; k < PARTS; k++) {
        score[i] += weights[k] * values[i * PARTS + k];
      }
    }
    int rank = 0;
    for (double s : score) {
      rank += s >= score[right] ? 1 : 0;
    }
    return 1.0 / rank;
  }
}
