package org.jobtrail.predict;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jobtrail.predict.baseline.MarginalTrainer;
import org.jobtrail.predict.baseline.UniformTrainer;
import org.jobtrail.predict.blend.BlendTrainer;
import org.jobtrail.predict.counts.CacheTrainer;
import org.jobtrail.predict.counts.CountsTrainer;
import org.jobtrail.predict.language.LanguageTrainer;
import org.jobtrail.predict.language.PromptedTrainer;
import org.jobtrail.predict.language.server.ServerTrainer;
import org.jobtrail.predict.logit.LogitTrainer;
import org.jobtrail.predict.logit.StatesTrainer;
import org.jobtrail.predict.neural.NeuralTrainer;
import org.jobtrail.provenance.JobtrailException;

/// Every kind of model by name. A new kind is one package and one line here.
public final class ModelKinds {
  private static final SortedMap<String, ModelKind> BY_NAME = new TreeMap<>();

  static {
    add(BlendTrainer.KIND);
    add(CacheTrainer.KIND);
    add(CountsTrainer.KIND);
    add(LanguageTrainer.KIND);
    add(PromptedTrainer.KIND);
    add(ServerTrainer.KIND);
    add(LogitTrainer.KIND);
    add(MarginalTrainer.KIND);
    add(NeuralTrainer.BAG_KIND);
    add(NeuralTrainer.CAREER_INFORMED_KIND);
    add(NeuralTrainer.CAREER_KIND);
    add(NeuralTrainer.GRU_INFORMED_KIND);
    add(NeuralTrainer.GRU_KIND);
    add(NeuralTrainer.LSTM_KIND);
    add(StatesTrainer.KIND);
    add(UniformTrainer.KIND);
  }

  private ModelKinds() {}

  private static void add(ModelKind kind) {
    if (BY_NAME.put(kind.name(), kind) != null) {
      throw new IllegalStateException("two kinds of model are called " + kind.name());
    }
  }

  /// All kinds, sorted by name.
  public static SortedMap<String, ModelKind> all() {
    return Collections.unmodifiableSortedMap(BY_NAME);
  }

  /// @throws JobtrailException.Usage for a name that isn't known, listing those that are
  public static ModelKind get(String name) {
    ModelKind kind = BY_NAME.get(name);
    if (kind == null) {
      throw new JobtrailException.Usage(
          "unknown model \"" + name + "\", known: " + String.join(", ", BY_NAME.keySet()));
    }
    return kind;
  }
}
