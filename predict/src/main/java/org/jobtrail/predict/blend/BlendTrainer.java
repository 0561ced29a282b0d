package org.jobtrail.predict.blend;

import java.util.List;
import org.jobtrail.panel.Panel;
import org.jobtrail.predict.ModelKind;
import org.jobtrail.predict.NextOccupationModel;
import org.jobtrail.predict.StackingTrainer;
import org.jobtrail.predict.TrainingRun;
import org.jobtrail.provenance.JobtrailException;

/// Pools trained models: staying, destinations and first records each by a logarithmic pool, whose
/// weights are fitted on `valid` and depend on the {@link Situation}.
///
/// The weights are drawn towards 1/M for each of M members, and what situations add towards 0; how
/// strongly is chosen by leaving parts of the `valid` people out. With few people there the blend
/// is the members' geometric mean.
///
/// @param shared strength towards 1/M
/// @param own strengths towards no difference between situations, tried in this order
/// @param folds parts that the `valid` people are divided in
/// @param mostRows at most so many records are fitted to for each stage
/// @param iterations steps at most for a fit
public record BlendTrainer(double shared, List<Double> own, int folds, int mostRows, int iterations)
    implements StackingTrainer {
  public static final BlendTrainer DEFAULT =
      new BlendTrainer(10, List.of(1000.0, 200.0, 40.0), 4, 20_000, 60);
  static final String NAME = "blend";
  public static final ModelKind KIND =
      new ModelKind(
          NAME,
          "a pool of trained models (--of), staying and destinations weighted apart",
          DEFAULT,
          BlendModel::load);

  public BlendTrainer {
    own = List.copyOf(own);
    if (!(shared > 0) || own.isEmpty() || own.stream().anyMatch(o -> !(o > 0))) {
      throw new IllegalArgumentException(
          "shared and own must be above 0, found " + shared + ", " + own);
    }
    if (folds < 2 || mostRows < 1 || iterations < 1) {
      throw new IllegalArgumentException(
          "folds must be at least 2, most_rows and iterations at least 1, found "
              + List.of(folds, mostRows, iterations));
    }
  }

  @Override
  public StackingTrainer over(List<NextOccupationModel> members) {
    if (members.size() < 2) {
      throw new JobtrailException.Usage(
          "--of: a blend is made of two models or more, found " + members.size());
    }
    return new Over(this, members);
  }

  @Override
  public NextOccupationModel train(Panel panel, TrainingRun run) {
    throw new JobtrailException.Usage("blend: name its members with --of M1,M2");
  }

  /// The hyperparameters with the members.
  private record Over(BlendTrainer settings, List<NextOccupationModel> members)
      implements StackingTrainer {
    private Over {
      members = List.copyOf(members);
    }

    @Override
    public StackingTrainer over(List<NextOccupationModel> others) {
      return settings.over(others);
    }

    @Override
    public NextOccupationModel train(Panel panel, TrainingRun run) {
      run.refuseFrom(NAME);
      List<Member> pooled = members.stream().map(m -> new Member(m, panel.schema())).toList();
      return new BlendFit(settings, pooled, panel, run).fit();
    }
  }
}
