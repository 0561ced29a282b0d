package org.jobtrail.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jobtrail.normalise.CrossFittedNormaliser;
import org.jobtrail.normalise.KnownOccupation;
import org.jobtrail.normalise.Normaliser;
import org.jobtrail.normalise.NormaliserModel;
import org.jobtrail.normalise.Normalisers;
import org.jobtrail.normalise.TitleLearner;
import org.jobtrail.provenance.Inputs;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Progress;
import org.jobtrail.score.Resampling;
import org.jobtrail.score.ranking.LabelledTitles;
import org.jobtrail.score.ranking.RankerNormaliser;
import org.jobtrail.score.ranking.Rankers;
import org.jobtrail.score.ranking.SetFigures;
import org.jobtrail.score.ranking.TitleBenchmark;
import org.jobtrail.taxonomy.Taxonomy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `jobtrail benchmark titles LABELLED.tsv`.
@Command(
    name = "titles",
    mixinStandardHelpOptions = true,
    description =
        "Codes titles with known occupations: MRR, R@1, R@5, R@10, calibration, sets, titles/s.")
final class BenchmarkTitlesCommand implements Callable<Integer> {
  /// The normaliser that `normalise` uses.
  private static final String NORMALISER = "normaliser";

  private static final int MOST_FOLDS = 20;

  @Parameters(
      arity = "1..*",
      paramLabel = "LABELLED.tsv",
      description =
          "Tab-separated with a header: title and uri (esco_uri), code (esco_code) or isco08;"
              + " optional id, language, description, weight; .gz allowed. Or the folder of a MELO"
              + " set.")
  private List<Path> files = List.of();

  @Option(
      names = "--taxonomy",
      defaultValue = "starter",
      paramLabel = "TAXONOMY",
      description = "A folder that `taxonomy import` made, or starter (default).")
  private Path taxonomy = Path.of("starter");

  @Option(
      names = "--ranker",
      defaultValue = NORMALISER,
      paramLabel = "NAME",
      description =
          "normaliser (default): as `normalise` codes. Or a plain ranker of the taxonomy's labels:"
              + " lexical, char-tfidf (2-4), char-tfidf-3-5, word-tfidf, edit.")
  private String ranker = NORMALISER;

  @Option(
      names = "--language",
      defaultValue = "und",
      paramLabel = "XX",
      description = "Of titles whose row doesn't say it.")
  private String language = "und";

  @Option(
      names = "--top",
      defaultValue = "100",
      description = "Candidates judged and written for each title (default ${DEFAULT-VALUE}).")
  private int top = 100;

  @Option(
      names = "--coverage",
      defaultValue = "0.95",
      description = "Asked of sets, where the normaliser gives any (default ${DEFAULT-VALUE}).")
  private double coverage = 0.95;

  @Option(
      names = "--folds",
      paramLabel = "K",
      description =
          "Learn from the titles, too: each is coded by a model that learnt from the other K - 1"
              + " folds; wants a model. Equal titles are in one fold.")
  private int folds;

  @Option(
      names = "--run-out",
      paramLabel = "FILE",
      description = "Takes title id, URI, rank, score; .gz compresses.")
  private @Nullable Path runOut;

  @Option(
      names = "--replicates",
      defaultValue = "1000",
      description = "Bootstrap samples of titles (default ${DEFAULT-VALUE}).")
  private int replicates = 1000;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Of the bootstrap and the folds (default 1).")
  private long seed;

  @Mixin private ModelOption model = new ModelOption();
  @Mixin private UntitledOddsOption untitledOdds = new UntitledOddsOption();
  @Mixin private CommonOptions common = new CommonOptions();
  @Spec private @Nullable CommandSpec spec;

  /// Reading the taxonomy.
  private double taxonomySeconds;

  /// Reading the model and indexing the taxonomy's labels, in a process that did nothing before.
  private double loadSeconds;

  @Override
  public Integer call() throws IOException {
    RankingOutput.check(runOut, 1, replicates);
    if (runOut != null) {
      List<Path> read = new ArrayList<>(KnownTitles.files(files));
      read.add(taxonomy);
      model.file(taxonomy).ifPresent(read::add);
      Inputs.keep(read, runOut);
    }
    if (top < 1) {
      throw new JobtrailException.Usage("--top must be at least 1, found " + top);
    }
    if (!(coverage > 0 && coverage < 1)) {
      throw new JobtrailException.Usage("--coverage must be in (0, 1), found " + coverage);
    }
    if (!ranker.equals(NORMALISER)) {
      Rankers.named(ranker);
    }
    TitleLearner learner = untitledOdds.learner(folds != 0, "--folds K");
    long start = System.nanoTime();
    Taxonomy concepts = Taxonomy.load(taxonomy);
    taxonomySeconds = (System.nanoTime() - start) / 1e9;
    LabelledTitles titles = LabelledTitles.NONE;
    for (Path file : files) {
      titles = titles.and(LabelledTitles.read(file, concepts, TaxonomyCommand.language(language)));
    }
    KnownTitles.complain(titles.aside(), Objects.requireNonNull(spec).commandLine().getErr());
    start = System.nanoTime();
    Normaliser normaliser = normaliser(concepts, titles, learner);
    loadSeconds = (System.nanoTime() - start) / 1e9;
    TitleBenchmark.Result result =
        new TitleBenchmark(new Resampling(replicates, seed), top, coverage)
            .of(titles, normaliser, Optional.ofNullable(runOut), Progress.NONE);
    PrintWriter print = spec.commandLine().getOut();
    if (common.json) {
      print.println(json(titles, normaliser, concepts, result));
    } else {
      print(print, titles, normaliser, result);
    }
    print.flush();
    return ExitCode.OK;
  }

  private Normaliser normaliser(Taxonomy concepts, LabelledTitles titles, TitleLearner learner) {
    if (!ranker.equals(NORMALISER)) {
      model.refuse("is not used by --ranker " + ranker);
      return new RankerNormaliser(Rankers.named(ranker), concepts);
    }
    if (folds == 0) {
      return model.normaliser(concepts, taxonomy, common.quiet);
    }
    if (folds < 2 || folds > MOST_FOLDS) {
      throw new JobtrailException.Usage(
          "--folds must be 2 to " + MOST_FOLDS + " (each is a model in memory), found " + folds);
    }
    List<KnownOccupation> known =
        titles.titles().stream().map(LabelledTitles.LabelledTitle::known).toList();
    long different = KnownOccupation.different(known);
    if (folds > different) {
      throw new JobtrailException.Usage(
          "--folds " + folds + ", but there are only " + different + " different titles");
    }
    NormaliserModel base =
        model
            .read(taxonomy)
            .or(() -> Normalisers.shipped(concepts))
            .orElseThrow(
                () ->
                    new JobtrailException.Usage(
                        "--folds wants a model to start from; add --model MODEL"));
    return CrossFittedNormaliser.of(learner, base, concepts, known, folds, seed);
  }

  private ObjectNode json(
      LabelledTitles titles,
      Normaliser normaliser,
      Taxonomy concepts,
      TitleBenchmark.Result result) {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("command", "benchmark titles").put("normaliser", normaliser.name());
    json.put("taxonomy", concepts.name()).put("taxonomy_sha256", concepts.sha256());
    titles.counts().forEach(json::put);
    RankingOutput.put(json, result.figures());
    json.put("top", top);
    if (folds > 0) {
      json.put("folds", folds);
    }
    if (normaliser instanceof CrossFittedNormaliser fitted) {
      ArrayNode times = json.putArray("untitled_odds_times");
      for (OptionalDouble one : fitted.untitledTimes()) {
        one.ifPresentOrElse(t -> times.add(RankingOutput.round(t)), times::addNull);
      }
    }
    json.put("coded", RankingOutput.round(result.coded()));
    json.put("coded_right", RankingOutput.round(result.codedRight()));
    json.put("calibration", normaliser.calibration());
    json.putNull("ece");
    ObjectNode byLanguage = json.putObject("ece_by_language");
    result
        .calibration()
        .forEach(
            (name, calibration) -> {
              if (name.equals("all")) {
                json.put("ece", RankingOutput.round(calibration.error()));
                json.put("ece_by_chance", RankingOutput.round(calibration.byChance()));
                json.put("titles_with_probability", calibration.titles());
              } else {
                ObjectNode row = byLanguage.putObject(name);
                row.put("titles", calibration.titles());
                row.put("ece", RankingOutput.round(calibration.error()));
                row.put("ece_by_chance", RankingOutput.round(calibration.byChance()));
              }
            });
    json.putNull("sets");
    result.sets().ifPresent(sets -> put(json.putObject("sets"), sets));
    json.putNull("untitled");
    result
        .untitled()
        .ifPresent(
            untitled -> {
              ObjectNode of = json.putObject("untitled");
              of.put("titles", untitled.figures().queries());
              RankingOutput.put(of, untitled.figures());
              RankingOutput.put(of.putObject("by_labels"), untitled.byLabels());
            });
    json.put("titles_per_second", RankingOutput.round(result.speed().perSecond()));
    json.put("titles_per_second_warm", RankingOutput.round(result.speed().warmPerSecond()));
    json.put("taxonomy_seconds", RankingOutput.round(taxonomySeconds));
    json.put("load_seconds", RankingOutput.round(loadSeconds));
    json.put("titles_timed", result.speed().titles());
    json.put("replicates", replicates).put("seed", seed);
    if (runOut != null) {
      json.put("run", runOut.toString());
    }
    return json;
  }

  private static void put(ObjectNode json, SetFigures sets) {
    json.put("coverage_asked", sets.asked());
    json.put("coverage", RankingOutput.round(sets.covered()));
    json.put("mean_size", RankingOutput.round(sets.meanSize()));
    json.put("mean_depth", RankingOutput.round(sets.meanDepth()));
    json.put("single_node", RankingOutput.round(sets.single()));
    ObjectNode depths = json.putObject("nodes_by_depth");
    sets.nodesByDepth().forEach((depth, nodes) -> depths.put(String.valueOf(depth), nodes));
    put(json.putObject("by_major_group"), sets.byMajorGroup());
    put(json.putObject("by_language"), sets.byLanguage());
  }

  private static void put(ObjectNode json, SortedMap<String, SetFigures.Share> shares) {
    shares.forEach(
        (name, share) ->
            json.putObject(name)
                .put("titles", share.titles())
                .put("coverage", RankingOutput.round(share.covered()))
                .put("mean_size", RankingOutput.round(share.meanSize())));
  }

  private void print(
      PrintWriter print,
      LabelledTitles titles,
      Normaliser normaliser,
      TitleBenchmark.Result result) {
    print.printf("%s over %s: %s%n", normaliser.name(), normaliser.taxonomy(), titles.counts());
    TextTable table = RankingOutput.table(result.figures());
    RankingOutput.row(table, "titles", result.figures());
    result
        .untitled()
        .ifPresent(
            untitled -> {
              String these = untitled.figures().queries() + " of occupations without a title";
              RankingOutput.row(table, these, untitled.figures());
              RankingOutput.row(table, "the same, by labels alone", untitled.byLabels());
            });
    table.print(print);
    if (normaliser instanceof CrossFittedNormaliser fitted) {
      print.println(
          "odds of occupations without a title, times, by fold: "
              + fitted.untitledTimes().stream()
                  .map(UntitledOddsOption::told)
                  .collect(Collectors.joining(", ")));
    }
    print.printf(
        Locale.ROOT,
        "coded %.3f, right among them %.3f; %.0f titles/s for ten candidates (%.0f in the second"
            + " half); loaded in %.2f s (the taxonomy in %.2f s)%n",
        result.coded(),
        result.codedRight(),
        result.speed().perSecond(),
        result.speed().warmPerSecond(),
        loadSeconds,
        taxonomySeconds);
    result
        .calibration()
        .forEach(
            (name, c) ->
                print.printf(
                    Locale.ROOT,
                    "calibration error (%s, %d titles): %.3f, %.3f by chance alone%n",
                    name,
                    c.titles(),
                    c.error(),
                    c.byChance()));
    result.sets().ifPresent(sets -> print(print, sets));
    if (runOut != null) {
      print.println(runOut);
    }
  }

  /// A line on all sets, a table by the truth's major group and by language.
  static void print(PrintWriter print, SetFigures sets) {
    print.printf(
        Locale.ROOT,
        "sets at %.2f: coverage %.3f, %.1f nodes, depth %.1f, a single node %.3f, nodes by depth %s%n",
        sets.asked(),
        sets.covered(),
        sets.meanSize(),
        sets.meanDepth(),
        sets.single(),
        sets.nodesByDepth());
    TextTable table = TextTable.of("sets of", "titles", "coverage", "nodes");
    sets.byMajorGroup().forEach((group, share) -> row(table, "major group " + group, share));
    sets.byLanguage().forEach((language, share) -> row(table, language, share));
    table.print(print);
  }

  private static void row(TextTable table, String name, SetFigures.Share share) {
    table.row(
        name,
        String.valueOf(share.titles()),
        String.format(Locale.ROOT, "%.3f", share.covered()),
        String.format(Locale.ROOT, "%.1f", share.meanSize()));
  }
}
