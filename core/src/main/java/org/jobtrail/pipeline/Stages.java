package org.jobtrail.pipeline;

import java.util.List;
import java.util.Objects;
import org.jobtrail.career.Experience;
import org.jobtrail.career.Resume;
import org.jobtrail.career.Stated;
import org.jobtrail.dataset.CodedResume;
import org.jobtrail.dataset.DocumentRows;
import org.jobtrail.dataset.EvidenceGate;
import org.jobtrail.extract.Extractor;
import org.jobtrail.ingest.Document;
import org.jobtrail.ingest.Ingested;
import org.jobtrail.ingest.Ingester;
import org.jobtrail.ingest.RawDocument;
import org.jobtrail.normalise.Coding;
import org.jobtrail.normalise.Normaliser;
import org.jobtrail.normalise.TitleQuery;

/// What happens to one document: ingest, extract, check the evidence, normalise, render.
///
/// Safe for several threads, as each of the stages is. A stage that throws costs its document,
/// which is set aside, and not the run.
///
/// @param top how many candidates a title keeps
public record Stages(Ingester ingester, Extractor extractor, Normaliser normaliser, int top) {

  /// @param number position of the document in the input, from 0
  DocumentRows rows(long number, RawDocument raw) {
    Ingested ingested;
    try {
      ingested = ingester.ingest(raw);
    } catch (RuntimeException | StackOverflowError e) {
      ingested = failed(raw.id(), raw.origin(), "unknown", "", 0, e);
    }
    return switch (ingested) {
      case Ingested.Quarantined quarantined -> DocumentRows.of(quarantined);
      case Ingested.Accepted(Document document) -> rows(number, document);
    };
  }

  private DocumentRows rows(long number, Document document) {
    try {
      EvidenceGate.Passed passed = EvidenceGate.check(document, extractor.extract(document));
      CodedResume coded = new CodedResume(document, passed.resume(), code(passed.resume()));
      return DocumentRows.of(number, coded, passed, normaliser.name(), normaliser.taxonomy());
    } catch (RuntimeException | StackOverflowError e) {
      return DocumentRows.of(
          failed(
              document.id(),
              document.origin(),
              document.kind(),
              document.sha256(),
              document.bytes(),
              e));
    }
  }

  private static Ingested.Quarantined failed(
      String id, String origin, String kind, String sha256, long bytes, Throwable cause) {
    return new Ingested.Quarantined(
        id,
        origin,
        kind,
        sha256,
        bytes,
        Ingested.Reason.BROKEN,
        "a stage failed on it ("
            + cause.getClass().getSimpleName()
            + "); please report it with the document");
  }

  private List<Coding> code(Resume resume) {
    List<TitleQuery> queries =
        resume.experiences().stream().map(e -> query(e, resume)).filter(Objects::nonNull).toList();
    var codings = normaliser.code(queries, top).iterator();
    return resume.experiences().stream()
        .map(e -> e.title() instanceof Stated.Quoted ? codings.next() : Coding.NOTHING)
        .toList();
  }

  private static @org.jspecify.annotations.Nullable TitleQuery query(Experience e, Resume resume) {
    return e.title() instanceof Stated.Quoted title
        ? new TitleQuery(title.text(), resume.language(), e.description(), e.employer())
        : null;
  }
}
