package org.jobtrail.review;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jobtrail.normalise.rules.Rules;
import org.jobtrail.provenance.AtomicFiles;
import org.jobtrail.provenance.FileHash;
import org.jobtrail.provenance.Inputs;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Manifest;
import org.jobtrail.provenance.RowFates;
import org.jobtrail.provenance.Sha256;
import org.jobtrail.taxonomy.Taxonomy;

/// Takes rules over to another version of their taxonomy: concepts keep their URIs from one version
/// to the next. Rules whose concepts are gone become a sheet, `RULES.left.csv`, to decide anew.
public final class RulesRecode {
  private RulesRecode() {}

  /// @param out the new rules, not there yet
  /// @param date of their first version, `YYYY-MM-DD` or `none`
  /// @return `rules_in = rules_kept + rules_left`
  public static RowFates write(Path file, Taxonomy taxonomy, Path out, String date)
      throws IOException {
    if (Files.exists(out)) {
      throw new JobtrailException.Usage(
          out + ": is there already; choose another --rules, rules are never overwritten");
    }
    Rules.Recoded recoded = Rules.recode(file, taxonomy, out, date);
    long kept = recoded.rules().all().size();
    RowFates rows =
        RowFates.builder()
            .add("rules_in", kept + recoded.left().size())
            .add("rules_kept", kept)
            .add("rules_left", recoded.left().size())
            .sum("rules_in", "rules_kept", "rules_left")
            .build();
    List<Path> written = new ArrayList<>();
    if (!recoded.left().isEmpty()) {
      Path left = beside(out, ".left.csv");
      AtomicFiles.write(left, sheet(recoded.left()));
      written.add(left);
    }
    AtomicFiles.write(out, recoded.rules().text());
    written.add(out);
    List<FileHash> outputs = new ArrayList<>();
    for (Path path : written) {
      outputs.add(
          new FileHash(String.valueOf(path.getFileName()), Sha256.of(path), Files.size(path)));
    }
    TreeMap<String, String> configuration = new TreeMap<>();
    configuration.put("date", date);
    TreeMap<String, String> versions = new TreeMap<>(recoded.rules().facts());
    versions.put("taxonomy.name", taxonomy.family());
    versions.put("taxonomy.version", taxonomy.version());
    versions.put("taxonomy.sha256", taxonomy.sha256());
    Manifest manifest =
        Manifest.of(
            "review recode", configuration, 0, Inputs.hash(List.of(file)), versions, rows, outputs);
    AtomicFiles.write(beside(out, ".manifest.json"), manifest.text());
    return rows;
  }

  private static Path beside(Path file, String ending) {
    return file.resolveSibling(file.getFileName() + ending);
  }

  private static String sheet(List<Rules.Left> left) {
    StringBuilder text = new StringBuilder("\uFEFF");
    List<String> header =
        List.of(
            Columns.KEY,
            Columns.TITLE,
            Columns.LANGUAGE,
            "code_before",
            "missing",
            "rule_before",
            "coder_before",
            Columns.DECISION,
            Columns.CODER,
            Columns.COMMENT);
    text.append(Cells.line(header, ','));
    for (Rules.Left rule : left) {
      text.append(
          Cells.line(
              List.of(
                  rule.key().id(),
                  Cells.guarded(rule.title()),
                  rule.key().language().code(),
                  Cells.guarded(rule.codes()),
                  rule.missing(),
                  String.valueOf(rule.number()),
                  Cells.guarded(rule.coder()),
                  "",
                  "",
                  ""),
              ','));
    }
    return text.toString();
  }
}
