package org.jobtrail.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jobtrail.normalise.KnownOccupation;
import org.jobtrail.normalise.ModelFile;
import org.jobtrail.normalise.ModelTrainer;
import org.jobtrail.normalise.NormaliserModel;
import org.jobtrail.normalise.TitleLearner;
import org.jobtrail.normalise.confidence.ConceptTree;
import org.jobtrail.normalise.confidence.Confidence;
import org.jobtrail.normalise.encoder.EncoderTrainer;
import org.jobtrail.provenance.Inputs;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Progress;
import org.jobtrail.provenance.Sha256;
import org.jobtrail.taxonomy.Taxonomy;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `normalise train`: a taxonomy's labels to a model.
@Command(
    name = "train",
    description = "Trains a model that normalises titles, from a taxonomy's labels.",
    mixinStandardHelpOptions = true)
final class NormaliseTrainCommand implements Callable<Integer> {
  @Option(
      names = "--taxonomy",
      defaultValue = "starter",
      paramLabel = "TAXONOMY",
      description = "A folder that `taxonomy import` made, or starter (default).")
  private Path taxonomy = Path.of("starter");

  @Option(
      names = "--out",
      paramLabel = "MODEL",
      description =
          "File that takes the model (default: "
              + ModelOption.IN_TAXONOMY
              + " in the taxonomy's folder, where other commands look for it).")
  private @Nullable Path given;

  @Option(
      names = "--steps",
      description = "Batches of 512 label pairs (default ${DEFAULT-VALUE}).",
      defaultValue = "16000")
  private int steps = 16_000;

  @Option(
      names = "--labelled",
      paramLabel = "FILE",
      description =
          "Titles with known occupations, as `benchmark titles` reads them; fits weights,"
              + " probabilities and sets. May be given several times; a folder is a MELO set.")
  private List<Path> labelled = List.of();

  @Option(
      names = "--language",
      defaultValue = "und",
      paramLabel = "XX",
      description = "Of labelled titles whose row doesn't say it.")
  private String language = "und";

  @Option(
      names = "--base",
      paramLabel = "MODEL",
      description = "A model of the same taxonomy whose encoder is used instead of training one.")
  private @Nullable Path base;

  @Option(names = "--seed", defaultValue = "1", description = "Of the training (default 1).")
  private long seed = 1;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Threads; no byte of the model depends on them (default all processors).")
  private int workers = Runtime.getRuntime().availableProcessors();

  @Mixin private UntitledOddsOption untitledOdds = new UntitledOddsOption();
  @Mixin private CommonOptions common = new CommonOptions();
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (steps < 1 || workers < 1) {
      throw new JobtrailException.Usage(
          "--steps and --workers must be at least 1, found " + steps + ", " + workers);
    }
    TitleLearner learner = untitledOdds.learner(!labelled.isEmpty(), "--labelled FILE");
    if (given == null && taxonomy.toString().equals("starter")) {
      throw new JobtrailException.Usage("the starter taxonomy has no folder; add --out MODEL");
    }
    Path out = given == null ? taxonomy.resolve(ModelOption.IN_TAXONOMY) : given;
    if (Files.isDirectory(out)) {
      throw new JobtrailException.Usage(out + ": is a folder; --out names a file");
    }
    List<Path> inputs = new ArrayList<>(KnownTitles.files(labelled));
    inputs.add(taxonomy);
    Stream.ofNullable(base).forEach(inputs::add);
    Inputs.keep(inputs, out);
    for (Path file : labelled) {
      if (labelled.indexOf(file) != labelled.lastIndexOf(file)) {
        throw new JobtrailException.Usage("--labelled " + file + " is given twice");
      }
    }
    Taxonomy concepts = Taxonomy.load(taxonomy);
    // Read before the training, which takes minutes: mistakes in them are found at once.
    KnownTitles known = KnownTitles.read(labelled, concepts, TaxonomyCommand.language(language));
    KnownTitles.complain(known.aside(), Objects.requireNonNull(spec).commandLine().getErr());
    long start = System.nanoTime();
    NormaliserModel model = labelsOnly(concepts);
    OptionalDouble untitledTimes = OptionalDouble.empty();
    if (!known.titles().isEmpty()) {
      TitleLearner.Learnt learnt =
          learner.learn(model, concepts, known.titles(), known.files(), "labelled titles");
      model = learnt.model();
      untitledTimes = learnt.untitledTimes();
    }
    ModelFile.write(model, out);
    double seconds = (System.nanoTime() - start) / 1e9;
    PrintWriter print = spec.commandLine().getOut();
    if (common.json) {
      ObjectNode json = new ObjectMapper().createObjectNode();
      json.put("command", "normalise train").put("model", out.toString());
      json.put("bytes", Files.size(out)).put("sha256", Sha256.of(out));
      json.put("taxonomy", concepts.name()).put("taxonomy_sha256", concepts.sha256());
      json.put("languages", concepts.languages().size());
      json.put("seed", seed).put("seconds", RankingOutput.round(seconds));
      if (base == null) {
        json.put("steps", steps);
      } else {
        json.put("base", base.toString());
      }
      json.put("titles_learnt", known.titles().size());
      json.putNull("untitled_odds_times");
      untitledTimes.ifPresent(times -> json.put("untitled_odds_times", RankingOutput.round(times)));
      json.put("calibration", calibration(model, concepts));
      ObjectNode read = json.putObject("labelled");
      known.counts().forEach(read::put);
      print.println(json);
    } else {
      if (!known.files().isEmpty()) {
        print.println("labelled titles: " + known.counts());
        print.println(
            "odds of occupations without a labelled title, times: "
                + UntitledOddsOption.told(untitledTimes));
        print.println("calibration: " + calibration(model, concepts));
        long different = KnownOccupation.different(known.titles());
        if (different < TitleLearner.FEWEST_TO_CALIBRATE && model.confidence().isPresent()) {
          print.println(
              "that is the calibration of before: %d different titles are too few for another, give %d or more"
                  .formatted(different, TitleLearner.FEWEST_TO_CALIBRATE));
        }
      }
      if (model.confidence().isEmpty()) {
        print.println(
            "without probabilities and sets: what ships was measured over all of ISCO-08's unit"
                + " groups; --labelled with %d or more titles fits them"
                    .formatted(TitleLearner.FEWEST_TO_CALIBRATE));
      }
      print.printf(
          Locale.ROOT,
          "%s: %s, %d languages, %.1f MB, %.0f s%n",
          out,
          concepts.name(),
          concepts.languages().size(),
          Files.size(out) / 1e6,
          seconds);
    }
    print.flush();
    return ExitCode.OK;
  }

  private static String calibration(NormaliserModel model, Taxonomy concepts) {
    return model
        .confidence()
        .map(text -> Confidence.parse(text, ConceptTree.of(concepts)).describe())
        .orElse("none");
  }

  private NormaliserModel labelsOnly(Taxonomy concepts) throws IOException {
    if (base != null) {
      return ModelTrainer.read(base, concepts);
    }
    try (Progress progress = ProgressReport.of(common.quiet)) {
      return new ModelTrainer(EncoderTrainer.DEFAULT.withSteps(steps), seed, workers)
          .train(concepts, progress);
    }
  }
}
