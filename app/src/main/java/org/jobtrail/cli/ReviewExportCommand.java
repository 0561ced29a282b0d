package org.jobtrail.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jobtrail.career.Language;
import org.jobtrail.normalise.rules.Rules;
import org.jobtrail.provenance.Inputs;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.RowFates;
import org.jobtrail.review.ReviewExport;
import org.jobtrail.taxonomy.Taxonomy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `review export CODED --out review.csv`.
@Command(
    name = "export",
    description =
        "Writes a sheet of the titles whose coding is least certain, by frequency, for people to"
            + " fill. Titles can hold names: the sheet is personal data unless --at-least says"
            + " otherwise.",
    mixinStandardHelpOptions = true)
final class ReviewExportCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "CODED",
      description = "The folder of a run, or a table that `normalise` wrote (with --titles).")
  Path coded = Path.of("");

  @Option(
      names = "--titles",
      paramLabel = "FILE",
      description = "The titles that `normalise` was given.")
  @Nullable Path titles;

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "The sheet, CSV.")
  Path out = Path.of("");

  @Option(
      names = "--most",
      defaultValue = "500",
      paramLabel = "N",
      description = "Titles at most; 0 for all (default ${DEFAULT-VALUE}).")
  long most = 500;

  @Option(
      names = "--at-least",
      defaultValue = "1",
      paramLabel = "K",
      description = "Leave out titles of fewer different people (default ${DEFAULT-VALUE}).")
  long atLeast = 1;

  @Option(
      names = "--separator",
      defaultValue = ",",
      paramLabel = "C",
      description =
          "Between cells: a comma (default), ';' as Excel wants it in Dutch, French and German, or"
              + " tab.")
  String separator = ",";

  @Option(
      names = "--taxonomy",
      paramLabel = "T",
      description = "What the titles were coded with, to name codes in another language.")
  @Nullable Path taxonomy;

  @Option(
      names = "--labels",
      paramLabel = "XX",
      description = "Language of the codes' names, with --taxonomy (default: each title's own).")
  @Nullable String labels;

  @Option(
      names = "--rules",
      paramLabel = "RULES.tsv",
      description = "Leave out titles that have a rule; needs --taxonomy.")
  @Nullable Path rules;

  @Option(names = "--force", description = "Replace the sheet that is there.")
  boolean force;

  @Mixin CommonOptions common = new CommonOptions();
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Inputs.keep(Stream.of(coded, titles, rules, taxonomy).filter(Objects::nonNull).toList(), out);
    if (Files.exists(out) && !force) {
      throw new JobtrailException.Usage(
          out
              + ": there already, and may hold decisions; name another --out, or --force to replace it");
    }
    Path known = taxonomy;
    if (known == null && (labels != null || rules != null)) {
      throw new JobtrailException.Usage("--labels and --rules need --taxonomy");
    }
    Optional<Taxonomy> concepts =
        known == null ? Optional.empty() : Optional.of(Taxonomy.load(known));
    Path ruled = rules;
    Optional<Rules> decided =
        ruled == null ? Optional.empty() : Optional.of(Rules.read(ruled, concepts.orElseThrow()));
    Optional<Language> named = Optional.ofNullable(labels).map(TaxonomyCommand::language);
    RowFates rows =
        new ReviewExport(
                most == 0 ? Long.MAX_VALUE : most,
                atLeast,
                separator(separator),
                concepts,
                named,
                decided)
            .write(coded, titles, out);
    print(rows);
    return ExitCode.OK;
  }

  private void print(RowFates rows) {
    PrintWriter print = Objects.requireNonNull(spec).commandLine().getOut();
    if (common.json) {
      ObjectNode json = new ObjectMapper().createObjectNode();
      json.put("titles", rows.count("titles")).put("occurrences", rows.count("occurrences"));
      for (String group : new String[] {"titles_by_fate", "occurrences_by_fate"}) {
        ObjectNode fates = json.putObject(group);
        rows.group(group).forEach(fates::put);
      }
      print.println(json.put("out", out.toString()));
    } else {
      print.printf(
          "%,d of %,d titles -> %s (%,d of %,d occurrences); left out: %,d beyond --most, %,d below"
              + " --at-least, %,d ruled, %,d without a word%n",
          rows.count("titles_by_fate.exported"),
          rows.count("titles"),
          out,
          rows.count("occurrences_by_fate.exported"),
          rows.count("occurrences"),
          rows.count("titles_by_fate.beyond_most"),
          rows.count("titles_by_fate.below_at_least"),
          rows.count("titles_by_fate.ruled"),
          rows.count("titles_by_fate.without_a_word"));
    }
    print.flush();
  }

  /// One character, or the word `tab`.
  static char separator(String text) {
    if (text.equals("tab") || text.equals("\\t")) {
      return '\t';
    }
    if (text.length() != 1 || ",;\t".indexOf(text.charAt(0)) < 0) {
      throw new JobtrailException.Usage(
          "--separator must be a comma, a semicolon or tab, found \"" + text + '"');
    }
    return text.charAt(0);
  }
}
