package org.jobtrail.ingest;

import java.util.List;
import org.jobtrail.career.CareerDate;
import org.jobtrail.career.Language;

/// A document's visible text, and what was kept apart from it.
///
/// @param id the file's name without its ending, or the JSON Lines `id`
/// @param personId whose it is; the id unless the source names a person
/// @param origin where it came from, relative to the input: `folder/cv.pdf`, `all.zip!/cv.pdf`,
///     `resumes.jsonl.gz:17`
/// @param kind `txt`, `md`, `html`, `pdf`, `docx`, `odt`, `rtf`, `jsonresume`, `europass`, `jsonl`
/// @param sha256 of the document's own bytes, lower-case hexadecimal
/// @param bytes size before any expansion
/// @param date the document's own date when known, else unknown
/// @param hidden text that a reader can't see, never passed on
public record Document(
    String id,
    String personId,
    String origin,
    String kind,
    String sha256,
    long bytes,
    VisibleText text,
    Language language,
    CareerDate date,
    List<HiddenText> hidden) {
  public Document {
    hidden = List.copyOf(hidden);
  }
}
