package org.jobtrail.pipeline;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jobtrail.dataset.DuckDb;
import org.jobtrail.extract.Extractor;
import org.jobtrail.extract.ParserExtractor;
import org.jobtrail.ingest.Ingester;
import org.jobtrail.ingest.Limits;
import org.jobtrail.normalise.LexicalNormaliser;
import org.jobtrail.normalise.Normaliser;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.taxonomy.Taxonomy;

/// The stages that a command line names, and the versions that manifests record of them.
public record Setup(Stages stages, SortedMap<String, String> versions) {
  private static final SortedMap<String, Supplier<Extractor>> EXTRACTORS =
      new TreeMap<>(java.util.Map.of("parser", ParserExtractor::new));

  /// How many candidates a title keeps in a dataset.
  private static final int CANDIDATES = 5;

  /// @param extractor a name on the command line, such as `parser`
  public static Setup of(String extractor, Taxonomy taxonomy, Limits limits) {
    Supplier<Extractor> make = EXTRACTORS.get(extractor);
    if (make == null) {
      throw new JobtrailException.Usage(
          "unknown extractor \"" + extractor + "\", known: " + EXTRACTORS.keySet());
    }
    DuckDb.loadAhead();
    Stages stages =
        new Stages(new Ingester(limits), make.get(), LexicalNormaliser.of(taxonomy), CANDIDATES);
    return new Setup(stages, versions(stages, taxonomy));
  }

  private static SortedMap<String, String> versions(Stages stages, Taxonomy taxonomy) {
    Normaliser normaliser = stages.normaliser();
    TreeMap<String, String> versions = new TreeMap<>();
    versions.put("extractor", stages.extractor().name());
    versions.put("normaliser", normaliser.name());
    versions.put("calibration", normaliser.calibration());
    versions.put("taxonomy.name", taxonomy.family());
    versions.put("taxonomy.version", taxonomy.version());
    versions.put("taxonomy.sha256", taxonomy.sha256());
    return versions;
  }
}
