package org.jobtrail.dataset;

import java.util.List;
import org.jobtrail.career.Resume;
import org.jobtrail.ingest.Document;
import org.jobtrail.normalise.Coding;

/// A résumé with its document and the occupations its titles were given.
///
/// @param codings one per experience, in their order
public record CodedResume(Document document, Resume resume, List<Coding> codings) {
  public CodedResume {
    codings = List.copyOf(codings);
    if (codings.size() != resume.experiences().size()) {
      throw new IllegalArgumentException(
          document.id()
              + ": "
              + resume.experiences().size()
              + " experiences but "
              + codings.size()
              + " codings");
    }
  }
}
