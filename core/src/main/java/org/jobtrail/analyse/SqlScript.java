package org.jobtrail.analyse;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// One SQL file of this package: statements, the last of which gives the result.
///
/// @param name without the ending, such as `durations`
record SqlScript(String name, String text) {
  static SqlScript load(String name) {
    try (InputStream in = SqlScript.class.getResourceAsStream(name + ".sql")) {
      if (in == null) {
        throw new IllegalArgumentException("there is no analysis \"" + name + '"');
      }
      return new SqlScript(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Statements end with a semicolon at the end of a line that is no comment.
  List<String> statements() {
    List<String> statements = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    for (String line : text.split("\n")) {
      open.append(line).append('\n');
      if (!line.startsWith("--") && line.stripTrailing().endsWith(";")) {
        statements.add(open.substring(0, open.lastIndexOf(";")).strip());
        open.setLength(0);
      }
    }
    if (!open.toString().isBlank()) {
      statements.add(open.toString().strip());
    }
    return statements;
  }
}
