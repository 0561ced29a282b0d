package org.jobtrail.extract.llm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedSet;
import org.jobtrail.career.Experience;
import org.jobtrail.career.Resume;
import org.jobtrail.extract.Extraction;
import org.jobtrail.extract.Extractor;
import org.jobtrail.extract.ParserExtractor;
import org.jobtrail.ingest.Document;

/// Lets the parser read first and asks the model only where the parser is unsure.
///
/// A résumé is as sure as its least sure experience; one without experiences is not sure at all.
public final class HybridExtractor implements Extractor {
  private final ParserExtractor parser = new ParserExtractor();
  private final LlmExtractor model;
  private final double threshold;

  /// @param threshold in `[0, 1]`: 0 never asks the model, 1 nearly always
  HybridExtractor(LlmExtractor model, double threshold) {
    this.model = model;
    this.threshold = threshold;
  }

  @Override
  public String name() {
    return "hybrid-1";
  }

  @Override
  public int waiting() {
    return model.waiting();
  }

  @Override
  public Resume extract(Document document) {
    return read(document).resume();
  }

  @Override
  public Extraction read(Document document) {
    Resume parsed = parser.extract(document);
    return confidence(parsed) >= threshold
        ? Extraction.free(parsed, "parser-confident")
        : model.read(document);
  }

  @Override
  public Extraction.Usage keepSources(SortedSet<String> replies, Path folder) throws IOException {
    return model.keepSources(replies, folder);
  }

  /// The least of the experiences' confidences; 0 without experiences.
  public static double confidence(Resume resume) {
    return resume.experiences().stream().mapToDouble(Experience::confidence).min().orElse(0);
  }
}
