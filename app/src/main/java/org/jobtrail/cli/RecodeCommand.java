package org.jobtrail.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jobtrail.crosswalk.Crosswalk;
import org.jobtrail.crosswalk.CrosswalkFolder;
import org.jobtrail.crosswalk.CsvRecode;
import org.jobtrail.crosswalk.Policy;
import org.jobtrail.crosswalk.Recoding;
import org.jobtrail.dataset.TrajectoryRecode;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Manifest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `recode`: the codes of a dataset or a table in another classification.
@Command(
    name = "recode",
    description =
        "Recodes a dataset's trajectories, or with --column a table, and accounts for every row:"
            + " one-to-one, merged, split, lost. No row is dropped.",
    mixinStandardHelpOptions = true)
final class RecodeCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DATASET",
      description = "Folder of a run or an import; with --column a .csv or .tsv (.gz, .zip).")
  Path dataset = Path.of("");

  @Option(
      names = "--crosswalk",
      required = true,
      paramLabel = "FOLDER",
      description = "What `taxonomy crosswalk` made.")
  Path crosswalk = Path.of("");

  @Option(
      names = "--column",
      paramLabel = "COLUMN",
      description = "Of a table: the column that holds codes; a name, or a number from 1.")
  @Nullable String column;

  @Option(
      names = "--policy",
      paramLabel = "POLICY",
      description =
          "For codes with several targets: drop-never (keep unknown beside all targets), first (in"
              + " the order of the texts), largest-weight, split (a row for each, weighted);"
              + " default ${DEFAULT-VALUE}.")
  String policy = "drop-never";

  @Option(
      names = "--digits",
      paramLabel = "N",
      description = "Put zeros before codes of fewer digits before they are looked up.")
  int digits;

  @Mixin CrosswalkCommand.Target target = new CrosswalkCommand.Target();
  @Mixin CommonOptions common = new CommonOptions();
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Policy chosen = Policy.of(policy);
    if (digits < 0 || digits > 20) {
      throw new JobtrailException.Usage("--digits must be 0 to 20, found " + digits);
    }
    if (!Files.exists(dataset)) {
      throw new JobtrailException.Usage(dataset + ": no such file or folder");
    }
    Recoding recoding = new Recoding(CrosswalkFolder.read(crosswalk), chosen, digits);
    String wanted = column;
    if (wanted == null && !Files.isDirectory(dataset)) {
      throw new JobtrailException.Usage(
          dataset + ": is a table; say which of its columns holds codes with --column");
    }
    if (wanted != null && Files.isDirectory(dataset)) {
      throw new JobtrailException.Usage(
          dataset + ": is a folder; --column is for tables, a dataset's codes are known");
    }
    Manifest manifest =
        wanted == null
            ? TrajectoryRecode.write(dataset, recoding, crosswalk, target.out, target.force)
            : CsvRecode.write(dataset, wanted, recoding, crosswalk, target.out, target.force);
    ManifestPrinter.print(spec, common, manifest, target.out);
    if (!common.json) {
      notes(
          recoding.crosswalk(),
          manifest,
          chosen,
          Objects.requireNonNull(spec).commandLine().getOut());
    }
    return ExitCode.OK;
  }

  private static void notes(
      Crosswalk crosswalk, Manifest manifest, Policy policy, PrintWriter print) {
    long zeros = manifest.rows().count("rows_lost_to_zeros");
    if (zeros > 0) {
      print.printf(
          "note: %,d rows are lost because their codes lack or have leading zeros (ledger.tsv,"
              + " column near); --digits N puts them back%n",
          zeros);
    }
    boolean equal = crosswalk.weights() == Crosswalk.Weights.EQUAL;
    if (equal && policy == Policy.LARGEST_WEIGHT) {
      print.println(
          "note: the crosswalk has no weights, so the first target in the order of the texts was"
              + " taken");
    }
    if (equal && policy == Policy.SPLIT) {
      print.println("note: the crosswalk has no weights, so a code's targets share alike");
    }
    print.flush();
  }
}
