package org.jobtrail.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jobtrail.provenance.RowFates;
import org.jobtrail.review.RulesRecode;
import org.jobtrail.taxonomy.Taxonomy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `review recode RULES.tsv --taxonomy NEW --rules NEW-RULES.tsv`.
@Command(
    name = "recode",
    description =
        "Takes rules over to another version of their taxonomy; those whose occupations it lacks"
            + " become a sheet to decide anew.",
    mixinStandardHelpOptions = true)
final class ReviewRecodeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "RULES.tsv", description = "The rules as they are.")
  Path file = Path.of("");

  @Option(
      names = "--taxonomy",
      required = true,
      paramLabel = "T",
      description = "The other version; a folder, or starter.")
  Path taxonomy = Path.of("starter");

  @Option(
      names = "--rules",
      required = true,
      paramLabel = "NEW-RULES.tsv",
      description = "The new rules; must not be there yet.")
  Path rules = Path.of("");

  @Option(
      names = "--date",
      paramLabel = "YYYY-MM-DD",
      description = "Of their first version (default: none; no clock is read).")
  @Nullable String date;

  @Mixin CommonOptions common = new CommonOptions();
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    String day =
        Optional.ofNullable(date)
            .map(ReviewImportCommand::date)
            .map(LocalDate::toString)
            .orElse("none");
    RowFates rows = RulesRecode.write(file, Taxonomy.load(taxonomy), rules, day);
    PrintWriter print = Objects.requireNonNull(spec).commandLine().getOut();
    if (common.json) {
      ObjectNode json = new ObjectMapper().createObjectNode();
      rows.counts().forEach(json::put);
      print.println(json.put("rules", rules.toString()));
    } else {
      print.printf(
          "%,d standing rules: %,d kept -> %s%s%n",
          rows.count("rules_in"),
          rows.count("rules_kept"),
          rules,
          rows.count("rules_left") == 0
              ? ""
              : ", %,d to decide anew -> %s.left.csv".formatted(rows.count("rules_left"), rules));
    }
    print.flush();
    return ExitCode.OK;
  }
}
