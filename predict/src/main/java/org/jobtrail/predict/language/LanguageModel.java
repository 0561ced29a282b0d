package org.jobtrail.predict.language;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.predict.Device;
import org.jobtrail.predict.Represents;
import org.jobtrail.predict.SavedModel;
import org.jobtrail.predict.SavesMore;
import org.jobtrail.predict.ScoresTitles;
import org.jobtrail.predict.Settings;
import org.jobtrail.predict.TrainingRun;
import org.jobtrail.predict.blend.Calibration;
import org.jobtrail.predict.language.decoder.AdaptedWeights;
import org.jobtrail.predict.language.decoder.AdapterFolder;
import org.jobtrail.predict.language.decoder.CheckpointTensors;
import org.jobtrail.predict.language.decoder.ConfigJson;
import org.jobtrail.predict.language.decoder.Decoder;
import org.jobtrail.predict.language.decoder.DecoderConfig;
import org.jobtrail.predict.language.token.CareerTokenizer;
import org.jobtrail.predict.language.token.TokenizerFile;
import org.jobtrail.predict.libtorch.Context;
import org.jobtrail.predict.libtorch.FrozenWeights;
import org.jobtrail.predict.libtorch.Parameters;
import org.jobtrail.predict.libtorch.Weights;
import org.jobtrail.predict.text.CareerText;
import org.jobtrail.predict.text.Worded;

/// A language model of careers: `P(y) = P_LM(title_y) / Σ_k P_LM(title_k)`.
///
/// A person's text runs through the network once; all titles are then scored behind each of its
/// prompts in one tree. A {@link Calibration} may follow; the titles' sum stays the network's own.
/// Its folder is one that other programs load too: `config.json`, `model.safetensors` and
/// `tokenizer.json` are Hugging Face's. Source: Du et al., LABOR-LLM,
/// arXiv:2406.17972.
public final class LanguageModel implements ScoresTitles, Represents, SavesMore, Worded {
  /// Keys of `config.json` beside the decoder's own.
  private static final String MODEL = "model";

  private static final String PANEL = "panel";
  private static final String TEMPLATE = "template";

  /// Left out when there is none.
  private static final String PREAMBLE = "preamble";

  private static final String TRAINER = "trainer";

  /// Left out when there is none.
  private static final String CALIBRATION = "calibration";

  private final String panel;
  private final LanguageTrainer trainer;
  private final CareerTokenizer careers;
  private final Decoder decoder;

  /// As trained, for saving and going on.
  private final Weights exact;

  /// For computing, matrices in the type of products.
  private final FrozenWeights weights;

  /// Adapters that are already added to the weights.
  private final Optional<AdaptedWeights> adapters;

  private final Optional<Calibration> calibration;

  private LanguageModel(
      String panel,
      LanguageTrainer trainer,
      CareerTokenizer careers,
      Decoder decoder,
      Weights exact,
      FrozenWeights weights,
      Optional<AdaptedWeights> adapters,
      Optional<Calibration> calibration) {
    this.panel = panel;
    this.trainer = trainer;
    this.careers = careers;
    this.decoder = decoder;
    this.exact = exact;
    this.weights = weights;
    this.adapters = adapters;
    this.calibration = calibration;
  }

  /// The same network, its probabilities made honest by the people of `valid`.
  LanguageModel calibrated(Panel on, TrainingRun run) {
    Calibration fitted = Calibration.fit(this::logProbabilities, on, run);
    return new LanguageModel(
        panel, trainer, careers, decoder, exact, weights, adapters, Optional.of(fitted));
  }

  static LanguageModel of(
      String panel,
      LanguageTrainer trainer,
      CareerTokenizer careers,
      Decoder decoder,
      Parameters parameters) {
    return new LanguageModel(
        panel,
        trainer,
        careers,
        decoder,
        parameters,
        FrozenWeights.of(parameters),
        Optional.empty(),
        Optional.empty());
  }

  /// Adds the adapters to the weights they were trained beside.
  static LanguageModel merged(
      String panel,
      LanguageTrainer trainer,
      CareerTokenizer careers,
      Decoder decoder,
      AdaptedWeights adapted) {
    FrozenWeights whole = adapted.merge();
    return new LanguageModel(
        panel, trainer, careers, decoder, whole, whole, Optional.of(adapted), Optional.empty());
  }

  /// Weights that nobody trained here, kept in the type that they are computed with.
  static LanguageModel untrained(
      String panel,
      LanguageTrainer trainer,
      CareerTokenizer careers,
      Decoder decoder,
      FrozenWeights weights) {
    return new LanguageModel(
        panel, trainer, careers, decoder, weights, weights, Optional.empty(), Optional.empty());
  }

  /// What {@link #saved} saved.
  ///
  /// @throws IllegalArgumentException when a tensor or a file is missing or doesn't fit
  static LanguageModel load(SavedModel saved, PanelSchema schema, Device device) {
    try {
      ObjectNode config = saved.config();
      LanguageTrainer trainer = Settings.of(config.path(TRAINER), LanguageTrainer.class);
      DecoderConfig shape = ConfigJson.of(config);
      String panel = config.path(PANEL).asText();
      TokenizerFile tokenizer =
          TokenizerFile.parse(TokenizerFile.NAME, saved.text(TokenizerFile.NAME));
      tokenizer.refuseUnlessFits(shape.vocabulary());
      Context context =
          new Context(device, trainer.precision(), Runtime.getRuntime().availableProcessors());
      Parameters parameters = CheckpointTensors.parameters(shape, saved.tensors(), context);
      return new LanguageModel(
          panel,
          trainer,
          new CareerTokenizer(
              CareerText.kept(
                  config.path(TEMPLATE).asText(), panel, schema, config.path(PREAMBLE).asText()),
              tokenizer),
          new Decoder(shape),
          parameters,
          FrozenWeights.of(parameters),
          Optional.empty(),
          config.has(CALIBRATION)
              ? Optional.of(Calibration.of(config.path(CALIBRATION), schema.outcomes().size()))
              : Optional.empty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String name() {
    return LanguageTrainer.NAME;
  }

  @Override
  public PanelSchema schema() {
    return careers.text().schema();
  }

  @Override
  public long parameters() {
    return decoder.starts().values().stream().mapToLong(Parameters.Start::size).sum()
        + calibration.map(Calibration::parameters).orElse(0L);
  }

  /// Documents, prompts and titles as tokens.
  public CareerTokenizer careers() {
    return careers;
  }

  @Override
  public CareerText wording() {
    return careers.text().after("");
  }

  /// The panel it was trained on.
  String panel() {
    return panel;
  }

  Decoder decoder() {
    return decoder;
  }

  Context context() {
    return weights.context();
  }

  /// The weights again, to go on training with.
  Parameters copy(Context context) {
    return CheckpointTensors.parameters(
        decoder.config(), CheckpointTensors.of(decoder.config(), exact), context);
  }

  /// For training adapters beside the weights.
  FrozenWeights frozenCopy(Context context) {
    try (Parameters copy = copy(context)) {
      return FrozenWeights.of(copy);
    }
  }

  /// Tokens of prefix and title together at most.
  private int most() {
    return Math.min(trainer.context(), decoder.config().positions());
  }

  private PassageReader reader() {
    return new PassageReader(decoder, weights);
  }

  @Override
  public Scored scored(List<PanelPerson> people) {
    List<double[][]> logs = new ArrayList<>();
    List<double[]> mass = new ArrayList<>();
    for (PanelPerson person : people) {
      logs.add(new double[person.size()][]);
      mass.add(new double[person.size()]);
    }
    reader()
        .titles(
            Passage.all(careers, people, most()),
            (passage, question, titles) -> {
              int t = passage.record() + question;
              double whole = ScoresTitles.logMass(titles);
              mass.get(passage.person())[t] = whole;
              logs.get(passage.person())[t] = ScoresTitles.normalised(titles, whole);
            });
    calibration.ifPresent(
        c -> {
          for (int i = 0; i < logs.size(); i++) {
            logs.set(i, c.rows(people.get(i), logs.get(i)));
          }
        });
    return new Scored(logs, mass);
  }

  @Override
  public List<double[]> lastLogProbabilities(List<PanelPerson> people) {
    double[][] rows = new double[people.size()][];
    reader()
        .titles(
            Passage.last(careers, people, most()),
            (passage, _, titles) -> {
              double whole = ScoresTitles.logMass(titles);
              rows[passage.person()] = ScoresTitles.normalised(titles, whole);
            });
    calibration.ifPresent(
        c -> Arrays.setAll(rows, i -> c.row(people.get(i), people.get(i).size() - 1, rows[i])));
    return List.of(rows);
  }

  /// The states of the prefixes' last tokens.
  @Override
  public List<double[][]> representations(List<PanelPerson> people) {
    List<double[][]> states = new ArrayList<>();
    people.forEach(person -> states.add(new double[person.size()][]));
    reader()
        .run(
            Passage.all(careers, people, most()),
            (cache, place, passage) -> {
              for (int q = 0; q < passage.questions(); q++) {
                float[] state = cache.state(place, passage.lengths()[q]);
                double[] own = new double[state.length];
                Arrays.setAll(own, i -> state[i]);
                states.get(passage.person())[passage.record() + q] = own;
              }
            });
    return states;
  }

  @Override
  public SavedModel saved() {
    ObjectNode config = ConfigJson.json(decoder.config());
    config.put("torch_dtype", "float32");
    int[] opening = careers.tokenizer().opening();
    if (opening.length == 1) {
      config.put("bos_token_id", opening[0]);
    }
    careers.tokenizer().end().ifPresent(end -> config.put("eos_token_id", end));
    careers.tokenizer().pad().ifPresent(pad -> config.put("pad_token_id", pad));
    config.put(MODEL, LanguageTrainer.NAME);
    config.put(PANEL, panel);
    config.put(TEMPLATE, careers.text().template().text());
    if (!careers.text().preamble().isEmpty()) {
      config.put(PREAMBLE, careers.text().preamble());
    }
    config.set(TRAINER, Settings.json(trainer));
    calibration.ifPresent(c -> config.set(CALIBRATION, c.json()));
    TreeMap<String, String> texts = new TreeMap<>();
    texts.put(TokenizerFile.NAME, careers.tokenizer().json());
    return new SavedModel(config, CheckpointTensors.of(decoder.config(), exact), texts);
  }

  /// Adapters in the form of PEFT, in a folder of their own: `adapter`.
  @Override
  public void saveMore(Path folder) throws IOException {
    if (adapters.isPresent()) {
      AdaptedWeights own = adapters.get();
      AdapterFolder.write(
          folder.resolve("adapter"), own.lora(), decoder.config(), own.adapters(), trainer.base());
    }
  }
}
