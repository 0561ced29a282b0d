package org.jobtrail.pipeline;

import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jobtrail.career.Experience;
import org.jobtrail.career.Resume;
import org.jobtrail.career.Stated;
import org.jobtrail.dataset.CodedResume;
import org.jobtrail.dataset.DocumentRows;
import org.jobtrail.dataset.EvidenceGate;
import org.jobtrail.extract.Extraction;
import org.jobtrail.extract.Extractor;
import org.jobtrail.ingest.Document;
import org.jobtrail.ingest.Ingested;
import org.jobtrail.ingest.Ingester;
import org.jobtrail.ingest.RawDocument;
import org.jobtrail.normalise.Coding;
import org.jobtrail.normalise.Normaliser;
import org.jobtrail.normalise.TitleQuery;
import org.jobtrail.provenance.JobtrailException;

/// What happens to one document: ingest, extract, check the evidence, normalise, render.
///
/// Safe for several threads, as each of the stages is. A stage that throws costs its document,
/// which is set aside, and not the run.
///
/// @param top how many candidates a title keeps
public record Stages(Ingester ingester, Extractor extractor, Normaliser normaliser, int top) {

  /// @param number position of the document in the input, from 0
  DocumentRows rows(long number, RawDocument raw) {
    return rows(number, extracted(ingested(raw)));
  }

  /// What the extractor made of a document, or that nothing could be made of it.
  sealed interface Extracted {}

  private record Done(Document document, Extraction extraction) implements Extracted {}

  private record SetAside(Ingested.Quarantined document) implements Extracted {}

  Ingested ingested(RawDocument raw) {
    try {
      return ingester.ingest(raw);
    } catch (RuntimeException | StackOverflowError e) {
      return failed(raw.id(), raw.origin(), "unknown", "", 0, e);
    }
  }

  /// @throws JobtrailException when no document can be read any more, such as for want of money
  Extracted extracted(Ingested ingested) {
    return switch (ingested) {
      case Ingested.Quarantined quarantined -> new SetAside(quarantined);
      case Ingested.Accepted(Document document) -> {
        try {
          yield new Done(document, extractor.read(document));
        } catch (JobtrailException e) {
          throw e;
        } catch (UncheckedIOException e) {
          throw e;
        } catch (RuntimeException | StackOverflowError e) {
          yield new SetAside(failed(document, e));
        }
      }
    };
  }

  DocumentRows rows(long number, Extracted extracted) {
    return switch (extracted) {
      case SetAside(Ingested.Quarantined quarantined) -> DocumentRows.of(quarantined);
      case Done(Document document, Extraction extraction) -> {
        try {
          yield rows(number, document, extraction);
        } catch (RuntimeException | StackOverflowError e) {
          yield DocumentRows.of(failed(document, e));
        }
      }
    };
  }

  private DocumentRows rows(long number, Document document, Extraction extraction) {
    EvidenceGate.Passed passed = EvidenceGate.check(document, extraction.resume());
    CodedResume coded = new CodedResume(document, passed.resume(), code(passed.resume()));
    return DocumentRows.of(
        number, coded, passed, extraction, methods(passed.resume()), normaliser.taxonomy());
  }

  private static Ingested.Quarantined failed(Document document, Throwable cause) {
    return failed(
        document.id(),
        document.origin(),
        document.kind(),
        document.sha256(),
        document.bytes(),
        cause);
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

  /// What answered each experience's title.
  private List<String> methods(Resume resume) {
    return resume.experiences().stream()
        .map(e -> query(e, resume))
        .map(query -> query == null ? normaliser.name() : normaliser.method(query))
        .toList();
  }

  private static @org.jspecify.annotations.Nullable TitleQuery query(Experience e, Resume resume) {
    return e.title() instanceof Stated.Quoted title
        ? new TitleQuery(
            title.text(), resume.language(), e.description(), e.employer(), neighbours(e, resume))
        : null;
  }

  /// The titles of the experiences before and after, in the document's order.
  private static List<String> neighbours(Experience e, Resume resume) {
    int at = resume.experiences().indexOf(e);
    return Stream.of(at - 1, at + 1)
        .filter(i -> i >= 0 && i < resume.experiences().size())
        .flatMap(i -> resume.experiences().get(i).title().value().stream())
        .toList();
  }
}
