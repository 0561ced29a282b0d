package org.jobtrail.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import org.jobtrail.career.Span;
import org.junit.jupiter.api.Test;

class EvidenceGateTest {
  @Test
  void foldsWhiteSpaceAndNothingElse() {
    String text = "x Senior\n   Baker, Gent";
    assertThat(EvidenceGate.standsAt(text, new Span(2, 17, 1), "Senior Baker")).isTrue();
    assertThat(EvidenceGate.standsAt(text, new Span(1, 17, 1), "Senior Baker")).isTrue();
    assertThat(EvidenceGate.standsAt(text, new Span(2, 17, 1), "SeniorBaker")).isFalse();
    assertThat(EvidenceGate.standsAt(text, new Span(2, 17, 1), "senior Baker")).isFalse();
    assertThat(EvidenceGate.standsAt(text, new Span(2, 16, 1), "Senior Baker")).isFalse();
    assertThat(EvidenceGate.standsAt(text, new Span(2, 18, 1), "Senior Baker")).isFalse();
    assertThat(EvidenceGate.standsAt(text, new Span(2, 99, 1), "Senior Baker")).isFalse();
  }
}
