package org.jobtrail.predict.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jobtrail.predict.NextOccupationTrainer;
import org.jobtrail.predict.Settings;
import org.jobtrail.predict.neural.NeuralTrainer;
import org.jobtrail.predict.text.Template;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WithoutTitleWordsTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path work;

  private static LanguageTrainer with(String name, String value) {
    return Settings.with(LanguageTrainer.DEFAULT, Map.of("width", "32", name, value));
  }

  private Template codes(String template) throws IOException {
    Optional<NextOccupationTrainer> codes = with("template", template).withoutTitleWords(work);
    LanguageTrainer other = (LanguageTrainer) codes.orElseThrow();
    assertThat(other.width()).isEqualTo(32);
    return Template.of(other.template());
  }

  @Test
  void aPresetOfTitlesHasOneOfNumbers() throws IOException {
    assertThat(codes("titles").name()).isEqualTo("numeric");
    assertThat(codes("titles-birth-year").name()).isEqualTo("numeric-birth-year");
    assertThat(codes("titles-birth-year").numbered()).isTrue();
  }

  /// Any other template says the same in codes.
  @Test
  void anotherTemplateIsWrittenAsNumbered() throws IOException {
    Template words = Template.of("titles-no-education");
    Template codes = codes("titles-no-education");
    assertThat(codes.numbered()).isTrue();
    assertThat(codes.header()).isEqualTo(words.header());
    assertThat(codes.record()).isEqualTo(words.record());
    assertThat(codes.words()).isEqualTo(words.words());
  }

  @Test
  void numbersHaveNoWordsToLose() throws IOException {
    assertThat(with("template", "numeric").withoutTitleWords(work)).isEmpty();
  }

  @Test
  void aCheckpointHasItsStartAlready() {
    assertThat(LanguageTrainer.DEFAULT.startsFromModels()).isTrue();
    assertThat(with("base", "somewhere").startsFromModels()).isFalse();
    assertThat(NeuralTrainer.GRU_KIND.defaults().startsFromModels()).isTrue();
  }
}
