package org.jobtrail.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrappedDatesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "07/1980 –; 07/1985",
        "07/1980-; 07/1985",
        "(07/1980 –; 07/1985)",
        "July 1980 to; August 1985",
        "juli 1980 tot; augustus 1985",
        "juli 1980 t/m; heden",
        "du 1er juillet 1980 au; 30 août 1985",
        "septembre 1980 à; ce jour",
        "sept. 2012 —; juin 2015",
        "Juli 1980 bis; heute",
        "03.2015 –; 06.2017",
        "1. März 2011 –; 30. April 2012",
        "julio de 1980 a; agosto de 1985",
        "julio de 1980 hasta; la actualidad",
        "2015/03 –; 2017/06",
        "1980 –; 1985",
        "’98 –; ’02",
        "mars 1979 - novembre; 1984",
        "sept. 2015 — avr.; 2016",
        "07/1980; – 07/1985",
        "du 07/1980; au 07/1985",
        "Since 2018; to date",
      })
  void oneRangeInTwoLines(String upper, String lower) {
    assertThat(WrappedDates.areOneRange(List.of(upper, lower))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "2013 –; 2010 – 2013",
        "2013 –; 2010",
        "2013 –; 2014 – 2016",
        "2013 –; Gent",
        "2013; 2015",
        "2010 – 2013; 2015",
        "2013 – present; 2015",
        "2013 – heden; 2015",
        "Welder –; 2015",
        "2013 –; 2015 Welder at Acme",
        "2010 – 2013; – 2015",
      })
  void twoTexts(String upper, String lower) {
    assertThat(WrappedDates.areOneRange(List.of(upper, lower))).isFalse();
  }

  @Test
  void oneRangeInThreeLines() {
    assertThat(WrappedDates.areOneRange(List.of("mars 1986 -", "novembre", "1987"))).isTrue();
    assertThat(WrappedDates.areOneRange(List.of("Gent", "mars 1986 -", "1987"))).isFalse();
  }
}
