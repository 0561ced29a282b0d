package org.jobtrail.simulate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jobtrail.career.Language;
import org.jobtrail.taxonomy.Taxonomy;

/// Renders careers as résumés: each person's language, format and layout are drawn, then the words.
final class Printer {
  private final List<Language> languages;
  private final List<Format> formats;
  private final Map<Language, Author> authors = new TreeMap<>();

  /// @param formats not empty
  Printer(List<Language> languages, List<Format> formats, Taxonomy taxonomy) {
    this.languages = List.copyOf(languages);
    this.formats = List.copyOf(formats);
    for (Language language : languages) {
      Words words = Words.of(language);
      authors.put(language, new Author(words, new Titles(taxonomy, words)));
    }
  }

  /// One rendered résumé and what it states.
  static final class Printed {
    final Language language;
    final Format format;
    final Layout layout;
    final List<Told> told;
    final Content content;
    final List<ToldResume.Job> jobs;
    final byte[] bytes;

    Printed(
        Language language,
        Format format,
        Layout layout,
        Content content,
        Sheet sheet,
        byte[] bytes) {
      this.language = language;
      this.format = format;
      this.layout = layout;
      this.told = content.told();
      this.content = content;
      this.jobs = sheet.jobs();
      this.bytes = bytes;
    }

    ToldResume asTold(String id) {
      return new ToldResume(
          id,
          language.code(),
          format.word(),
          jobs,
          content.studies().stream().map(Content.Study::told).toList());
    }
  }

  Printed print(Career career, SplittableRandom random) {
    Language language = languages.get(random.nextInt(languages.size()));
    Format format = formats.get(random.nextInt(formats.size()));
    Layout layout = Draws.weighted(layouts(format), Layout::weight, random);
    Author author = authors.get(language);
    if (author == null) {
      throw new IllegalStateException("no author for " + language);
    }
    Content content = author.write(career, random, layout);
    Sheet sheet = Layouter.lay(content, layout, random);
    try {
      byte[] bytes =
          switch (format) {
            case TXT -> TextWriter.write(sheet);
            case HTML -> HtmlWriter.write(sheet);
            case DOCX -> DocxWriter.write(sheet);
            case PDF -> PdfWriter.write(sheet);
          };
      return new Printed(language, format, layout, content, sheet, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Plain text has no columns side by side.
  private static List<Layout> layouts(Format format) {
    return Arrays.stream(Layout.values())
        .filter(l -> format != Format.TXT || l != Layout.SIDEBAR)
        .toList();
  }
}
