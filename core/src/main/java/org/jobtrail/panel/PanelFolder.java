package org.jobtrail.panel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.jobtrail.provenance.AtomicFiles;
import org.jobtrail.provenance.FileHash;
import org.jobtrail.provenance.FreshFolder;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Manifest;
import org.jobtrail.provenance.RowFates;

/// The folder that a panel is kept in; docs/formats.md says what is in its files.
public final class PanelFolder {
  static final String RECORDS = "records.parquet";
  static final String PEOPLE = "people.parquet";
  static final String OUTCOMES = "outcomes.csv";
  static final String SCHEMA = "panel.json";

  private PanelFolder() {}

  /// Reads a panel, after its files were compared with the manifest.
  ///
  /// @throws JobtrailException.Usage if the folder holds no panel
  /// @throws JobtrailException.Integrity if a file is not what the manifest says
  public static Panel read(Path folder) throws IOException {
    checked(folder);
    PanelJson.Named schema =
        PanelJson.read(folder.resolve(SCHEMA), OutcomesFile.read(folder.resolve(OUTCOMES)));
    Path spill = Files.createTempDirectory("jobtrail-panel");
    try {
      return PanelTables.read(schema.name(), schema.schema(), folder, spill);
    } finally {
      AtomicFiles.deleteTree(spill);
    }
  }

  /// The manifest of a panel's folder, its files compared with it; a change of the split that was
  /// cut short is completed first.
  static Manifest checked(Path folder) throws IOException {
    PanelSplit.complete(folder);
    Manifest manifest = Manifest.read(folder);
    for (String name : List.of(RECORDS, PEOPLE, OUTCOMES, SCHEMA)) {
      Path file = folder.resolve(name);
      FileHash listed =
          manifest.outputs().stream()
              .filter(output -> output.path().equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      new JobtrailException.Usage(
                          folder
                              + ": is no panel ("
                              + manifest.command()
                              + " made it); `jobtrail panel import` makes one"));
      if (!Files.exists(file) || !FileHash.of(folder, file).equals(listed)) {
        throw new JobtrailException.Integrity(
            file + ": differs from the manifest or is missing; make the panel again");
      }
    }
    return manifest;
  }

  /// Writes a panel that no command made, such as a test's.
  ///
  /// @param overwrite replace what an earlier command with a manifest left there
  public static Manifest write(Panel panel, Path out, boolean overwrite) throws IOException {
    RowFates rows =
        RowFates.builder()
            .add("people", panel.people().size())
            .add("records", panel.records())
            .build();
    return write(
        panel,
        Manifest.of("panel", new TreeMap<>(), 0, List.of(), new TreeMap<>(), rows, List.of()),
        out,
        overwrite);
  }

  /// @param manifest what made the panel; the files' hashes are added here
  public static Manifest write(Panel panel, Manifest manifest, Path out, boolean overwrite)
      throws IOException {
    PanelTables.refuseReserved(panel.schema());
    PanelSplit.complete(out);
    try (FreshFolder folder = FreshFolder.open(out, overwrite, manifest.command())) {
      Path making = folder.path();
      PanelJson.write(panel.name(), panel.schema(), making.resolve(SCHEMA));
      OutcomesFile.write(panel.schema().outcomes(), making.resolve(OUTCOMES));
      PanelTables.write(panel, making, making.resolve(".spill"));
      return folder.publish(manifest);
    }
  }
}
