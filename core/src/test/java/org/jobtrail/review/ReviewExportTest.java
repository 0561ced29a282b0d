package org.jobtrail.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jobtrail.career.Language;
import org.jobtrail.dataset.DuckDb;
import org.jobtrail.normalise.LexicalNormaliser;
import org.jobtrail.normalise.TitleCoding;
import org.jobtrail.normalise.TitleKey;
import org.jobtrail.normalise.rules.Decision;
import org.jobtrail.normalise.rules.Rule;
import org.jobtrail.normalise.rules.Rules;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Progress;
import org.jobtrail.provenance.RowFates;
import org.jobtrail.score.NamedPath;
import org.jobtrail.taxonomy.Csv;
import org.jobtrail.taxonomy.Taxonomy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReviewExportTest {
  private static final Taxonomy STARTER = Taxonomy.starter();
  private static final LexicalNormaliser LEXICAL = LexicalNormaliser.of(STARTER);
  @TempDir Path folder;

  private static ReviewExport export(long most, long atLeast, char separator) {
    return new ReviewExport(
        most, atLeast, separator, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /// A source of which every number is known.
  private List<ReviewItem> queue(
      Optional<Rules> rules, long most, long atLeast, RowFates[] fates, String... rows)
      throws IOException {
    List<ReviewItem> items = new ArrayList<>();
    try (DuckDb db = DuckDb.open(folder.resolve("spill"))) {
      db.run(
          "CREATE TABLE occurrences AS SELECT *, row_number() OVER () AS ordinal FROM (VALUES "
              + String.join(", ", rows)
              + ") t(title, language, person_id, code, uri, label, probability, candidates,"
              + " ruled)");
      fates[0] = new ReviewQueue(db, folder, rules, atLeast).items(most, items::add);
    }
    return items;
  }

  private static String row(String title, String language, String person, String code, double p) {
    boolean unknown = code.equals("unknown");
    return "('%s', '%s', '%s', '%s', %s, %s, CAST(%s AS DOUBLE), '[]', false)"
        .formatted(
            title,
            language,
            person,
            code,
            unknown ? "CAST(NULL AS VARCHAR)" : "'uri:" + code + "'",
            unknown ? "CAST(NULL AS VARCHAR)" : "'L" + code + "'",
            p < 0 ? "NULL" : p);
  }

  @Test
  void sortsByFrequencyTimesUncertainty() throws IOException {
    RowFates[] fates = new RowFates[1];
    List<ReviewItem> items =
        queue(
            Optional.empty(),
            3,
            1,
            fates,
            // Three spellings of one title: .5 + .5 + .9.
            row("Kok", "nl", "p1", "5120", 0.5),
            row("KOK (m/v)", "nl", "p2", "5120", 0.5),
            row("Kok", "nl", "p2", "3434", 0.1),
            // Nobody knows: 1 + 1.
            row("Zweefmolenaar", "nl", "p3", "unknown", -1),
            row("zweefmolenaar", "nl", "p3", "unknown", -1),
            // As French another title: .1.
            row("kok", "fr", "p4", "5120", 0.9),
            // Sure: .05 each, .2 in all.
            row("Bakker", "nl", "p1", "7512", 0.95),
            row("Bakker", "nl", "p2", "7512", 0.95),
            row("Bakker", "nl", "p3", "7512", 0.95),
            row("Bakker", "nl", "p4", "7512", 0.95),
            row("--", "nl", "p4", "unknown", -1));
    assertThat(items.stream().map(i -> i.title() + ' ' + i.language() + ' ' + i.doubt()))
        .containsExactly("Zweefmolenaar nl 2.0", "Kok nl 1.9", "Bakker nl 0.2");
    ReviewItem kok = items.get(1);
    assertThat(kok.frequency()).isEqualTo(3);
    assertThat(kok.people()).isEqualTo(2);
    assertThat(kok.standing().getFirst().code()).isEqualTo("5120");
    assertThat(kok.probability()).hasValue(0.5);
    assertThat(kok.otherSpellings()).containsExactly("KOK (m/v)");
    assertThat(items.getFirst().standing()).isEmpty();
    assertThat(fates[0].group("titles_by_fate"))
        .containsEntry("exported", 3L)
        .containsEntry("beyond_most", 1L)
        .containsEntry("without_a_word", 1L);
    assertThat(fates[0].count("occurrences")).isEqualTo(11);
  }

  @Test
  void showsOnlyWhatEnoughPeopleShare() throws IOException {
    RowFates[] fates = new RowFates[1];
    List<ReviewItem> items =
        queue(
            Optional.empty(),
            10,
            3,
            fates,
            row("Hulp bij Jan Peeters", "nl", "p1", "unknown", -1),
            row("Hulp bij Jan Peeters", "nl", "p1", "unknown", -1),
            row("Hulp bij Jan Peeters", "nl", "p1", "unknown", -1),
            row("Kok!", "nl", "p1", "unknown", -1),
            row("KOK", "nl", "p2", "unknown", -1),
            row("kok (v)", "nl", "p3", "unknown", -1),
            row("Bakker", "nl", "p1", "7512", -1),
            row("Bakker", "nl", "p2", "7512", -1),
            row("Bakker", "nl", "p3", "7512", -1),
            row("bakker Jansen junior", "nl", "p3", "7512", -1),
            row("BAKKER", "nl", "p4", "7512", -1));
    assertThat(items.stream().map(ReviewItem::title)).containsExactly("Bakker", "kok");
    assertThat(items.getFirst().otherSpellings()).isEmpty();
    assertThat(fates[0].group("titles_by_fate")).containsEntry("below_at_least", 2L);
    assertThat(fates[0].group("occurrences_by_fate")).containsEntry("below_at_least", 4L);
  }

  @Test
  void leavesOutWhatHasARule() throws IOException {
    Rules rules =
        Rules.none(STARTER, Path.of("r.tsv"))
            .with(
                "none",
                List.of(
                    new Rule(
                        1,
                        1,
                        Language.UNDETERMINED,
                        "kok",
                        new Decision.Unknown(),
                        "anna",
                        Rule.Made.CODED,
                        "")));
    RowFates[] fates = new RowFates[1];
    String[] rows = {
      row("Kok", "nl", "p1", "unknown", -1),
      row("Ober", "nl", "p1", "unknown", -1),
      row("Tolk", "nl", "p1", "unknown", -1).replace("false", "true")
    };
    assertThat(queue(Optional.of(rules), 10, 1, fates, rows).stream().map(ReviewItem::title))
        .containsExactly("Ober", "Tolk");
    assertThat(queue(Optional.empty(), 10, 1, fates, rows).stream().map(ReviewItem::title))
        .containsExactly("Kok", "Ober");
    assertThat(fates[0].group("titles_by_fate")).containsEntry("ruled", 1L);
  }

  private Path coded(String titles) throws IOException {
    Path file = Files.writeString(folder.resolve("titles.tsv"), titles);
    Path out = folder.resolve("coded.tsv");
    new TitleCoding(LEXICAL, STARTER.sha256(), 7, Language.DUTCH).code(file, out, Progress.NONE);
    return out;
  }

  @Test
  void readsAPackedTableOfCodes() throws IOException {
    Path plain = coded("1\tbakker\n2\tkok\n");
    Path titles = folder.resolve("titles.tsv");
    Path packed = folder.resolve("coded.tsv.gz");
    new TitleCoding(LEXICAL, STARTER.sha256(), 7, Language.DUTCH)
        .code(titles, packed, Progress.NONE);
    export(10, 1, ',').write(plain, titles, folder.resolve("plain.csv"));
    export(10, 1, ',').write(packed, titles, folder.resolve("packed.csv"));
    assertThat(folder.resolve("packed.csv")).hasSameBinaryContentAs(folder.resolve("plain.csv"));
  }

  private List<Map<String, String>> sheet(Path file) throws IOException {
    Csv csv = new Csv(Files.readString(file));
    List<String> header = csv.next();
    List<Map<String, String>> rows = new ArrayList<>();
    for (List<String> cells = csv.next(); !cells.isEmpty(); cells = csv.next()) {
      assertThat(cells).hasSameSizeAs(header);
      Map<String, String> row = new TreeMap<>();
      for (int i = 0; i < cells.size(); i++) {
        row.put(header.get(i), cells.get(i));
      }
      rows.add(row);
    }
    return rows;
  }

  @Test
  void writesASheetThatSpreadsheetsOpenRight() throws IOException {
    Path ranked = coded("1\tBeroepsofficier\n2\t=HYPERLINK(\"x\")\tnl\n3\tégoutier; ouvrier\tfr\n");
    Path out = folder.resolve("review.csv");
    export(10, 1, ';').write(ranked, folder.resolve("titles.tsv"), out);
    String text = Files.readString(out);
    assertThat(text)
        .startsWith("\uFEFFkey;title;language;frequency;people;code;label;")
        .contains("\r\n");
    List<Map<String, String>> rows = sheet(out);
    assertThat(rows.stream().map(r -> r.get("title")))
        .containsExactlyInAnyOrder("Beroepsofficier", "'=HYPERLINK(\"x\")", "égoutier; ouvrier");
    Map<String, String> officer =
        rows.stream()
            .filter(r -> "Beroepsofficier".equals(r.get("title")))
            .findFirst()
            .orElseThrow();
    assertThat(officer.get("code")).isEqualTo("'0110");
    assertThat(officer.get("candidate_1")).startsWith("0110 ");
    assertThat(officer.get("candidate_uris")).startsWith("http://data.europa.eu/esco/isco/C0110");
    assertThat(officer.get("probability")).matches("[01],\\d{3}");
    assertThat(officer.get("decision") + officer.get("coder") + officer.get("comment")).isEmpty();
    assertThat(Files.readString(folder.resolve("review.csv.manifest.json")))
        .contains("\"command\" : \"review export\"", "\"at_least\" : \"1\"")
        .doesNotContain(folder.toString());
  }

  @Test
  void aFilledSheetComesBackAsRules() throws IOException {
    Path ranked = coded("1\t=Kok van de baas\n2\tBeroepsofficier\n3\t-bakker\n");
    Path out = folder.resolve("review.csv");
    export(10, 1, ',').write(ranked, folder.resolve("titles.tsv"), out);
    StringBuilder filled = new StringBuilder();
    for (String line : Files.readString(out).split("\r\n")) {
      boolean header = filled.isEmpty();
      // The three empty cells before the spellings.
      filled.append(header ? line : line.replaceFirst(",,,,(?=,?http|,$|,[^,]*$)", ",1,,,"));
      filled.append("\r\n");
    }
    Files.writeString(out, filled.toString());
    ReviewImport.Imported imported =
        new ReviewImport(STARTER, Optional.empty(), Optional.empty(), Optional.empty(), 10, 1)
            .read(List.of(new NamedPath("anna", out)), folder.resolve("r.tsv"), false);
    assertThat(imported.problems()).isEmpty();
    assertThat(imported.rules().standing().stream().map(Rule::title))
        .contains("=Kok van de baas", "Beroepsofficier");
  }

  @Test
  void namesCodesInTheLanguageAskedFor() throws IOException {
    Path ranked = coded("1\tbakker\tnl\n");
    Path out = folder.resolve("review.csv");
    new ReviewExport(
            5, 1, ',', Optional.of(STARTER), Optional.of(Language.FRENCH), Optional.empty())
        .write(ranked, folder.resolve("titles.tsv"), out);
    assertThat(sheet(out).getFirst().get("label"))
        .isEqualTo(STARTER.byCode("7512").orElseThrow().preferred(Language.FRENCH));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void ranksAsTheSlowWayDoes(long seed) throws IOException {
    Random random = new Random(seed);
    List<String> pieces =
        List.of("kok", "bakker", "Chef", "sous", "hulp", "zzz", "(m/v)", "leraar");
    StringBuilder titles = new StringBuilder();
    List<String> asked = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      String title = pieces.get(random.nextInt(8)) + ' ' + pieces.get(random.nextInt(8));
      titles.append(i).append('\t').append(title).append('\n');
      asked.add(title);
    }
    Path ranked = coded(titles.toString());
    Map<String, String[]> first = new HashMap<>();
    for (String line : Files.readAllLines(ranked)) {
      String[] cells = line.split("\t", -1);
      if (cells[1].equals("1")) {
        first.put(cells[0], cells);
      }
    }
    Map<String, Double> doubt = new HashMap<>();
    for (int i = 0; i < asked.size(); i++) {
      String[] cells = first.get(String.valueOf(i));
      boolean stands = cells != null && cells[7].equals("coded");
      double uncertain = stands ? 1 - Double.parseDouble(cells[6]) : 1;
      TitleKey.of(asked.get(i), Language.DUTCH)
          .ifPresent(key -> doubt.merge(key.id(), uncertain, Double::sum));
    }
    Path out = folder.resolve("review.csv");
    RowFates rows = export(1000, 1, ',').write(ranked, folder.resolve("titles.tsv"), out);
    List<Map<String, String>> sheet = sheet(out);
    assertThat(sheet.stream().map(r -> r.get("key")))
        .containsExactlyInAnyOrderElementsOf(doubt.keySet());
    List<Double> doubts =
        sheet.stream().map(r -> Math.round(doubt.get(r.get("key")) * 1e6) / 1e6).toList();
    assertThat(doubts).isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(rows.count("titles"))
        .isEqualTo(doubt.size() + rows.count("titles_by_fate.without_a_word"));
    byte[] bytes = Files.readAllBytes(out);
    export(1000, 1, ',').write(ranked, folder.resolve("titles.tsv"), out);
    assertThat(Files.readAllBytes(out)).isEqualTo(bytes);
  }

  @Test
  void refusesWhatItCannotReview() throws IOException {
    Path ranked = coded("1\tbakker\n1\tkok\n");
    Path titles = folder.resolve("titles.tsv");
    Path out = folder.resolve("review.csv");
    assertThatThrownBy(() -> export(5, 1, ',').write(ranked, titles, out))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining("titles.tsv:2: id 1 stands on line 1 too");
    assertThatThrownBy(() -> export(5, 1, ',').write(ranked, null, out))
        .hasMessageContaining("give the file they stand in with --titles");
    Path other = Files.writeString(folder.resolve("other.tsv"), "1\tx\n");
    assertThatThrownBy(() -> export(5, 1, ',').write(ranked, other, out))
        .hasMessageContaining("isn't what");
    assertThatThrownBy(() -> export(5, 1, ',').write(other, titles, out))
        .hasMessageContaining("no other.tsv.manifest.json beside it");
    assertThatThrownBy(() -> export(5, 1, ',').write(folder.resolve("no"), null, out))
        .hasMessageContaining("no such file or folder");
    assertThatThrownBy(() -> export(5, 1, ',').write(folder, null, out))
        .hasMessageContaining("no manifest.json");
    Files.writeString(ranked, Files.readString(ranked) + "9\t1\tu\tc\tl\t1\t1\tcoded\n");
    assertThatThrownBy(() -> export(5, 1, ',').write(ranked, titles, out))
        .isInstanceOf(JobtrailException.Integrity.class);
    assertThatThrownBy(() -> export(0, 1, ',')).hasMessageContaining("--most");
    assertThat(out).doesNotExist();
  }
}
