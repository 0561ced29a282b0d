package org.jobtrail.predict.career;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jobtrail.panel.Covariate;
import org.jobtrail.panel.Outcome;
import org.jobtrail.panel.Outcomes;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.panel.PeriodUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CareerFileTest {
  private static final Outcomes OUTCOMES =
      new Outcomes(List.of(new Outcome("10", "Cooks", false), new Outcome("20", "Bakers", false)));

  @TempDir private Path folder;

  private CareerFile read(List<Covariate> varying) throws IOException {
    Path file = folder.resolve("c.csv");
    Files.writeString(file, "person,period,outcome,title\na,1999,10,sir\n");
    PanelSchema schema = new PanelSchema(PeriodUnit.YEAR, OUTCOMES, List.of(), varying, List.of());
    return CareerFile.read(file, schema, Optional.empty());
  }

  @Test
  void aTitleBesideTheCodeIsPassedOver() throws IOException {
    assertThat(read(List.of()).aside()).isEmpty();
    assertThat(read(List.of()).careers()).hasSize(1);
  }

  @Test
  void aCovariateOfThatNameIsNot() throws IOException {
    Covariate title = new Covariate("title", List.of(Covariate.MISSING, "madam", "sir"));
    CareerFile read = read(List.of(title));
    assertThat(read.aside()).isEmpty();
    assertThat(read.careers().getFirst().past().varying(0, 0)).isEqualTo(2);
  }
}
