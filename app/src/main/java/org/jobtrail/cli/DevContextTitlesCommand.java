package org.jobtrail.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jobtrail.dataset.DuckDb;
import org.jobtrail.provenance.JobtrailException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `dev context-titles`: titles that say too little, with what ESCO says the occupation does.
///
/// Two kinds, by the id: labels that several occupations share, and the last word of a preferred
/// label ("manager", "technician"). Each with the occupation's description, which no model is
/// trained on: what a description is worth can be measured with `benchmark titles --folds`.
@Command(
    name = "context-titles",
    description = "Writes vague titles with descriptions as labelled titles, from an ESCO file.",
    mixinStandardHelpOptions = true)
final class DevContextTitlesCommand implements Callable<Integer> {
  @Parameters(paramLabel = "OCCUPATIONS.csv", description = "ESCO's occupations_en.csv, .gz too.")
  private Path occupations = Path.of("");

  @Option(names = "--out", required = true, paramLabel = "FILE.tsv")
  private Path out = Path.of("");

  @Option(names = "--without", description = "Leave the descriptions out: the comparison.")
  private boolean without;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    if (!Files.isRegularFile(occupations)) {
      throw new JobtrailException.Usage(occupations + ": no such file");
    }
    try (DuckDb db = DuckDb.open(out.toAbsolutePath().resolveSibling(out.getFileName() + ".tmp"))) {
      db.run(
          """
          CREATE TABLE labels AS
          SELECT conceptUri AS uri, regexp_replace(description, '\\s+', ' ', 'g') AS description,
                 preferredLabel AS preferred,
                 unnest(list_distinct(list_concat([preferredLabel],
                   string_split(coalesce(altLabels, ''), chr(10))))) AS title
          FROM read_csv(%s, all_varchar = true)
          """
              .formatted(DuckDb.quoted(occupations)));
      db.run(
          """
          COPY (
            SELECT 'shared-' || row_number() OVER (ORDER BY title, uri) AS id, title, uri,
                   'en' AS language, %1$s AS description
            FROM labels WHERE lower(title) IN
              (SELECT lower(title) FROM labels GROUP BY 1 HAVING count(DISTINCT uri) > 1)
              AND trim(title) <> ''
            UNION ALL
            SELECT 'head-' || row_number() OVER (ORDER BY preferred, uri), regexp_extract(trim(preferred), '\\S+$'),
                   uri, 'en', %1$s
            FROM (SELECT DISTINCT preferred, uri, description FROM labels)
            ORDER BY id)
          TO %2$s (DELIMITER '\t', HEADER, QUOTE '', ESCAPE '')
          """
              .formatted(without ? "''" : "description", DuckDb.quoted(out)));
    }
    Objects.requireNonNull(spec).commandLine().getOut().println(out);
    return ExitCode.OK;
  }
}
