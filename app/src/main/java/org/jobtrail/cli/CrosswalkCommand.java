package org.jobtrail.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jobtrail.crosswalk.Composition;
import org.jobtrail.crosswalk.Crosswalk;
import org.jobtrail.crosswalk.CrosswalkFolder;
import org.jobtrail.crosswalk.CrosswalkTable;
import org.jobtrail.provenance.Manifest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `taxonomy crosswalk`: correspondence tables between classifications.
@Command(
    name = "crosswalk",
    description = "Imports, describes, composes and inverts tables from code to code.",
    mixinStandardHelpOptions = true,
    subcommands = {
      CrosswalkCommand.Import.class,
      CrosswalkCommand.Info.class,
      CrosswalkCommand.Compose.class,
      CrosswalkCommand.Invert.class
    })
final class CrosswalkCommand {
  /// Where a crosswalk goes.
  static final class Target {
    @Option(names = "--out", required = true, paramLabel = "FOLDER", description = "The result.")
    Path out = Path.of("");

    @Option(names = "--force", description = "Replace an earlier result.")
    boolean force;
  }

  @Command(
      name = "import",
      description =
          "Reads a table of corresponding codes: comma, semicolon or tab, .gz or .zip, with or"
              + " without a header.",
      mixinStandardHelpOptions = true)
  static final class Import implements Callable<Integer> {
    @Parameters(paramLabel = "TABLE", description = "One row for each pair of codes.")
    Path table = Path.of("");

    @Option(
        names = "--from",
        required = true,
        paramLabel = "NAME",
        description = "Classification of the sources, such as ISCO-08.")
    String from = "";

    @Option(
        names = "--to",
        required = true,
        paramLabel = "NAME",
        description = "Classification of the targets, such as ISCO-88.")
    String to = "";

    @Option(
        names = "--from-column",
        paramLabel = "COLUMN",
        description = "Name, or number from 1 (default: the one called like --from).")
    @Nullable String fromColumn;

    @Option(
        names = "--to-column",
        paramLabel = "COLUMN",
        description = "Name, or number from 1 (default: the one called like --to).")
    @Nullable String toColumn;

    @Option(
        names = "--weight-column",
        paramLabel = "COLUMN",
        description = "Weight of each pair (default: a source's targets share alike).")
    @Nullable String weightColumn;

    @Option(
        names = "--from-part-column",
        paramLabel = "COLUMN",
        description =
            "Marks that only a part of the source is meant (default: <from column> part).")
    @Nullable String fromPartColumn;

    @Option(
        names = "--to-part-column",
        paramLabel = "COLUMN",
        description = "Marks that the source is only a part of the target.")
    @Nullable String toPartColumn;

    @Option(
        names = "--where",
        paramLabel = "COLUMN=VALUE",
        description = "Read only these rows; the others are counted.")
    @Nullable String where;

    @Option(
        names = "--from-digits",
        paramLabel = "N",
        description = "Put zeros before shorter source codes, which a spreadsheet took.")
    int fromDigits;

    @Option(
        names = "--to-digits",
        paramLabel = "N",
        description = "Put zeros before shorter target codes.")
    int toDigits;

    @Mixin Target target = new Target();
    @Mixin CommonOptions common = new CommonOptions();
    @Spec @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      CrosswalkTable.Settings settings =
          new CrosswalkTable.Settings(
              from,
              to,
              Optional.ofNullable(fromColumn),
              Optional.ofNullable(toColumn),
              Optional.ofNullable(weightColumn),
              Optional.ofNullable(fromPartColumn),
              Optional.ofNullable(toPartColumn),
              Optional.ofNullable(where),
              fromDigits,
              toDigits);
      Manifest manifest =
          CrosswalkFolder.write(
              CrosswalkTable.read(table, settings), settings, target.out, target.force);
      ManifestPrinter.print(spec, common, manifest, target.out);
      return ExitCode.OK;
    }
  }

  @Command(
      name = "info",
      description = "What a crosswalk leads from and to, and what becomes of its codes.",
      mixinStandardHelpOptions = true)
  static final class Info implements Callable<Integer> {
    @Parameters(paramLabel = "CROSSWALK", description = "A folder.")
    Path folder = Path.of("");

    @Mixin CommonOptions common = new CommonOptions();
    @Spec @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      Crosswalk crosswalk = CrosswalkFolder.read(folder);
      if (!common.json) {
        PrintWriter print = Objects.requireNonNull(spec).commandLine().getOut();
        print.printf(
            "%s -> %s, weights %s%n", crosswalk.from(), crosswalk.to(), crosswalk.weights().word());
      }
      ManifestPrinter.print(spec, common, Manifest.read(folder), folder);
      return ExitCode.OK;
    }
  }

  @Command(
      name = "compose",
      description = "A crosswalk from A to B and one from B to C give one from A to C.",
      mixinStandardHelpOptions = true)
  static final class Compose implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "A-B", description = "A crosswalk's folder.")
    Path first = Path.of("");

    @Parameters(index = "1", paramLabel = "B-C", description = "A crosswalk's folder.")
    Path second = Path.of("");

    @Mixin Target target = new Target();
    @Mixin CommonOptions common = new CommonOptions();
    @Spec @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      Composition composition =
          Composition.of(CrosswalkFolder.read(first), CrosswalkFolder.read(second));
      Manifest manifest =
          CrosswalkFolder.write(composition, first, second, target.out, target.force);
      ManifestPrinter.print(spec, common, manifest, target.out);
      return ExitCode.OK;
    }
  }

  @Command(
      name = "invert",
      description = "A crosswalk from A to B read from B to A; weights stay with their pairs.",
      mixinStandardHelpOptions = true)
  static final class Invert implements Callable<Integer> {
    @Parameters(paramLabel = "CROSSWALK", description = "A folder.")
    Path folder = Path.of("");

    @Mixin Target target = new Target();
    @Mixin CommonOptions common = new CommonOptions();
    @Spec @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      Manifest manifest = CrosswalkFolder.writeInverse(folder, target.out, target.force);
      ManifestPrinter.print(spec, common, manifest, target.out);
      return ExitCode.OK;
    }
  }
}
