package org.jobtrail.predict.language;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.Split;
import org.jobtrail.predict.ModelKind;
import org.jobtrail.predict.NextOccupationTrainer;
import org.jobtrail.predict.Settings;
import org.jobtrail.predict.TrainingPlan;
import org.jobtrail.predict.TrainingRun;
import org.jobtrail.predict.language.decoder.AdaptedWeights;
import org.jobtrail.predict.language.decoder.Decoder;
import org.jobtrail.predict.language.decoder.DecoderConfig;
import org.jobtrail.predict.language.decoder.DecoderFitting;
import org.jobtrail.predict.language.decoder.LanguageBenchmark;
import org.jobtrail.predict.language.decoder.Lora;
import org.jobtrail.predict.language.decoder.MemoryPlan;
import org.jobtrail.predict.language.decoder.Schedule;
import org.jobtrail.predict.language.decoder.TokenDocument;
import org.jobtrail.predict.language.token.BytePairTokenizer;
import org.jobtrail.predict.language.token.CareerTokenizer;
import org.jobtrail.predict.language.token.PreTokens;
import org.jobtrail.predict.libtorch.Context;
import org.jobtrail.predict.libtorch.FrozenWeights;
import org.jobtrail.predict.libtorch.Parameters;
import org.jobtrail.predict.libtorch.Precision;
import org.jobtrail.predict.libtorch.Weights;
import org.jobtrail.predict.text.CareerText;
import org.jobtrail.predict.text.Template;
import org.jobtrail.provenance.AtomicFiles;
import org.jobtrail.provenance.JobtrailException;

/// Fits a decoder language model to careers as text.
///
/// Training starts from nothing, with a tokenizer fitted to the same documents, or from a model:
/// `--from` one that was trained here, `base` any Hugging Face folder of a known architecture. The
/// state with the lowest loss on the validation people's titles is kept. Source: Du et al.,
/// LABOR-LLM, arXiv:2406.17972, section on fine-tuning.
///
/// @param template a preset's name or a file; see `text templates`
/// @param size preset of a decoder from nothing: `tiny`, `small`, `base`; 0 elsewhere keeps its
///     figures
/// @param layers other than the preset's
/// @param width other than the preset's
/// @param heads other than the preset's
/// @param hidden width of feed-forward networks other than the preset's
/// @param vocabulary tokens at most of a tokenizer from nothing
/// @param pieces what its tokens may not cross
/// @param base a Hugging Face folder to start from; empty for nothing
/// @param restWeight loss of tokens that belong to no title, beside 1 for those that do; 0 learns
///     titles only, 1 is the usual loss over all tokens
/// @param keep share of the weights that training starts from in those that it ends with: what
///     goes on from pooled surveys to one of them then forgets less. Source: Wortsman et al.,
///     Robust fine-tuning of zero-shot models, arXiv:2109.01903
/// @param hide how often a training document doesn't tell a covariate; see {@link Hiding}
/// @param calibrate whether {@link org.jobtrail.predict.blend.Calibration} on `valid` follows; with
///     no epoch it alone is fitted, to a model that training starts from
/// @param context tokens that a document has at most
/// @param loraRank of adapters that are trained beside all matrices of the layers while the model
///     that training starts from stays as it is; 0 trains all weights
/// @param loraAlpha their weight, times the rank
public record LanguageTrainer(
    String template,
    String size,
    int layers,
    int width,
    int heads,
    int hidden,
    int vocabulary,
    PreTokens pieces,
    String base,
    double restWeight,
    double keep,
    double hide,
    boolean calibrate,
    int context,
    int loraRank,
    double loraAlpha,
    Precision precision,
    @JsonUnwrapped DecoderFitting fitting)
    implements NextOccupationTrainer, TrainingPlan.Teller {
  public static final String NAME = "language";

  public static final LanguageTrainer DEFAULT =
      new LanguageTrainer(
          "titles-birth-year",
          "tiny",
          0,
          0,
          0,
          0,
          2000,
          PreTokens.PHRASES,
          "",
          0.02,
          0,
          0.1,
          true,
          1024,
          0,
          16,
          Precision.AUTO,
          new DecoderFitting(
              2048,
              1,
              2e-3,
              0.02,
              Schedule.COSINE,
              200,
              0.1,
              0.98,
              1,
              18,
              Integer.MAX_VALUE,
              0,
              10,
              0.3,
              0,
              0,
              false));

  public static final ModelKind KIND =
      new ModelKind(
          NAME,
          "a decoder language model on careers as text (template, size, base, pieces)",
          DEFAULT,
          LanguageModel::load);

  /// Tokens of a batch that nothing is learnt from.
  private static final int VALIDATED_TOGETHER = 8192;

  private static final int MOST_WIDE = 1 << 20;

  public LanguageTrainer {
    check("layers", layers, 0, DecoderConfig.MOST_LAYERS);
    check("width", width, 0, MOST_WIDE);
    check("heads", heads, 0, MOST_WIDE);
    check("hidden", hidden, 0, MOST_WIDE);
    check("vocabulary", vocabulary, BytePairTokenizer.SMALLEST, 1 << 24);
    check("context", context, 16, 1 << 24);
    if (loraRank < 0 || !(loraAlpha > 0)) {
      throw new IllegalArgumentException("lora_rank must be 0 or more, lora_alpha above 0");
    }
    if (!(restWeight >= 0)) {
      throw new IllegalArgumentException("rest_weight must be 0 or more, found " + restWeight);
    }
    if (!(keep >= 0 && keep < 1)) {
      throw new IllegalArgumentException("keep must be in [0, 1), found " + keep);
    }
    if (!(hide >= 0 && hide < 1)) {
      throw new IllegalArgumentException("hide must be in [0, 1), found " + hide);
    }
  }

  private static void check(String name, int found, int least, int most) {
    if (found < least || found > most) {
      throw new IllegalArgumentException(
          name + " must be " + least + " to " + most + ", found " + found);
    }
  }

  /// What training and planning begin with.
  ///
  /// @param documents of the people to train on, all covariates told
  private record Prepared(
      LanguageStart start, CareerDocuments careers, List<TokenDocument> documents) {}

  private Prepared prepared(Panel panel, TrainingRun run) throws IOException {
    List<PanelPerson> train = people(panel, Split.TRAIN);
    CareerText text = new CareerText(Template.of(template), panel.name(), panel.schema());
    LanguageStart start = LanguageStart.of(this, text, train, run);
    CareerDocuments careers =
        new CareerDocuments(
            new CareerTokenizer(text, start.tokenizer()),
            Math.min(context, start.config().positions()));
    return new Prepared(start, careers, careers.of(train, restWeight));
  }

  @Override
  public LanguageModel train(Panel panel, TrainingRun run) throws IOException {
    if (keep > 0 && (loraRank > 0 || fromNothing(run))) {
      throw new JobtrailException.Usage(
          loraRank > 0
              ? "--set keep: adapters leave all weights as they are; take a smaller lora_alpha"
              : "--set keep: training starts from nothing, so there is nothing to keep; name a model"
                  + " with --from or --set base");
    }
    List<PanelPerson> valid = people(panel, Split.VALID);
    Prepared prepared = prepared(panel, run);
    LanguageStart start = prepared.start();
    CareerTokenizer careers = prepared.careers().careers();
    List<PanelPerson> train = people(panel, Split.TRAIN);
    Hiding hiding = new Hiding(hide, run.seed());
    IntFunction<List<TokenDocument>> documents =
        epoch -> prepared.careers().of(train, restWeight, hiding, epoch);
    Decoder decoder = new Decoder(start.config());
    List<TokenDocument> held = prepared.careers().of(valid, 0);
    plan(start, prepared.documents())
        .refuseUnlessFits(
            Path.of(base.isEmpty() ? panel.name() : base),
            purpose(),
            MemoryPlan.free(run.device()),
            loraRank == 0 && !fromNothing(run)
                ? "train adapters alone (--set lora_rank=8), or fewer tokens of a batch (--set"
                    + " tokens=N)"
                : "take a smaller model, fewer tokens of a batch (--set tokens=N) or"
                    + " --set checkpointing=true");
    ToDoubleFunction<Weights> measure =
        weights -> DecoderFitting.loss(decoder, weights, held, VALIDATED_TOGETHER);
    String what =
        start.config() + " from " + start.origin() + " rank " + loraRank + " hide " + hide;
    if (loraRank == 0) {
      Parameters all = start.trainable();
      fitting.fit(decoder, all, all, documents, measure, run, what);
      if (keep > 0) {
        try (Parameters began = start.trainable()) {
          all.towards(began, keep);
        }
      }
      return calibrated(LanguageModel.of(panel.name(), this, careers, decoder, all), panel, run);
    }
    Lora lora = lora(start.config());
    FrozenWeights beside = start.frozen();
    Parameters adapters =
        Parameters.draw(beside.context(), lora.starts(start.config()), run.seed());
    AdaptedWeights adapted = new AdaptedWeights(beside, lora, start.config(), adapters);
    fitting.fit(decoder, adapted, adapters, documents, measure, run, what);
    return calibrated(
        LanguageModel.merged(panel.name(), this, careers, decoder, adapted), panel, run);
  }

  private String purpose() {
    return loraRank > 0 ? "training adapters" : "training all weights";
  }

  private boolean fromNothing(TrainingRun run) {
    return run.from().isEmpty() && base.isEmpty();
  }

  private LanguageModel calibrated(LanguageModel model, Panel panel, TrainingRun run) {
    return calibrate ? model.calibrated(panel, run) : model;
  }

  /// A model of a Hugging Face folder has its start already.
  @Override
  public boolean startsFromModels() {
    return base.isEmpty();
  }

  @Override
  public List<Path> reads() {
    return Stream.concat(
            Template.file(template).stream(),
            Stream.of(base).filter(b -> !b.isEmpty()).map(Path::of))
        .toList();
  }

  /// With the preset `numeric*` in the place of `titles*`, with the template's own text as
  /// `numbered` where there is no such preset.
  @Override
  public Optional<NextOccupationTrainer> withoutTitleWords(Path work) throws IOException {
    Template words = Template.of(template);
    if (words.numbered()) {
      return Optional.empty();
    }
    String preset = template.replaceFirst("^titles", "numeric");
    if (!Template.names().contains(template) || !Template.names().contains(preset)) {
      Path file = work.resolve("numbered.toml");
      AtomicFiles.write(file, words.numberedText());
      preset = file.toString();
    }
    return Optional.of(Settings.with(this, Map.of("template", preset)));
  }

  private Lora lora(DecoderConfig config) {
    return Lora.everywhere(loraRank, loraAlpha, config);
  }

  private MemoryPlan plan(LanguageStart start, List<TokenDocument> documents) {
    int longest = documents.stream().mapToInt(TokenDocument::size).max().orElse(1);
    return loraRank > 0
        ? MemoryPlan.lora(
            start.config(), lora(start.config()), fitting, precision, start.device(), longest)
        : MemoryPlan.full(start.config(), fitting, precision, start.device(), longest);
  }

  @Override
  public TrainingPlan plan(Panel panel, TrainingRun run) throws IOException {
    Prepared prepared = prepared(panel, run);
    LanguageStart start = prepared.start();
    List<TokenDocument> documents = prepared.documents();
    int longest = documents.stream().mapToInt(TokenDocument::size).max().orElse(1);
    Lora lora = loraRank > 0 ? lora(start.config()) : Lora.everywhere(8, 16, start.config());
    MemoryPlan full = MemoryPlan.full(start.config(), fitting, precision, run.device(), longest);
    MemoryPlan adapters =
        MemoryPlan.lora(start.config(), lora, fitting, precision, run.device(), longest);
    long tokens = documents.stream().mapToLong(TokenDocument::size).sum();
    long steps = fitting.stepsAtMost(documents, run.seed());
    SequencedMap<String, Long> counts = new LinkedHashMap<>();
    counts.put("parameters", full.parameters());
    counts.put("memory_full_bytes", full.bytes());
    counts.put("lora_rank", (long) lora.rank());
    counts.put("lora_parameters", adapters.trained());
    counts.put("memory_lora_bytes", adapters.bytes());
    MemoryPlan.free(run.device()).ifPresent(free -> counts.put("memory_free_bytes", free));
    counts.put("documents", (long) documents.size());
    counts.put("longest_document_tokens", (long) longest);
    counts.put("tokens_per_epoch", tokens);
    counts.put("epochs", (long) fitting.epochs());
    counts.put("steps", steps);
    Context device = new Context(run.device(), precision, run.threads());
    counts.put(
        "estimated_seconds",
        Math.round(
            LanguageBenchmark.seconds(start.config(), tokens * fitting.epochs(), longest, device)));
    return new TrainingPlan(
        counts, plan(start, documents).whyNot(purpose(), MemoryPlan.free(run.device())));
  }

  private static List<PanelPerson> people(Panel panel, Split split) {
    List<PanelPerson> people = panel.people(split);
    if (people.isEmpty()) {
      throw new JobtrailException.Usage(
          panel.name()
              + ": the "
              + split.word()
              + " part is empty; split it again with `panel split`");
    }
    return people;
  }

  /// The preset, with what is set otherwise.
  DecoderConfig shape(int tokens) {
    DecoderConfig preset;
    try {
      preset = DecoderConfig.preset(size, tokens);
    } catch (IllegalArgumentException e) {
      throw new JobtrailException.Usage("--set size: " + e.getMessage(), e);
    }
    int ownHeads = heads > 0 ? heads : preset.heads();
    int ownWidth = width > 0 ? width : preset.width();
    if (ownWidth % (2 * ownHeads) != 0) {
      throw new JobtrailException.Usage(
          "width must be a multiple of twice the heads, found width "
              + ownWidth
              + " and "
              + ownHeads
              + " heads");
    }
    return DecoderConfig.llama(
        tokens,
        ownWidth,
        layers > 0 ? layers : preset.layers(),
        ownHeads,
        hidden > 0 ? hidden : preset.hidden());
  }
}
