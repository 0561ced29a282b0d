package org.jobtrail.extract;

import java.util.ArrayList;
import java.util.List;
import org.jobtrail.career.CareerDate;
import org.jobtrail.career.Education;
import org.jobtrail.career.Experience;
import org.jobtrail.career.Resume;
import org.jobtrail.career.Stated;
import org.jobtrail.career.StatedDate;
import org.jobtrail.extract.date.DateRange;
import org.jobtrail.extract.date.DateRanges;
import org.jobtrail.extract.text.Lexicon;
import org.jobtrail.extract.text.Tokens;
import org.jobtrail.ingest.Document;
import org.jobtrail.ingest.VisibleText;
import org.jspecify.annotations.Nullable;

/// Reads résumés by rules and word lists, without a model: the embedded default.
///
/// Tokens, then lines and sections, then date ranges, then the jobs around them. Linear in the
/// length of the text; holds no state, so threads may share it.
public final class ParserExtractor implements Extractor {
  /// Loads the word lists on a thread of its own, while the caller does something else.
  public static void loadAhead() {
    Thread.ofPlatform().daemon().name("jobtrail-words").start(Lexicon::shared);
  }

  @Override
  public String name() {
    return "parser-1";
  }

  @Override
  public Resume extract(Document document) {
    VisibleText visible = document.text();
    Tokens tokens = Tokens.of(visible.text());
    List<Line> lines = Lines.of(tokens);
    List<DateRange> ranges = DateRanges.in(tokens, document.language());
    List<Entry> entries = new ExperienceReader(tokens, lines, ranges).read();
    Descriptions descriptions = new Descriptions(lines);
    List<Experience> experiences = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      Stated description = quoted(descriptions.of(entries, i), tokens, visible, 0.7);
      Experience x = experience(experiences.size(), entries.get(i), description, tokens, visible);
      if (experiences.isEmpty() || !repeats(x, experiences.getLast())) {
        experiences.add(x);
      }
    }
    return new Resume(
        document.id(),
        document.personId(),
        document.language(),
        document.date(),
        experiences,
        education(new EducationReader(tokens, lines, ranges).read(), tokens, visible));
  }

  /// Whether a job says word for word what the one before it says.
  private static boolean repeats(Experience x, Experience before) {
    return x.title().value().equals(before.title().value())
        && x.start().date().equals(before.start().date())
        && x.end().date().equals(before.end().date())
        && x.employer().value().equals(before.employer().value())
        && x.description().value().equals(before.description().value());
  }

  private static Experience experience(
      int order, Entry entry, Stated description, Tokens tokens, VisibleText text) {
    DateRange range = entry.range;
    double confidence = 1 / (1 + Math.exp(1 - 0.5 * entry.score)) * range.confidence();
    return new Experience(
        order,
        quoted(entry.title, tokens, text, confidence),
        quoted(entry.employer, tokens, text, 0.7),
        quoted(entry.place, tokens, text, 0.7),
        description,
        date(range.start(), range.startFirst(), range.startLast(), range, tokens, text),
        date(range.end(), range.endFirst(), range.endLast(), range, tokens, text),
        confidence);
  }

  private static List<Education> education(
      List<EducationReader.Entry> entries, Tokens tokens, VisibleText text) {
    List<Education> education = new ArrayList<>();
    for (EducationReader.Entry e : entries) {
      double confidence = e.named ? 0.9 : e.hinted ? 0.6 : 0.4;
      education.add(
          new Education(
              education.size(),
              quoted(e.programme, tokens, text, confidence),
              quoted(e.institution, tokens, text, 0.6),
              e.level,
              start(e.range, tokens, text),
              end(e.range, tokens, text),
              confidence));
    }
    return education;
  }

  /// A single date in an education entry is when it ended.
  private static StatedDate start(@Nullable DateRange range, Tokens tokens, VisibleText text) {
    return range == null || !range.isRange()
        ? StatedDate.UNKNOWN
        : date(range.start(), range.startFirst(), range.startLast(), range, tokens, text);
  }

  private static StatedDate end(@Nullable DateRange range, Tokens tokens, VisibleText text) {
    return range == null
        ? StatedDate.UNKNOWN
        : date(range.end(), range.endFirst(), range.endLast(), range, tokens, text);
  }

  private static Stated quoted(
      @Nullable Phrase phrase, Tokens tokens, VisibleText text, double confidence) {
    return phrase == null
        ? Stated.absent()
        : quoted(phrase.first(), phrase.last(), tokens, text, confidence);
  }

  private static Stated quoted(
      int first, int last, Tokens tokens, VisibleText text, double confidence) {
    return new Stated.Quoted(
        tokens.quote(first, last),
        text.span(tokens.start(first), tokens.end(last - 1)),
        confidence);
  }

  private static StatedDate date(
      CareerDate date, int first, int last, DateRange range, Tokens tokens, VisibleText text) {
    return date instanceof CareerDate.Unknown || last <= first
        ? StatedDate.UNKNOWN
        : new StatedDate(date, quoted(first, last, tokens, text, range.confidence()));
  }
}
