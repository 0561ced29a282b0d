package org.jobtrail.predict.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.Split;
import org.jobtrail.predict.Device;
import org.jobtrail.predict.ModelFolder;
import org.jobtrail.predict.NextOccupationModel;
import org.jobtrail.predict.NextOccupationModelContract;
import org.jobtrail.predict.NextOccupationTrainer;
import org.jobtrail.predict.ScoresTitles;
import org.jobtrail.predict.Settings;
import org.jobtrail.predict.TrainingRun;
import org.jobtrail.predict.counts.CountsTrainer;
import org.jobtrail.predict.language.decoder.DocumentCache;
import org.jobtrail.predict.language.token.Question;
import org.jobtrail.predict.libtorch.FrozenWeights;
import org.jobtrail.predict.text.CareerText;
import org.jobtrail.predict.text.Preamble;
import org.jobtrail.predict.text.Template;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Progress;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PromptedTrainerTest extends NextOccupationModelContract {
  /// A folder that holds a small model, as any other checkpoint.
  private static @TempDir Path base;

  private static LanguageModel small;

  @BeforeAll
  static void makeABase() throws IOException {
    small =
        Settings.with(
                LanguageTrainer.DEFAULT,
                Map.of(
                    "template", "titles",
                    "layers", "1",
                    "width", "16",
                    "heads", "2",
                    "hidden", "32",
                    "vocabulary", "330",
                    "precision", "float32",
                    "epochs", "2",
                    "calibrate", "false"))
            .train(PANEL, in(base.resolve("work"), Optional.empty()));
    ModelFolder.writeFiles(small, base);
  }

  private static TrainingRun in(Path work, Optional<NextOccupationModel> from) throws IOException {
    return new TrainingRun(7, 1, Device.CPU, Files.createDirectories(work), from, Progress.NONE);
  }

  private static TrainingRun from(Optional<NextOccupationModel> model) throws IOException {
    return in(base.resolve("work"), model);
  }

  private static PromptedTrainer prompted(String... more) {
    Map<String, String> settings =
        new TreeMap<>(
            Map.of(
                "template", "titles",
                "base", base.toString(),
                "titles", "true",
                "examples", "2",
                "precision", "float32"));
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return Settings.with(PromptedTrainer.DEFAULT, settings);
  }

  @Override
  protected NextOccupationTrainer trainer() {
    return prompted();
  }

  /// Sums of floats in another order.
  @Override
  protected double tolerance() {
    return 2e-5;
  }

  private static CareerText plain() throws IOException {
    return new CareerText(Template.of("titles"), PANEL.name(), PANEL.schema());
  }

  @Test
  void withNothingToShowItIsTheModelItself() throws IOException {
    List<PanelPerson> test = PANEL.people(Split.TEST);
    PromptedModel bare =
        prompted("titles", "false", "examples", "0").train(PANEL, from(Optional.empty()));
    same(small.logProbabilities(test), bare.logProbabilities(test), 0);
    same(
        small.logProbabilities(test),
        prompted("base", "", "titles", "false", "examples", "0")
            .train(PANEL, from(Optional.of(small)))
            .logProbabilities(test),
        0);
  }

  /// Titles and examples, the career, each title: all tokens of one text, one title at a time.
  @Test
  void agreesWithALoopOverTextsThatBeginWithThePreamble() throws IOException {
    CareerText text = plain();
    String preamble = new Preamble(true, 2, 7).of(text, PANEL);
    assertThat(preamble).contains("Outcome 3\n").contains("<END OF DATA>\n");
    PanelPerson person =
        PANEL.people(Split.TEST).stream().filter(p -> p.size() > 3).findFirst().orElseThrow();
    PromptedModel model = (PromptedModel) trained();
    assertThat(model.wording().preamble()).isEmpty();
    assertThat(model.wording().document(person)).isEqualTo(text.document(person));
    ScoresTitles.Scored scored = model.scored(List.of(person));
    try (FrozenWeights weights = FrozenWeights.of(small.copy(small.context()))) {
      for (int t = 0; t < 3; t++) {
        String prefix = preamble + text.prefix(person, 0, t);
        int before = tokens(prefix).length;
        double[] titles = new double[OUTCOMES];
        for (int k = 0; k < OUTCOMES; k++) {
          int[] whole = tokens(prefix + text.continuation(k));
          try (DocumentCache cache = DocumentCache.run(small.decoder(), weights, List.of(whole))) {
            float[] logs = cache.logProbabilities(0, whole);
            for (int i = before; i < whole.length; i++) {
              titles[k] += logs[i];
            }
          }
        }
        double mass = Math.log(Arrays.stream(titles).map(Math::exp).sum());
        assertThat(scored.logMass().getFirst()[t]).isCloseTo(mass, within(1e-5));
        for (int k = 0; k < OUTCOMES; k++) {
          assertThat(scored.logProbabilities().getFirst()[t][k])
              .isCloseTo(titles[k] - mass, within(1e-5));
        }
      }
    }
  }

  private static int[] tokens(String text) {
    int[] opening = small.careers().tokenizer().opening();
    int[] own = small.careers().tokenizer().encode(text);
    int[] all = Arrays.copyOf(opening, opening.length + own.length);
    System.arraycopy(own, 0, all, opening.length, own.length);
    return all;
  }

  /// What has to go when the context is short are lines of the career.
  @Test
  void truncationLeavesWhatIsShown() throws IOException {
    PanelPerson person =
        PANEL.people(Split.TEST).stream()
            .max(Comparator.comparingInt(PanelPerson::size))
            .orElseThrow();
    int room = ((PromptedModel) trained()).shown().careers().of(person).length() - 30;
    PromptedModel model =
        prompted("context", Integer.toString(room)).train(PANEL, from(Optional.empty()));
    CareerText text = model.shown().careers().text();
    int[] shown = tokens(text.header(person));
    int last = person.size() - 1;
    Question question = model.shown().careers().question(person, last, room);
    assertThat(question.from()).isPositive();
    assertThat(question.length() + question.trie().height()).isLessThanOrEqualTo(room);
    assertThat(Arrays.copyOf(question.prefix(), shown.length)).containsExactly(shown);
    assertThat(small.careers().tokenizer().decode(question.prefix()))
        .endsWith(text.prompt(person, last));
    double[][] rows = model.logProbabilities(List.of(person)).getFirst();
    assertThat(rows[last]).doesNotContain(Double.NaN);
  }

  @Test
  void examplesAreDrawnBySeed() throws IOException {
    PromptedModel model = (PromptedModel) trained();
    assertThat(model.shown().careers().text().preamble())
        .isEqualTo(new Preamble(true, 2, 7).of(plain(), PANEL))
        .isNotEqualTo(new Preamble(true, 2, 8).of(plain(), PANEL));
  }

  @Test
  void refusesWhatCantBeShownOrRead() throws IOException {
    refused("--set base=DIR", prompted("base", ""), Optional.empty());
    refused("no config.json there", prompted("base", base + "/work"), Optional.empty());
    refused("a training has one start", prompted(), Optional.of(small));
    refused(
        "counts is no language model",
        prompted("base", ""),
        Optional.of(CountsTrainer.DEFAULT.train(PANEL, from(Optional.empty()))));
    refused("too few for 900 examples", prompted("examples", "900"), Optional.empty());
    refused(
        "the model reads at most 64: show fewer examples or no titles",
        prompted("context", "64"),
        Optional.empty());
    assertThatThrownBy(() -> prompted("examples", "-1"))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessage("hyperparameters: examples must be 0 or more, found -1");
  }

  private static void refused(
      String words, PromptedTrainer trainer, Optional<NextOccupationModel> from) {
    assertThatThrownBy(
            () -> {
              try {
                trainer.train(PANEL, from(from));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining(words)
        .hasMessageNotContaining("\n");
  }
}
