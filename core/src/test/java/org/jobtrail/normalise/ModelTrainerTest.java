package org.jobtrail.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jobtrail.career.Language;
import org.jobtrail.normalise.encoder.EncoderTrainer;
import org.jobtrail.provenance.Progress;
import org.jobtrail.taxonomy.Taxonomy;
import org.jobtrail.taxonomy.TaxonomyImport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelTrainerTest {
  private static final String OCCUPATIONS =
      """
      conceptUri,iscoGroup,preferredLabel,code
      http://data.europa.eu/esco/occupation/1,5120,cook,5120.1
      http://data.europa.eu/esco/occupation/2,7512,baker,7512.1
      """;

  @TempDir Path folder;

  /// ISCO-08's groups and those that the occupations name.
  private Taxonomy taxonomy(String occupations) throws IOException {
    Path file = Files.writeString(folder.resolve("occupations_en.csv"), occupations);
    return TaxonomyImport.read(List.of(file), Optional.of("9"), Optional.empty()).taxonomy();
  }

  private static NormaliserModel train(Taxonomy taxonomy) {
    return new ModelTrainer(EncoderTrainer.DEFAULT.withSteps(2), 1, 1)
        .train(taxonomy, Progress.NONE);
  }

  private static Candidate first(Taxonomy taxonomy, NormaliserModel model) {
    return TrainedNormaliser.of(taxonomy, model)
        .code(List.of(TitleQuery.of("cook", Language.ENGLISH)), 2)
        .getFirst()
        .candidates()
        .getFirst();
  }

  @Test
  void whatShipsIsForTheUnitGroupsOfIsco08() throws IOException {
    Taxonomy esco = taxonomy(OCCUPATIONS);
    NormaliserModel model = train(esco);
    assertThat(model.confidence()).isPresent();
    assertThat(first(esco, model).occupation().code()).isEqualTo("5120.1");
    assertThat(first(esco, model).probability())
        .isInstanceOf(Candidate.Probability.Calibrated.class);
  }

  @Test
  void aTaxonomyWithAnotherUnitGroupCodesTitlesWithoutProbabilities() throws IOException {
    Taxonomy wider =
        taxonomy(OCCUPATIONS + "http://data.europa.eu/esco/occupation/3,9999,wizard,9999.1\n");
    NormaliserModel model = train(wider);
    assertThat(model.confidence()).isEmpty();
    assertThat(first(wider, model).occupation().code()).isEqualTo("5120.1");
    assertThat(first(wider, model).probability())
        .isNotInstanceOf(Candidate.Probability.Calibrated.class);
  }
}
