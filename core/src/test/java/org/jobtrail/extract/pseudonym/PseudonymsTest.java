package org.jobtrail.extract.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;

import org.jobtrail.career.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PseudonymsTest {
  @Test
  void sameValueSameNumber() {
    Pseudonyms pseudonyms =
        Pseudonyms.of("a@x.org, b@x.org\na@x.org and +32 475 12 34 56", Language.ENGLISH);
    assertThat(pseudonyms.text()).isEqualTo("[EMAIL_1], [EMAIL_2]\n[EMAIL_1] and [PHONE_1]");
    assertThat(pseudonyms.replacements().getLast())
        .isEqualTo(new Replacement(29, 45, Kind.PHONE, "[PHONE_1]"));
    assertThat(pseudonyms.restore(pseudonyms.text()))
        .isEqualTo("a@x.org, b@x.org\na@x.org and +32 475 12 34 56");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "write to [EMAIL_1] | write to a@x.org",
        "email_2, | b@x.org,",
        "[ Email 1 ] | a@x.org",
        "see EMAIL-1's | see a@x.org's",
        "PHONE1 | +32 475 12 34 56",
        "[phone] | +32 475 12 34 56",
        "[email] | [email]",
        "[EMAIL_3] EMAIL_12 | [EMAIL_3] EMAIL_12",
        "MYEMAIL_1 emails 1 | MYEMAIL_1 emails 1"
      })
  void restoresLooselyWrittenPlaceholders(String reply, String expected) {
    assertThat(Pseudonyms.of("a@x.org b@x.org +32 475 12 34 56", Language.ENGLISH).restore(reply))
        .isEqualTo(expected);
  }

  @Test
  void whatTheTextItselfHeldStays() {
    String text = "Number 1 in sales [EMAIL_1] email 2 [phone]\nme@x.org 0475/12.34.56";
    Pseudonyms pseudonyms = Pseudonyms.of(text, Language.ENGLISH);
    assertThat(pseudonyms.text())
        .isEqualTo("Number 1 in sales [EMAIL_1] email 2 [phone]\n[EMAIL_3] [PHONE_1]");
    assertThat(pseudonyms.restore(pseudonyms.text())).isEqualTo(text);
  }
}
