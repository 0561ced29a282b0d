package org.jobtrail.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jobtrail.normalise.Normaliser;
import org.jobtrail.normalise.confidence.ConceptTree;
import org.jobtrail.normalise.confidence.Confidence;
import org.jobtrail.normalise.confidence.KnownTitle;
import org.jobtrail.provenance.AtomicFiles;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.score.ranking.ConfidenceTrial;
import org.jobtrail.score.ranking.LabelledTitles;
import org.jobtrail.score.ranking.LabelledTitles.LabelledTitle;
import org.jobtrail.score.ranking.MeloReader;
import org.jobtrail.score.ranking.RankerNormaliser;
import org.jobtrail.score.ranking.Rankers;
import org.jobtrail.taxonomy.Taxonomy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `dev confidence`: probabilities and sets fitted on one half of titles and judged on the other.
@Command(
    name = "confidence",
    description =
        "Fits probabilities and sets on one half of labelled titles and judges them on the other,"
            + " both ways, for several seeds.",
    mixinStandardHelpOptions = true)
final class DevConfidenceCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "TITLES",
      description = "Labelled titles (.tsv, .tsv.gz) as for benchmark titles, or MELO folders.")
  private List<Path> inputs = List.of();

  @Option(names = "--taxonomy", required = true, paramLabel = "TAXONOMY")
  private Path taxonomy = Path.of("");

  @Option(
      names = "--ranker",
      defaultValue = "normaliser",
      description =
          "normaliser (that of --model, or the default one), or a plain ranker as for benchmark"
              + " titles.")
  private String ranker = "normaliser";

  @Option(
      names = "--language",
      defaultValue = "en",
      description = "Of labelled titles whose row doesn't say it (default en).")
  private String language = "en";

  @Option(names = "--coverage", defaultValue = "0.95", description = "Of sets (default 0.95).")
  private double coverage;

  @Option(names = "--top", defaultValue = "100", description = "Candidates (default 100).")
  private int top;

  @Option(
      names = "--text-out",
      paramLabel = "FILE",
      description = "Takes what is fitted on all titles: what ships for models of labels alone.")
  private @Nullable Path textOut;

  @Option(names = "--seeds", defaultValue = "2", description = "Halvings (default 2).")
  private int seeds;

  @Mixin private ModelOption model = new ModelOption();
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (!(coverage > 0 && coverage < 1) || top < 1 || seeds < 1) {
      throw new JobtrailException.Usage(
          "--coverage must be in (0, 1), --top and --seeds at least 1; found "
              + coverage
              + ", "
              + top
              + ", "
              + seeds);
    }
    Taxonomy concepts = Taxonomy.load(taxonomy);
    Normaliser normaliser =
        ranker.equals("normaliser")
            ? model.normaliser(concepts, taxonomy, true)
            : new RankerNormaliser(Rankers.named(ranker), concepts);
    List<LabelledTitle> titles = new ArrayList<>();
    for (Path input : inputs) {
      if (Files.isDirectory(input)) {
        titles.addAll(ConfidenceTrial.titles(MeloReader.read(input), concepts));
      } else {
        LabelledTitles read =
            LabelledTitles.read(input, concepts, TaxonomyCommand.language(language));
        KnownTitles.complain(read.aside(), Objects.requireNonNull(spec).commandLine().getErr());
        titles.addAll(read.titles());
      }
    }
    List<KnownTitle> known = ConfidenceTrial.code(titles, normaliser, top);
    ConceptTree tree = ConceptTree.of(concepts);
    PrintWriter print = Objects.requireNonNull(spec).commandLine().getOut();
    print.printf("%s over %s, %d titles%n", normaliser.name(), concepts.name(), titles.size());
    for (long seed = 1; seed <= seeds; seed++) {
      print(print, seed, new ConfidenceTrial(coverage, top, seed).of(titles, known, tree));
    }
    if (textOut != null) {
      AtomicFiles.write(textOut, Confidence.fit(known, tree, on(inputs)).text());
    }
    print.flush();
    return ExitCode.OK;
  }

  /// The inputs' names, without their endings.
  private static String on(List<Path> inputs) {
    return inputs.stream()
        .map(p -> String.valueOf(p.getFileName()).replaceFirst("\\.tsv(\\.gz)?$", ""))
        .collect(java.util.stream.Collectors.joining(" + ", "titles of ", ""));
  }

  private static void print(PrintWriter print, long seed, ConfidenceTrial.Result result) {
    print.printf(
        Locale.ROOT,
        "seed %d: log loss %.4f nats, Brier %.4f%n",
        seed,
        result.logLoss(),
        result.brier());
    TextTable table = TextTable.of("calibration error", "titles", "error", "by chance");
    result
        .errors()
        .forEach(
            (name, e) ->
                table.row(
                    name,
                    e.size(),
                    String.format(Locale.ROOT, "%.4f", e.value()),
                    String.format(Locale.ROOT, "%.4f", e.expected())));
    table.print(print);
    BenchmarkTitlesCommand.print(print, result.sets());
    result.fitted().forEach(print::println);
  }
}
