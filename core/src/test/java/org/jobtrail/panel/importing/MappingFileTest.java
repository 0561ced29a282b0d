package org.jobtrail.panel.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jobtrail.panel.PeriodUnit;
import org.jobtrail.provenance.JobtrailException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingFileTest {
  private static final String BASE =
      "name = \"m\"\nperson = \"id\"\nperiod = \"year\"\n[occupation]\ncolumn = \"occ\"\n";

  @Test
  void theLeastMappingHasThreeColumns() {
    Mapping mapping = MappingFile.parse("m.toml", BASE);
    assertThat(mapping.unit()).isEqualTo(PeriodUnit.YEAR);
    assertThat(mapping.duplicates()).isEqualTo(Mapping.Duplicates.REFUSE);
    assertThat(mapping.occupation().unknown()).containsExactly("");
    assertThat(mapping.rules()).isEmpty();
  }

  @Test
  void theExampleInTheDocumentationIsAMapping() throws IOException {
    String docs = Files.readString(Path.of("../docs/formats.md"));
    String example = docs.substring(docs.indexOf("### A mapping (TOML)"));
    example = example.substring(example.indexOf("```toml\n") + 8);
    Mapping mapping = MappingFile.parse("docs", example.substring(0, example.indexOf("```")));
    assertThat(mapping.rules()).hasSize(2);
    assertThat(mapping.varying()).extracting(Mapping.Varying::name).contains("education", "grade");
    assertThat(mapping.fixed().getFirst().reading().rename()).containsEntry("1", "male");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [[rule]]~when = { a = ["x"] }                       | rule[1].drop: a rule has either drop = "reason" or outcome = "code"
          [[rule]]~drop = "x"                                 | rule[1].when: a rule needs when or unless
          [[rule]]~when = { a = [] }~drop = "x"               | rule[1].when.a: must name values
          [[rule]]~when = { a = "x" }~drop = "x"              | rule[1].when.a: must be a list
          [[rule]]~when = { a = { over = 1 } }~drop = "x"     | rule[1].when.a.over: means nothing here; known are at_least, at_most
          [[fixed]]~name = "s"~column = "s"~take = "last"     | fixed[1].take: must be first or constant, found "last"
          [[fixed]]~column = "s"                              | fixed[1].name: must be there
          [[fixed]]~name = "Sex"~column = "s"                 | fixed[1].name: must be of small letters
          [[fixed]]~name = "s"~colum = "s"                    | fixed[1].colum: means nothing here
          [[varying]]~name = "e"~reached = [{ level = "a" }]~otherwise = "n" | reached[1].years: must name the columns
          [[varying]]~name = "e"~column = "c"~carry_forward = "yes" | varying[1].carry_forward: must be true or false
          [[varying]]~name = "e"~column = "c"~bands = [{ to = 3, level = "a" }, { to = 2, level = "b" }] | varying[1].bands: must rise
          [[measure]]~name = "w"~column = "w"~above = "0"     | measure[1].above: must be a number
          [[measure]]~name = "w"~column = "w"~[[fixed]]~name = "w"~column = "v" | two covariates or measures are called "w"
          [fixed]~name = "s"                                  | fixed: must be a list of tables
          """)
  void whatIsWrongIsNamedByItsKey(String lines, String message) {
    assertThatThrownBy(() -> MappingFile.parse("m.toml", BASE + lines.replace('~', '\n')))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageStartingWith("m.toml: ")
        .hasMessageContaining(message);
  }

  @Test
  void otherMistakesAreNamedToo() {
    assertThatThrownBy(() -> MappingFile.parse("m.toml", "name = \"m\"\nperson = \n"))
        .hasMessageStartingWith("m.toml:2: is no TOML");
    assertThatThrownBy(() -> MappingFile.parse("m.toml", "name = \"m\""))
        .hasMessage("m.toml: person: must be there and be a text");
    assertThatThrownBy(() -> MappingFile.parse("m.toml", "unit = \"month\"\n" + BASE))
        .hasMessage("m.toml: unit: must be one of [year, quarter], found \"month\"");
    assertThatThrownBy(() -> MappingFile.parse("m.toml", "separator = \"--\"\n" + BASE))
        .hasMessageContaining("separator: must be one character");
    assertThatThrownBy(() -> MappingFile.parse("m.toml", BASE + "pattern = \"[\"\n"))
        .hasMessageContaining("occupation.pattern: is no regular expression");
  }

  @Test
  void aConditionHoldsForValuesOrWithinBounds() {
    Mapping.Condition values =
        new Mapping.Condition(
            "c", List.of("a", ""), OptionalDouble.empty(), OptionalDouble.empty());
    assertThat(values.holds("a")).isTrue();
    assertThat(values.holds("")).isTrue();
    assertThat(values.holds("b")).isFalse();
    Mapping.Condition bounds =
        new Mapping.Condition("c", List.of(), OptionalDouble.of(1), OptionalDouble.of(2));
    assertThat(bounds.holds("1")).isTrue();
    assertThat(bounds.holds("2.01")).isFalse();
    assertThat(bounds.holds("")).isFalse();
  }

  @Test
  void periodsAreYearsOrQuartersAsTablesWriteThem() {
    assertThat(Cells.period("1999", PeriodUnit.YEAR)).hasValue(1999);
    assertThat(Cells.period("1999.0", PeriodUnit.YEAR)).hasValue(1999);
    for (String bad : List.of("", "0", "99999", "1999.5", "-5", "NaN", "2001-Q1")) {
      assertThat(Cells.period(bad, PeriodUnit.YEAR)).as(bad).isEqualTo(OptionalInt.empty());
    }
    for (String q : List.of("2001-Q3", "2001Q3", "Q3 2001", "8006")) {
      assertThat(Cells.period(q, PeriodUnit.QUARTER)).as(q).hasValue(8006);
    }
    for (String bad : List.of("", "2001-Q5", "Q0 2001", "2", "0000-Q1", "50000")) {
      assertThat(Cells.period(bad, PeriodUnit.QUARTER)).as(bad).isEqualTo(OptionalInt.empty());
    }
    assertThat(Cells.number("1e3")).isEqualTo(1000);
    assertThat(Cells.number("1e999")).isNaN();
    assertThat(Cells.number("0x10")).isNaN();
    assertThat(Cells.number("Infinity")).isNaN();
  }
}
