package org.jobtrail.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jobtrail.normalise.Normaliser;
import org.jobtrail.normalise.TitleCoding;
import org.jobtrail.normalise.rules.Rules;
import org.jobtrail.provenance.Inputs;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Progress;
import org.jobtrail.provenance.RowFates;
import org.jobtrail.taxonomy.Taxonomy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `normalise`: a table of titles to ranked occupations.
@Command(
    name = "normalise",
    description = "Ranks the occupations that each title of a table may name.",
    subcommands = NormaliseTrainCommand.class,
    mixinStandardHelpOptions = true)
final class NormaliseCommand implements Callable<Integer> {
  @Option(
      names = "--taxonomy",
      defaultValue = "starter",
      paramLabel = "TAXONOMY",
      description = "A folder that `taxonomy import` made, or starter (default).")
  Path taxonomy = Path.of("starter");

  @Option(
      names = "--titles",
      paramLabel = "FILE",
      description =
          "Tab-separated id, title[, language]; with a header columns of these names in any order,"
              + " also description, employer, neighbours; .gz allowed.")
  @Nullable Path titles;

  @Option(
      names = "--top",
      defaultValue = "10",
      description = "How many candidates for each title at most (default ${DEFAULT-VALUE}).")
  int top = 10;

  @Option(
      names = "--language",
      defaultValue = "und",
      paramLabel = "XX",
      description = "Of titles whose line doesn't say it.")
  String language = "und";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Tab-separated id, rank, uri, code, label, score, probability, outcome; .gz compresses.")
  @Nullable Path out;

  @Option(
      names = "--coverage",
      paramLabel = "P",
      description =
          "Also write OUT.sets.tsv: for each title the most specific occupations and groups that"
              + " hold its occupation with this probability, such as 0.95.")
  @Nullable Double coverage;

  @Option(
      names = "--reasons",
      paramLabel = "FILE",
      description =
          "Also write what each candidate's score is made of: tab-separated id, rank, code, score,"
              + " part, amount; the amounts of a candidate sum to its score.")
  @Nullable Path reasons;

  @Option(
      names = "--max-quarantined",
      paramLabel = "SHARE",
      description = "Exit with 3 when a larger share of lines can't be used, such as 0.05.")
  double maxQuarantined = 1;

  @Mixin ModelOption model = new ModelOption();
  @Mixin RulesOption rules = new RulesOption();
  @Mixin CommonOptions common = new CommonOptions();
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (titles == null || out == null) {
      throw new JobtrailException.Usage(
          "wants --titles FILE and --out FILE, or `normalise train`; see `jobtrail normalise"
              + " --help`");
    }
    return code(titles, out);
  }

  private int code(Path titles, Path out) throws IOException {
    if (top < 1) {
      throw new JobtrailException.Usage("--top must be at least 1, found " + top);
    }
    if (coverage != null && !(coverage > 0 && coverage < 1)) {
      throw new JobtrailException.Usage("--coverage must be in (0, 1), found " + coverage);
    }
    if (!(maxQuarantined >= 0 && maxQuarantined <= 1)) {
      throw new JobtrailException.Usage(
          "--max-quarantined must be a share in [0, 1], found " + maxQuarantined);
    }
    if (Files.exists(out) && !Files.isDirectory(out) && !Files.isRegularFile(out)) {
      // The result replaces what stands there in one step; a device would be gone.
      throw new JobtrailException.Usage(out + ": is no regular file; --out names a file to write");
    }
    Taxonomy concepts = Taxonomy.load(taxonomy);
    List<Path> read = new ArrayList<>(List.of(taxonomy));
    model.file(taxonomy).ifPresent(read::add);
    rules.file().ifPresent(read::add);
    Optional<Rules> decided = rules.read(concepts);
    Normaliser normaliser =
        RulesOption.over(model.normaliser(concepts, taxonomy, common.quiet), decided);
    PrintWriter errors = Objects.requireNonNull(spec).commandLine().getErr();
    TitleCoding coding =
        new TitleCoding(
            normaliser,
            concepts.sha256(),
            top,
            TaxonomyCommand.language(language),
            coverage == null ? OptionalDouble.empty() : OptionalDouble.of(coverage),
            Optional.ofNullable(reasons));
    for (Path file : coding.written(out)) {
      Inputs.keep(read, file);
    }
    RowFates rows = coding.code(titles, out, Progress.NONE, errors::println);
    errors.flush();
    PrintWriter print = spec.commandLine().getOut();
    if (common.json) {
      ObjectNode json = new ObjectMapper().createObjectNode();
      for (String name :
          new String[] {
            "titles_in",
            "coded",
            "unknown",
            "without_candidates",
            "quarantined",
            "repeated_ids",
            "without_words"
          }) {
        json.put(name, rows.count(name));
      }
      ObjectNode reasons = json.putObject("quarantined_by_reason");
      rows.group("quarantined").forEach(reasons::put);
      json.put("taxonomy", concepts.name()).put("normaliser", normaliser.name());
      json.put("calibration", normaliser.calibration());
      decided.ifPresent(_ -> json.put("answered_by_rules", rows.count("answered_by_rules")));
      print.println(json);
    } else {
      print.printf(
          "%d titles: %d coded, %d unknown, %d without a candidate, %d quarantined -> %s (%s, %s)%n",
          rows.count("titles_in"),
          rows.count("coded"),
          rows.count("unknown"),
          rows.count("without_candidates"),
          rows.count("quarantined"),
          out,
          normaliser.name(),
          concepts.name());
      if (rows.count("quarantined") > 0) {
        print.println("quarantined " + rows.group("quarantined") + ": " + out + ".quarantine.tsv");
      }
    }
    print.flush();
    double share = rows.count("quarantined") / (double) Math.max(1, rows.count("titles_in"));
    return share > maxQuarantined ? ExitCode.QUARANTINED : ExitCode.OK;
  }
}
