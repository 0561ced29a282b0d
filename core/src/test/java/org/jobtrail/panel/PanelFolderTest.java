package org.jobtrail.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PanelFolderTest {
  @TempDir Path folder;

  private Path at(String name) {
    return folder.resolve(name);
  }

  @Test
  void readsBackWhatWasWritten() throws IOException {
    PanelFolder.write(Panels.small(), at("p"), false);
    assertThat(Panels.lines(PanelFolder.read(at("p")))).isEqualTo(Panels.lines(Panels.small()));
    assertThat(Files.readString(at("p").resolve("outcomes.csv")))
        .isEqualTo(
            "code,title,status\n\"243\",\"Sales \"\"supervisors\"\", others\",false\n"
                + "\"95\",\"Nurses\",false\n\"education\",\"In education\",true\n");
    Manifest.verify(at("p"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void readsBackManyPeopleInTheirOrder(long seed) throws IOException {
    Panel panel = PanelSplit.DEFAULT.of(Panels.random(500, seed));
    PanelFolder.write(panel, at("p"), false);
    assertThat(Panels.lines(PanelFolder.read(at("p")))).isEqualTo(Panels.lines(panel));
    PanelFolder.write(panel, at("q"), false);
    for (String file : List.of("records.parquet", "people.parquet", "manifest.json")) {
      assertThat(at("q").resolve(file)).hasSameBinaryContentAs(at("p").resolve(file));
    }
  }

  @Test
  void refusesWhatIsNoPanelOrWasChanged() throws IOException {
    assertThatThrownBy(() -> PanelFolder.read(at("nothing")))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining("no manifest.json there");
    PanelFolder.write(Panels.small(), at("p"), false);
    Files.writeString(at("p").resolve("outcomes.csv"), "x", StandardOpenOption.APPEND);
    assertThatThrownBy(() -> PanelFolder.read(at("p")))
        .isInstanceOf(JobtrailException.Integrity.class)
        .hasMessageContaining("outcomes.csv: differs from the manifest");
    assertThatThrownBy(() -> PanelFolder.write(Panels.small(), at("p"), false))
        .hasMessageContaining("add --force");
    PanelFolder.write(Panels.small(), at("p"), true);
    PanelFolder.read(at("p"));
  }

  @Test
  void aSplitIsWrittenIntoTheFolderAndCanBeReplaced() throws IOException {
    PanelFolder.write(Panels.random(200, 1), at("p"), false);
    PanelSplit first = new PanelSplit(70, 10, 20, 1);
    Manifest manifest = first.apply(at("p"));
    Panel read = PanelFolder.read(at("p"));
    assertThat(Panels.lines(read)).isEqualTo(Panels.lines(first.of(Panels.random(200, 1))));
    assertThat(manifest.rows().count("people_in_split")).isEqualTo(200);
    assertThat(manifest.rows().count("people_in_split.test"))
        .isEqualTo(read.people(Split.TEST).size());
    Manifest.verify(at("p"));
    new PanelSplit(50, 25, 25, 2).apply(at("p"));
    Manifest.verify(at("p"));
    assertThat(PanelFolder.read(at("p")).splits()).isNotEqualTo(read.splits());
    first.apply(at("p"));
    assertThat(PanelFolder.read(at("p")).splits()).isEqualTo(read.splits());
    try (Stream<Path> files = Files.list(at("p"))) {
      assertThat(files.map(f -> f.getFileName().toString()).sorted())
          .containsExactly(
              "manifest.json", "outcomes.csv", "panel.json", "people.parquet", "records.parquet");
    }
  }

  @Test
  void aSplitThatWasCutShortIsCompletedByTheNextReader() throws IOException {
    PanelFolder.write(Panels.random(200, 1), at("p"), false);
    Path done = at("done");
    PanelFolder.write(Panels.random(200, 1), done, false);
    PanelSplit.DEFAULT.apply(done);
    // As after a kill between the two renames.
    Path committed = Files.createDirectory(at("p").resolve(".split"));
    Files.copy(done.resolve("manifest.json"), committed.resolve("manifest.json"));
    Files.delete(at("p").resolve("people.parquet"));
    Files.copy(done.resolve("people.parquet"), at("p").resolve("people.parquet"));
    assertThat(PanelFolder.read(at("p")).splits()).isEqualTo(PanelFolder.read(done).splits());
    assertThat(committed).doesNotExist();
  }

  @Test
  void aPartWithoutPeopleIsRefusedAndTheFolderStaysAsItWas() throws IOException {
    PanelFolder.write(Panels.small(), at("p"), false);
    assertThatThrownBy(() -> PanelSplit.DEFAULT.apply(at("p")))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining("none of the 2 people falls into")
        .hasMessageContaining("with shares 70,10,20 and seed 1; try another --seed");
    assertThat(PanelFolder.read(at("p")).isSplit()).isFalse();
    Manifest.verify(at("p"));
  }
}
