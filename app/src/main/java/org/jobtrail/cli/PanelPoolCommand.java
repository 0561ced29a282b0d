package org.jobtrail.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelFolder;
import org.jobtrail.panel.Pooling;
import org.jobtrail.provenance.Inputs;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Manifest;
import org.jobtrail.provenance.RowFates;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `panel pool`.
@Command(
    name = "pool",
    description =
        "Makes one panel of several, to train on all: outcomes are joined by code, covariates by"
            + " name; people keep their part and are called PANEL:ID.",
    mixinStandardHelpOptions = true)
final class PanelPoolCommand implements Callable<Integer> {
  @Parameters(arity = "2..*", paramLabel = "P", description = "The panels' folders.")
  List<Path> folders = List.of();

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Output folder.")
  Path out = Path.of("");

  @Option(names = "--force", description = "Replace what an earlier command left in --out.")
  boolean force;

  @Mixin CommonOptions common = new CommonOptions();
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Inputs.keepOutside(folders, out);
    List<Panel> panels = new ArrayList<>();
    for (Path folder : folders) {
      panels.add(PanelFolder.read(folder));
    }
    Panel pool;
    try {
      pool = Pooling.of(panels);
    } catch (IllegalArgumentException e) {
      throw new JobtrailException.Usage("panel pool: " + e.getMessage(), e);
    }
    RowFates.Builder rows = RowFates.builder();
    for (Panel panel : panels) {
      rows.add("people_" + panel.name(), panel.people().size());
    }
    rows.add("people", pool.people().size()).add("records", pool.records());
    rows.sum("people", panels.stream().map(p -> "people_" + p.name()).toArray(String[]::new));
    Manifest manifest =
        Manifest.of(
            "panel pool",
            new TreeMap<>(),
            0,
            Inputs.hash(folders),
            new TreeMap<>(),
            rows.build(),
            List.of());
    ManifestPrinter.print(spec, common, PanelFolder.write(pool, manifest, out, force), out);
    return ExitCode.OK;
  }
}
