package org.jobtrail.normalise;

import java.util.List;
import java.util.OptionalDouble;
import org.jobtrail.provenance.FileHash;
import org.jobtrail.taxonomy.Taxonomy;

/// Teaches a {@link NormaliserModel} by titles with known occupations: weights, probabilities, sets
/// and what such titles say of others.
///
/// @param untitledOdds of the occupations that none of the titles has
public record TitleLearner(UntitledOdds untitledOdds) {
  public static final TitleLearner DEFAULT = new TitleLearner(UntitledOdds.LEVEL);

  /// Different titles that probabilities and sets are fitted on at least.
  public static final int FEWEST_TO_CALIBRATE = ModelFitting.ENOUGH_TO_CALIBRATE;

  /// @param untitledTimes how many times their odds occupations without a labelled title are given;
  ///     empty where the titles are too few to score those apart from others
  public record Learnt(NormaliserModel model, OptionalDouble untitledTimes) {}

  /// The weights stay as they are below 500 titles, probabilities and sets below
  /// {@link #FEWEST_TO_CALIBRATE}.
  ///
  /// @param files that the titles came from
  /// @param on what the titles are, in a few words for manifests
  public Learnt learn(
      NormaliserModel base,
      Taxonomy taxonomy,
      List<KnownOccupation> titles,
      List<FileHash> files,
      String on) {
    base.refuseOther(taxonomy);
    return new ModelFitting(taxonomy, base, titles, new EvidenceFit(untitledOdds)).fit(files, on);
  }
}
