package org.jobtrail.extract.llm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jobtrail.career.CareerDate;
import org.jobtrail.career.Language;
import org.jobtrail.ingest.Document;
import org.jobtrail.ingest.Ingested;
import org.jobtrail.ingest.Ingester;
import org.jobtrail.ingest.Limits;
import org.jobtrail.ingest.RawDocuments;
import org.jobtrail.ingest.VisibleText;

/// Documents to read in tests.
final class Documents {
  private Documents() {}

  static Document of(String id, String text) {
    return new Document(
        id,
        id,
        id + ".txt",
        "txt",
        "",
        text.length(),
        VisibleText.onePage(text),
        Language.ENGLISH,
        CareerDate.unknown(),
        List.of());
  }

  /// Every readable document of a folder, in order.
  static List<Document> in(Path folder) throws IOException {
    Ingester ingester = new Ingester(Limits.DEFAULT);
    List<Document> documents = new ArrayList<>();
    try (RawDocuments raw = RawDocuments.open(List.of(folder), Limits.DEFAULT)) {
      while (raw.hasNext()) {
        if (ingester.ingest(raw.next()) instanceof Ingested.Accepted(Document document)) {
          documents.add(document);
        }
      }
    }
    return documents;
  }
}
