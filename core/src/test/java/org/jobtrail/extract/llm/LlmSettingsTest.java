package org.jobtrail.extract.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import org.jobtrail.provenance.JobtrailException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LlmSettingsTest {
  private static LlmSettings of(String url) {
    return LlmSettings.of(URI.create(url), "m", Path.of("store"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8000/v1",
        "http://127.0.0.1:8000/v1",
        "http://127.9.8.7/v1",
        "http://[::1]:8000/v1",
        "https://[0:0:0:0:0:0:0:1]/v1"
      })
  void knowsThisMachine(String url) {
    assertThat(LlmSettings.isLoopback(URI.create(url))).isTrue();
    assertThat(of(url).pseudonymise()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.org/v1",
        "http://localhost.example.org/v1",
        "http://127.0.0.1.example.org/v1",
        "http://mylocalhost/v1",
        "http://10.0.0.7:8000/v1",
        "http://192.168.1.2/v1",
        "http://0.0.0.0:8000/v1",
        "http://128.0.0.1/v1",
        "http://1.0.0.127/v1",
        "http://[::]/v1",
        "http://[2001:db8::1]/v1",
        "http://[::ffff:10.0.0.1]/v1",
        "http://169.254.1.1/v1"
      })
  void takesEveryOtherAddressForAnotherMachine(String url) {
    assertThat(LlmSettings.isLoopback(URI.create(url))).isFalse();
    assertThat(of(url).pseudonymise()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:8000/v1", "ftp://localhost/v1", "http:///v1", "v1", "http:x"})
  void refusesWhatIsNoWebAddress(String url) {
    assertThatThrownBy(() -> of(url))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessage("--llm-url must be like http://localhost:8000/v1, found \"" + url + '"');
  }

  /// A password in the address would be written into every message about it.
  @Test
  void refusesAKeyInsideTheAddress() {
    assertThatThrownBy(() -> of("https://user:sesame@example.org/v1"))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining("--llm-key-file")
        .hasMessageNotContaining("sesame");
    assertThatThrownBy(() -> of("https://example.org/v1?key=sesame"))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageNotContaining("sesame");
  }
}
