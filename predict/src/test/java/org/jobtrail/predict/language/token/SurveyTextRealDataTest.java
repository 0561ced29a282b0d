package org.jobtrail.predict.language.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelFolder;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.importing.PanelImport;
import org.jobtrail.predict.text.CareerText;
import org.jobtrail.predict.text.Template;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("real-data")
class SurveyTextRealDataTest {
  private static final Path DATA = Path.of("../../shared/data");

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "nlsy79, panels/nlsy79_occ_panel_1982_2000.csv.gz, 382",
    "nlsy97-statuses, panels/nlsy97_occ_panel_1997_2022.csv.gz, 333"
  })
  void everyCareerComesBackFromTextAndFromTokens(String mapping, String source, int titles)
      throws Exception {
    new PanelImport(
            mapping,
            Optional.empty(),
            Optional.of(DATA.resolve("crosswalks/occ1990_map.csv")),
            Optional.empty(),
            new TreeMap<>())
        .write(DATA.resolve(source), folder.resolve("p"), false);
    Panel panel = PanelFolder.read(folder.resolve("p"));
    CareerText text =
        new CareerText(Template.of("titles-birth-year"), panel.name(), panel.schema());
    List<String> documents = new ArrayList<>();
    for (PanelPerson person : panel.people()) {
      String document = text.document(person);
      documents.add(document);
      PanelPerson again = text.parse(person.id(), document);
      assertThat(again.size()).isEqualTo(person.size());
      for (int t = 0; t < person.size(); t++) {
        assertThat(again.outcome(t)).isEqualTo(person.outcome(t));
        assertThat(again.period(t)).isEqualTo(person.period(t));
        assertThat(again.varying(0, t)).isEqualTo(person.varying(0, t));
      }
      for (int c = 0; c < panel.schema().fixed().size(); c++) {
        assertThat(again.fixed(c)).isEqualTo(person.fixed(c));
      }
    }
    for (PreTokens preTokens : PreTokens.values()) {
      BytePairTokenizer tokenizer =
          BytePairTrainer.DEFAULT.withPreTokens(preTokens).train(documents);
      CareerTokenizer careers = new CareerTokenizer(text, tokenizer);
      assertThat(careers.separable()).isTrue();
      assertThat(careers.trie().orElseThrow().titles()).isEqualTo(titles);
      for (int i = 0; i < documents.size(); i += 50) {
        PanelPerson person = panel.people().get(i);
        CareerTokens career = careers.of(person);
        assertThat(tokenizer.decode(career.tokens()))
            .isEqualTo(BytePairTokenizer.BEGIN + documents.get(i));
        for (int t = 0; t < person.size(); t++) {
          assertThat(careers.question(person, t, 2000).length()).isEqualTo(career.promptEnd(t));
        }
      }
    }
  }
}
