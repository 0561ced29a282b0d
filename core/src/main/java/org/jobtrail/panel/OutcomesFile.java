package org.jobtrail.panel;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.NamedOutput;
import org.jobtrail.taxonomy.Csv;

/// `outcomes.csv`: code, title and whether it is a status, in the order of the numbers.
final class OutcomesFile {
  private static final List<String> HEADER = List.of("code", "title", "status");

  private OutcomesFile() {}

  static void write(Outcomes outcomes, Path file) throws IOException {
    try (BufferedWriter out = NamedOutput.writer(file)) {
      out.write(String.join(",", HEADER) + '\n');
      for (Outcome outcome : outcomes.all()) {
        out.write(
            quoted(outcome.code()) + ',' + quoted(outcome.title()) + ',' + outcome.status() + '\n');
      }
    }
  }

  static Outcomes read(Path file) throws IOException {
    Csv csv = new Csv(Files.readString(file));
    List<String> header = csv.next();
    if (!header.equals(HEADER)) {
      throw new JobtrailException.Integrity(file + ":1: must be " + HEADER + ", found " + header);
    }
    List<Outcome> outcomes = new ArrayList<>();
    for (List<String> row = csv.next(); !row.isEmpty(); row = csv.next()) {
      if (row.size() != 3 || !row.get(2).matches("true|false")) {
        throw new JobtrailException.Integrity(
            file + ":" + csv.rowLine() + ": must be a code, a title and true or false");
      }
      outcomes.add(new Outcome(row.get(0), row.get(1), row.get(2).equals("true")));
    }
    return new Outcomes(outcomes);
  }

  /// Quoted always, so that no title decides what parts the cells.
  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }
}
