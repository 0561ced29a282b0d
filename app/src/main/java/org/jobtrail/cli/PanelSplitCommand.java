package org.jobtrail.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jobtrail.panel.PanelSplit;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Manifest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `panel split`.
@Command(
    name = "split",
    description =
        "Divides a panel's people into train, valid and test, by the hash of seed and id: somebody"
            + " is in the same part of every panel that is split alike.",
    mixinStandardHelpOptions = true)
final class PanelSplitCommand implements Callable<Integer> {
  @Parameters(paramLabel = "P", description = "A panel's folder; changed in place, in one step.")
  Path folder = Path.of("");

  @Option(
      names = "--by",
      paramLabel = "UNIT",
      description = "What is divided: person, never records (default: ${DEFAULT-VALUE}).")
  String by = "person";

  @Option(
      names = "--shares",
      split = ",",
      paramLabel = "PERCENT",
      description = "Train, valid and test (default: 70,10,20).")
  List<Double> shares = List.of(70.0, 10.0, 20.0);

  @Option(names = "--seed", paramLabel = "S", description = "Default: ${DEFAULT-VALUE}.")
  long seed = 1;

  @Mixin CommonOptions common = new CommonOptions();
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (!by.equals("person")) {
      throw new JobtrailException.Usage(
          "--by must be person, found \"" + by + "\": records of one person must stay together");
    }
    if (shares.size() != 3) {
      throw new JobtrailException.Usage(
          "--shares must be three numbers, such as 70,10,20; found " + shares.size());
    }
    Manifest manifest =
        new PanelSplit(shares.get(0), shares.get(1), shares.get(2), seed).apply(folder);
    ManifestPrinter.print(spec, common, manifest, folder);
    return ExitCode.OK;
  }
}
