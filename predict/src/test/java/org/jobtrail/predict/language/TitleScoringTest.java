package org.jobtrail.predict.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.panel.PeriodUnit;
import org.jobtrail.predict.Device;
import org.jobtrail.predict.Settings;
import org.jobtrail.predict.language.decoder.Decoder;
import org.jobtrail.predict.language.decoder.DocumentCache;
import org.jobtrail.predict.language.token.BytePairTokenizer;
import org.jobtrail.predict.language.token.BytePairTrainer;
import org.jobtrail.predict.language.token.CareerTokenizer;
import org.jobtrail.predict.language.token.ForeignTokenizers;
import org.jobtrail.predict.language.token.PreTokens;
import org.jobtrail.predict.language.token.Question;
import org.jobtrail.predict.language.token.Tokenizer;
import org.jobtrail.predict.libtorch.Context;
import org.jobtrail.predict.libtorch.FrozenWeights;
import org.jobtrail.predict.libtorch.Parameters;
import org.jobtrail.predict.libtorch.Precision;
import org.jobtrail.predict.text.CareerText;
import org.jobtrail.predict.text.Template;
import org.jobtrail.predict.text.TextPanels;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// All titles in one tree against the titles one after the other, on a thousand prefixes in all:
/// titles that begin alike, tokens that reach over the border of prompt and title, and histories
/// that don't fit. The weights are drawn, and large enough that every token matters.
final class TitleScoringTest {
  private static final int PREFIXES = 200;

  @ParameterizedTest
  @ValueSource(strings = {"phrases", "whole", "words", "foreign words", "crossing"})
  void theTreeIsTheLoop(String how) throws IOException {
    PanelSchema schema = TextPanels.schema(PeriodUnit.YEAR);
    CareerText text = new CareerText(Template.of("titles-birth-year"), "survey", schema);
    List<PanelPerson> people = TextPanels.people(schema, 120, 12, how.hashCode());
    Tokenizer tokenizer = tokenizer(how, people.stream().map(text::document).toList());
    CareerTokenizer careers = new CareerTokenizer(text, tokenizer);
    // So short that about half of the histories lose lines.
    int longest = people.stream().mapToInt(p -> careers.of(p).length()).max().orElseThrow();
    int header = careers.of(people.getFirst()).headerEnd();
    int most = Math.max(longest / 2, header + 30);
    LanguageTrainer trainer =
        Settings.with(
            LanguageTrainer.DEFAULT,
            Map.of(
                "context",
                Integer.toString(most),
                "precision",
                "float32",
                "layers",
                "2",
                "width",
                "16",
                "heads",
                "2",
                "hidden",
                "32"));
    Decoder decoder = new Decoder(trainer.shape(tokenizer.size()));
    Context context = new Context(Device.CPU, Precision.FLOAT32, 1);
    Parameters parameters = Parameters.draw(context, decoder.starts(), 5);
    float[] larger = parameters.values();
    for (int i = 0; i < larger.length; i++) {
      larger[i] *= 4;
    }
    parameters.set(larger);
    LanguageModel model = LanguageModel.of("survey", trainer, careers, decoder, parameters);
    int asked = 0;
    int cut = 0;
    try (FrozenWeights weights = FrozenWeights.of(parameters)) {
      for (PanelPerson person : people) {
        if (asked >= PREFIXES) {
          break;
        }
        var scored = model.scored(List.of(person));
        for (int t = 0; t < person.size() && asked < PREFIXES; t++, asked++) {
          Question question = careers.question(person, t, most);
          cut += question.from() > 0 ? 1 : 0;
          double[] loop =
              loop(
                  decoder,
                  weights,
                  tokenizer,
                  text.prefix(person, question.from(), t),
                  text,
                  question);
          double mass = Math.log(Arrays.stream(loop).map(Math::exp).sum());
          assertThat(scored.logMass().getFirst()[t]).isCloseTo(mass, within(1e-5));
          for (int k = 0; k < loop.length; k++) {
            assertThat(scored.logProbabilities().getFirst()[t][k])
                .as("%s, person %s, record %d, title %d", how, person.id(), t, k)
                .isCloseTo(loop[k] - mass, within(1e-5));
          }
        }
      }
    }
    assertThat(asked).isEqualTo(PREFIXES);
    assertThat(cut).as("prefixes that lost lines").isPositive();
  }

  private static Tokenizer tokenizer(String how, List<String> documents) throws IOException {
    BytePairTokenizer words = new BytePairTrainer(420, PreTokens.WORDS, 2).train(documents);
    return switch (how) {
      case "phrases" -> new BytePairTrainer(700, PreTokens.PHRASES, 2, 2).train(documents);
      case "whole" -> new BytePairTrainer(500, PreTokens.WHOLE, 2).train(documents);
      case "words" -> words;
      case "foreign words" -> ForeignTokenizers.words(documents);
      default -> ForeignTokenizers.crossing(words);
    };
  }

  /// Prefix and title as one string each, tokens in a row, no tree and no cache shared.
  private static double[] loop(
      Decoder decoder,
      FrozenWeights weights,
      Tokenizer tokenizer,
      String prefix,
      CareerText text,
      Question question) {
    List<int[]> wholes = new ArrayList<>();
    for (int k = 0; k < text.titles().size(); k++) {
      int[] own = tokenizer.encode(prefix + text.continuation(k));
      int[] opening = tokenizer.opening();
      int[] whole = Arrays.copyOf(opening, opening.length + own.length);
      System.arraycopy(own, 0, whole, opening.length, own.length);
      wholes.add(whole);
    }
    double[] titles = new double[wholes.size()];
    try (DocumentCache cache = DocumentCache.run(decoder, weights, wholes)) {
      for (int k = 0; k < titles.length; k++) {
        float[] logs = cache.logProbabilities(k, wholes.get(k));
        titles[k] = IntStream.range(question.length(), logs.length).mapToDouble(i -> logs[i]).sum();
      }
    }
    return titles;
  }
}
