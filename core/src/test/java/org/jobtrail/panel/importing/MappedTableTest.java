package org.jobtrail.panel.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.jobtrail.dataset.DuckDb;
import org.jobtrail.panel.Covariate;
import org.jobtrail.panel.Outcome;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.provenance.JobtrailException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MappedTableTest {
  private static final String MAPPING =
      """
      name = "made"
      person = "id"
      period = "year"
      [occupation]
      column = "occ"
      pattern = "[0-9]+"
      [[rule]]
      when = { status = ["none"], school = ["yes"] }
      outcome = "education"
      title = "In education"
      [[rule]]
      when = { status = ["none"] }
      outcome = "not_working"
      [[rule]]
      unless = { status = ["valid"] }
      drop = "status_{status}"
      [[fixed]]
      name = "sex"
      column = "sex"
      take = "constant"
      rename = { F = "female", M = "male" }
      levels = ["female", "male"]
      [[fixed]]
      name = "region"
      column = "region"
      take = "first"
      missing = ["-"]
      [[varying]]
      name = "education"
      otherwise = "none"
      reached = [ { level = "school", years = ["hs"] }, { level = "degree", years = ["ba", "ma"] } ]
      [[varying]]
      name = "grade"
      column = "grade"
      carry_forward = true
      bands = [ { to = 11, level = "low" }, { to = 12, level = "mid" }, { level = "high" } ]
      [[measure]]
      name = "wage"
      column = "wage"
      above = 0
      at_most = 1000
      """;
  private static final String HEADER = "id,year,status,occ,school,sex,region,hs,ba,ma,grade,wage\n";

  @TempDir Path folder;

  private Path table(String rows) throws IOException {
    return Files.writeString(folder.resolve("t.csv"), HEADER + rows);
  }

  private Imported read(String rows) throws IOException {
    return read(rows, MAPPING);
  }

  private Imported read(String rows, String mapping) throws IOException {
    return MappedTable.read(table(rows), MappingFile.parse("m.toml", mapping), Optional.empty());
  }

  /// Everything of a person in words: period, outcome, levels, numbers.
  private static List<String> records(Panel panel, int i) {
    PanelPerson p = panel.people().get(i);
    List<String> lines = new ArrayList<>();
    for (int t = 0; t < p.size(); t++) {
      StringBuilder line = new StringBuilder(p.period(t) + " ");
      line.append(panel.schema().outcomes().get(p.outcome(t)).code());
      for (int c = 0; c < panel.schema().varying().size(); c++) {
        line.append(' ').append(panel.schema().varying().get(c).levels().get(p.varying(c, t)));
      }
      for (int m = 0; m < panel.schema().measures().size(); m++) {
        line.append(' ').append(p.measure(m, t));
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private static String fixed(Panel panel, int i) {
    return java.util.stream.IntStream.range(0, panel.schema().fixed().size())
        .mapToObj(c -> panel.schema().fixed().get(c).levels().get(panel.people().get(i).fixed(c)))
        .collect(Collectors.joining(" "));
  }

  @Test
  void readsAHandMadeCareer() throws IOException {
    Imported imported =
        read(
            """
            7,1999,refused,,no,,north,2000,2003,,11,
            7,2000,valid,30,no,F,south,2000,2003,,,5.5
            7,2001,none,,yes,F,west,2000,2003,,12,9
            7,2003,none,,no,F,west,2000,2003,,13,0
            7,2004,valid,4,no,F,west,2000,2003,,,-
            12,2000,valid,4,no,M,-,,,1999,,1000.5
            """);
    Panel panel = imported.panel();
    assertThat(panel.name()).isEqualTo("made");
    assertThat(panel.schema().outcomes().all())
        .containsExactly(
            new Outcome("4", "4", false),
            new Outcome("30", "30", false),
            new Outcome("education", "In education", true),
            new Outcome("not_working", "not_working", true));
    assertThat(panel.people()).extracting(PanelPerson::id).containsExactly("12", "7");
    assertThat(records(panel, 1))
        .containsExactly(
            "2000 30 school low 5.5",
            "2001 education school mid 9.0",
            "2003 not_working degree high NaN",
            "2004 4 degree high NaN");
    assertThat(fixed(panel, 1)).as("as known at the first record").isEqualTo("female south");
    assertThat(records(panel, 0)).containsExactly("2000 4 degree missing NaN");
    assertThat(fixed(panel, 0)).isEqualTo("male missing");
    assertThat(panel.schema().varying().get(0))
        .isEqualTo(new Covariate("education", List.of("missing", "none", "school", "degree")));
    assertThat(imported.rows().group("dropped")).isEqualTo(Map.of("status_refused", 1L));
    assertThat(imported.rows().group("values_set_aside"))
        .isEqualTo(Map.of("wage_no_number", 1L, "wage_out_of_range", 2L));
    assertThat(imported.rows().count("gaps")).isEqualTo(1);
    assertThat(imported.rows().count("people_with_one_record")).isEqualTo(1);
    assertThat(imported.rows().count("outcomes_without_title")).isEqualTo(2);
    assertThat(imported.notes())
        .contains(folder + "/t.csv:6: wage \"-\" counts as missing (wage_no_number)");
  }

  @Test
  void everyRowThatCantBeReadIsCountedAndTheFirstIsShown() throws IOException {
    Imported imported =
        read(
            """
            ,2000,valid,1,,F,,,,,,
            a,then,valid,1,,F,,,,,,
            a,2000.5,valid,1,,F,,,,,,
            a,2000.0,valid,1,,F,,,,,,
            a,2001,valid,1,,F
            a,2002,valid,nurse,,F,,,,,,
            a,2003,valid,,,F,,,,,,
            a,2004,lost. it,1,,F,,,,,,
            b,2000,,1,,F,,,,,,
            """);
    assertThat(imported.rows().group("dropped"))
        .isEqualTo(
            Map.of(
                "no_person", 1L,
                "period_unparseable", 2L,
                "wrong_width", 1L,
                "occupation_unparseable", 1L,
                "occupation_unknown", 1L,
                "status_lost_it", 1L,
                "status_empty", 1L));
    assertThat(imported.rows().count("rows_in")).isEqualTo(9);
    assertThat(imported.rows().count("records")).isEqualTo(1);
    assertThat(imported.rows().count("people_without_record")).isEqualTo(1);
    assertThat(imported.notes())
        .contains(
            folder
                + "/t.csv:3: row dropped as period_unparseable: \"then\" is no year (the first of"
                + " 2)",
            folder + "/t.csv:6: row dropped as wrong_width: has 6 cells, the header has 12",
            folder + "/t.csv:7: row dropped, \"nurse\" is no code as the mapping has them");
  }

  @Test
  void rowsMayComeInAnyOrder() throws IOException {
    Imported imported =
        read(
            """
            b,2003,valid,3,,M,,,,,13,
            a,2001,valid,1,,F,,,,,,
            b,2001,valid,1,,M,,,,,10,
            b,2002,valid,2,,M,,,,,,
            """);
    assertThat(records(imported.panel(), 1))
        .containsExactly("2001 1 none low NaN", "2002 2 none low NaN", "2003 3 none high NaN");
    assertThat(imported.rows().count("people_sorted_by_period")).isEqualTo(1);
  }

  @Test
  void aSecondRecordOfAYearIsRefusedUnlessTheMappingSaysWhichCounts() throws IOException {
    String rows =
        "a,2001,valid,1,,F,,,,,,\na,2002,valid,2,,F,,,,,,\na,2002,gone,9,,F,,,,,,\n"
            + "a,2002,valid,3,,F,,,,,,\n";
    assertThatThrownBy(() -> read(rows))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessage(
            folder
                + "/t.csv:5: person a has a second record for the same period, the first is on line"
                + " 3; say duplicates = \"first\" or \"last\" in the mapping, or mend the file");
    Imported first = read(rows, "duplicates = \"first\"\n" + MAPPING);
    assertThat(records(first.panel(), 0)).last().asString().startsWith("2002 2 ");
    Imported last = read(rows, "duplicates = \"last\"\n" + MAPPING);
    assertThat(records(last.panel(), 0)).last().asString().startsWith("2002 3 ");
    assertThat(last.rows().group("dropped")).isEqualTo(Map.of("duplicate", 1L, "status_gone", 1L));
  }

  @Test
  void aConstantThatChangesIsRefusedWithBothLines() {
    assertThatThrownBy(() -> read("a,2001,valid,1,,F,,,,,,\na,2002,valid,2,,M,,,,,,\n"))
        .hasMessage(
            folder
                + "/t.csv:3: sex of person a is male here and female on line 2; say take ="
                + " \"first\" in the mapping, or mend the file");
  }

  @Test
  void aLevelThatTheMappingDoesNotListIsRefused() {
    assertThatThrownBy(() -> read("a,2001,valid,1,,X,,,,,,\n"))
        .hasMessage(
            folder
                + "/t.csv:2: sex is \"X\", which is no level of sex (the mapping lists female,"
                + " male); add it under levels, rename or missing");
  }

  @Test
  void aColumnThatIsNotThereIsNamedWithWhatIs() throws IOException {
    Path file = Files.writeString(folder.resolve("u.csv"), "id,year\n1,2000\n");
    assertThatThrownBy(
            () -> MappedTable.read(file, MappingFile.parse("m.toml", MAPPING), Optional.empty()))
        .hasMessage(
            file
                + ":1: has no column \"occ\", which m.toml names as occupation.column; found id,"
                + " year");
  }

  @Test
  void aTableWithoutARecordIsRefusedAndSaysWhy() {
    assertThatThrownBy(() -> read("a,2001,gone,1,,F,,,,,,\n"))
        .hasMessageContaining("t.csv: none of its 1 rows gives a record")
        .hasMessageContaining("{status_gone=1}");
    assertThatThrownBy(() -> read("")).hasMessageContaining("t.csv: has no rows, only the names");
  }

  @Test
  void codesWithoutATitleAreKeptDroppedOrRefused() throws IOException {
    Path file = table("a,2001,valid,1,,F,,,,,,\na,2002,valid,2,,F,,,,,,\n");
    Optional<Map<String, String>> titles = Optional.of(new TreeMap<>(Map.of("1", "Nurses")));
    Imported kept = MappedTable.read(file, MappingFile.parse("m.toml", MAPPING), titles);
    assertThat(kept.panel().schema().outcomes().get(0).title()).isEqualTo("Nurses");
    assertThat(kept.rows().count("outcomes_without_title")).isEqualTo(1);
    assertThat(kept.notes())
        .containsExactly(file + ":3: kept, but \"2\" is not in the table of titles");
    String drop =
        MAPPING.replace(
            "[[rule]]\nwhen = { status = [\"none\"], s",
            "untitled = \"drop\"\n[[rule]]\nwhen = { status = [\"none\"], s");
    Imported dropped = MappedTable.read(file, MappingFile.parse("m.toml", drop), titles);
    assertThat(dropped.rows().group("dropped")).isEqualTo(Map.of("occupation_untitled", 1L));
    assertThatThrownBy(
            () ->
                MappedTable.read(
                    file,
                    MappingFile.parse("m.toml", drop.replace("\"drop\"", "\"refuse\"")),
                    titles))
        .hasMessage(file + ":3: \"2\" is not in the table of titles");
  }

  @Test
  void hostileFilesEndInOneLine() throws IOException {
    Mapping mapping = MappingFile.parse("m.toml", MAPPING);
    Path file = folder.resolve("h.csv");
    Files.writeString(file, "");
    assertUsage(file, mapping, "is empty; the first line must name the columns");
    Files.writeString(file, "id,id\n");
    assertUsage(file, mapping, "h.csv:1: two columns are called \"id\"");
    Files.writeString(file, HEADER + "a,2000,valid,1,,F,,,,,,\n\"b,2000\nc,2001\n");
    assertUsage(file, mapping, "h.csv:3: a quote opens here and never closes");
    Files.write(file, (HEADER + "caf\u00e9,2000").getBytes(StandardCharsets.ISO_8859_1));
    assertUsage(file, mapping, "is not UTF-8");
    Path gz = folder.resolve("h.csv.gz");
    Files.writeString(gz, HEADER);
    assertUsage(gz, mapping, "is not a whole gzip file");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(
          (HEADER + "a,2000,valid,1,,F,,,,,,\n".repeat(5000)).getBytes(StandardCharsets.UTF_8));
    }
    Files.write(gz, java.util.Arrays.copyOf(bytes.toByteArray(), bytes.size() - 20));
    assertUsage(gz, mapping, "is not a whole gzip file");
    Path parquet = Files.writeString(folder.resolve("h.parquet"), "PAR0");
    assertUsage(parquet, mapping, "is no Parquet file");
  }

  private static void assertUsage(Path file, Mapping mapping, String message) {
    assertThatThrownBy(() -> MappedTable.read(file, mapping, Optional.empty()))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining(message);
  }

  @Test
  void aByteOrderMarkWindowsLinesAndParquetMakeNoDifference() throws IOException {
    String rows = "a,2001,valid,1,,F,,,,,12,3.5\na,2002,valid,2,,F,,,,,,\n";
    Imported plain = read(rows);
    Path file =
        Files.writeString(
            folder.resolve("w.csv"), "\uFEFF" + (HEADER + rows).replace("\n", "\r\n"));
    Path parquet = folder.resolve("w.parquet");
    try (DuckDb db = DuckDb.open(folder.resolve("spill"))) {
      db.copy(
          "SELECT * FROM read_csv(" + DuckDb.quoted(table(rows)) + ", types = {'sex': 'VARCHAR'})",
          parquet);
    }
    for (Path other : List.of(file, parquet)) {
      Imported same =
          MappedTable.read(other, MappingFile.parse("m.toml", MAPPING), Optional.empty());
      assertThat(records(same.panel(), 0)).isEqualTo(records(plain.panel(), 0));
    }
  }

  /// Independent of the importer: plain maps over the table's rows, a year at a time.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void agreesWithASlowReadingOfRandomTables(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    List<String[]> cells = new ArrayList<>();
    for (int p = 0; p < 40; p++) {
      String sex = random.nextBoolean() ? "F" : "M";
      String hs = random.nextBoolean() ? "" : String.valueOf(random.nextInt(1990, 2010));
      String ba = random.nextBoolean() ? "" : String.valueOf(random.nextInt(1990, 2010));
      for (int year = 1990; year < 2010; year++) {
        if (random.nextInt(4) > 0) {
          cells.add(
              new String[] {
                "p" + p,
                String.valueOf(year),
                List.of("valid", "none", "gone").get(random.nextInt(3)),
                random.nextInt(5) == 0 ? "" : String.valueOf(random.nextInt(8)),
                random.nextBoolean() ? "yes" : "no",
                random.nextInt(3) == 0 ? "" : sex,
                List.of("-", "n", "s").get(random.nextInt(3)),
                hs,
                ba,
                "",
                random.nextInt(3) > 0 ? "" : String.valueOf(random.nextInt(8, 18)),
                random.nextBoolean() ? "" : String.valueOf(random.nextInt(-2, 5))
              });
        }
      }
    }
    List<String> expected = new ArrayList<>();
    for (String id : cells.stream().map(c -> c[0]).distinct().sorted().toList()) {
      List<String[]> own = cells.stream().filter(c -> c[0].equals(id)).toList();
      List<String> lines = new ArrayList<>();
      String region = "missing";
      for (String[] row : own) {
        int year = Integer.parseInt(row[1]);
        if (lines.isEmpty() && !row[6].equals("-")) {
          region = row[6];
        }
        String code =
            switch (row[2]) {
              case "none" -> row[4].equals("yes") ? "education" : "not_working";
              case "valid" -> row[3];
              default -> "";
            };
        if (code.isEmpty()) {
          continue;
        }
        String grade =
            own.stream()
                .filter(r -> Integer.parseInt(r[1]) <= year && !r[10].isEmpty())
                .reduce((_, b) -> b)
                .map(r -> Integer.parseInt(r[10]))
                .map(g -> g <= 11 ? "low" : g <= 12 ? "mid" : "high")
                .orElse("missing");
        boolean school = !row[7].isEmpty() && Integer.parseInt(row[7]) <= year;
        boolean degree = !row[8].isEmpty() && Integer.parseInt(row[8]) <= year;
        double wage =
            row[11].isEmpty() || Integer.parseInt(row[11]) <= 0
                ? Double.NaN
                : Integer.parseInt(row[11]);
        lines.add(
            year
                + " "
                + code
                + ' '
                + (degree ? "degree" : school ? "school" : "none")
                + ' '
                + grade
                + ' '
                + wage);
      }
      String sex = own.stream().map(r -> r[5]).filter(s -> !s.isEmpty()).findFirst().orElse("");
      expected.add((sex.equals("F") ? "female" : "male") + ' ' + region);
      expected.addAll(lines);
    }
    List<String[]> shuffled = new ArrayList<>(cells);
    java.util.Collections.shuffle(shuffled, new java.util.Random(seed));
    Panel panel =
        read(shuffled.stream().map(r -> String.join(",", r) + '\n').collect(Collectors.joining()))
            .panel();
    List<String> found = new ArrayList<>();
    for (int i = 0; i < panel.people().size(); i++) {
      found.add(fixed(panel, i));
      found.addAll(records(panel, i));
    }
    assertThat(found).isEqualTo(expected);
  }

  /// A column of whole numbers with a gap, as other programs write it.
  @Test
  void codesThatParquetKeepsAsFloatingPointNumbersStayWhole() throws IOException {
    Path parquet = folder.resolve("floating.parquet");
    try (DuckDb db = DuckDb.open(folder.resolve("spill"))) {
      db.copy(
          "SELECT * FROM (VALUES ('a', 2001.0::DOUBLE, 275.0::DOUBLE, 3.5::DOUBLE),"
              + " ('a', 2002.0, NULL, 10.0), ('a', 2003.0, 'nan', NULL), ('a', 2004.0, 95.0, 12))"
              + " t(id, year, occ, wage)",
          parquet);
    }
    Mapping mapping =
        MappingFile.parse(
            "m.toml",
            """
            name = "floating"
            unit = "year"
            person = "id"
            period = "year"
            [occupation]
            column = "occ"
            pattern = "[0-9]{1,3}"
            [[measure]]
            name = "hourly_wage"
            column = "wage"
            """);
    Imported imported = MappedTable.read(parquet, mapping, Optional.empty());
    assertThat(imported.panel().schema().outcomes().all())
        .extracting(Outcome::code)
        .containsExactly("95", "275");
    PanelPerson person = imported.panel().people().getFirst();
    assertThat(person.period(1)).isEqualTo(2004);
    assertThat(person.measure(0, 0)).isEqualTo(3.5);
    assertThat(person.measure(0, 1)).isEqualTo(12);
  }
}
