package org.jobtrail.taxonomy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jobtrail.career.Language;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.taxonomy.ImportReport.FileReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaxonomyImportTest {
  private static final String O = "http://data.europa.eu/esco/occupation/";
  private static final String ENGLISH =
      """
      conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,hiddenLabels,description,code
      Occupation,%1$sa,7512,baker,"bread baker
      ""artisan"" baker",,"Bakers make bread,
      and more.",7512.1
      Occupation,%1$sb,0110,colonel,,,x,0110.2
      """
          .formatted(O);
  private static final String FRENCH =
      """
      conceptUri,preferredLabel,altLabels
      %1$sa,boulanger/boulangère,boulangère|boulanger
      %1$sz,inconnu,
      http://data.europa.eu/esco/skill/s,pétrir,
      """
          .formatted(O);

  @TempDir Path folder;

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static TaxonomyImport.Imported read(Path... files) {
    return TaxonomyImport.read(List.of(files), Optional.empty(), Optional.empty());
  }

  @Test
  void joinsLabelsOfAFileWithoutCodesByUri() throws IOException {
    TaxonomyImport.Imported imported =
        read(
            write("v1.2.1/occupations_fr.csv", FRENCH),
            write("v1.2.0/occupations_en.csv", ENGLISH));
    Taxonomy taxonomy = imported.taxonomy();
    assertThat(taxonomy.name()).isEqualTo("ESCO 1.2.0");
    Concept baker = taxonomy.byCode("7512.1").orElseThrow();
    assertThat(baker.occupation())
        .isEqualTo(new OccupationCode(O + "a", "7512.1", "7512", "ESCO 1.2.0"));
    assertThat(baker.preferred(Language.FRENCH)).isEqualTo("boulanger/boulangère");
    assertThat(baker.preferred(Language.GERMAN)).isEqualTo("baker");
    assertThat(baker.labels().stream().map(Label::text))
        .containsExactly(
            "baker",
            "\"artisan\" baker",
            "bread baker",
            "boulanger/boulangère",
            "boulanger",
            "boulangère");
    assertThat(taxonomy.byCode("0110")).isPresent();
    FileReport french = imported.report().files().getLast();
    assertThat(french.rows()).isEqualTo(3);
    assertThat(french.joined()).isEqualTo(1);
    assertThat(french.unjoined())
        .containsEntry("URI unknown to this taxonomy", 1)
        .containsEntry("neither an occupation nor an ISCO group", 1);
  }

  @Test
  void writesTheSameBytesWhateverTheOrderOfTheFiles() throws IOException {
    Path a = write("v1.2.1/occupations_fr.csv", FRENCH);
    Path b = write("v1.2.0/occupations_en.csv", ENGLISH);
    read(a, b).write(folder.resolve("one"));
    read(b, a).write(folder.resolve("two"));
    for (String file : List.of("concepts.tsv", "unjoined.tsv", "report.json", "manifest.json")) {
      assertThat(folder.resolve("one").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("two").resolve(file));
    }
    assertThat(Files.readString(folder.resolve("one/unjoined.tsv")))
        .contains(O + "z\tfr\tpreferred\tinconnu\tURI unknown");
  }

  @Test
  void loadsWhatItWrote() throws IOException {
    Taxonomy made = read(write("v1.2.0/occupations_en.csv", ENGLISH)).taxonomy();
    read(folder.resolve("v1.2.0/occupations_en.csv")).write(folder.resolve("t"));
    Taxonomy loaded = Taxonomy.load(folder.resolve("t"));
    assertThat(loaded.concepts()).isEqualTo(made.concepts());
    assertThat(loaded.sha256()).isEqualTo(made.sha256());
    assertThat(loaded.languages()).isEqualTo(made.languages());
  }

  @Test
  void readsArchivesByTheNamesOfEscosPortal() throws IOException {
    Path zip = folder.resolve("ESCO dataset - v1.1.1 - classification - en - csv.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("occupations_en.csv"));
      out.write(ENGLISH.getBytes(StandardCharsets.UTF_8));
      out.putNextEntry(new ZipEntry("skills_en.csv"));
      out.write(
          "conceptType,conceptUri,skillType,preferredLabel\nS,u,k,x\n"
              .getBytes(StandardCharsets.UTF_8));
    }
    TaxonomyImport.Imported imported = read(zip);
    assertThat(imported.taxonomy().name()).isEqualTo("ESCO 1.1.1");
    assertThat(imported.report().files().stream().map(FileReport::role))
        .containsExactly("defines codes", "not a table of occupations");
  }

  @Test
  void readsALabelTableAndSaysWhenTheVersionIsUnknown() throws IOException {
    Path labels = folder.resolve("labels.tsv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(labels))) {
      out.write(
          ("language\turi\tkind\tlabel\nsv\t" + O + "a\tpreferred\tbagare\n")
              .getBytes(StandardCharsets.UTF_8));
    }
    TaxonomyImport.Imported imported = read(write("occupations_en.csv", ENGLISH), labels);
    assertThat(imported.taxonomy().name()).isEqualTo("ESCO unknown");
    assertThat(imported.report().notes().getFirst()).contains("pass --version");
    assertThat(imported.taxonomy().byCode("7512.1").orElseThrow().preferred(new Language("sv")))
        .isEqualTo("bagare");
  }

  @Test
  void namesTheMissingAndTheFoundColumns() throws IOException {
    Path file = write("mine_en.csv", "title,isco08\nAbbot,2636\n");
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining("mine_en.csv: not a table of occupations")
        .hasMessageContaining("missing column conceptUri, preferredLabel; found title, isco08");
  }

  @Test
  void asksForCodesWhenNoFileHasThem() throws IOException {
    Path file = write("occupations_fr.csv", FRENCH);
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining("occupations_fr.csv: no file says which ISCO group")
        .hasMessageContaining("missing column iscoGroup or code");
  }

  @Test
  void takesIscoGroupsFromTheBroaderRelations() throws IOException {
    Path file = write("v1.0/occupations_fr.csv", FRENCH);
    Path relations =
        write(
            "v1.0/broaderRelationsOccPillar.csv",
            "conceptType;conceptUri;broaderType;broaderUri\n"
                + "Occupation;"
                + O
                + "a;ISCOGroup;http://data.europa.eu/esco/isco/C7512\n");
    Concept baker = read(file, relations).taxonomy().byUri(O + "a").orElseThrow();
    assertThat(baker.occupation().iscoGroup()).isEqualTo("7512");
  }

  @Test
  void tellsAHalfWrittenAChangedAndANewerFolderApart() throws IOException {
    Path made = folder.resolve("t");
    read(write("v1.2.0/occupations_en.csv", ENGLISH)).write(made);
    String manifest = Files.readString(made.resolve("manifest.json"));
    Files.writeString(
        made.resolve("manifest.json"), manifest.replace("\"format\" : 1", "\"format\" : 9"));
    assertThatThrownBy(() -> Taxonomy.load(made))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining("format 9");
    Files.writeString(made.resolve("manifest.json"), manifest);
    Files.writeString(made.resolve("concepts.tsv"), "jobtrail-taxonomy\t1");
    assertThatThrownBy(() -> Taxonomy.load(made))
        .isInstanceOf(JobtrailException.Integrity.class)
        .hasMessageContaining("half-written, or changed after the import");
    Files.delete(made.resolve("manifest.json"));
    assertThatThrownBy(() -> Taxonomy.load(made))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining("half-written one: no manifest.json");
    assertThatThrownBy(() -> Taxonomy.load(folder.resolve("nowhere")))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining("nowhere: no such taxonomy");
  }

  @Test
  void writesIntoNoFolderOfOtherThings() throws IOException {
    write("home/letter.txt", "dear");
    TaxonomyImport.Imported imported = read(write("v1.2.0/occupations_en.csv", ENGLISH));
    assertThatThrownBy(() -> imported.write(folder.resolve("home")))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining("holds other files (letter.txt)");
  }

  @Test
  void ordersVersionsByNumber() {
    assertThat(TaxonomyImport.compareVersions("1.10.0", "1.9.2")).isPositive();
    assertThat(TaxonomyImport.compareVersions("1.0.x", "1.1.1")).isNegative();
  }

  @Test
  void rowsThatRepeatAUriAreCounted() throws IOException {
    TaxonomyImport.Imported imported =
        read(
            write(
                "v1.2.0/occupations_en.csv",
                ENGLISH + "Occupation,%sa,7512,bread maker,,,x,7512.9\n".formatted(O)));
    FileReport english = imported.report().files().getFirst();
    assertThat(english.rows()).isEqualTo(3);
    assertThat(english.joined()).isEqualTo(3);
    assertThat(english.repeated()).isEqualTo(1);
    Concept baker = imported.taxonomy().byCode("7512.1").orElseThrow();
    assertThat(baker.preferred(Language.ENGLISH)).isEqualTo("baker");
    assertThat(baker.labels().stream().map(Label::text)).contains("bread maker");
    assertThat(imported.taxonomy().byCode("7512.9")).isEmpty();
    assertThat(
            imported.report().json(new ObjectMapper()).path("rows").path("rows_repeated").asInt())
        .isEqualTo(1);
  }
}
