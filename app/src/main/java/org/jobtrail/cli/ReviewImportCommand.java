package org.jobtrail.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.RowFates;
import org.jobtrail.review.CoderAgreement;
import org.jobtrail.review.Kappa;
import org.jobtrail.review.Level;
import org.jobtrail.review.ReviewImport;
import org.jobtrail.review.ReviewImport.Imported;
import org.jobtrail.score.NamedPath;
import org.jobtrail.taxonomy.Taxonomy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `review import FILE... --taxonomy T --rules RULES.tsv`.
@Command(
    name = "import",
    description =
        "Makes rules of the decisions in filled sheets, and says how far two coders agree. What"
            + " coders disagree on goes into a sheet for a third person.",
    mixinStandardHelpOptions = true)
final class ReviewImportCommand implements Callable<Integer> {
  /// So many rows are named on stderr; all of them stand in the quarantine.
  private static final int NAMED = 100;

  @Parameters(
      arity = "1..*",
      paramLabel = "[CODER=]FILE",
      description =
          "Filled sheets. CODER (default: the file's name) is who decided in rows whose"
              + " cell `coder` is empty.")
  List<String> files = List.of();

  @Option(
      names = "--taxonomy",
      defaultValue = "starter",
      paramLabel = "T",
      description = "What the titles were coded with; a folder, or starter (default).")
  Path taxonomy = Path.of("starter");

  @Option(
      names = "--rules",
      required = true,
      paramLabel = "RULES.tsv",
      description = "The rules, extended by one version; made when not there.")
  Path rules = Path.of("");

  @Option(
      names = "--date",
      paramLabel = "YYYY-MM-DD",
      description = "Of the new version (default: none; no clock is read).")
  @Nullable String date;

  @Option(
      names = "--settled-by",
      paramLabel = "NAME",
      description = "The decisions are of this person and end conflicts.")
  @Nullable String settledBy;

  @Option(
      names = "--separator",
      paramLabel = "C",
      description = "Of the sheets that are written (default: that of the first FILE).")
  @Nullable String separator;

  @Option(
      names = "--max-quarantined",
      paramLabel = "SHARE",
      description = "Exit with 3 when a larger share of rows can't be used, such as 0.05.")
  double maxQuarantined = 1;

  @Option(
      names = "--replicates",
      defaultValue = "1000",
      description = "Bootstrap samples for the agreement (default ${DEFAULT-VALUE}).")
  int replicates = 1000;

  @Option(names = "--seed", defaultValue = "1", description = "Of the bootstrap (default 1).")
  long seed;

  @Option(names = "--dry-run", description = "Say what would come of it, write nothing.")
  boolean dryRun;

  @Mixin CommonOptions common = new CommonOptions();
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (!(maxQuarantined >= 0 && maxQuarantined <= 1)) {
      throw new JobtrailException.Usage(
          "--max-quarantined must be a share in [0, 1], found " + maxQuarantined);
    }
    Taxonomy known = Taxonomy.load(taxonomy);
    Imported imported =
        new ReviewImport(
                known,
                Optional.ofNullable(settledBy),
                Optional.ofNullable(date).map(ReviewImportCommand::date),
                Optional.ofNullable(separator).map(ReviewExportCommand::separator),
                replicates,
                seed)
            .read(coders(files), rules, dryRun);
    complain(imported);
    PrintWriter print = Objects.requireNonNull(spec).commandLine().getOut();
    if (common.json) {
      print.println(json(imported));
    } else {
      print(imported, print);
    }
    print.flush();
    RowFates rows = imported.rows();
    double share = rows.count("rows_quarantined") / (double) Math.max(1, rows.count("rows_in"));
    return share > maxQuarantined ? ExitCode.QUARANTINED : ExitCode.OK;
  }

  static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new JobtrailException.Usage(
          "--date must be a day like 2026-11-20, found \"" + text + '"', e);
    }
  }

  /// `anna=a.csv`, or `anna.csv` for short.
  private static List<NamedPath> coders(List<String> files) {
    return NamedPath.parse(files, "FILE").stream()
        .map(f -> new NamedPath(f.name().replaceFirst("(?i)\\.(csv|tsv|txt)$", ""), f.path()))
        .toList();
  }

  private void complain(Imported imported) {
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    imported.notes().stream().limit(NAMED).forEach(note -> err.println("note: " + note));
    List<String> problems = imported.problems();
    problems.stream().limit(NAMED).forEach(err::println);
    if (problems.size() > NAMED) {
      err.printf("and %,d more, see the quarantine%n", problems.size() - NAMED);
    }
    err.flush();
  }

  private void print(Imported imported, PrintWriter print) {
    RowFates rows = imported.rows();
    print.printf(
        "%,d rows: %,d undecided, %,d skipped, %,d decided, %,d quarantined%n",
        rows.count("rows_in"),
        rows.count("rows_undecided"),
        rows.count("rows_skipped"),
        rows.count("rows_decided"),
        rows.count("rows_quarantined"));
    print.printf(
        "%,d titles: %,d new rules, %,d as before, %,d in conflict, %,d settled before%n",
        rows.count("titles_decided"),
        rows.count("titles_by_fate.ruled"),
        rows.count("titles_by_fate.unchanged"),
        rows.count("titles_by_fate.in_conflict"),
        rows.count("titles_by_fate.settled_before"));
    if (!imported.agreement().isEmpty()) {
      TextTable table = TextTable.of("coders", "level", "titles", "agree", "95 %", "kappa", "95 %");
      for (CoderAgreement pair : imported.agreement()) {
        for (Map.Entry<Level, Kappa> level : pair.levels().entrySet()) {
          Kappa kappa = level.getValue();
          table.row(
              pair.first() + ", " + pair.second(),
              level.getKey().word(),
              kappa.items(),
              number(kappa.agreement()),
              interval(kappa.agreementLow(), kappa.agreementHigh()),
              number(kappa.kappa()),
              interval(kappa.kappaLow(), kappa.kappaHigh()));
        }
      }
      table.print(print);
    }
    imported.quarantine().ifPresent(path -> print.println("to mend: " + path));
    imported.conflicts().ifPresent(path -> print.println("to settle: " + path));
    print.printf(
        "%s%s: version %d, %,d rules hold%n",
        dryRun ? "would be " : "",
        rules,
        imported.rules().version(),
        imported.rules().standing().size());
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
  }

  private static String interval(double low, double high) {
    return Double.isNaN(low) ? "-" : "[" + number(low) + ", " + number(high) + "]";
  }

  private ObjectNode json(Imported imported) {
    ObjectNode json = new ObjectMapper().createObjectNode();
    RowFates rows = imported.rows();
    for (String name :
        List.of(
            "rows_in",
            "rows_undecided",
            "rows_skipped",
            "rows_decided",
            "rows_quarantined",
            "titles_decided")) {
      json.put(name, rows.count(name));
    }
    ObjectNode reasons = json.putObject("quarantined_by_reason");
    rows.group("quarantined").forEach(reasons::put);
    for (String group : List.of("decided_by_fate", "titles_by_fate")) {
      ObjectNode fates = json.putObject(group);
      rows.group(group).forEach(fates::put);
    }
    ArrayNode pairs = json.putArray("agreement");
    for (CoderAgreement pair : imported.agreement()) {
      ObjectNode one = pairs.addObject().put("first", pair.first()).put("second", pair.second());
      pair.levels().forEach((level, kappa) -> put(one.putObject(level.word()), kappa));
    }
    json.put("version", imported.rules().version());
    json.put("rules_standing", imported.rules().standing().size());
    json.put("dry_run", dryRun).put("replicates", replicates).put("seed", seed);
    json.put("quarantine", imported.quarantine().map(Path::toString).orElse(null));
    json.put("conflicts", imported.conflicts().map(Path::toString).orElse(null));
    return json.put("rules", rules.toString());
  }

  private static void put(ObjectNode json, Kappa kappa) {
    json.put("titles", kappa.items());
    put(json, "agreement", kappa.agreement());
    put(json, "agreement_low", kappa.agreementLow());
    put(json, "agreement_high", kappa.agreementHigh());
    put(json, "kappa", kappa.kappa());
    put(json, "kappa_low", kappa.kappaLow());
    put(json, "kappa_high", kappa.kappaHigh());
  }

  private static void put(ObjectNode json, String name, double value) {
    if (Double.isNaN(value)) {
      json.putNull(name);
    } else {
      json.put(name, Math.round(value * 1e6) / 1e6);
    }
  }
}
