package org.jobtrail.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jobtrail.normalise.FormRanker;
import org.jobtrail.provenance.Inputs;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Progress;
import org.jobtrail.score.Resampling;
import org.jobtrail.score.ranking.BridgedRanker;
import org.jobtrail.score.ranking.MeloBenchmark;
import org.jobtrail.score.ranking.MeloReader;
import org.jobtrail.score.ranking.MeloSet;
import org.jobtrail.score.ranking.NormaliserFormRanker;
import org.jobtrail.score.ranking.Rankers;
import org.jobtrail.taxonomy.Taxonomy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `jobtrail benchmark melo SETDIR`.
@Command(
    name = "melo",
    mixinStandardHelpOptions = true,
    description = "Ranks a MELO set's surface forms for each of its titles: MRR, A@1, A@10, MAP.")
final class BenchmarkMeloCommand implements Callable<Integer> {
  /// Codes a title over the taxonomy as `normalise` does; the forms take their concepts' scores.
  private static final String NORMALISER = "normaliser";

  private static final int CANDIDATES = 200;

  enum Setting {
    CORPUS,
    TAXONOMY
  }

  @Parameters(
      paramLabel = "SETDIR",
      description =
          "Folder with queries, annotations, corpus_elements and concept_mapping (.tsv or"
              + " .tsv.gz).")
  private Path folder = Path.of("");

  @Option(
      names = "--setting",
      defaultValue = "corpus",
      paramLabel = "SETTING",
      description =
          "corpus (default): only the set's forms are known. taxonomy: the labels of --taxonomy,"
              + " in all languages, are a bridge to them.")
  private Setting setting = Setting.CORPUS;

  @Option(
      names = "--taxonomy",
      paramLabel = "TAXONOMY",
      description = "A folder that `taxonomy import` made; wanted by --setting taxonomy.")
  private @Nullable Path taxonomy;

  @Option(
      names = "--ranker",
      defaultValue = "",
      paramLabel = "NAME",
      description =
          "Default: the model's own, characters, words and meaning together; without a model"
              + " lexical. Or lexical, char-tfidf (2-4), char-tfidf-3-5, word-tfidf, edit; with"
              + " --setting taxonomy also normaliser: codes the title over the taxonomy as"
              + " `normalise` does.")
  private String ranker = "";

  @Option(
      names = "--run-out",
      paramLabel = "FILE",
      description =
          "Takes query id, form id, rank, score, one form of each concept first; .gz compresses.")
  private @Nullable Path runOut;

  @Option(
      names = "--run-top",
      paramLabel = "N",
      description = "So many forms of each query in --run-out (default all).")
  private int runTop = Integer.MAX_VALUE;

  @Option(
      names = "--replicates",
      defaultValue = "1000",
      description = "Bootstrap samples of queries (default ${DEFAULT-VALUE}).")
  private int replicates = 1000;

  @Option(names = "--seed", defaultValue = "1", description = "Of the bootstrap (default 1).")
  private long seed;

  @Mixin private ModelOption model = new ModelOption();
  @Mixin private CommonOptions common = new CommonOptions();
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    RankingOutput.check(runOut, runTop, replicates);
    if (!ranker.isEmpty() && !ranker.equals(NORMALISER)) {
      Rankers.named(ranker);
      model.refuse("is not used by --ranker " + ranker);
    } else if (ranker.equals(NORMALISER) && setting == Setting.CORPUS) {
      throw new JobtrailException.Usage(
          "--ranker normaliser codes over a taxonomy; add --setting taxonomy --taxonomy TAXONOMY");
    }
    if (setting == Setting.TAXONOMY && taxonomy == null) {
      throw new JobtrailException.Usage("--setting taxonomy needs --taxonomy TAXONOMY");
    }
    if (setting == Setting.CORPUS && taxonomy != null) {
      throw new JobtrailException.Usage(
          "--setting corpus knows only the set's own forms; leave --taxonomy out or add --setting"
              + " taxonomy");
    }
    if (runOut != null) {
      List<Path> read = new ArrayList<>(MeloReader.files(folder));
      Stream.ofNullable(taxonomy).forEach(read::add);
      model.file(taxonomy).ifPresent(read::add);
      Inputs.keep(read, runOut);
    }
    MeloSet set = MeloReader.read(folder);
    long start = System.nanoTime();
    ObjectNode bridge = new ObjectMapper().createObjectNode();
    FormRanker over = over(set, bridge);
    double indexed = (System.nanoTime() - start) / 1e9;
    MeloBenchmark.Result result =
        new MeloBenchmark(new Resampling(replicates, seed), runTop)
            .of(set, over, Optional.ofNullable(runOut), Progress.NONE);
    PrintWriter print = Objects.requireNonNull(spec).commandLine().getOut();
    if (common.json) {
      print.println(json(set, over, bridge, indexed, result));
    } else {
      print(print, set, over, result);
    }
    print.flush();
    return ExitCode.OK;
  }

  private FormRanker over(MeloSet set, ObjectNode bridge) {
    if (taxonomy == null) {
      return factory().over(set.forms());
    }
    Taxonomy concepts = Taxonomy.load(taxonomy);
    bridge.put("taxonomy", concepts.name());
    bridge.put("taxonomy_sha256", concepts.sha256());
    if (ranker.equals(NORMALISER)) {
      return new NormaliserFormRanker(
          model.normaliser(concepts, taxonomy, common.quiet), set.forms(), CANDIDATES);
    }
    BridgedRanker bridged = new BridgedRanker(factory(), set.forms(), concepts);
    bridge.put("labels_added", bridged.labels());
    return bridged;
  }

  private FormRanker.Factory factory() {
    return ranker.isEmpty()
        ? model
            .read(taxonomy)
            .map(m -> Rankers.trained(m.encoder()))
            .orElseGet(() -> Rankers.named("lexical"))
        : Rankers.named(ranker);
  }

  private ObjectNode json(
      MeloSet set,
      FormRanker over,
      ObjectNode bridge,
      double indexed,
      MeloBenchmark.Result result) {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("command", "benchmark melo").put("set", set.name());
    json.put("setting", setting.name().toLowerCase(Locale.ROOT)).put("ranker", over.name());
    json.setAll(bridge);
    json.put("queries", set.queries().size());
    json.put("queries_judged", result.forms().queries());
    set.counts().forEach(json::put);
    RankingOutput.put(json, result.oneFormFirst());
    RankingOutput.put(json.putObject("surface_forms"), result.forms());
    RankingOutput.put(json.putObject("one_form_first"), result.oneFormFirst());
    RankingOutput.put(json.putObject("concepts_folded"), result.concepts());
    json.put("replicates", replicates).put("seed", seed);
    json.put("index_seconds", RankingOutput.round(indexed));
    json.put("seconds", RankingOutput.round(result.seconds()));
    json.put("queries_per_second", RankingOutput.round(set.queries().size() / result.seconds()));
    if (runOut != null) {
      json.put("run", runOut.toString());
    }
    return json;
  }

  private void print(PrintWriter print, MeloSet set, FormRanker over, MeloBenchmark.Result result) {
    print.printf(
        Locale.ROOT,
        "%s, %s, %s: %d of %d queries judged, %d forms of %d concepts, %.1f s%n",
        set.name(),
        setting.name().toLowerCase(Locale.ROOT),
        over.name(),
        result.forms().queries(),
        set.queries().size(),
        set.counts().getOrDefault("forms", 0L),
        set.counts().getOrDefault("concepts", 0L),
        result.seconds());
    TextTable table = RankingOutput.table(result.forms());
    RankingOutput.row(table, "one form per concept first", result.oneFormFirst());
    RankingOutput.row(table, "surface forms", result.forms());
    RankingOutput.row(table, "concepts", result.concepts());
    table.print(print);
    set.counts()
        .forEach(
            (what, n) -> {
              if (n > 0 && !what.equals("forms") && !what.equals("concepts")) {
                print.println(what.replace('_', ' ') + ": " + n);
              }
            });
    if (runOut != null) {
      print.println(runOut);
    }
  }
}
