package org.jobtrail.score.ranking;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jobtrail.normalise.Candidate;
import org.jobtrail.normalise.Form;
import org.jobtrail.normalise.FormRanker;
import org.jobtrail.normalise.Normaliser;
import org.jobtrail.normalise.TitleQuery;

/// Any normaliser's candidates as scores of given forms: a form scores what its concept does.
///
/// Concepts that are no candidates score one less than the lowest candidate, or than 0.
public final class NormaliserFormRanker implements FormRanker {
  private final Normaliser normaliser;
  private final int top;
  private final Map<String, Integer> concepts = new HashMap<>();
  private final int[] conceptOf;

  /// @param top how many candidates are asked for
  public NormaliserFormRanker(Normaliser normaliser, List<Form> forms, int top) {
    this.normaliser = normaliser;
    this.top = top;
    this.conceptOf = MeloSet.numbered(forms);
    for (int f = 0; f < conceptOf.length; f++) {
      concepts.put(forms.get(f).concept(), conceptOf[f]);
    }
  }

  @Override
  public String name() {
    return normaliser.name();
  }

  @Override
  public float[] scores(TitleQuery query) {
    List<Candidate> candidates = normaliser.code(List.of(query), top).getFirst().candidates();
    double lowest = candidates.stream().mapToDouble(Candidate::score).reduce(0, Math::min);
    float[] of = new float[concepts.size()];
    Arrays.fill(of, (float) (lowest - 1));
    for (Candidate candidate : candidates) {
      Integer concept = concepts.get(candidate.occupation().uri());
      if (concept != null) {
        of[concept] = (float) candidate.score();
      }
    }
    float[] scores = new float[conceptOf.length];
    for (int f = 0; f < scores.length; f++) {
      scores[f] = of[conceptOf[f]];
    }
    return scores;
  }
}
