package org.jobtrail.normalise.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jobtrail.career.Language;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Sha256;
import org.jobtrail.taxonomy.Taxonomy;
import org.jobtrail.taxonomy.TaxonomyImport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {
  private static final Taxonomy STARTER = Taxonomy.starter();
  @TempDir Path folder;

  private static Rule draft(String title, String codes, String coder, String comment) {
    Decision decision =
        codes.equals("unknown")
            ? new Decision.Unknown()
            : new Decision.Occupations(
                List.of(codes.split("\\|")).stream()
                    .map(c -> STARTER.byCode(c).orElseThrow().occupation())
                    .toList());
    return new Rule(1, 1, Language.DUTCH, title, decision, coder, Rule.Made.CODED, comment);
  }

  private static Rules two() {
    return Rules.none(STARTER, Path.of("r.tsv"))
        .with("2026-11-20", List.of(draft("Kok", "5120|3434", "anna", "a\tb\nc")))
        .with("none", List.of(draft("Kok", "unknown", "bob", ""), draft("x", "0110", "bob", "")));
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("r.tsv"), text);
  }

  @Test
  void isReadBackAsItWasWritten() throws IOException {
    Rules rules = two();
    Path file = write(rules.text());
    Rules back = Rules.read(file, STARTER);
    assertThat(back.text()).isEqualTo(rules.text());
    assertThat(back.all().getFirst().comment()).isEqualTo("a b c");
    assertThat(back.all().subList(1, 3)).isEqualTo(rules.all().subList(1, 3));
    assertThat(back.versions()).isEqualTo(rules.versions());
    assertThat(back.of("KOK", Language.DUTCH).map(Rule::number)).contains(2);
    assertThat(back.facts())
        .containsEntry("rules.sha256", Sha256.of(file))
        .containsEntry("rules.standing", "2");
    assertThat(rules.text().lines().toList())
        .element(2)
        .isEqualTo(
            "\t1\tnl\tKok\t5120|3434\thttp://data.europa.eu/esco/isco/C5120|http://data.europa.eu/esco/isco/C3434\tanna\tcoded\ta b c");
  }

  @Test
  void windowsLineEndsAreRead() throws IOException {
    assertThat(Rules.read(write(two().text().replace("\n", "\r\n")), STARTER).all()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "jobtrail-rules;rules;r.tsv:1: no rules",
        "jobtrail-rules\t1;jobtrail-rules\t2;r.tsv:1: rules of format 2",
        "version\t2;version\t3;r.tsv:4: version 3 follows version 1",
        "\t2\tnl;\t7\tnl;r.tsv:5: rule 7 follows rule 1",
        "C0110;C9999;r.tsv:6: starter 1 has no",
        "coded;guessed;r.tsv:3: a rule was coded",
        "none\t2;none\t3;r.tsv:6: the file ends 1 rules too early",
        "2026-11-20\t1;2026-11-20\tone;r.tsv:2: wants a number",
        "anna\tcoded;anna;r.tsv:3: a rule has 9 cells",
      })
  void saysWhereItIsBroken(String was, String is, String message) throws IOException {
    Path file = write(two().text().replace(was, is));
    assertThatThrownBy(() -> Rules.read(file, STARTER))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining(message);
  }

  @Test
  void emptyOrBinaryFilesFoldersAndNothingAreRefused() throws IOException {
    assertThatThrownBy(() -> Rules.read(write(""), STARTER)).hasMessageContaining(":1: no rules");
    Path binary = Files.write(folder.resolve("b"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThatThrownBy(() -> Rules.read(binary, STARTER)).hasMessageContaining("not UTF-8");
    assertThatThrownBy(() -> Rules.read(folder, STARTER)).hasMessageContaining("is a folder");
    assertThatThrownBy(() -> Rules.read(folder.resolve("no"), STARTER))
        .hasMessageContaining("no such file");
  }

  @Test
  void areForOneTaxonomyWhateverItsLabels() throws IOException {
    Path file = write(two().text());
    assertThatThrownBy(() -> Rules.read(file, esco("1.1.0", "baker")))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining("made with starter 1, this taxonomy is ESCO 1.1.0; recode");
    assertThat(Rules.fingerprint(esco("1.1.0", "baker")))
        .isEqualTo(Rules.fingerprint(esco("1.1.0", "bread baker")))
        .isNotEqualTo(Rules.fingerprint(esco("1.2.0", "baker")));
  }

  private Taxonomy esco(String version, String label) throws IOException {
    Path table = folder.resolve("v" + version).resolve("occupations_en.csv");
    Files.createDirectories(table.getParent());
    Files.writeString(
        table,
        "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,code\n"
            + "Occupation,http://data.europa.eu/esco/occupation/a,7512,"
            + label
            + ",,7512.1\n");
    return TaxonomyImport.read(
            List.of(table), java.util.Optional.empty(), java.util.Optional.empty())
        .taxonomy();
  }
}
