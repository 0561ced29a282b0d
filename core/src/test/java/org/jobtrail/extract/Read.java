package org.jobtrail.extract;

import java.util.List;
import org.jobtrail.career.CareerDate;
import org.jobtrail.career.Experience;
import org.jobtrail.career.Language;
import org.jobtrail.ingest.Document;
import org.jobtrail.ingest.VisibleText;

/// The jobs of a text in a line each, `title @ employer # place [start .. end]`, for tests.
final class Read {
  private Read() {}

  static List<String> jobs(Language language, String text) {
    Document document =
        new Document(
            "d",
            "d",
            "d",
            "txt",
            "",
            text.length(),
            VisibleText.onePage(text),
            language,
            CareerDate.unknown(),
            List.of());
    return new ParserExtractor().extract(document).experiences().stream().map(Read::line).toList();
  }

  private static String line(Experience x) {
    return x.title().value().orElse("-")
        + " @ "
        + x.employer().value().orElse("-")
        + " # "
        + x.place().value().orElse("-")
        + " ["
        + x.start().date().text().orElse("?")
        + " .. "
        + x.end().date().text().orElse("?")
        + "]";
  }
}
