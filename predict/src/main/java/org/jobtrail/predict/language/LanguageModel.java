package org.jobtrail.predict.language;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.predict.Device;
import org.jobtrail.predict.Represents;
import org.jobtrail.predict.SavedModel;
import org.jobtrail.predict.SavesMore;
import org.jobtrail.predict.ScoresTitles;
import org.jobtrail.predict.Settings;
import org.jobtrail.predict.language.decoder.AdaptedWeights;
import org.jobtrail.predict.language.decoder.AdapterFolder;
import org.jobtrail.predict.language.decoder.CheckpointTensors;
import org.jobtrail.predict.language.decoder.ConfigJson;
import org.jobtrail.predict.language.decoder.Decoder;
import org.jobtrail.predict.language.decoder.DecoderConfig;
import org.jobtrail.predict.language.decoder.DocumentCache;
import org.jobtrail.predict.language.decoder.TokenTree;
import org.jobtrail.predict.language.decoder.TreeScorer;
import org.jobtrail.predict.language.token.CareerTokenizer;
import org.jobtrail.predict.language.token.TitleTrie;
import org.jobtrail.predict.language.token.TokenizerFile;
import org.jobtrail.predict.libtorch.Context;
import org.jobtrail.predict.libtorch.FrozenWeights;
import org.jobtrail.predict.libtorch.Parameters;
import org.jobtrail.predict.libtorch.Weights;
import org.jobtrail.predict.text.CareerText;
import org.jobtrail.predict.text.Template;

/// A language model of careers: `P(y) = P_LM(title_y) / Σ_k P_LM(title_k)`.
///
/// A person's text runs through the network once; all titles are then scored behind each of its
/// prompts in one tree. Its folder is one that other programs load too: `config.json`,
/// `model.safetensors` and `tokenizer.json` are Hugging Face's. Source: Du et al., LABOR-LLM,
/// arXiv:2406.17972.
public final class LanguageModel implements ScoresTitles, Represents, SavesMore {
  /// Keys of `config.json` beside the decoder's own.
  private static final String MODEL = "model";

  private static final String PANEL = "panel";
  private static final String TEMPLATE = "template";

  /// Left out when there is none.
  private static final String PREAMBLE = "preamble";

  private static final String TRAINER = "trainer";

  /// Tokens of texts that run together.
  private static final int TOGETHER = 4096;

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

  private LanguageModel(
      String panel,
      LanguageTrainer trainer,
      CareerTokenizer careers,
      Decoder decoder,
      Weights exact,
      FrozenWeights weights,
      Optional<AdaptedWeights> adapters) {
    this.panel = panel;
    this.trainer = trainer;
    this.careers = careers;
    this.decoder = decoder;
    this.exact = exact;
    this.weights = weights;
    this.adapters = adapters;
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
    return new LanguageModel(panel, trainer, careers, decoder, whole, whole, Optional.of(adapted));
  }

  /// Weights that nobody trained here, kept in the type that they are computed with.
  static LanguageModel untrained(
      String panel,
      LanguageTrainer trainer,
      CareerTokenizer careers,
      Decoder decoder,
      FrozenWeights weights) {
    return new LanguageModel(panel, trainer, careers, decoder, weights, weights, Optional.empty());
  }

  /// What {@link #saved} saved.
  ///
  /// @throws IllegalArgumentException when a tensor or a file is missing or doesn't fit
  static LanguageModel load(SavedModel saved, PanelSchema schema, Device device) {
    try {
      ObjectNode config = saved.config();
      LanguageTrainer trainer = Settings.of(config.path(TRAINER), LanguageTrainer.class);
      DecoderConfig shape = ConfigJson.of(config);
      Template template = Template.parse("the model's template", config.path(TEMPLATE).asText());
      String panel = config.path(PANEL).asText();
      TokenizerFile tokenizer =
          TokenizerFile.parse(TokenizerFile.NAME, saved.text(TokenizerFile.NAME));
      tokenizer.refuseUnlessFits(shape.vocabulary());
      Context context =
          new Context(device, trainer.precision(), Runtime.getRuntime().availableProcessors());
      return of(
          panel,
          trainer,
          new CareerTokenizer(
              new CareerText(template, panel, schema).after(config.path(PREAMBLE).asText()),
              tokenizer),
          new Decoder(shape),
          CheckpointTensors.parameters(shape, saved.tensors(), context));
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
    return decoder.starts().values().stream().mapToLong(Parameters.Start::size).sum();
  }

  /// Documents, prompts and titles as tokens.
  public CareerTokenizer careers() {
    return careers;
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

  @Override
  public Scored scored(List<PanelPerson> people) {
    List<double[][]> logs = new ArrayList<>();
    List<double[]> mass = new ArrayList<>();
    for (PanelPerson person : people) {
      logs.add(new double[person.size()][]);
      mass.add(new double[person.size()]);
    }
    titles(
        Passage.all(careers, people, most()),
        (passage, question, titles) -> {
          int t = passage.record() + question;
          double whole = logSum(titles);
          mass.get(passage.person())[t] = whole;
          logs.get(passage.person())[t] = Arrays.stream(titles).map(x -> x - whole).toArray();
        });
    return new Scored(logs, mass);
  }

  @Override
  public List<double[]> lastLogProbabilities(List<PanelPerson> people) {
    double[][] rows = new double[people.size()][];
    titles(
        Passage.last(careers, people, most()),
        (passage, _, titles) -> {
          double whole = logSum(titles);
          rows[passage.person()] = Arrays.stream(titles).map(x -> x - whole).toArray();
        });
    return List.of(rows);
  }

  /// The states of the prefixes' last tokens.
  @Override
  public List<double[][]> representations(List<PanelPerson> people) {
    List<double[][]> states = new ArrayList<>();
    people.forEach(person -> states.add(new double[person.size()][]));
    run(
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

  private interface Read {
    void read(DocumentCache cache, int place, Passage passage);
  }

  private interface Titles {
    /// @param titles `[outcomes]` natural logs of P_LM(title)
    void take(Passage passage, int question, double[] titles);
  }

  private void titles(List<Passage> passages, Titles sink) {
    TitleTrie[] last = new TitleTrie[1];
    TreeScorer[] scorer = new TreeScorer[1];
    run(
        passages,
        (cache, place, passage) -> {
          TitleTrie trie = passage.trie();
          if (scorer[0] == null || !trie.equals(last[0])) {
            last[0] = trie;
            scorer[0] = new TreeScorer(new TokenTree(trie.tokens(), trie.parents()));
          }
          float[][] scores = scorer[0].score(cache, place, passage.lengths());
          for (int q = 0; q < scores.length; q++) {
            double[] totals = scorer[0].tree().totals(scores[q]);
            double[] titles = new double[trie.titles()];
            Arrays.setAll(titles, k -> totals[trie.leaf(k)]);
            sink.take(passage, q, titles);
          }
        });
  }

  /// Texts of like length run together.
  private void run(List<Passage> passages, Read read) {
    List<Passage> sorted =
        passages.stream().sorted(Comparator.comparingInt(p -> p.tokens().length)).toList();
    int from = 0;
    for (int i = 1; i <= sorted.size(); i++) {
      if (i == sorted.size() || (long) (i - from + 1) * sorted.get(i).tokens().length > TOGETHER) {
        List<Passage> together = sorted.subList(from, i);
        try (DocumentCache cache =
            DocumentCache.run(decoder, weights, together.stream().map(Passage::tokens).toList())) {
          for (int p = 0; p < together.size(); p++) {
            read.read(cache, p, together.get(p));
          }
        }
        from = i;
      }
    }
  }

  private static double logSum(double[] logs) {
    double most = Arrays.stream(logs).max().orElseThrow();
    return most + Math.log(Arrays.stream(logs).map(x -> Math.exp(x - most)).sum());
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
