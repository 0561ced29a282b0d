package org.jobtrail.career;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CareerDateTest {
  @ParameterizedTest
  @ValueSource(strings = {"2011-03-07", "2011-03", "2014-Q2", "1999", "ongoing"})
  void readsBackWhatItWrites(String text) {
    assertThat(CareerDate.parse(text).text()).contains(text);
  }

  @Test
  void aQuarterBeginsInItsFirstMonth() {
    assertThat(CareerDate.parse("2014-Q2")).isEqualTo(CareerDate.ofQuarter(2014, 2));
    assertThat(CareerDate.parse("2014-Q2").quarter()).contains(Quarter.of(2014, 2));
  }

  @Test
  void aYearLandsOnItsFirstQuarterAsInJobHop() {
    assertThat(CareerDate.ofYear(1999).quarter()).contains(Quarter.of(1999, 1));
  }

  @Test
  void saysWhatIsWrongWithADate() {
    assertThatThrownBy(() -> CareerDate.parse("2011-13"))
        .hasMessageStartingWith("no such date: \"2011-13\"");
    assertThatThrownBy(() -> CareerDate.parse("March 2011"))
        .hasMessage(
            "a date is YYYY-MM-DD, YYYY-MM, YYYY-Qn, YYYY or ongoing, found \"March 2011\"");
  }

  @Test
  void quartersReadJobHopsForm() {
    assertThat(Quarter.parseJobHop("Q3 2007")).isEqualTo(Quarter.of(2007, 3));
    assertThat(Quarter.of(2007, 3).jobHop()).isEqualTo("Q3 2007");
    assertThat(Quarter.of(2008, 1).index() - Quarter.of(2007, 3).index()).isEqualTo(2);
  }
}
