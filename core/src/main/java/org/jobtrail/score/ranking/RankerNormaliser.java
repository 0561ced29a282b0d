package org.jobtrail.score.ranking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jobtrail.normalise.Candidate;
import org.jobtrail.normalise.Coding;
import org.jobtrail.normalise.Form;
import org.jobtrail.normalise.FormRanker;
import org.jobtrail.normalise.Normaliser;
import org.jobtrail.normalise.TitleQuery;
import org.jobtrail.taxonomy.Concept;
import org.jobtrail.taxonomy.Label;
import org.jobtrail.taxonomy.Taxonomy;

/// Any ranker of forms as a normaliser: a concept scores what its best label does.
///
/// It never says unknown and has no probabilities: a baseline, not something to code with.
public final class RankerNormaliser implements Normaliser {
  private final Taxonomy taxonomy;
  private final FormRanker ranker;
  private final List<Concept> concepts;
  private final List<Form> labels;
  private final int[] conceptOf;

  public RankerNormaliser(FormRanker.Factory factory, Taxonomy taxonomy) {
    this.taxonomy = taxonomy;
    // Equal scores go to the greater URI, as a run file's reader has it.
    this.concepts =
        taxonomy.coded().stream()
            .sorted(Comparator.comparing((Concept c) -> c.occupation().uri()).reversed())
            .toList();
    this.labels = new ArrayList<>();
    List<Integer> of = new ArrayList<>();
    for (int c = 0; c < concepts.size(); c++) {
      String uri = concepts.get(c).occupation().uri();
      for (Label label : concepts.get(c).labels()) {
        labels.add(new Form(uri + ' ' + labels.size(), label.text(), label.language(), uri));
        of.add(c);
      }
    }
    this.conceptOf = of.stream().mapToInt(c -> c).toArray();
    this.ranker = factory.over(labels);
  }

  @Override
  public String name() {
    return ranker.name();
  }

  @Override
  public String taxonomy() {
    return taxonomy.name();
  }

  @Override
  public String calibration() {
    return "none: a plain ranker";
  }

  @Override
  public List<Coding> code(List<TitleQuery> queries, int top) {
    if (top < 1) {
      throw new IllegalArgumentException("top must be at least 1, found " + top);
    }
    return queries.stream().map(query -> coding(query, top)).toList();
  }

  private Coding coding(TitleQuery query, int top) {
    float[] scores = ranker.scores(query);
    int[] best = new int[concepts.size()];
    java.util.Arrays.fill(best, -1);
    for (int l = 0; l < scores.length; l++) {
      int c = conceptOf[l];
      if (best[c] < 0 || scores[l] > scores[best[c]]) {
        best[c] = l;
      }
    }
    int[] named = IntStream.range(0, best.length).filter(c -> best[c] >= 0).toArray();
    float[] of = new float[named.length];
    for (int i = 0; i < named.length; i++) {
      of[i] = scores[best[named[i]]];
    }
    int[] order = Ranking.order(of);
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < Math.min(top, order.length); i++) {
      int c = named[order[i]];
      candidates.add(candidate(concepts.get(c), labels.get(best[c]), of[order[i]], query));
    }
    return candidates.isEmpty() ? Coding.NOTHING : new Coding(candidates, Coding.Outcome.CODED);
  }

  private static Candidate candidate(Concept concept, Form label, float score, TitleQuery query) {
    String what = "label \"" + label.text() + "\" (" + label.language().code() + ')';
    return new Candidate(
        concept.occupation(),
        concept.preferred(query.language()),
        score,
        new Candidate.Probability.Uncalibrated(),
        List.of(new Candidate.Reason(what, score)));
  }
}
