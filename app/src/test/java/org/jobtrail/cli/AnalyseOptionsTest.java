package org.jobtrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.jobtrail.analyse.Policy;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class AnalyseOptionsTest {
  private static Policy policy(String... flags) {
    AnalyseOptions options = new AnalyseOptions();
    CommandLine.populateCommand(options, flags);
    return options.settings().policy();
  }

  @Test
  void dropsWhatItsFlagsNameAndKeepsWhatTheyNegate() {
    assertThat(policy()).isEqualTo(new Policy(Policy.Unknown.DROP_PAIRS, true, true, false));
    assertThat(policy("--no-drop-duplicates").dropDuplicates()).isFalse();
    assertThat(policy("--drop-duplicates").dropDuplicates()).isTrue();
    assertThat(policy("--no-drop-same-quarter").dropSameQuarter()).isFalse();
    assertThat(policy("--drop-same-quarter").dropSameQuarter()).isTrue();
    assertThat(policy("--drop-self").dropSelf()).isTrue();
    assertThat(policy("--no-drop-self").dropSelf()).isFalse();
  }
}
