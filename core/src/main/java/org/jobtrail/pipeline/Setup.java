package org.jobtrail.pipeline;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jobtrail.dataset.DuckDb;
import org.jobtrail.extract.Extractor;
import org.jobtrail.extract.ParserExtractor;
import org.jobtrail.extract.llm.LlmSession;
import org.jobtrail.ingest.Ingester;
import org.jobtrail.ingest.Limits;
import org.jobtrail.normalise.Normaliser;
import org.jobtrail.normalise.Normalisers;
import org.jobtrail.normalise.rules.RuleNormaliser;
import org.jobtrail.normalise.rules.Rules;
import org.jobtrail.taxonomy.Taxonomy;

/// The stages that a command line names, and the versions that manifests record of them.
public record Setup(Stages stages, SortedMap<String, String> versions, Optional<LlmSession> session)
    implements AutoCloseable {
  /// What `--extractor` may name.
  public static final SortedSet<String> EXTRACTORS =
      Collections.unmodifiableSortedSet(new TreeSet<>(List.of("hybrid", "llm", "parser")));

  /// How many candidates a title keeps in a dataset.
  private static final int CANDIDATES = 5;

  /// The stages with the embedded parser and the default normaliser.
  public static Setup of(Taxonomy taxonomy, Limits limits) {
    return of(taxonomy, Normalisers::of, limits);
  }

  /// The stages with the embedded parser.
  public static Setup of(
      Taxonomy taxonomy, Function<Taxonomy, Normaliser> normaliser, Limits limits) {
    return of(
        taxonomy, normaliser, limits, new ParserExtractor(), new TreeMap<>(), Optional.empty());
  }

  /// The stages with a language model.
  ///
  /// @param session closed with the set-up
  /// @param threshold of the hybrid's parser; empty for the model alone
  public static Setup of(
      Taxonomy taxonomy,
      Function<Taxonomy, Normaliser> normaliser,
      Limits limits,
      LlmSession session,
      OptionalDouble threshold) {
    TreeMap<String, String> versions = new TreeMap<>(session.versions());
    Extractor extractor;
    if (threshold.isPresent()) {
      extractor = session.hybrid(threshold.getAsDouble());
      versions.put("llm.hybrid_threshold", Double.toString(threshold.getAsDouble()));
    } else {
      extractor = session.llm();
    }
    return of(taxonomy, normaliser, limits, extractor, versions, Optional.of(session));
  }

  private static Setup of(
      Taxonomy taxonomy,
      Function<Taxonomy, Normaliser> normalisers,
      Limits limits,
      Extractor extractor,
      TreeMap<String, String> versions,
      Optional<LlmSession> session) {
    // The index takes one processor for two seconds; what else a run needs loads beside it.
    DuckDb.loadAhead();
    Ingester.loadAhead();
    ParserExtractor.loadAhead();
    Normaliser normaliser = normalisers.apply(taxonomy);
    versions.putAll(normaliser.versions());
    versions.put("extractor", extractor.name());
    versions.put("normaliser", normaliser.name());
    versions.put("calibration", normaliser.calibration());
    versions.put("taxonomy.name", taxonomy.family());
    versions.put("taxonomy.version", taxonomy.version());
    versions.put("taxonomy.sha256", taxonomy.sha256());
    Stages stages = new Stages(new Ingester(limits), extractor, normaliser, CANDIDATES);
    return new Setup(stages, versions, session);
  }

  /// The same stages, with titles that people ruled on answered by the rules.
  public Setup with(Rules rules) {
    Normaliser ruled = RuleNormaliser.over(stages.normaliser(), rules);
    TreeMap<String, String> all = new TreeMap<>(versions);
    all.putAll(ruled.versions());
    all.put("normaliser", ruled.name());
    all.put("calibration", ruled.calibration());
    return new Setup(
        new Stages(stages.ingester(), stages.extractor(), ruled, stages.top()), all, session);
  }

  @Override
  public void close() {
    session.ifPresent(LlmSession::close);
  }
}
