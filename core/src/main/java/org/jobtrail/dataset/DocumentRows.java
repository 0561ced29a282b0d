package org.jobtrail.dataset;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jobtrail.career.CareerDate;
import org.jobtrail.career.Education;
import org.jobtrail.career.Experience;
import org.jobtrail.career.Quarter;
import org.jobtrail.career.Resume;
import org.jobtrail.career.Stated;
import org.jobtrail.career.StatedDate;
import org.jobtrail.extract.Extraction;
import org.jobtrail.ingest.Document;
import org.jobtrail.ingest.Ingested;
import org.jobtrail.normalise.Candidate;
import org.jobtrail.normalise.Coding;

/// What one document adds to each table, ready to be appended; made by any thread.
public final class DocumentRows {
  /// The values of an experience that carry evidence, in column order.
  static final List<String> EVIDENCE =
      List.of("title", "employer", "place", "start", "end", "description");

  private final EnumMap<Table, byte[]> rows = new EnumMap<>(Table.class);

  private DocumentRows() {}

  /// The UTF-8 bytes to append to the table; none for most tables of a quarantined document.
  public byte[] of(Table table) {
    return rows.getOrDefault(table, new byte[0]);
  }

  private void put(Table table, String text) {
    rows.put(table, text.getBytes(StandardCharsets.UTF_8));
  }

  public static DocumentRows of(Ingested.Quarantined document) {
    DocumentRows rows = new DocumentRows();
    TsvRow row = new TsvRow(Table.QUARANTINE);
    row.text(document.id())
        .text(document.origin())
        .text(document.kind())
        .text(document.sha256().isEmpty() ? null : document.sha256())
        .number(document.bytes())
        .text(document.reason().word())
        .text(document.detail())
        .end();
    rows.put(Table.QUARANTINE, row.rows());
    return rows;
  }

  /// @param number position of the document in the input, from 0
  /// @param methods what answered each experience's title: the normaliser's name, or a rule
  /// @param taxonomy its name and version
  public static DocumentRows of(
      long number,
      CodedResume coded,
      EvidenceGate.Passed passed,
      Extraction extraction,
      List<String> methods,
      String taxonomy) {
    DocumentRows rows = new DocumentRows();
    Document document = coded.document();
    Resume resume = coded.resume();
    rows.put(Table.DOCUMENTS, documentRow(document, resume, passed, extraction));
    rows.put(Table.STATED, statedRows(number, document, coded, taxonomy));
    TsvRow experiences = new TsvRow(Table.EXPERIENCES);
    for (int i = 0; i < resume.experiences().size(); i++) {
      experienceRow(
          experiences,
          resume,
          resume.experiences().get(i),
          coded.codings().get(i),
          methods.get(i),
          taxonomy);
    }
    rows.put(Table.EXPERIENCES, experiences.rows());
    TsvRow education = new TsvRow(Table.EDUCATION);
    for (Education entry : resume.education()) {
      educationRow(education, resume, entry);
    }
    rows.put(Table.EDUCATION, education.rows());
    rows.rows.put(Table.LINES, JsonLines.experiences(coded, taxonomy));
    rows.rows.put(Table.TEXT, JsonLines.text(document));
    return rows;
  }

  private static String documentRow(
      Document document, Resume resume, EvidenceGate.Passed passed, Extraction extraction) {
    String hidden =
        document.hidden().stream()
            .map(piece -> piece.reason().word())
            .collect(Collectors.toCollection(TreeSet::new))
            .stream()
            .collect(Collectors.joining(","));
    TsvRow row = new TsvRow(Table.DOCUMENTS);
    row.text(document.id())
        .text(document.personId())
        .text(document.origin())
        .text(document.kind())
        .text(document.sha256())
        .number(document.bytes())
        .number(document.text().pageStarts().size())
        .number(document.text().text().length())
        .text(document.language().code())
        .text(document.date().text())
        .text(document.date().status())
        .number(document.hidden().size())
        .text(hidden)
        .number(resume.experiences().size())
        .number(resume.education().size())
        .text(resume.highestLevel().label())
        .number(passed.notInText())
        .number(passed.withPersonalData())
        .number(passed.redacted())
        .text(extraction.path())
        .flag(extraction.suspicious())
        .number(extraction.usage().calls())
        .number(extraction.usage().promptTokens())
        .number(extraction.usage().completionTokens())
        .text(extraction.usage().cost().toPlainString())
        .text(
            extraction.setAside().entrySet().stream()
                .map(e -> e.getKey() + '=' + e.getValue())
                .collect(Collectors.joining(",")))
        .text(String.join(",", extraction.replies()))
        .end();
    return row.rows();
  }

  /// When the person was last seen: the document's own date, else the latest that it states.
  static Optional<Quarter> observedUntil(Document document, Resume resume) {
    Optional<Quarter> own = document.date().quarter();
    if (own.isPresent()) {
      return own;
    }
    return Stream.concat(
            resume.experiences().stream().flatMap(e -> Stream.of(e.start(), e.end())),
            resume.education().stream().flatMap(e -> Stream.of(e.start(), e.end())))
        .map(StatedDate::date)
        .flatMap(date -> date.quarter().stream())
        .max(Comparator.naturalOrder());
  }

  private static String statedRows(
      long number, Document document, CodedResume coded, String taxonomy) {
    TsvRow row = new TsvRow(Table.STATED);
    Resume resume = coded.resume();
    Optional<Quarter> observedUntil = observedUntil(document, resume);
    for (int i = 0; i < resume.experiences().size(); i++) {
      Experience e = resume.experiences().get(i);
      CareerDate start = e.start().date();
      CareerDate end = e.end().date();
      boolean impossible = endsBeforeItStarts(start, end);
      Optional<Candidate> best = coded.codings().get(i).best();
      row.text(resume.personId())
          .number(number)
          .text(resume.documentId())
          .number(e.order())
          .text(e.title().value())
          .text(best.map(c -> c.occupation().code()).orElse("unknown"))
          .text(best.map(Candidate::label))
          .text(best.map(c -> c.occupation().iscoGroup()))
          .text(best.map(c -> c.occupation().taxonomy()).orElse(taxonomy))
          .date(start)
          .quarter(start.quarter())
          .date(end)
          .quarter(impossible ? Optional.empty() : endQuarter(start, end))
          .flag(impossible)
          .quarter(observedUntil)
          .text(resume.highestLevel().label())
          .missing()
          .end();
    }
    return row.rows();
  }

  private static void experienceRow(
      TsvRow row, Resume resume, Experience e, Coding coding, String method, String taxonomy) {
    row.text(resume.documentId())
        .text(resume.personId())
        .number(e.order())
        .text(resume.language().code())
        .text(e.title().value())
        .text(e.employer().value())
        .text(e.place().value())
        .text(e.description().value())
        .date(e.start().date())
        .date(e.end().date());
    Optional<Candidate> best = coding.best();
    if (best.isPresent()) {
      Candidate candidate = best.get();
      row.text(candidate.occupation().code())
          .text(candidate.occupation().uri())
          .text(candidate.label())
          .text(candidate.occupation().iscoGroup())
          .text(candidate.occupation().taxonomy())
          .number(rounded(candidate.score()));
      if (candidate.probability() instanceof Candidate.Probability.Calibrated(double value)) {
        row.number(rounded(value));
      } else {
        row.missing();
      }
    } else {
      row.text("unknown").missing().missing().missing().text(taxonomy).missing().missing();
    }
    row.text(method).number(rounded(e.confidence())).text(JsonLines.candidates(coding));
    for (Stated quote :
        List.of(
            e.title(),
            e.employer(),
            e.place(),
            e.start().quote(),
            e.end().quote(),
            e.description())) {
      row.span(quote.evidence());
    }
    row.end();
  }

  private static void educationRow(TsvRow row, Resume resume, Education e) {
    row.text(resume.documentId())
        .text(resume.personId())
        .number(e.order())
        .text(e.programme().value())
        .text(e.institution().value())
        .text(e.level().label())
        .date(e.start().date())
        .date(e.end().date())
        .number(rounded(e.confidence()))
        .span(e.programme().evidence())
        .span(e.institution().evidence())
        .end();
  }

  /// Whether the whole stated end lies before the stated start; 2015-06 to 2015 does not.
  static boolean endsBeforeItStarts(CareerDate start, CareerDate end) {
    return start instanceof CareerDate.Known s
        && end instanceof CareerDate.Known e
        && e.last().isBefore(s.first());
  }

  /// The quarter of a known end. A year-only end lands on Q1, but never before its own start:
  /// 2015-06 to 2015 ends in the quarter it starts in.
  static Optional<Quarter> endQuarter(CareerDate start, CareerDate end) {
    Optional<Quarter> first = start.quarter();
    return end.quarter()
        .map(last -> first.isPresent() && first.get().compareTo(last) > 0 ? first.get() : last);
  }

  /// Six decimals: scores differ in the last bits from one processor to another.
  static double rounded(double value) {
    return Math.round(value * 1e6) / 1e6;
  }
}
