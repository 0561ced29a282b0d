package org.jobtrail.normalise;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jobtrail.provenance.JobtrailException;

/// Where the cells of a table of titles stand, from 0; -1 for a column that it hasn't.
///
/// @param count of cells that a line may have
/// @param passedOver names of columns that nothing reads
record TitleColumns(
    int id,
    int title,
    int language,
    int description,
    int employer,
    int neighbours,
    int count,
    List<String> passedOver) {
  static final TitleColumns WITHOUT_HEADER = new TitleColumns(0, 1, 2, -1, -1, -1, 3, List.of());

  private static final List<String> READ =
      List.of("id", "title", "language", "description", "employer", "neighbours");

  TitleColumns {
    passedOver = List.copyOf(passedOver);
  }

  /// Empty when the line is no header.
  ///
  /// @param titles the file, for messages
  /// @throws JobtrailException.Usage when its columns are parted by something else than tabs, or
  ///     one that is read is there twice
  static Optional<TitleColumns> of(Path titles, long number, String line) {
    refuseOtherSeparators(titles, number, line);
    List<String> written = Stream.of(line.split("\t", -1)).map(String::strip).toList();
    List<String> names = written.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    if (!names.contains("title")) {
      return Optional.empty();
    }
    List<String> passedOver = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (!READ.contains(name)) {
        if (!name.isEmpty()) {
          passedOver.add(written.get(i));
        }
      } else if (Collections.frequency(names, name) > 1) {
        throw new JobtrailException.Usage(
            "%s:%d: two columns `%s`; rename the one that is not meant"
                .formatted(titles, number, name));
      }
    }
    // A header may leave the language out that its lines have, as `id, title` always could.
    return Optional.of(
        names.equals(List.of("id", "title"))
            ? WITHOUT_HEADER
            : new TitleColumns(
                names.indexOf("id"),
                names.indexOf("title"),
                names.indexOf("language"),
                names.indexOf("description"),
                names.indexOf("employer"),
                names.indexOf("neighbours"),
                names.size(),
                passedOver));
  }

  private static void refuseOtherSeparators(Path titles, long number, String line) {
    boolean parted = line.indexOf(',') >= 0 || line.indexOf(';') >= 0;
    if (parted && line.indexOf('\t') < 0 && line.toLowerCase(Locale.ROOT).contains("title")) {
      throw new JobtrailException.Usage(notParted(titles, number, line));
    }
  }

  static String notParted(Path titles, long number, String line) {
    return "%s:%d: is not tab-separated, found \"%s\"; save it with tabs between the columns"
        .formatted(
            titles,
            number,
            (line.length() > 80 ? line.substring(0, 80) : line).replaceAll("\\p{Cntrl}", "?"));
  }

  static String cell(String[] cells, int column) {
    return column >= 0 && column < cells.length ? cells[column].strip() : "";
  }
}
