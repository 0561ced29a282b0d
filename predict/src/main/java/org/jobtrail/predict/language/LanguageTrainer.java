package org.jobtrail.predict.language;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.Split;
import org.jobtrail.predict.ModelKind;
import org.jobtrail.predict.NextOccupationModel;
import org.jobtrail.predict.NextOccupationTrainer;
import org.jobtrail.predict.TrainingRun;
import org.jobtrail.predict.language.decoder.Checkpoint;
import org.jobtrail.predict.language.decoder.ConfigJson;
import org.jobtrail.predict.language.decoder.Decoder;
import org.jobtrail.predict.language.decoder.DecoderConfig;
import org.jobtrail.predict.language.decoder.DecoderFitting;
import org.jobtrail.predict.language.decoder.Schedule;
import org.jobtrail.predict.language.decoder.TokenDocument;
import org.jobtrail.predict.language.token.BytePairTrainer;
import org.jobtrail.predict.language.token.CareerTokenizer;
import org.jobtrail.predict.language.token.CareerTokens;
import org.jobtrail.predict.language.token.PreTokens;
import org.jobtrail.predict.language.token.TokenClass;
import org.jobtrail.predict.language.token.Tokenizer;
import org.jobtrail.predict.language.token.TokenizerFile;
import org.jobtrail.predict.libtorch.Context;
import org.jobtrail.predict.libtorch.Parameters;
import org.jobtrail.predict.libtorch.Precision;
import org.jobtrail.predict.text.CareerText;
import org.jobtrail.predict.text.Template;
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
/// @param context tokens that a document has at most
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
    int context,
    Precision precision,
    @JsonUnwrapped DecoderFitting fitting)
    implements NextOccupationTrainer {
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
          0.05,
          1024,
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
              30,
              Integer.MAX_VALUE,
              0,
              10,
              0.25,
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

  public LanguageTrainer {
    if (layers < 0 || width < 0 || heads < 0 || hidden < 0) {
      throw new IllegalArgumentException("layers, width, heads and hidden must be 0 or more");
    }
    if (context < 16) {
      throw new IllegalArgumentException("context must be at least 16 tokens, found " + context);
    }
    if (!(restWeight >= 0)) {
      throw new IllegalArgumentException("rest_weight must be 0 or more, found " + restWeight);
    }
  }

  /// What training begins with.
  ///
  /// @param parameters of the caller, who closes them
  private record Start(Tokenizer tokenizer, DecoderConfig config, Parameters parameters) {}

  @Override
  public LanguageModel train(Panel panel, TrainingRun run) throws IOException {
    List<PanelPerson> train = people(panel, Split.TRAIN);
    List<PanelPerson> valid = people(panel, Split.VALID);
    CareerText text = new CareerText(Template.of(template), panel.name(), panel.schema());
    Start start = start(text, train, run);
    CareerTokenizer careers = new CareerTokenizer(text, start.tokenizer());
    Decoder decoder = new Decoder(start.config());
    int most = Math.min(context, start.config().positions());
    List<TokenDocument> documents = documents(careers, train, most, restWeight);
    List<TokenDocument> held = documents(careers, valid, most, 0);
    fitting.fit(
        decoder,
        start.parameters(),
        start.parameters(),
        documents,
        weights -> DecoderFitting.loss(decoder, weights, held, VALIDATED_TOGETHER),
        run,
        start.config() + " from " + run.from().map(NextOccupationModel::name).orElse(base));
    return new LanguageModel(panel.name(), this, careers, decoder, start.parameters());
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

  private Start start(CareerText text, List<PanelPerson> train, TrainingRun run)
      throws IOException {
    Context device = new Context(run.device(), precision, run.threads());
    if (run.from().isPresent()) {
      if (!base.isEmpty()) {
        throw new JobtrailException.Usage("--from and --set base: a training has one start");
      }
      return from(run.from().get(), device);
    }
    if (!base.isEmpty()) {
      Path folder = Path.of(base);
      DecoderConfig config = ConfigJson.read(folder);
      Tokenizer tokenizer = TokenizerFile.read(folder.resolve(TokenizerFile.NAME));
      tokenizer.refuseUnlessFits(config.vocabulary());
      return new Start(tokenizer, config, Checkpoint.trainable(folder, config, device));
    }
    Tokenizer tokenizer =
        new BytePairTrainer(vocabulary, pieces, 5)
            .train(train.stream().map(text::document)::iterator);
    DecoderConfig config = shape(tokenizer.size());
    return new Start(
        tokenizer, config, Parameters.draw(device, new Decoder(config).starts(), run.seed()));
  }

  private static Start from(NextOccupationModel model, Context device) {
    if (!(model instanceof LanguageModel language)) {
      throw new JobtrailException.Usage(
          "--from: " + model.name() + " is no language model, so there is nothing to go on from");
    }
    return new Start(
        language.careers().tokenizer(), language.decoder().config(), language.copy(device));
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

  /// @param rest the weight of tokens outside titles
  private static List<TokenDocument> documents(
      CareerTokenizer careers, List<PanelPerson> people, int most, double rest) {
    List<TokenDocument> documents = new ArrayList<>();
    for (PanelPerson person : people) {
      for (CareerTokens window : careers.windows(person, most)) {
        TokenClass[] classes = window.classes();
        float[] weights = new float[classes.length];
        for (int i = 0; i < weights.length; i++) {
          weights[i] = classes[i] == TokenClass.TITLE ? 1 : (float) rest;
        }
        documents.add(new TokenDocument(window.tokens(), weights));
      }
    }
    return documents;
  }
}
