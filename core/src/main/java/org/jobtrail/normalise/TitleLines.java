package org.jobtrail.normalise;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jobtrail.career.Language;
import org.jobtrail.provenance.JobtrailException;

/// The lines of a table of titles, tab-separated `id, title[, language]`, gzip allowed.
///
/// A first line with a cell `title` is a header: columns then have any order, others than `id`,
/// `title` and `language` are passed over, and without `id` a line's number is its id. Empty lines
/// and the header are passed over.
public final class TitleLines implements AutoCloseable {
  private final Path titles;
  private final Language otherwise;
  private final BufferedReader reader;
  private Columns columns = Columns.WITHOUT_HEADER;
  private long number;

  /// Where the cells stand, from 0.
  ///
  /// @param id or -1, as `language`
  /// @param count of cells that a line may have
  private record Columns(int id, int title, int language, int count) {
    static final Columns WITHOUT_HEADER = new Columns(0, 1, 2, 3);

    /// Empty when the first line is no header.
    static Optional<Columns> of(String line) {
      List<String> names =
          Stream.of(line.split("\t", -1))
              .map(name -> name.strip().toLowerCase(Locale.ROOT))
              .toList();
      int title = names.indexOf("title");
      if (title < 0) {
        return Optional.empty();
      }
      int language = names.indexOf("language");
      // A header may leave the language out that its lines have, as `id, title` always could.
      boolean plain = names.equals(List.of("id", "title"));
      return Optional.of(
          plain ? WITHOUT_HEADER : new Columns(names.indexOf("id"), title, language, names.size()));
    }

    static String cell(String[] cells, int column) {
      return column >= 0 && column < cells.length ? cells[column].strip() : "";
    }
  }

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

  private TitleLines(Path titles, Language otherwise, BufferedReader reader) {
    this.titles = titles;
    this.otherwise = otherwise;
    this.reader = reader;
  }

  /// @param otherwise the language of titles whose line doesn't say it
  public static TitleLines open(Path titles, Language otherwise) throws IOException {
    if (Files.isDirectory(titles)) {
      throw new JobtrailException.Usage(
          titles + ": is a folder; --titles wants a tab-separated file id, title[, language]");
    }
    InputStream in = Files.newInputStream(titles);
    if (titles.toString().endsWith(".gz")) {
      in = new GZIPInputStream(in);
    }
    return new TitleLines(
        titles,
        otherwise,
        new BufferedReader(
            new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT))));
  }

  /// Empty at the end.
  ///
  /// @throws JobtrailException.Usage with the line, when the bytes are no UTF-8
  public Optional<TitleLine> next() throws IOException {
    try {
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        number++;
        if (number == 1 && text.startsWith("\uFEFF")) {
          text = text.substring(1);
        }
        Optional<Columns> header = number == 1 ? Columns.of(text) : Optional.empty();
        columns = header.orElse(columns);
        if (!text.isEmpty() && header.isEmpty()) {
          return Optional.of(line(text));
        }
      }
      return Optional.empty();
    } catch (CharacterCodingException e) {
      throw new JobtrailException.Usage(
          titles + ": not UTF-8 near line " + (number + 1) + "; save it as UTF-8", e);
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }

  private TitleLine line(String text) {
    String[] cells = text.split("\t", -1);
    String id = columns.id() < 0 ? String.valueOf(number) : Columns.cell(cells, columns.id());
    String title = Columns.cell(cells, columns.title());
    String own = Columns.cell(cells, columns.language()).toLowerCase(Locale.ROOT);
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
    return new Usable(number, id, TitleQuery.of(title, of));
  }
}
