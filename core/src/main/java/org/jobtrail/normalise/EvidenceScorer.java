package org.jobtrail.normalise;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jobtrail.normalise.Candidate.Reason;

/// Turns the evidence for one title's candidates into their scores, each a sum of weighted parts.
final class EvidenceScorer {
  private final EvidenceWeights weights;
  private final Optional<UntitledOccupations> untitled;
  private final double[] inOrder;
  private final double[] ofUntitled;

  /// @param untitled empty where the weights hold for occupations without a labelled title, too
  EvidenceScorer(EvidenceWeights weights, Optional<UntitledOccupations> untitled) {
    this.weights = weights;
    this.untitled = untitled;
    this.inOrder = weights.inOrder();
    this.ofUntitled = untitled.map(u -> u.weights().inOrder()).orElse(inOrder);
  }

  EvidenceWeights weights() {
    return weights;
  }

  Optional<UntitledOccupations> untitled() {
    return untitled;
  }

  /// Whether any of the parts weighs anything.
  boolean weighs(List<EvidencePart> parts) {
    return parts.stream().anyMatch(p -> inOrder[p.at()] != 0 || ofUntitled[p.at()] != 0);
  }

  /// Evidence with its score.
  ///
  /// @param added what the score has besides the weighted parts
  record Scored(Evidence evidence, double score, double added) {
    static final Comparator<Scored> ORDER =
        (a, b) -> {
          int better = Double.compare(b.score, a.score);
          return better != 0 ? better : Integer.compare(a.evidence.concept(), b.evidence.concept());
        };
  }

  /// Best first.
  List<Scored> ranked(List<Evidence> candidates) {
    double[] byTitled = Evidence.scores(candidates, inOrder);
    double[] byUntitled = untitled.isPresent() ? Evidence.scores(candidates, ofUntitled) : byTitled;
    double added =
        untitled.isPresent() ? untitled.get().added(candidates, byTitled, byUntitled) : 0;
    List<Scored> ranked = new ArrayList<>(candidates.size());
    for (int i = 0; i < byTitled.length; i++) {
      Evidence one = candidates.get(i);
      double besides = one.isUntitled() ? added : 0;
      double score = one.isUntitled() ? byUntitled[i] : byTitled[i];
      ranked.add(new Scored(one, score + besides, besides));
    }
    ranked.sort(Scored.ORDER);
    return ranked;
  }

  /// What the score is the sum of.
  List<Reason> reasons(Scored scored) {
    List<Reason> reasons = new ArrayList<>();
    double[] of = scored.evidence.isUntitled() ? ofUntitled : inOrder;
    for (EvidencePart part : EvidencePart.ALL) {
      double amount = of[part.at()] * scored.evidence.value(part);
      if (amount != 0) {
        reasons.add(new Reason(scored.evidence.what(part), amount));
      }
    }
    if (scored.added != 0) {
      reasons.add(
          new Reason("how likely is an occupation that no labelled title has", scored.added));
    }
    return reasons;
  }
}
