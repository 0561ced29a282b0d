package org.jobtrail.review;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
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
import org.jobtrail.taxonomy.Csv;

/// A review sheet as it came back from a spreadsheet: comma-, semicolon- or tab-separated, UTF-8,
/// UTF-16 with a byte-order mark, or the Windows code page of Western Europe, any line ends.
final class Sheet {
  /// What Excel calls "CSV" without more words.
  private static final Charset ANSI = Charset.forName("windows-1252");

  private static final List<String> WANTED =
      List.of(Columns.TITLE, Columns.LANGUAGE, Columns.DECISION);

  private final Path file;
  private final String text;
  private final boolean ansi;

  private Sheet(Path file, String text, boolean ansi) {
    this.file = file;
    this.text = text;
    this.ansi = ansi;
  }

  /// @throws JobtrailException.Usage if it is no text
  static Sheet open(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new JobtrailException.Usage(file + ": is a folder; give the sheets themselves");
    }
    byte[] bytes = Files.readAllBytes(file);
    if (bytes.length > 3 && bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] == 3) {
      throw new JobtrailException.Usage(
          file + ": is a workbook; save the sheet as \"CSV UTF-8\" and give that");
    }
    if (starts(bytes, 0xff, 0xfe)) {
      return new Sheet(file, decoded(file, bytes, 2, StandardCharsets.UTF_16LE), false);
    }
    if (starts(bytes, 0xfe, 0xff)) {
      return new Sheet(file, decoded(file, bytes, 2, StandardCharsets.UTF_16BE), false);
    }
    int mark = starts(bytes, 0xef, 0xbb, 0xbf) ? 3 : 0;
    try {
      ByteBuffer content = ByteBuffer.wrap(bytes, mark, bytes.length - mark);
      return new Sheet(file, StandardCharsets.UTF_8.newDecoder().decode(content).toString(), false);
    } catch (CharacterCodingException e) {
      return new Sheet(file, decoded(file, bytes, 0, ANSI), true);
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

  private static String decoded(Path file, byte[] bytes, int from, Charset charset) {
    String text = new String(bytes, from, bytes.length - from, charset);
    if (text.indexOf('\0') >= 0) {
      throw new JobtrailException.Usage(file + ": is no text; save the sheet as \"CSV UTF-8\"");
    }
    return text;
  }

  /// Whether it was no Unicode, so that letters from outside Western Europe became question marks.
  boolean isAnsi() {
    return ansi;
  }

  /// What parts the cells.
  char separator() {
    return new Csv(text).separator();
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
  void rows(Consumer<Row> each) {
    Csv csv = new Csv(text);
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
      throw new JobtrailException.Usage(
          "%s:%d: no header with the column %s; found %s; put back the first line that `review export` wrote"
              .formatted(file, line, String.join(", ", missing), shown(header)));
    }
    twice.retainAll(Columns.ALL);
    if (!twice.isEmpty()) {
      throw new JobtrailException.Usage(
          "%s:%d: two columns %s; delete one".formatted(file, line, twice.getFirst()));
    }
    return columns;
  }

  private static String shown(List<String> header) {
    String all = String.join(", ", header);
    return all.length() > 100 ? all.substring(0, 100) + " ..." : all;
  }
}
