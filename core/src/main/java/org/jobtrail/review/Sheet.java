package org.jobtrail.review;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jobtrail.provenance.JobtrailException;

/// A review sheet as it came back from a spreadsheet: comma-, semicolon- or tab-separated, UTF-8,
/// UTF-16 with a byte-order mark, or the Windows code page of Western Europe, any line ends.
final class Sheet {
  /// What Excel calls "CSV" without more words.
  private static final Charset ANSI = Charset.forName("windows-1252");

  private static final List<String> WANTED =
      List.of(Columns.TITLE, Columns.LANGUAGE, Columns.DECISION);

  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final Charset charset;
  private final int mark;

  private Sheet(Path file, Charset charset, int mark) {
    this.file = file;
    this.charset = charset;
    this.mark = mark;
  }

  /// @throws JobtrailException.Usage if it is no text
  static Sheet open(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new JobtrailException.Usage(file + ": is a folder; give the sheets themselves");
    }
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(4);
    }
    if (starts(head, 'P', 'K', 3)) {
      throw new JobtrailException.Usage(
          file + ": is a workbook; save the sheet as \"CSV UTF-8\" and give that");
    }
    if (starts(head, 0xff, 0xfe)) {
      return new Sheet(file, StandardCharsets.UTF_16LE, 2).checked();
    }
    if (starts(head, 0xfe, 0xff)) {
      return new Sheet(file, StandardCharsets.UTF_16BE, 2).checked();
    }
    try {
      return new Sheet(file, StandardCharsets.UTF_8, starts(head, 0xef, 0xbb, 0xbf) ? 3 : 0)
          .checked();
    } catch (CharacterCodingException e) {
      return new Sheet(file, ANSI, 0).checked();
    }
  }

  private static boolean starts(byte[] bytes, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (bytes.length <= i || (bytes[i] & 255) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private Reader reader(CodingErrorAction wrong) throws IOException {
    InputStream in = Files.newInputStream(file);
    in.skipNBytes(mark);
    return new BufferedReader(
        new InputStreamReader(
            in, charset.newDecoder().onMalformedInput(wrong).onUnmappableCharacter(wrong)),
        BUFFER);
  }

  /// Reads it all once: whether it is text can't be told from its beginning.
  ///
  /// @throws CharacterCodingException if it is not in the charset; UTF-16 and ANSI never
  private Sheet checked() throws IOException {
    CodingErrorAction wrong =
        charset.equals(StandardCharsets.UTF_8)
            ? CodingErrorAction.REPORT
            : CodingErrorAction.REPLACE;
    try (Reader in = reader(wrong)) {
      char[] buffer = new char[BUFFER];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        for (int i = 0; i < read; i++) {
          if (buffer[i] == '\0') {
            throw new JobtrailException.Usage(
                file + ": is no text; save the sheet as \"CSV UTF-8\"");
          }
        }
      }
    }
    return this;
  }

  /// Whether it was no Unicode, so that letters from outside Western Europe became question marks.
  boolean isAnsi() {
    return charset.equals(ANSI);
  }

  /// What parts the cells.
  char separator() throws IOException {
    try (Reader in = reader(CodingErrorAction.REPLACE)) {
      return new SheetRows(in).separator();
    }
  }

  /// A row under the header.
  ///
  /// @param line on which it begins, from 1
  /// @param cells as many as the columns, unless the row has too many
  record Row(int line, List<String> cells, Map<String, Integer> columns) {
    /// The text of a column, guards taken off; empty where the sheet lacks the column or the row
    /// the cell.
    String cell(String column) {
      Integer at = columns.get(column);
      return at == null || at >= cells.size() ? "" : Cells.plain(cells.get(at).strip()).strip();
    }

    boolean hasTooManyCells() {
      return cells.size() > columns.size()
          && cells.subList(columns.size(), cells.size()).stream().anyMatch(c -> !c.isBlank());
    }

    boolean isBlank() {
      return cells.stream().allMatch(String::isBlank);
    }
  }

  /// Every row that is not blank.
  ///
  /// @throws JobtrailException.Usage with the line, if a column is missing or stands twice, or a
  ///     quote never ends
  void rows(Consumer<Row> each) throws IOException {
    try (Reader in = reader(CodingErrorAction.REPLACE)) {
      rows(new SheetRows(in), each);
    }
  }

  private void rows(SheetRows csv, Consumer<Row> each) throws IOException {
    List<String> header = csv.next();
    if (header.size() == 2 && header.getFirst().equalsIgnoreCase("sep=")) {
      header = csv.next();
    }
    Map<String, Integer> columns = columns(header, csv.rowLine());
    for (List<String> cells = csv.next(); !cells.isEmpty(); cells = csv.next()) {
      if (csv.isCut()) {
        throw new JobtrailException.Usage(
            "%s:%d: a quote that never ends; mend the cell".formatted(file, csv.rowLine()));
      }
      Row row = new Row(csv.rowLine(), cells, columns);
      if (!row.isBlank()) {
        each.accept(row);
      }
    }
  }

  private Map<String, Integer> columns(List<String> header, int line) {
    Map<String, Integer> columns = new HashMap<>();
    List<String> twice = new ArrayList<>();
    for (int i = 0; i < header.size(); i++) {
      String name = Cells.plain(header.get(i).strip()).toLowerCase(Locale.ROOT);
      // Two columns without a name are two columns all the same.
      if (columns.putIfAbsent(name.isEmpty() ? " " + i : name, i) != null) {
        twice.add(name);
        columns.put(" " + i, i);
      }
    }
    if (header.isEmpty()) {
      throw new JobtrailException.Usage(file + ": is empty");
    }
    List<String> missing = WANTED.stream().filter(name -> !columns.containsKey(name)).toList();
    if (!missing.isEmpty()) {
      // Not the cells themselves: without a header they are a title and what belongs to it.
      List<String> known = Columns.ALL.stream().filter(columns::containsKey).toList();
      throw new JobtrailException.Usage(
          "%s:%d: no header with the column %s; known among its %d cells: %s; put back the first line that `review export` wrote"
              .formatted(
                  file,
                  line,
                  String.join(", ", missing),
                  header.size(),
                  known.isEmpty() ? "none" : String.join(", ", known)));
    }
    twice.retainAll(Columns.ALL);
    if (!twice.isEmpty()) {
      throw new JobtrailException.Usage(
          "%s:%d: two columns %s; delete one".formatted(file, line, twice.getFirst()));
    }
    return columns;
  }
}
