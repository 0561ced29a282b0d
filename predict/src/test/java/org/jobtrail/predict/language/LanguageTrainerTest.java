package org.jobtrail.predict.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.Split;
import org.jobtrail.predict.Device;
import org.jobtrail.predict.MeanNll;
import org.jobtrail.predict.NextOccupationModel;
import org.jobtrail.predict.NextOccupationModelContract;
import org.jobtrail.predict.NextOccupationTrainer;
import org.jobtrail.predict.ScoresTitles;
import org.jobtrail.predict.Settings;
import org.jobtrail.predict.TestPanels;
import org.jobtrail.predict.TrainingRun;
import org.jobtrail.predict.counts.CountsTrainer;
import org.jobtrail.predict.language.decoder.DocumentCache;
import org.jobtrail.predict.language.token.CareerTokenizer;
import org.jobtrail.predict.libtorch.FrozenWeights;
import org.jobtrail.predict.text.CareerText;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LanguageTrainerTest extends NextOccupationModelContract {
  private static final Map<String, String> SMALL =
      Map.of(
          "template", "titles",
          "layers", "1",
          "width", "16",
          "heads", "2",
          "hidden", "32",
          "vocabulary", "330",
          "precision", "float32",
          "epochs", "2");

  @TempDir Path work;

  private static LanguageTrainer small(String... more) {
    Map<String, String> settings = new TreeMap<>(SMALL);
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return Settings.with(LanguageTrainer.DEFAULT, settings);
  }

  @Override
  protected NextOccupationTrainer trainer() {
    return small();
  }

  /// Sums of floats in another order.
  @Override
  protected double tolerance() {
    return 2e-5;
  }

  private TrainingRun from(String folder, Optional<NextOccupationModel> model) throws IOException {
    return new TrainingRun(
        7,
        1,
        Device.CPU,
        java.nio.file.Files.createDirectories(work.resolve(folder)),
        model,
        Progress.NONE);
  }

  /// Each title's tokens one by one behind the text of the prefix, tokenised as one string.
  @ParameterizedTest
  @ValueSource(strings = {"phrases", "whole", "words"})
  void agreesWithALoopOverTitles(String pieces) throws IOException {
    LanguageModel model =
        small("pieces", pieces, "calibrate", "false").train(PANEL, from(pieces, Optional.empty()));
    CareerTokenizer careers = model.careers();
    CareerText text = careers.text();
    PanelPerson person =
        PANEL.people(Split.TEST).stream().filter(p -> p.size() > 3).findFirst().orElseThrow();
    ScoresTitles.Scored scored = model.scored(List.of(person));
    try (FrozenWeights weights = FrozenWeights.of(model.copy(model.context()))) {
      for (int t = 0; t < 4; t++) {
        String prefix = text.prefix(person, 0, t);
        int[] before = tokens(careers, prefix);
        double mass = 0;
        double[] titles = new double[OUTCOMES];
        for (int k = 0; k < OUTCOMES; k++) {
          int[] whole = tokens(careers, prefix + text.continuation(k));
          try (DocumentCache cache = DocumentCache.run(model.decoder(), weights, List.of(whole))) {
            float[] logs = cache.logProbabilities(0, whole);
            for (int i = before.length; i < whole.length; i++) {
              titles[k] += logs[i];
            }
          }
          mass += Math.exp(titles[k]);
        }
        assertThat(scored.logMass().getFirst()[t])
            .isCloseTo(Math.log(mass), within(1e-5))
            .isNegative();
        for (int k = 0; k < OUTCOMES; k++) {
          assertThat(scored.logProbabilities().getFirst()[t][k])
              .isCloseTo(titles[k] - Math.log(mass), within(1e-5));
        }
      }
    }
  }

  private static int[] tokens(CareerTokenizer careers, String text) {
    int[] opening = careers.tokenizer().opening();
    int[] own = careers.tokenizer().encode(text);
    int[] all = java.util.Arrays.copyOf(opening, opening.length + own.length);
    System.arraycopy(own, 0, all, opening.length, own.length);
    return all;
  }

  /// What training ends with changes the titles' shares, not their sum, and survives saving.
  @Test
  void calibrationIsNoWorseOnValidAndKeepsTheMass() throws IOException {
    LanguageModel bare = small("calibrate", "false").train(PANEL, from("bare", Optional.empty()));
    LanguageModel fitted = (LanguageModel) trained();
    List<PanelPerson> valid = PANEL.people(Split.VALID);
    assertThat(MeanNll.nats(fitted, valid)).isLessThan(MeanNll.nats(bare, valid));
    assertThat(fitted.scored(valid).logMass().getFirst())
        .containsExactly(bare.scored(valid).logMass().getFirst());
    for (PanelPerson person : valid) {
      double[][] rows = fitted.logProbabilities(List.of(person)).getFirst();
      double[] last = fitted.lastLogProbabilities(List.of(person)).getFirst();
      assertThat(last).containsExactly(rows[rows.length - 1], within(2e-5));
      assertThat(java.util.Arrays.stream(last).map(Math::exp).sum()).isCloseTo(1, within(1e-6));
    }
    LanguageModel again = small("epochs", "0").train(PANEL, from("again", Optional.of(bare)));
    assertThat(again.saved().config().path("calibration"))
        .as("no epoch: what is fitted is the calibration alone")
        .isEqualTo(fitted.saved().config().path("calibration"));
  }

  /// Half of the covariates hidden, so that the words for what is missing are seen in training.
  @Test
  void learnsTheWordsForWhatIsNotKnown() throws IOException {
    Panel told = TestPanels.everythingTold(PANEL);
    LanguageModel model =
        small("hide", "0.5", "vocabulary", "400").train(told, from("hide", Optional.empty()));
    PanelPerson unknown = told.people(Split.TEST).getFirst().hiding(_ -> true, _ -> true);
    assertThat(model.careers().of(unknown).length())
        .as("they are as few tokens as what is known")
        .isEqualTo(model.careers().of(told.people(Split.TEST).getFirst()).length());
    LanguageModel never =
        small("hide", "0", "vocabulary", "400").train(told, from("never", Optional.empty()));
    assertThat(never.careers().of(unknown).length())
        .isGreaterThan(model.careers().of(unknown).length());
  }

  /// A context so short that old lines have to go.
  @Test
  void longHistoriesLoseTheirOldestLines() throws IOException {
    LanguageModel model = small("context", "40").train(PANEL, from("short", Optional.empty()));
    PanelPerson person =
        PANEL.people(Split.TEST).stream()
            .max(java.util.Comparator.comparingInt(PanelPerson::size))
            .orElseThrow();
    assertThat(model.careers().of(person).length()).isGreaterThan(40);
    for (double[] row : model.logProbabilities(List.of(person)).getFirst()) {
      assertThat(java.util.Arrays.stream(row).map(Math::exp).sum()).isCloseTo(1, within(1e-6));
    }
  }

  @Test
  void learnsThatPeopleStay() throws IOException {
    LanguageModel model =
        small(
                "epochs",
                "40",
                "rate",
                "0.01",
                "warmup",
                "10",
                "tokens",
                "256",
                "dropout",
                "0",
                "rest_weight",
                "0",
                "patience",
                "100")
            .train(PANEL, from("long", Optional.empty()));
    double stay = 0;
    int n = 0;
    for (PanelPerson person : PANEL.people(Split.TRAIN)) {
      double[][] rows = model.logProbabilities(List.of(person)).getFirst();
      for (int t = 1; t < person.size(); t++, n++) {
        stay += Math.exp(rows[t][person.outcome(t - 1)]);
      }
    }
    assertThat(stay / n).isGreaterThan(0.4);
  }

  @Test
  void goesOnFromAModelOfAnotherPanel() throws IOException {
    List<PanelPerson> people = PANEL.people();
    List<Split> other = new ArrayList<>();
    for (int i = 0; i < people.size(); i++) {
      other.add(i % 2 == 0 ? Split.TRAIN : Split.VALID);
    }
    Panel target = new Panel("another", PANEL.schema(), people, other);
    LanguageModel first = (LanguageModel) trained();
    LanguageModel second =
        small("epochs", "1", "rate", "1e-9").train(target, from("second", Optional.of(first)));
    // Hardly trained, and the tag says another name: nearly the same, but not the same.
    List<PanelPerson> test = PANEL.people(Split.TEST);
    double[] a = first.logProbabilities(test).getFirst()[0];
    double[] b = second.logProbabilities(test).getFirst()[0];
    assertThat(b).containsExactly(a, within(0.5));
    assertThat(second.careers().tokenizer().json()).isEqualTo(first.careers().tokenizer().json());
  }

  /// Every weight a quarter of the way back from where training went to where it began.
  @Test
  void keepsAShareOfTheWeightsItStartsFrom() throws IOException {
    LanguageModel first = (LanguageModel) trained();
    LanguageModel whole = small("rate", "0.01").train(PANEL, from("whole", Optional.of(first)));
    LanguageModel kept =
        small("rate", "0.01", "keep", "0.25").train(PANEL, from("kept", Optional.of(first)));
    String name = "model.layers.0.self_attn.q_proj.weight";
    float[] a = first.saved().tensors().get(name).floats();
    float[] b = whole.saved().tensors().get(name).floats();
    float[] c = kept.saved().tensors().get(name).floats();
    assertThat(b).isNotEqualTo(a);
    for (int i = 0; i < a.length; i++) {
      assertThat(c[i]).isCloseTo(0.25f * a[i] + 0.75f * b[i], within(1e-6f));
    }
    assertThatThrownBy(() -> small("keep", "0.5").train(PANEL, from("k", Optional.empty())))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageStartingWith("--set keep: training starts from nothing");
    assertThatThrownBy(
            () ->
                small("keep", "0.5", "lora_rank", "2").train(PANEL, from("l", Optional.of(first))))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageStartingWith("--set keep: adapters leave all weights as they are");
  }

  @Test
  void refusesStartsThatAreNone() throws IOException {
    NextOccupationModel counts =
        CountsTrainer.DEFAULT.train(PANEL, from("counts", Optional.empty()));
    assertThatThrownBy(() -> small().train(PANEL, from("a", Optional.of(counts))))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessage("--from: counts is no language model, so there is nothing to go on from");
    assertThatThrownBy(
            () -> small("base", work.toString()).train(PANEL, from("b", Optional.empty())))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining("no config.json there");
    assertThatThrownBy(() -> small("size", "huge").train(PANEL, from("c", Optional.empty())))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessage("--set size: unknown preset \"huge\", known: tiny, small, base");
    assertThatThrownBy(() -> small("template", "nowhere").train(PANEL, from("d", Optional.empty())))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining("unknown template \"nowhere\"");
    assertThatThrownBy(
            () ->
                small("context", "17", "pieces", "words").train(PANEL, from("e", Optional.empty())))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining("the model reads at most 17");
  }

  @Test
  void refusesFiguresThatNoDecoderHas() {
    for (String bad :
        List.of("vocabulary=10", "width=2000000000", "layers=1000000", "context=8", "heads=-1")) {
      String name = bad.substring(0, bad.indexOf('='));
      Map<String, String> set = Map.of(name, bad.substring(bad.indexOf('=') + 1));
      assertThatThrownBy(() -> LanguageTrainer.KIND.trainer(set))
          .isInstanceOf(JobtrailException.Usage.class)
          .hasMessageContaining(name + " must be");
    }
  }

  @Test
  void stateIsThatOfThePrefixsLastToken() {
    LanguageModel model = (LanguageModel) trained();
    PanelPerson person = PANEL.people(Split.TEST).getFirst();
    double[][] states = model.representations(List.of(person)).getFirst();
    assertThat(states).hasNumberOfRows(person.size());
    assertThat(states[0]).hasSize(16);
    PanelPerson other = TestPanels.withOutcome(person, 0, (person.outcome(0) + 1) % OUTCOMES);
    assertThat(model.representations(List.of(other)).getFirst()[0])
        .containsExactly(states[0], within(1e-5));
  }

  /// The shape of a 7 B Llama, by its config.json and a tokenizer alone: no weights are there.
  @Test
  void plansWhatAGreatModelTakesWithoutLoadingIt() throws IOException {
    LanguageModel small = (LanguageModel) trained();
    java.nio.file.Files.writeString(
        work.resolve("tokenizer.json"), small.careers().tokenizer().json());
    java.nio.file.Files.writeString(
        work.resolve("config.json"),
        """
        {"architectures": ["LlamaForCausalLM"], "hidden_act": "silu", "hidden_size": 4096,
         "intermediate_size": 11008, "max_position_embeddings": 4096, "num_attention_heads": 32,
         "num_hidden_layers": 32, "num_key_value_heads": 32, "rms_norm_eps": 1e-05,
         "tie_word_embeddings": false, "vocab_size": %d}
        """
            .formatted(small.careers().tokenizer().size()));
    LanguageTrainer trainer = small("base", work.toString());
    var plan = trainer.plan(PANEL, from("plan", Optional.empty()));
    assertThat(plan.tooGreat().orElseThrow()).startsWith("training all weights takes about");
    var counts = plan.counts();
    // 32 layers of 4 x 4096 x 4096 + 3 x 4096 x 11008 weights and two norms, two matrices of the
    // vocabulary, a last norm.
    long layer = 4L * 4096 * 4096 + 3L * 4096 * 11008 + 2 * 4096;
    long vocabulary = 2L * small.careers().tokenizer().size() * 4096;
    assertThat(counts).containsEntry("parameters", 32 * layer + vocabulary + 4096);
    assertThat(counts.get("memory_full_bytes")).isGreaterThan(6_400_000_000L * 16);
    // The frozen weights in 32 bits and a batch's activations, but no moments of them.
    assertThat(counts.get("memory_lora_bytes"))
        .isBetween(6_400_000_000L * 4, counts.get("memory_full_bytes") / 2);
    assertThat(counts.get("estimated_seconds")).isPositive();
    assertThatThrownBy(() -> trainer.train(PANEL, from("never", Optional.empty())))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining("training all weights takes about");
  }

  /// Adapters beside a model that was trained here: what is saved is the two put together.
  @Test
  void trainsAdaptersBesideAModel() throws IOException {
    LanguageModel first = (LanguageModel) trained();
    LanguageTrainer trainer = small("lora_rank", "2", "rate", "0.01");
    LanguageModel second = trainer.train(PANEL, from("lora", Optional.of(first)));
    assertThat(second.parameters()).isEqualTo(first.parameters());
    var before = first.saved().tensors();
    var after = second.saved().tensors();
    String touched = "model.layers.0.self_attn.q_proj.weight";
    String left = "model.embed_tokens.weight";
    assertThat(after.get(left).floats()).isEqualTo(before.get(left).floats());
    assertThat(after.get(touched).floats()).isNotEqualTo(before.get(touched).floats());
    second.saveMore(work.resolve("out"));
    assertThat(work.resolve("out/adapter/adapter_model.safetensors")).exists();
    assertThatThrownBy(() -> trainer.train(PANEL, from("none", Optional.empty())))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining("adapters need a trained model beside them");
  }
}
