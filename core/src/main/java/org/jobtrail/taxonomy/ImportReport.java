package org.jobtrail.taxonomy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What an import did with every row of every file.
///
/// @param files in the order in which their labels were taken
/// @param unknownGroups unit groups that neither ISCO-08 nor a file of groups has, and how many
///     occupations were put into each
/// @param notes what a reader of the codes should know, a sentence each
public record ImportReport(
    String taxonomy,
    List<FileReport> files,
    List<Unjoined> unjoined,
    SortedMap<String, Integer> unknownGroups,
    List<String> notes) {
  public ImportReport {
    files = List.copyOf(files);
    unjoined = List.copyOf(unjoined);
    unknownGroups = Collections.unmodifiableSortedMap(new TreeMap<>(unknownGroups));
    notes = List.copyOf(notes);
  }

  /// @param form `concepts`, `labels`, `relations`, or `skipped` for a member of an archive that is
  ///     none of these
  /// @param version as far as it is known, else `unknown`
  /// @param languages sorted
  /// @param role `defines codes` or `labels only`
  /// @param joined rows whose concept is in the taxonomy; `rows = joined +` the sum of the unjoined
  /// @param labels that the file added, not counting those already there
  /// @param repeated joined rows of occupations or groups whose URI an earlier row of the file has:
  ///     their labels are added, the first row's code stays
  /// @param unjoined rows by reason
  public record FileReport(
      String name,
      String sha256,
      long bytes,
      String form,
      String version,
      List<String> languages,
      String role,
      int rows,
      int joined,
      int labels,
      int repeated,
      SortedMap<String, Integer> unjoined) {
    public FileReport {
      languages = List.copyOf(languages);
      int away = unjoined.values().stream().mapToInt(Integer::intValue).sum();
      if (rows != joined + away) {
        throw new IllegalStateException(
            "%s: read %d rows but accounted for %d".formatted(name, rows, joined + away));
      }
    }
  }

  /// A row that found no concept, kept whole so that nothing is lost.
  public record Unjoined(String file, int line, String uri, List<Label> labels, String reason) {
    public Unjoined {
      labels = List.copyOf(labels);
    }
  }

  /// The account as manifests and `--json` carry it.
  public ObjectNode json(ObjectMapper mapper) {
    ObjectNode json = mapper.createObjectNode();
    ArrayNode inputs = json.putArray("inputs");
    int read = 0;
    int joined = 0;
    int repeated = 0;
    SortedMap<String, Integer> reasons = new TreeMap<>();
    for (FileReport file : files) {
      ObjectNode input = inputs.addObject();
      input.put("path", file.name()).put("sha256", file.sha256()).put("bytes", file.bytes());
      input.put("form", file.form()).put("version", file.version()).put("role", file.role());
      file.languages().forEach(input.putArray("languages")::add);
      input.put("rows", file.rows()).put("joined", file.joined()).put("labels", file.labels());
      input.put("repeated", file.repeated());
      ObjectNode away = input.putObject("unjoined");
      file.unjoined().forEach(away::put);
      file.unjoined().forEach((reason, rows) -> reasons.merge(reason, rows, Integer::sum));
      read += file.rows();
      joined += file.joined();
      repeated += file.repeated();
    }
    ObjectNode rows = json.putObject("rows");
    rows.put("rows_in", read).put("rows_joined", joined).put("rows_unjoined", read - joined);
    rows.put("rows_repeated", repeated);
    ObjectNode groups = rows.putObject("occupations_in_unknown_groups");
    unknownGroups.forEach(groups::put);
    ObjectNode away = rows.putObject("unjoined");
    reasons.forEach(away::put);
    notes.forEach(json.putArray("notes")::add);
    return json;
  }
}
