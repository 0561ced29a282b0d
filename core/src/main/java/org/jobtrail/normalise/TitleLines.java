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
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.jobtrail.career.Language;
import org.jobtrail.provenance.JobtrailException;

/// The lines of a table of titles, tab-separated `id, title[, language]`, gzip allowed; a first
/// line `id TAB title` is a header. Empty lines and the header are passed over.
public final class TitleLines implements AutoCloseable {
  private final Path titles;
  private final Language otherwise;
  private final BufferedReader reader;
  private long number;

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
        if (!text.isEmpty() && !(number == 1 && isHeader(text))) {
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

  private static boolean isHeader(String line) {
    String[] cells = line.split("\t", -1);
    return cells.length >= 2
        && cells[0].strip().equalsIgnoreCase("id")
        && cells[1].strip().equalsIgnoreCase("title");
  }

  private TitleLine line(String text) {
    String[] cells = text.split("\t", -1);
    String id = cells[0].strip();
    String title = cells.length > 1 ? cells[1].strip() : "";
    String own = cells.length > 2 ? cells[2].strip().toLowerCase(Locale.ROOT) : "";
    String reason =
        cells.length < 2
            ? "no-tab"
            : id.isEmpty()
                ? "no-id"
                : title.isEmpty()
                    ? "no-title"
                    : cells.length > 3
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
