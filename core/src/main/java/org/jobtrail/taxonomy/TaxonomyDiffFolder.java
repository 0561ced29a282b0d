package org.jobtrail.taxonomy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jobtrail.provenance.AtomicFiles;
import org.jobtrail.provenance.FreshFolder;
import org.jobtrail.provenance.Manifest;
import org.jobtrail.provenance.RowFates;

/// The folder of `taxonomy diff --out`: `changes.tsv` and `manifest.json`.
public final class TaxonomyDiffFolder {
  private static final String COMMAND = "taxonomy diff";

  private TaxonomyDiffFolder() {}

  public static Manifest write(
      TaxonomyDiff diff, Taxonomy before, Taxonomy after, Path out, boolean overwrite)
      throws IOException {
    SortedMap<String, String> versions = new TreeMap<>();
    versions.put("taxonomy.name", after.name());
    versions.put("taxonomy.sha256", after.sha256());
    versions.put("taxonomy_before.name", before.name());
    versions.put("taxonomy_before.sha256", before.sha256());
    try (FreshFolder folder = FreshFolder.open(out, overwrite, COMMAND)) {
      AtomicFiles.write(folder.path().resolve("changes.tsv"), diff.text());
      return folder.publish(
          Manifest.of(COMMAND, new TreeMap<>(), 0, List.of(), versions, rows(diff), List.of()));
    }
  }

  private static RowFates rows(TaxonomyDiff diff) {
    RowFates.Builder rows = RowFates.builder();
    rows.add("concepts_before", diff.conceptsBefore()).add("concepts_after", diff.conceptsAfter());
    rows.add("kept", diff.kept()).add("changes", diff.changes().size());
    diff.counts().forEach((word, number) -> rows.add("changes_by_kind." + word, number));
    rows.add("added", diff.counts().getOrDefault("added", 0L));
    rows.add("removed", diff.counts().getOrDefault("removed", 0L));
    rows.add("uri_changed", diff.counts().getOrDefault("uri-changed", 0L));
    rows.add("relabelled", diff.counts().getOrDefault("relabelled", 0L));
    diff.relabelled()
        .forEach((language, n) -> rows.add("relabelled_by_language." + language.code(), n));
    return rows.sum("changes", "changes_by_kind")
        .sum("concepts_before", "kept", "removed", "uri_changed")
        .sum("concepts_after", "kept", "added", "uri_changed")
        .sum("relabelled", "relabelled_by_language")
        .build();
  }
}
