package org.jobtrail.crosswalk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("real-data")
class CrosswalkRealDataTest {
  private static final Path TABLES = Path.of("../../shared/data/crosswalks");

  private static CrosswalkTable.Imported read(String file, String from, String to) {
    return CrosswalkTable.read(TABLES.resolve(file), CrosswalkTable.Settings.of(from, to));
  }

  @Test
  void readsIsco88WithoutAHeader() {
    CrosswalkTable.Imported imported = read("isco88_isco08.csv", "ISCO-88", "ISCO-08");
    assertThat(imported.headed()).isFalse();
    assertThat(imported.rows().count("rows_in")).isEqualTo(530);
    assertThat(imported.rows().count("links")).isEqualTo(530);
    assertThat(imported.crosswalk().links().getFirst().source()).startsWith("0");
  }

  @Test
  void readsSocBothWaysAndThePartOfATable() {
    CrosswalkTable.Imported soc = read("soc10_isco08.csv", "SOC10", "ISCO-08");
    assertThat(soc.rows().count("rows_in")).isEqualTo(1131);
    Optional<String> none = Optional.empty();
    CrosswalkTable.Settings of1980 =
        new CrosswalkTable.Settings(
            "Census 1980",
            "OCC1990",
            Optional.of("code"),
            none,
            none,
            none,
            none,
            Optional.of("scheme=1980"),
            3,
            3);
    CrosswalkTable.Imported census = CrosswalkTable.read(TABLES.resolve("occ1990_map.csv"), of1980);
    assertThat(census.rows().count("rows_in")).isEqualTo(4580);
    assertThat(census.rows().count("rows_other")).isEqualTo(4580 - 511);
    assertThat(census.rows().count("rows_set_aside")).isZero();
  }

  @Test
  void theTablesOfSocRelateTheSameMinorGroups() {
    Crosswalk there = read("soc10_isco08.csv", "SOC10", "ISCO-08").crosswalk();
    Crosswalk back = Composition.of(there.inverted(), there).crosswalk();
    // Inverted and applied, every ISCO code reaches itself.
    assertThat(there.sourcesByTarget().keySet())
        .allMatch(
            code ->
                back.links().stream()
                    .anyMatch(l -> l.source().equals(code) && l.target().equals(code)));
  }
}
