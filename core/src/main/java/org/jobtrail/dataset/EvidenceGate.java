package org.jobtrail.dataset;

import java.util.List;
import org.jobtrail.career.Education;
import org.jobtrail.career.Experience;
import org.jobtrail.career.Resume;
import org.jobtrail.career.Span;
import org.jobtrail.career.Stated;
import org.jobtrail.career.StatedDate;
import org.jobtrail.ingest.Document;

/// The last check before a value enters a dataset: it stands at its span in the visible text, and
/// it gives no personal data away.
///
/// A value that fails is set aside (becomes not stated) and counted; nothing that an extractor
/// made up, be it a language model, gets past. In descriptions personal data is replaced instead.
public final class EvidenceGate {
  private final String text;
  private final PersonalData personal;
  private int notInText;
  private int withPersonalData;
  private int redacted;

  private EvidenceGate(String text) {
    this.text = text;
    this.personal = PersonalData.of(text);
  }

  /// @param resume what may enter the dataset
  /// @param notInText values set aside because they don't stand at their span
  /// @param withPersonalData values set aside because they hold personal data
  /// @param redacted descriptions in which something was replaced
  public record Passed(Resume resume, int notInText, int withPersonalData, int redacted) {}

  public static Passed check(Document document, Resume resume) {
    EvidenceGate gate = new EvidenceGate(document.text().text());
    List<Experience> experiences = resume.experiences().stream().map(gate::experience).toList();
    List<Education> education = resume.education().stream().map(gate::education).toList();
    Resume passed =
        new Resume(
            resume.documentId(),
            resume.personId(),
            resume.language(),
            resume.date(),
            experiences,
            education);
    return new Passed(passed, gate.notInText, gate.withPersonalData, gate.redacted);
  }

  private Experience experience(Experience e) {
    return new Experience(
        e.order(),
        value(e.title()),
        value(e.employer()),
        value(e.place()),
        description(e.description()),
        date(e.start()),
        date(e.end()),
        e.confidence());
  }

  private Education education(Education e) {
    return new Education(
        e.order(),
        value(e.programme()),
        value(e.institution()),
        e.level(),
        date(e.start()),
        date(e.end()),
        e.confidence());
  }

  private Stated value(Stated stated) {
    return switch (stated) {
      case Stated.Absent absent -> absent;
      case Stated.Quoted quoted when !standsAt(text, quoted.span(), quoted.text()) -> {
        notInText++;
        yield Stated.absent();
      }
      case Stated.Quoted quoted when personal.isIn(quoted.text()) -> {
        withPersonalData++;
        yield Stated.absent();
      }
      case Stated.Quoted quoted -> quoted;
    };
  }

  private Stated description(Stated stated) {
    if (!(stated instanceof Stated.Quoted quoted)) {
      return stated;
    }
    if (!standsAt(text, quoted.span(), quoted.text())) {
      notInText++;
      return Stated.absent();
    }
    String clean = personal.redact(quoted.text());
    if (clean.equals(quoted.text())) {
      return quoted;
    }
    redacted++;
    return new Stated.Quoted(clean, quoted.span(), quoted.confidence());
  }

  private StatedDate date(StatedDate date) {
    if (date.quote() instanceof Stated.Quoted quoted
        && !standsAt(text, quoted.span(), quoted.text())) {
      notInText++;
      return StatedDate.UNKNOWN;
    }
    return date;
  }

  /// Whether the text says the value at the span, runs of white space counting as one space.
  public static boolean standsAt(String text, Span span, String value) {
    if (span.end() > text.length()) {
      return false;
    }
    int at = skipSpace(text, span.start(), span.end());
    int in = skipSpace(value, 0, value.length());
    while (at < span.end() && in < value.length()) {
      boolean spaceAt = isSpace(text.charAt(at));
      if (spaceAt != isSpace(value.charAt(in))) {
        // Space left over at one end only.
        break;
      }
      if (spaceAt) {
        at = skipSpace(text, at, span.end());
        in = skipSpace(value, in, value.length());
      } else if (text.charAt(at++) != value.charAt(in++)) {
        return false;
      }
    }
    return skipSpace(text, at, span.end()) == span.end()
        && skipSpace(value, in, value.length()) == value.length();
  }

  private static int skipSpace(String text, int from, int to) {
    int at = from;
    while (at < to && isSpace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }
}
