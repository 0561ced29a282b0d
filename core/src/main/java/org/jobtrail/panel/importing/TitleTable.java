package org.jobtrail.panel.importing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jobtrail.provenance.JobtrailException;

/// Code to title, from a table of the user's; the first title of a code counts.
final class TitleTable {
  private TitleTable() {}

  /// @param columns tried before `code` and `title`
  static Map<String, String> read(Path file, Optional<Mapping.TitleColumns> columns)
      throws IOException {
    Map<String, String> titles = new TreeMap<>();
    TableRows.read(
        file,
        ',',
        new TableRows() {
          private int code = -1;
          private int title = -1;

          @Override
          public void header(List<String> names) {
            columns.ifPresent(
                c -> {
                  code = names.indexOf(c.code());
                  title = names.indexOf(c.title());
                });
            if (code < 0 || title < 0) {
              code = names.indexOf("code");
              title = names.indexOf("title");
            }
            if (code < 0 || title < 0) {
              throw new JobtrailException.Usage(
                  file
                      + ":1: has no columns "
                      + columns.map(c -> c.code() + " and " + c.title() + ", nor ").orElse("")
                      + "code and title; found "
                      + String.join(", ", names));
            }
          }

          @Override
          public void row(List<String> cells, int line) {
            if (cells.size() <= Math.max(code, title)) {
              throw new JobtrailException.Usage(file + ":" + line + ": has too few cells");
            }
            String text = cells.get(title).strip();
            if (!cells.get(code).isBlank() && !text.isEmpty()) {
              titles.putIfAbsent(cells.get(code).strip(), text);
            }
          }
        });
    return titles;
  }
}
