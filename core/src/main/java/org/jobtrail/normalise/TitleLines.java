package org.jobtrail.normalise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jobtrail.career.Language;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.TextLines;

/// The lines of a table of titles, tab-separated `id, title[, language]`, gzip allowed.
///
/// A first line with a cell `title` is a header: columns then have any order, and `description`,
/// `employer` and `neighbours` (titles before and after, parted by `|`) are read too; others are
/// passed over. Without `id` a line's number is its id. Empty lines and the header are no titles.
public final class TitleLines implements AutoCloseable {
  private final Path titles;
  private final Language otherwise;
  private final TextLines lines;
  private final List<String> notes = new ArrayList<>();
  private TitleColumns columns = TitleColumns.WITHOUT_HEADER;
  private Optional<String> ahead = Optional.empty();

  /// What a line is.
  public sealed interface TitleLine {
    long number();
  }

  /// A title to be coded.
  ///
  /// @param number of the line, from 1
  public record Usable(long number, String id, TitleQuery query) implements TitleLine {}

  /// @param reason such as `no-title`
  /// @param text the whole line
  public record Unusable(long number, String reason, String text) implements TitleLine {}

  private TitleLines(Path titles, Language otherwise, TextLines lines) {
    this.titles = titles;
    this.otherwise = otherwise;
    this.lines = lines;
  }

  /// @param otherwise the language of titles whose line doesn't say it
  /// @throws JobtrailException.Usage when it is a folder, a broken archive, not tab-separated, or
  ///     has a column twice
  public static TitleLines open(Path titles, Language otherwise) throws IOException {
    if (Files.isDirectory(titles)) {
      throw new JobtrailException.Usage(
          titles + ": is a folder; --titles wants a tab-separated file id, title[, language]");
    }
    TitleLines opened = new TitleLines(titles, otherwise, TextLines.open(titles));
    try {
      opened.readHeader();
      return opened;
    } catch (IOException | JobtrailException e) {
      opened.close();
      throw e;
    }
  }

  /// What a reader of the result should know about the columns, a line each.
  public List<String> notes() {
    return List.copyOf(notes);
  }

  /// Whether lines say their ids.
  boolean hasIds() {
    return columns.id() >= 0;
  }

  /// Empty at the end.
  ///
  /// @throws JobtrailException.Usage with the line, when its bytes are no UTF-8
  public Optional<TitleLine> next() throws IOException {
    Optional<String> text = ahead.isPresent() ? ahead : filled();
    ahead = Optional.empty();
    return text.map(this::line);
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }

  /// The next line that is not empty.
  private Optional<String> filled() throws IOException {
    Optional<String> text = lines.next();
    while (text.isPresent() && text.get().isEmpty()) {
      text = lines.next();
    }
    return text;
  }

  private void readHeader() throws IOException {
    Optional<String> first = filled();
    if (first.isEmpty()) {
      return;
    }
    Optional<TitleColumns> header = TitleColumns.of(titles, lines.number(), first.get());
    if (header.isEmpty()) {
      if (first.get().indexOf('\t') < 0) {
        throw new JobtrailException.Usage(
            TitleColumns.notParted(titles, lines.number(), first.get())
                + ", or put a first line `title` over a file of titles alone");
      }
      ahead = first;
      notes.add(
          titles
              + ": no header with a column `title`: the first two columns are taken as id and"
              + " title");
      return;
    }
    columns = header.get();
    if (!columns.passedOver().isEmpty()) {
      notes.add(titles + ": columns passed over: " + String.join(", ", columns.passedOver()));
    }
  }

  private TitleLine line(String text) {
    long number = lines.number();
    String[] cells = text.split("\t", -1);
    String id = hasIds() ? TitleColumns.cell(cells, columns.id()) : String.valueOf(number);
    String title = TitleColumns.cell(cells, columns.title());
    String own = TitleColumns.cell(cells, columns.language()).toLowerCase(Locale.ROOT);
    String reason =
        cells.length < Math.min(2, columns.count())
            ? "no-tab"
            : id.isEmpty()
                ? "no-id"
                : title.isEmpty()
                    ? "no-title"
                    : cells.length > columns.count()
                        ? "too-many-cells"
                        : !own.isEmpty() && !own.matches("[a-z]{2,3}([-_][a-z0-9]+)*")
                            ? "bad-language"
                            : "";
    if (!reason.isEmpty()) {
      return new Unusable(number, reason, text);
    }
    Language of = own.isEmpty() ? otherwise : new Language(own.replaceFirst("[-_].*", ""));
    return new Usable(
        number,
        id,
        TitleQuery.ofCells(
            title,
            of,
            TitleColumns.cell(cells, columns.description()),
            TitleColumns.cell(cells, columns.employer()),
            TitleColumns.cell(cells, columns.neighbours())));
  }
}
