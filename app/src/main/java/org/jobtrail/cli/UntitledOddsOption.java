package org.jobtrail.cli;

import java.util.Locale;
import java.util.OptionalDouble;
import org.jobtrail.normalise.TitleLearner;
import org.jobtrail.normalise.UntitledOdds;
import org.jobtrail.provenance.JobtrailException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--untitled-odds`, for every command that learns from labelled titles.
final class UntitledOddsOption {
  @Option(
      names = "--untitled-odds",
      paramLabel = "N",
      description =
          "How many times their odds occupations without a labelled title are given, 1 or more"
              + " (default: as many as keep them as well found as by labels alone). With fewer the"
              + " other titles, which are many, are found better.")
  private @Nullable Double times;

  /// @param learns whether there is anything to learn from
  /// @param wanted what gives the command something to learn from
  /// @throws JobtrailException.Usage when N is below 1 or nothing is learnt
  TitleLearner learner(boolean learns, String wanted) {
    if (times == null) {
      return TitleLearner.DEFAULT;
    }
    if (!(times >= 1) || times == Double.POSITIVE_INFINITY) {
      throw new JobtrailException.Usage("--untitled-odds must be 1 or more, found " + times);
    }
    if (!learns) {
      throw new JobtrailException.Usage(
          "--untitled-odds is of models that learn from titles; add " + wanted);
    }
    return new TitleLearner(new UntitledOdds.Times(times));
  }

  /// As tables tell it.
  static String told(OptionalDouble times) {
    return times.isEmpty()
        ? "none of their own"
        : String.format(Locale.ROOT, "%.4g", times.getAsDouble());
  }
}
