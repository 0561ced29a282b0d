package org.jobtrail.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonalDataTest {
  private final PersonalData nobody = PersonalData.of("a text without a head");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mail jan.peeters@mail.be now | mail [email] now",
        "call +32 475 12 34 56. | call [phone].",
        "tel 0475/12.34.56 | tel [phone]",
        "tél 01 99 00 28 28 | tél [phone]",
        "mail: o'connor@mail.ie | mail: [email]",
        "tel 02 512 34 56 or (0)2 | tel [phone] or (0)2",
        "(555) 010-9999 | [phone]",
        "00 33 6 12 34 56 78 | [phone]",
        "+31 (0)6 12345678 | [phone]",
        "see https://jan.example/cv?x=1 | see [link]",
        "linkedin.com/in/jan | [link]",
        "rijksregister 85.07.30-033.28 | rijksregister [number]",
        "BSN 111222333 | BSN [number]",
        "NIR 1 84 12 76 451 089 46 | NIR [number]",
        "SSN 078-05-1120 | SSN [number]",
        "DNI 12345678Z | DNI [number]"
      })
  void findsWhatIdentifies(String text, String expected) {
    assertThat(nobody.redact(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "from 2010 - 2015 and 2016-2018",
        "01/02/2010 - 03/04/2011",
        "sold 1 200 000 units for $1,250,000.00",
        "ISO 9001:2015, IEC 61131-3, RFC 2119",
        "03/2015 - 06/2017 at 12.5 %",
        "team of 120, 24/7, 365 days, 1990 2000 2010",
        "C++/C# and .NET 4.5; win32/x86",
        "Baker, Bread Ltd (06/2010-08/2016)",
        "order 123456789"
      })
  void leavesTheRest(String text) {
    assertThat(nobody.redact(text)).isEqualTo(text);
    assertThat(nobody.isIn(text)).isFalse();
  }

  @Test
  void knowsTheNameThatTheHeadShows() {
    PersonalData jan =
        PersonalData.of("Jan Van den Peeters\nGent\njan.peeters@mail.be\n\nBaker | Bread\n");
    assertThat(jan.redact("As Jan Van den Peeters I baked; Peeters Bread"))
        .isEqualTo("As [name] I baked; Peeters Bread");
    assertThat(PersonalData.nameIn("Naam: Marie Dupont\n")).contains("Marie Dupont");
    assertThat(PersonalData.nameIn("Sales Manager\nProfile\nI sell\n")).isEmpty();
    assertThat(PersonalData.nameIn("Sales Manager\nmarie@mail.be\n")).isEmpty();
  }
}
