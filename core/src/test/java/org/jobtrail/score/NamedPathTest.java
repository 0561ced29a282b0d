package org.jobtrail.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jobtrail.provenance.JobtrailException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamedPathTest {
  private static List<String> names(String... arguments) {
    return NamedPath.parse(List.of(arguments), "--gold").stream().map(NamedPath::name).toList();
  }

  @Test
  void isCalledAsItsFileOrFolder() {
    assertThat(names("x/ann.jsonl", "x/bea.jsonl.gz", "x/run/", "y/run2/experiences.jsonl"))
        .containsExactly("ann", "bea", "run", "run2");
  }

  @Test
  void tellsTwoOfOneNameApart() {
    assertThat(names("x/gold.jsonl", "y/gold.jsonl", "z=x/gold.jsonl"))
        .containsExactly("x/gold.jsonl", "y/gold.jsonl", "z");
    assertThatThrownBy(() -> names("a=x", "a=y"))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessage("--gold: \"a\" is given twice; name them apart by NAME=PATH");
    assertThatThrownBy(() -> names("a="))
        .hasMessage("--gold: the path is empty; write . for this folder");
  }

  @Test
  void takesAPathWithAnEqualsSignThatIsThere(@TempDir Path folder) throws IOException {
    Path odd = Files.createDirectories(folder.resolve("seed=1"));
    assertThat(NamedPath.parse(List.of(odd.toString()), "--predicted").getFirst())
        .isEqualTo(new NamedPath("seed=1", odd));
  }
}
