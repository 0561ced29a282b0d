package org.jobtrail.panel.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelExport;
import org.jobtrail.panel.PanelFolder;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.Split;
import org.jobtrail.provenance.JobtrailException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CareerPanelTest {
  @TempDir Path folder;

  @BeforeEach
  void files() throws IOException {
    write("train.job", "cook cook unemployed\nnurse\n");
    write("train.year", "1999 2000 2003\n1980\n");
    write("train.education", "none college college\nmissing\n");
    write("train.gender", "female\nmale\n");
    for (String split : List.of("valid", "test")) {
      write(split + ".job", "nurse cook\n");
      write(split + ".year", "2001 2002\n");
      write(split + ".education", "college college\n");
      write(split + ".gender", "male\n");
    }
  }

  private void write(String name, String text) throws IOException {
    Path files = Files.createDirectories(folder.resolve("c"));
    Files.writeString(files.resolve(name), text);
  }

  private Imported read() throws IOException {
    return CareerPanel.read(folder.resolve("c"), Map.of("cook", "Cooks"));
  }

  @Test
  void aLineIsAPersonOfItsSplit() throws IOException {
    Panel panel = read().panel();
    assertThat(panel.people())
        .extracting(PanelPerson::id)
        .containsExactly("test-000001", "train-000001", "train-000002", "valid-000001");
    assertThat(panel.splits()).containsExactly(Split.TEST, Split.TRAIN, Split.TRAIN, Split.VALID);
    assertThat(panel.schema().outcomes().all())
        .extracting(o -> o.code() + "/" + o.title() + "/" + o.status())
        .containsExactly("cook/Cooks/false", "nurse/nurse/false", "unemployed/Unemployed/true");
    PanelPerson first = panel.people().get(1);
    assertThat(List.of(first.period(2), first.outcome(2), first.varying(0, 0)))
        .containsExactly(2003, 2, panel.schema().varying().getFirst().number("none"));
    assertThat(panel.people().get(2).varying(0, 0)).as("missing").isZero();
  }

  @Test
  void goesOutAsItCameIn() throws IOException {
    PanelFolder.write(read().panel(), folder.resolve("p"), false);
    PanelExport.career(folder.resolve("p"), folder.resolve("x"), false);
    for (String split : List.of("train", "valid", "test")) {
      for (String field : List.of("job", "year", "education", "gender")) {
        String name = split + "." + field;
        assertThat(folder.resolve("x").resolve(name))
            .hasSameTextualContentAs(folder.resolve("c").resolve(name));
      }
    }
    assertThat(folder.resolve("x").resolve("people-PRIVATE.csv"))
        .hasContent(
            "split,line,person_id\ntrain,1,\"train-000001\"\ntrain,2,\"train-000002\"\n"
                + "valid,1,\"valid-000001\"\ntest,1,\"test-000001\"\n");
    assertThat(folder.resolve("x").resolve("train.location")).doesNotExist();
  }

  @Test
  void withoutYearsRecordsCountFromOne() throws IOException {
    for (String split : List.of("train", "valid", "test")) {
      Files.delete(folder.resolve("c").resolve(split + ".year"));
    }
    Imported imported = read();
    assertThat(imported.panel().people().get(1).period(2)).isEqualTo(3);
    assertThat(imported.notes()).singleElement().asString().contains("has no years");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          train.year      | 1999 2000~1980             | train.year:1: has 2 values, train.job has 3 on this line
          train.year      | 1999 2003 2003~1980        | train.year:1: years must rise, found 2003 after 2003
          train.year      | 1999 2003 2000~1980        | train.year:1: years must rise, found 2000 after 2003
          train.year      | 1999 2000 MMI~1980         | train.year:1: "MMI" is no year
          train.year      | 1999 2000 2003             | train.year:2: there are 1 lines, train.job has 2
          train.education | none none none~none~none   | train.education:3: there are 3 lines, train.job has 2
          train.gender    | female male~male           | train.gender:1: has 2 values, a line of .gender has one
          train.job       | cook~~nurse                | train.job:2: is blank; every person has at least one record
          """)
  void whatDoesNotFitIsRefusedWithFileAndLine(String name, String lines, String message)
      throws IOException {
    write(name, lines.replace('~', '\n') + '\n');
    assertThatThrownBy(this::read)
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining(message);
  }

  @Test
  void aFieldIsInAllSplitsOrInNone() throws IOException {
    Files.delete(folder.resolve("c").resolve("valid.gender"));
    assertThatThrownBy(this::read)
        .hasMessageContaining("has train.gender, test.gender but not all of train, valid and test");
    Files.delete(folder.resolve("c").resolve("valid.job"));
    assertThatThrownBy(this::read).hasMessageContaining("has train.job, test.job but not all");
    for (String split : List.of("train", "test")) {
      Files.delete(folder.resolve("c").resolve(split + ".job"));
    }
    assertThatThrownBy(this::read).hasMessageContaining("needs train.job, valid.job and test.job");
  }

  @Test
  void theUnsplitAreNotExported() throws IOException {
    Panel panel = read().panel();
    PanelFolder.write(
        new Panel(panel.name(), panel.schema(), panel.people(), List.of()),
        folder.resolve("p"),
        false);
    assertThatThrownBy(() -> PanelExport.career(folder.resolve("p"), folder.resolve("x"), false))
        .hasMessageContaining("p: was never split, CAREER's files are; run `jobtrail panel split");
  }
}
