package org.jobtrail.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jobtrail.career.Language;
import org.jobtrail.normalise.TitleKey;
import org.jobtrail.normalise.rules.Decision;
import org.jobtrail.normalise.rules.Rule;
import org.jobtrail.normalise.rules.Rules;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.review.ReviewImport.Imported;
import org.jobtrail.score.NamedPath;
import org.jobtrail.taxonomy.Taxonomy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewImportTest {
  private static final Taxonomy STARTER = Taxonomy.starter();
  private static final String HEAD =
      "title,language,decision,coder,comment,candidate_1,candidate_2,candidate_uris\n";
  private static final String CANDIDATES =
      "0110 Officers,7512 Bakers,http://data.europa.eu/esco/isco/C0110|http://data.europa.eu/esco/isco/C7512";

  @TempDir Path folder;

  private Path rules() {
    return folder.resolve("rules.tsv");
  }

  private NamedPath sheet(String coder, String text) throws IOException {
    return new NamedPath(coder, Files.writeString(folder.resolve(coder + ".csv"), text));
  }

  private NamedPath rows(String coder, String... rows) throws IOException {
    return sheet(coder, HEAD + String.join("\n", rows) + '\n');
  }

  private Imported read(Optional<String> settledBy, NamedPath... sheets) throws IOException {
    return new ReviewImport(
            STARTER, settledBy, Optional.of(LocalDate.of(2026, 11, 20)), Optional.empty(), 200, 1)
        .read(List.of(sheets), rules(), false);
  }

  private Imported read(NamedPath... sheets) throws IOException {
    return read(Optional.empty(), sheets);
  }

  private static List<String> decided(Imported imported) {
    return imported.rules().standing().stream()
        .map(r -> r.title() + '=' + r.decision().codes() + " by " + r.coder())
        .toList();
  }

  private static String key(String title, String language) {
    return TitleKey.of(title, new Language(language)).orElseThrow().id();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "7512~7512",
        "'7512~7512",
        "''7512'~",
        "0110~0110",
        "110~0110",
        "'0110~0110",
        "2~7512",
        "1~0110",
        "2|1~7512|0110",
        "7512 Bakers~7512",
        "http://data.europa.eu/esco/isco/C7512~7512",
        "7512 | 5120~7512|5120",
        "7512|7512~7512",
        "5120 Cooks~5120",
        "UNKNOWN~unknown",
        "withdraw~",
        "-~",
        "–~",
        "3~",
        "75~",
        "9999~",
        "bakker~",
        "7512|unknown~",
        "|~",
        "=1+1~",
      })
  void takesADecisionAs(String cell, String codes) throws IOException {
    Imported imported = read(rows("anna", "Broodjesbakker,nl," + cell + ",,," + CANDIDATES));
    assertThat(imported.rules().standing().stream().map(r -> r.decision().codes()))
        .containsExactlyElementsOf(codes == null ? List.of() : List.of(codes));
    assertThat(imported.rows().count("rows_in")).isEqualTo(1);
  }

  @Test
  void accountsForEveryRowAndNamesTheBadOnes() throws IOException {
    Imported imported =
        read(
            rows(
                "anna",
                "Kok,nl,5120",
                "Bakker,nl,9999",
                "Kelner,nl,",
                "Ober,nl,-",
                "--,nl,5131",
                "Chef,12,5131",
                "Lasser,nl,72",
                "Kok,nl,5120",
                "Baas,nl,1221,,",
                "Baas,nl,1219,,",
                "Tolk,nl,2643,,,,,,,,,x"));
    assertThat(decided(imported)).containsExactly("Kok=5120 by anna");
    assertThat(imported.rows().counts())
        .containsEntry("rows_in", 11L)
        .containsEntry("rows_undecided", 1L)
        .containsEntry("rows_skipped", 1L)
        .containsEntry("rows_decided", 2L)
        .containsEntry("decided_by_fate.said_before", 1L)
        .containsEntry("quarantined.unknown-code", 1L)
        .containsEntry("quarantined.no-title", 1L)
        .containsEntry("quarantined.bad-language", 1L)
        .containsEntry("quarantined.too-coarse", 1L)
        .containsEntry("quarantined.contradicts-itself", 2L)
        .containsEntry("quarantined.too-many-cells", 1L);
    String at = folder.resolve("anna.csv").toString();
    assertThat(imported.problems())
        .contains(
            at
                + ":3: starter 1 has no \"9999\"; give a code, a URI, a candidate's number, unknown"
                + " or -",
            at
                + ":8: \"72\" is a sub-major-group; give an occupation or a unit group of four"
                + " digits",
            at + ":10: anna decides this title in two ways; keep one");
    List<String> quarantine = Files.readAllLines(imported.quarantine().orElseThrow());
    assertThat(quarantine).hasSize(8);
    assertThat(quarantine.get(1)).contains("Bakker,nl", "'9999", "anna.csv,'3,unknown-code");
  }

  @Test
  void aMendedQuarantineIsASheetLikeAnyOther() throws IOException {
    Imported first = read(rows("anna", "Bakker,nl,9999,eva,see note"));
    Path mended = first.quarantine().orElseThrow();
    Files.writeString(mended, Files.readString(mended).replace("'9999", "7512"));
    Imported second = read(new NamedPath("x", mended));
    assertThat(decided(second)).containsExactly("Bakker=7512 by eva");
    assertThat(second.rules().all().getFirst().comment()).isEqualTo("see note");
  }

  @Test
  void importedTwiceMakesNothingNew() throws IOException {
    NamedPath sheet = rows("anna", "Kok,nl,5120", "Bakker,nl,unknown");
    Imported first = read(sheet);
    byte[] bytes = Files.readAllBytes(rules());
    byte[] manifest = Files.readAllBytes(folder.resolve("rules.tsv.manifest.json"));
    assertThat(first.rules().version()).isEqualTo(1);
    assertThat(read(sheet).rows().count("titles_by_fate.unchanged")).isEqualTo(2);
    assertThat(Files.readAllBytes(rules())).isEqualTo(bytes);
    assertThat(new String(manifest, StandardCharsets.UTF_8)).doesNotContain(folder.toString());
    assertThat(Files.readString(rules())).contains("version\t1\t2026-11-20\t2\n");
  }

  @Test
  void aCodersLaterDecisionReplacesTheOwnOneAndHistoryStays() throws IOException {
    read(rows("anna", "Kok,nl,5120"));
    Imported later = read(rows("anna", "KOK,nl,3434"));
    assertThat(decided(later)).containsExactly("KOK=3434 by anna");
    assertThat(later.rules().version()).isEqualTo(2);
    assertThat(later.rules().all()).hasSize(2);
    Imported gone = read(rows("anna", "kok,nl,withdraw"));
    assertThat(decided(gone)).isEmpty();
    assertThat(Rules.read(rules(), STARTER).all()).hasSize(3);
  }

  @Test
  void coderNamesComeFromTheCellElseTheFile() throws IOException {
    Imported imported =
        read(rows("anna", "Kok,nl,5120,Bob", "Bakker,nl,7512", "Tolk,nl,2643,ANNA"));
    assertThat(decided(imported))
        .containsExactly("Kok=5120 by Bob", "Bakker=7512 by anna", "Tolk=2643 by anna");
  }

  @Test
  void twoWhoAgreeMakeOneRuleAndTwoWhoDoNotNone() throws IOException {
    Imported imported =
        read(
            rows("anna", "Kok,nl,5120", "Bakker,nl,7512,,zeker", "Tolk,nl,2643"),
            rows("bob", "kok,nl,5120", "Bakker,nl,7511", "Ober,nl,unknown"));
    assertThat(decided(imported))
        .containsExactly("Kok=5120 by anna|bob", "Tolk=2643 by anna", "Ober=unknown by bob");
    assertThat(imported.rules().all().getFirst().made()).isEqualTo(Rule.Made.AGREED);
    List<String> conflicts = Files.readAllLines(imported.conflicts().orElseThrow());
    assertThat(conflicts).hasSize(2);
    assertThat(conflicts.get(1))
        .contains("Bakker,nl")
        .contains("anna: 7512 ", "(zeker) / bob: 7511 ");
    CoderAgreement pair = imported.agreement().getFirst();
    assertThat(pair.first() + pair.second()).isEqualTo("annabob");
    assertThat(pair.levels().get(Level.OCCUPATION))
        .satisfies(
            k -> {
              assertThat(k.items()).isEqualTo(2);
              assertThat(k.agreement()).isEqualTo(0.5);
            });
    assertThat(pair.levels().get(Level.MAJOR_GROUP))
        .satisfies(k -> assertThat(k.agreement()).isEqualTo(1));
  }

  @Test
  void aThirdPersonSettlesAndItStaysSettled() throws IOException {
    NamedPath anna = rows("anna", "Bakker,nl,7512");
    NamedPath bob = rows("bob", "Bakker,nl,7511");
    Path conflicts = read(anna, bob).conflicts().orElseThrow();
    String text = Files.readString(conflicts);
    String filled = text.replace(",,,,,,,,,,,,,,,", ",,,,,,,,,,,7512,,,,");
    assertThat(filled).isNotEqualTo(text);
    Files.writeString(conflicts, filled);
    Imported settled = read(Optional.of("carla"), new NamedPath("conflicts", conflicts));
    assertThat(decided(settled)).containsExactly("Bakker=7512 by carla");
    assertThat(settled.rules().all().getFirst().made()).isEqualTo(Rule.Made.SETTLED);
    Imported again = read(bob);
    assertThat(again.rows().count("titles_by_fate.settled_before")).isEqualTo(1);
    assertThat(again.conflicts()).isEmpty();
    assertThat(Files.readString(conflicts)).isEqualTo(filled);
    assertThat(read(Optional.of("carla"), new NamedPath("c", conflicts)).rules().version())
        .isEqualTo(1);
  }

  @Test
  void aSheetThatIsBeingFilledIsNeverReplaced() throws IOException {
    NamedPath anna = rows("anna", "Bakker,nl,7512");
    Path first = read(anna, rows("bob", "Bakker,nl,7511")).conflicts().orElseThrow();
    assertThat(read(anna, rows("bob", "Bakker,nl,7511")).conflicts()).contains(first);
    Path other = read(anna, rows("bob", "Bakker,nl,7513")).conflicts().orElseThrow();
    assertThat(other).isNotEqualTo(first);
    assertThat(other.getFileName().toString()).isEqualTo("rules.tsv.conflicts-2.csv");
  }

  @Test
  void someoneElsesRuleIsNotOverruledInSilence() throws IOException {
    read(rows("anna", "Bakker,nl,7512", "Kok,nl,5120"));
    Imported imported = read(rows("bob", "Bakker,nl,7511", "Kok,nl,5120"));
    assertThat(decided(imported)).containsExactly("Bakker=7512 by anna", "Kok=5120 by anna|bob");
    assertThat(Files.readString(imported.conflicts().orElseThrow()))
        .contains("rule 1 by anna: 7512 ", "bob: 7511 ");
    assertThat(read(rows("bob", "Kok,nl,5120")).rows().count("titles_by_fate.unchanged"))
        .isEqualTo(1);
  }

  @Test
  void settlersSignOnlyTheirOwnRows() throws IOException {
    Imported imported =
        read(Optional.of("carla"), rows("x", "Kok,nl,5120,anna", "Bakker,nl,7512,Carla"));
    assertThat(decided(imported)).containsExactly("Bakker=7512 by carla");
    assertThat(imported.rows().group("quarantined")).containsEntry("other-coder", 1L);
  }

  @Test
  void rowsThatWereMixedUpAreSeenByTheirKey() throws IOException {
    String head = "key,title,language,decision\n";
    Imported imported =
        read(
            sheet(
                "anna",
                head
                    + key("kok", "nl")
                    + ",Bakker,nl,7512\n"
                    + key("kok", "nl")
                    + ",KOK (m/v),nl,5120\n"
                    + key("kok", "fr")
                    + ",kok,nl,5120\n"));
    assertThat(imported.rows().group("quarantined")).containsEntry("key-differs", 2L);
    assertThat(decided(imported)).containsExactly("KOK (m/v)=5120 by anna");
  }

  @ParameterizedTest
  @CsvSource({"UTF-8,;", "UTF-16,;", "windows-1252,;", "UTF-8,TAB", "UTF-16,TAB", "UTF-8,COMMA"})
  void readsWhatSpreadsheetsSave(String charset, String name) throws IOException {
    String separator = name.equals("TAB") ? "\t" : name.equals("COMMA") ? "," : ";";
    String text =
        String.join("\r\n", "comment;DECISION;Title;Language", "\"a;b\";7512;Bâcker «x»;fr", "")
            .replace(";", separator)
            .replace("a" + separator + "b", "a;b");
    Path file = Files.write(folder.resolve("x.csv"), text.getBytes(Charset.forName(charset)));
    Imported imported = read(new NamedPath("anna", file));
    assertThat(decided(imported)).containsExactly("Bâcker «x»=7512 by anna");
    assertThat(imported.notes()).hasSize(charset.equals("windows-1252") ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "``~: is empty",
        "Kok,nl,5120~:1: no header with the column title, language, decision; known among its 3 cells: none",
        "title,language\\nKok,nl~:1: no header with the column decision; known among its 2 cells: title, language",
        "title,language,decision,title\\nKok,nl,5120,x~:1: two columns title",
        "title,language,decision\\n\"Kok,nl,5120~:2: a quote that never ends",
        "PK\u0003\u0004zz~: is a workbook",
      })
  void refusesWhatIsNoSheet(String text, String message) throws IOException {
    NamedPath sheet = sheet("anna", text.replace("\\n", "\n"));
    assertThatThrownBy(() -> read(sheet))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining("anna.csv" + message);
    assertThat(rules()).doesNotExist();
  }

  @Test
  void messagesRepeatNoTitle() throws IOException {
    Imported imported =
        read(
            sheet(
                "anna",
                "key,title,language,decision\nk1,Hulp Jan Peeters,nl,5120\n"
                    + "k1,nl,Hulp Jan Peeters,5120\n,Hulp Jan Peeters,nl,5120\n"
                    + ",Hulp Jan Peeters,nl,unknown\n"));
    assertThat(imported.problems()).hasSize(4).noneMatch(line -> line.contains("Peeters"));
  }

  @Test
  void aTakenZeroIsSeenWhereTheCandidatesTell() throws IOException {
    Path table = Files.createDirectories(folder.resolve("v1.2.0")).resolve("occupations_en.csv");
    List<String> lines = new ArrayList<>();
    lines.add("conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,code");
    lines.add("Occupation,http://data.europa.eu/esco/occupation/one,2131,one,,2131.1");
    lines.add("Occupation,http://data.europa.eu/esco/occupation/ten,2131,ten,,2131.10");
    Files.write(table, lines);
    Taxonomy esco =
        org.jobtrail.taxonomy.TaxonomyImport.read(
                List.of(table), Optional.empty(), Optional.empty())
            .taxonomy();
    String one = "http://data.europa.eu/esco/occupation/one";
    String ten = "http://data.europa.eu/esco/occupation/ten";
    NamedPath sheet =
        sheet(
            "anna",
            "title,language,decision,candidate_uris\na,en,2131.1,"
                + ten
                + "\nb,en,2131.1,"
                + one
                + "\nc,en,2131.1,\nd,en,\"2131,10\",\n");
    Imported imported =
        new ReviewImport(esco, Optional.empty(), Optional.empty(), Optional.empty(), 10, 1)
            .read(List.of(sheet), rules(), true);
    assertThat(imported.rows().group("quarantined")).containsEntry("lost-zero", 1L);
    assertThat(imported.notes().getFirst()).contains(":4: 2131.1 was taken as it stands");
    assertThat(imported.rules().standing().stream().map(r -> r.decision().codes()))
        .containsExactly("2131.1", "2131.1", "2131.10");
    assertThat(rules()).doesNotExist();
  }

  @Test
  void rulesAreTakenOverWhereTheOtherTaxonomyHasTheirOccupations() throws IOException {
    read(rows("anna", "Kok,nl,5120", "Bakker,nl,7512", "Baas,nl,unknown", "Tolk,nl,2643"));
    read(rows("anna", "Tolk,nl,withdraw"));
    Path table = Files.createDirectories(folder.resolve("v2.0.0")).resolve("ISCOGroups_en.csv");
    Files.writeString(
        table,
        "conceptType,conceptUri,code,preferredLabel,altLabels\n"
            + "ISCOGroup,http://data.europa.eu/esco/isco/C5120,5120,Cooks,\n");
    Taxonomy other =
        org.jobtrail.taxonomy.TaxonomyImport.read(
                List.of(table), Optional.empty(), Optional.empty())
            .taxonomy();
    Path out = folder.resolve("new.tsv");
    assertThat(RulesRecode.write(rules(), other, out, "none").counts())
        .containsEntry("rules_in", 3L)
        .containsEntry("rules_kept", 2L);
    Rules recoded = Rules.read(out, other);
    assertThat(recoded.standing().stream().map(r -> r.title() + r.decision().codes()))
        .containsExactly("Kok5120", "Baasunknown");
    assertThat(recoded.all().getFirst().made()).isEqualTo(Rule.Made.RECODED);
    assertThat(recoded.all().get(1).decision()).isEqualTo(new Decision.Unknown());
    List<String> left = Files.readAllLines(folder.resolve("new.tsv.left.csv"));
    assertThat(left).hasSize(2);
    assertThat(left.get(1))
        .contains("Bakker,nl,'7512,http://data.europa.eu/esco/isco/C7512,2,anna");
    assertThatThrownBy(() -> RulesRecode.write(rules(), other, out, "none"))
        .hasMessageContaining("is there already");
  }
}
