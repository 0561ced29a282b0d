package org.jobtrail.taxonomy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jobtrail.provenance.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaxonomyDiffTest {
  private static final String BASE = "http://data.europa.eu/esco/occupation/";
  @TempDir Path folder;

  /// @param rows `uri group label code` with underscores for spaces
  private Taxonomy esco(String version, String header, String... rows) throws IOException {
    StringBuilder text = new StringBuilder(header).append('\n');
    for (String row : rows) {
      text.append(BASE).append(row.replace(' ', ',').replace('_', ' ')).append('\n');
    }
    Path file =
        Files.createDirectories(folder.resolve("v" + version)).resolve("occupations_en.csv");
    Files.writeString(file, text);
    return TaxonomyImport.read(List.of(file), Optional.empty(), Optional.empty()).taxonomy();
  }

  private static final String HEADER = "conceptUri,iscoGroup,preferredLabel,code";

  private static List<String> told(TaxonomyDiff diff) {
    return diff.text()
        .lines()
        .skip(1)
        .map(line -> line.replace(BASE, "").replace('\t', ' '))
        .toList();
  }

  @Test
  void tellsEachKindOfChange() throws IOException {
    Taxonomy old =
        esco(
            "1.1.0",
            HEADER,
            "a 7512 baker 7512.1",
            "b 2131 botanist 2131.1",
            "c 2149 wind_engineer 2149.1",
            "d 3412 carer 3412.1",
            "e 5120 cook 5120.1",
            "f 5120 twin 5120.2",
            "g 5120 twin 5120.3");
    Taxonomy now =
        esco(
            "1.2.0",
            HEADER,
            "a 7512 baker_and_pastry_maker 7512.1",
            "b 2269 botanist 2269.16",
            "c2 2149 Wind_Engineer 2149.1",
            "e 5120 cook 5120.9",
            "f2 5120 twin 5120.2",
            "h 1213 auditor 1213.1");
    TaxonomyDiff diff = TaxonomyDiff.of(old, now);
    assertThat(told(diff))
        .containsExactly(
            "added occupation 1213.1 h   auditor",
            "added occupation 5120.2 f2   twin",
            "code-changed occupation 2131.1 b  2131.1 2269.16",
            "code-changed occupation 5120.1 e  5120.1 5120.9",
            "moved occupation 2131.1 b  2131 2269",
            "relabelled occupation 7512.1 a en baker baker and pastry maker",
            "removed occupation 3412.1 d  carer ",
            "removed occupation 5120.2 f  twin ",
            "removed occupation 5120.3 g  twin ",
            "uri-changed occupation 2149.1 c  c c2");
    assertThat(diff.notes()).isEmpty();
    Manifest manifest = TaxonomyDiffFolder.write(diff, old, now, folder.resolve("d"), false);
    assertThat(manifest.rows().count("changes")).isEqualTo(10);
    assertThat(TaxonomyDiff.of(now, now).changes()).isEmpty();
  }

  @Test
  void comparesNoCodesThatOneVersionLacks() throws IOException {
    Taxonomy old = esco("1.0.0", "conceptUri,iscoGroup,preferredLabel", "a 7512 baker");
    Taxonomy now = esco("1.2.0", HEADER, "a 7512 baker 7512.1");
    TaxonomyDiff diff = TaxonomyDiff.of(old, now);
    assertThat(diff.changes()).isEmpty();
    assertThat(diff.notes())
        .containsExactly(
            "codes of occupations were not compared: ESCO 1.0.0 has none of its own, only unit groups");
  }

  @Test
  void comparesCodesThoughTheArmedForcesHaveOnlyTheirGroups() throws IOException {
    Taxonomy old = esco("1.1.0", HEADER, "a 7512 baker 7512.1", "z 0110 officer 0110");
    Taxonomy now = esco("1.2.0", HEADER, "a 7512 baker 7512.2", "z 0110 officer 0110");
    TaxonomyDiff diff = TaxonomyDiff.of(old, now);
    assertThat(diff.notes()).isEmpty();
    assertThat(diff.changes()).hasSize(1);
  }
}
