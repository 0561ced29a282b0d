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
  void unitGroupsThatIsco08LacksAreToldAndCounted() throws IOException {
    String wrong =
        ENGLISH
            + """
            Occupation,%1$sc,9999,wizard,,,x,9999.1
            Occupation,%1$sd,9999,witch,,,x,9999.2
            Occupation,%1$se,77,foreman,,,x,77.1
            """
                .formatted(O);
    Path file = write("v1.2.0/occupations_en.csv", wrong);
    TaxonomyImport.Imported imported = read(file);
    assertThat(imported.report().notes())
        .contains(
            "ISCO-08 has no unit group 9999: made for what names it (occupations: 2); correct"
                + " iscoGroup");
    assertThat(imported.report().unknownGroups().toString()).isEqualTo("{9999=2}");
    assertThat(imported.report().files().getFirst().unjoined().toString())
        .isEqualTo("{no ISCO-08 unit group of four digits in iscoGroup or code=1}");
    imported.write(folder.resolve("t"));
    assertThat(Files.readString(folder.resolve("t/manifest.json")))
        .containsPattern("\"occupations_in_unknown_groups\" : \\{\\s+\"9999\" : 2");

    Path groups =
        write(
            "v1.2.0/ISCOGroups_en.csv",
            "conceptUri,preferredLabel\nhttp://data.europa.eu/esco/isco/C9999,magicians\n");
    assertThat(read(file, groups).report().unknownGroups()).isEmpty();
    assertThat(read(write("v1.2.0/occupations_nl.csv", ENGLISH)).report().notes())
        .noneMatch(note -> note.contains("no unit group"));
  }

  @Test
  void saysWhyNothingJoins() throws IOException {
    String columns = "conceptUri,iscoGroup,preferredLabel,code\n";
    String name = "occupations_en.csv";
    for (String[] trial :
        new String[][] {
          {"", "no row in occupations_en.csv below the header; get the files again"},
          {
            "http://example.org/x,2221,nurse,2221.1\n",
            "occupations_en.csv:2: none of 1 rows can be used; neither an occupation nor an ISCO"
                + " group, found \"http://example.org/x\"; the URIs of ESCO begin with "
                + O
                + " or http://data.europa.eu/esco/isco/C"
          },
          {
            O + "a,77,nurse,\n" + O + "b,,cook,\n",
            "occupations_en.csv:2: none of 2 rows can be used; no ISCO-08 unit group of four digits"
                + " in iscoGroup or code, found \""
                + O
                + "a\"; correct the file"
          },
        }) {
      Path file = write(name, columns + trial[0]);
      assertThatThrownBy(() -> read(file))
          .isInstanceOf(JobtrailException.Usage.class)
          .hasMessage(trial[1]);
    }
    Path labels =
        write("labels.tsv", "language\turi\tkind\tlabel\nen\t" + O + "a\tpreferred\tcook\n");
    assertThatThrownBy(() -> read(labels))
        .hasMessageContaining("labels.tsv:2: none of 1 rows can be used; URI unknown")
        .hasMessageEndingWith("add an occupations_xx.csv with the columns iscoGroup and code");
    Path wide = Files.write(folder.resolve(name), columns.getBytes(StandardCharsets.UTF_16LE));
    assertThatThrownBy(() -> read(wide)).hasMessage(wide + ": is UTF-16; save it as UTF-8");
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
