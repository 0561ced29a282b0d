package org.jobtrail.taxonomy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("real-data")
class TaxonomyRealDataTest {
  private static final Path ESCO = Path.of("../../shared/data/esco");

  private static TaxonomyImport.Imported read(String... files) {
    return TaxonomyImport.read(
        List.of(files).stream().map(ESCO::resolve).toList(), Optional.empty(), Optional.empty());
  }

  @Test
  void theStarterHasTheGroupsThatEscoShips() {
    Taxonomy groups = read("v1.1.0/ISCOGroups_en.csv.gz").taxonomy();
    assertThat(groups.name()).isEqualTo("ISCO-08 of ESCO 1.1.0");
    assertThat(Taxonomy.starter().concepts().stream().map(c -> c.occupation().code()))
        .isEqualTo(groups.concepts().stream().map(c -> c.occupation().code()).toList());
  }

  @Test
  void accountsForEveryRowOfMixedVersions() {
    TaxonomyImport.Imported imported =
        read(
            "v1.2.0/occupations_en.csv.gz",
            "v1.1.1/occupations_nl.csv.gz",
            "v1.2.1_api_fr/occupations_fr.csv.gz",
            "labels_21_languages.tsv.gz");
    assertThat(imported.taxonomy().name()).isEqualTo("ESCO 1.2.0");
    assertThat(imported.report().files().stream().mapToInt(ImportReport.FileReport::rows))
        .containsExactly(3039, 2740, 3007, 317_473);
    assertThat(imported.report().files().stream().mapToInt(ImportReport.FileReport::joined))
        .containsExactly(3039, 2738, 3004, 316_953);
    assertThat(imported.report().unjoined()).hasSize(2 + 3 + 520);
    assertThat(imported.taxonomy().languages()).hasSize(21);
  }

  @Test
  void anOldEscoIsCodedByUnitGroup() {
    Taxonomy old = read("v1.0.x/occupations_fr.csv.gz").taxonomy();
    assertThat(old.name()).isEqualTo("ESCO 1.0.x");
    assertThat(old.byCode("2166").orElseThrow().kind()).isEqualTo(Concept.Kind.UNIT_GROUP);
    assertThat(old.allByCode("2166")).containsExactly(old.byCode("2166").orElseThrow());
  }

  @Test
  void someCodesBelongToSeveralOccupations() {
    Taxonomy esco = read("v1.2.0/occupations_en.csv.gz").taxonomy();
    List<String> codes = esco.coded().stream().map(c -> c.occupation().code()).distinct().toList();
    assertThat(codes).hasSize(2973);
    assertThat(codes.stream().filter(code -> esco.allByCode(code).size() > 1)).hasSize(48);
    for (String code : codes) {
      assertThat(esco.allByCode(code))
          .isNotEmpty()
          .allMatch(concept -> concept.occupation().code().equals(code));
    }
    assertThat(esco.allByCode("no such code")).isEmpty();
  }
}
