package org.jobtrail.predict.text;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelFolder;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.Split;
import org.jobtrail.provenance.FreshFolder;
import org.jobtrail.provenance.Inputs;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Manifest;
import org.jobtrail.provenance.NamedOutput;
import org.jobtrail.provenance.Progress;
import org.jobtrail.provenance.RowFates;
import org.jobtrail.provenance.Sha256;

/// Writes a panel's people as documents: `documents.jsonl`, or `documents.txt` when plain.
///
/// A line of the first is `{"person": ..., "split": ..., "text": ...}`, the split only for panels
/// that were split. The second has one document after the other and no ids.
///
/// @param split only its people
/// @param limit at most so many documents, the first in the order of ids
public record TextExport(Template template, Optional<Split> split, long limit, boolean plain) {
  private static final String COMMAND = "text export";
  public static final String LINES = "documents.jsonl";
  public static final String PLAIN = "documents.txt";

  private static final ObjectMapper JSON = new ObjectMapper();

  /// What was written, or would be.
  ///
  /// @param first the first document; empty without one
  public record Summary(Manifest manifest, String first) {}

  /// Where a document goes.
  private interface Sink {
    void take(PanelPerson person, Optional<Split> part, String document) throws IOException;
  }

  /// @param out made whole or not at all
  public Summary write(Path folder, Path out, boolean overwrite, Progress progress)
      throws IOException {
    if (folder.toAbsolutePath().normalize().startsWith(out.toAbsolutePath().normalize())) {
      throw new JobtrailException.Usage(out + ": is or holds the panel; choose another --out");
    }
    Panel panel = read(folder);
    try (FreshFolder fresh = FreshFolder.open(out, overwrite, COMMAND)) {
      Summary summary;
      try (BufferedWriter file = NamedOutput.writer(fresh.path().resolve(plain ? PLAIN : LINES))) {
        summary =
            go(folder, panel, progress, (p, part, text) -> file.write(written(p, part, text)));
      }
      return new Summary(fresh.publish(summary.manifest()), summary.first());
    }
  }

  /// Counts, and writes nothing.
  public Summary dryRun(Path folder, Progress progress) throws IOException {
    return go(folder, read(folder), progress, (_, _, _) -> {});
  }

  private Panel read(Path folder) throws IOException {
    Panel panel = PanelFolder.read(folder);
    if (split.isPresent() && !panel.isSplit()) {
      throw new JobtrailException.Usage(
          folder
              + ": was never split, so it has no part "
              + split.get().word()
              + "; run `jobtrail panel split "
              + folder
              + "` or leave --split out");
    }
    return panel;
  }

  private Summary go(Path folder, Panel panel, Progress progress, Sink sink) throws IOException {
    CareerText text = new CareerText(template, panel.name(), panel.schema());
    RowFates.Builder rows =
        RowFates.builder().add("people", panel.people().size()).add("documents", 0);
    long written = 0;
    long characters = 0;
    String first = "";
    progress.start("people", panel.people().size());
    for (int i = 0; i < panel.people().size(); i++) {
      progress.step(i);
      PanelPerson person = panel.people().get(i);
      Optional<Split> part =
          panel.isSplit() ? Optional.of(panel.splits().get(i)) : Optional.empty();
      if (split.isPresent() && !part.equals(split)) {
        rows.add("left_out.other_split", 1);
      } else if (written == limit) {
        rows.add("left_out.beyond_limit", 1);
      } else {
        String document = text.document(person);
        sink.take(person, part, document);
        first = written == 0 ? document : first;
        written++;
        characters += document.length();
        rows.add("documents", 1).add("records", person.size());
      }
    }
    progress.step(panel.people().size());
    rows.add("characters", characters).sum("people", "documents", "left_out");
    TreeMap<String, String> configuration = new TreeMap<>();
    configuration.put("template", template.name());
    configuration.put("form", plain ? "plain" : "jsonl");
    split.ifPresent(s -> configuration.put("split", s.word()));
    if (limit < Long.MAX_VALUE) {
      configuration.put("limit", String.valueOf(limit));
    }
    TreeMap<String, String> versions = new TreeMap<>();
    versions.put("template.sha256", Sha256.of(template.text()));
    return new Summary(
        Manifest.of(
            COMMAND,
            configuration,
            0,
            Inputs.hash(List.of(folder.resolve(Manifest.FILE))),
            versions,
            rows.build(),
            List.of()),
        first);
  }

  private String written(PanelPerson person, Optional<Split> part, String document)
      throws IOException {
    if (plain) {
      return document + '\n';
    }
    ObjectNode line = JSON.createObjectNode().put("person", person.id());
    part.ifPresent(s -> line.put("split", s.word()));
    return JSON.writeValueAsString(line.put("text", document)) + '\n';
  }
}
