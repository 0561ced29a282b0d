package org.jobtrail.crosswalk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrosswalkTableTest {
  private static final CrosswalkTable.Settings ISCO =
      CrosswalkTable.Settings.of("ISCO-08", "ISCO-88");
  @TempDir Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static CrosswalkTable.Settings settings(
      String from, String to, String weight, String where) {
    Optional<String> none = Optional.empty();
    return new CrosswalkTable.Settings(
        "X",
        "Y",
        Optional.of(from),
        Optional.of(to),
        Optional.of(weight).filter(w -> !w.isEmpty()),
        none,
        none,
        Optional.of(where).filter(w -> !w.isEmpty()),
        0,
        0);
  }

  private static List<String> pairs(Crosswalk crosswalk) {
    return crosswalk.links().stream()
        .map(
            l ->
                l.source()
                    + (l.sourcePart() ? "p" : "")
                    + ">"
                    + l.target()
                    + (l.targetPart() ? "p" : ""))
        .toList();
  }

  @Test
  void readsTheOfficesWaysOfWriting() throws IOException {
    Path table =
        file(
            "corr.csv",
            """
            \uFEFFISCO 08 Code;ISCO-08 part;ISCO 08 Title;ISCO-88 code;ISCO-88 part
            0110;;"Officers; all";0110;
            1111;p;Legislators;1110;
            2411p;;Accountants;ex 2411;
            2412*;;Advisers;2419;p
            """);
    CrosswalkTable.Imported imported = CrosswalkTable.read(table, ISCO);
    assertThat(pairs(imported.crosswalk()))
        .containsExactly("0110>0110", "1111p>1110", "2411p>2411p", "2412p>2419p");
    assertThat(imported.rows().count("part_marks")).isEqualTo(3);
  }

  @Test
  void accountsForEveryRow() throws IOException {
    Path table =
        file(
            "t.tsv",
            "set\tx\ty\tw\n"
                + "1\t01\t9\t0.5\n"
                + "1\t01\t9\t.5\n"
                + "1\t01\t8\t1,5\n"
                + "1\t01\t9\t2\n"
                + "1\t02\t7\tmany\n"
                + "1\t03\t\t\n"
                + "1\t\t6\t\n"
                + "1\t-\t\t1\n"
                + "1\t04\n"
                + "1\tunknown\t3\t1\n"
                + "\t\t\t\n"
                + "2\t05\t5\t1\n");
    CrosswalkTable.Imported imported = CrosswalkTable.read(table, settings("x", "Y", "w", "set=1"));
    assertThat(pairs(imported.crosswalk())).containsExactly("01>8", "01>9");
    assertThat(imported.crosswalk().withoutTarget()).containsExactly("03");
    assertThat(imported.crosswalk().withoutSource()).containsExactly("6");
    assertThat(imported.rows().group("set_aside"))
        .containsEntry("repeated-with-other-weight", 1L)
        .containsEntry("bad-weight", 1L)
        .containsEntry("no-code", 1L)
        .containsEntry("missing-cells", 1L)
        .containsEntry("not-a-code", 1L)
        .hasSize(5);
    assertThat(imported.rows().count("rows_in")).isEqualTo(12);
    assertThat(imported.rows().count("rows_repeated")).isEqualTo(1);
    assertThat(imported.rows().count("rows_other")).isEqualTo(2);
    assertThat(imported.setAside().getFirst().line()).isEqualTo(5);
  }

  @Test
  void readsTablesWithoutAHeaderAndPacked() throws IOException {
    Path packed = folder.resolve("a.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write("0110,110\n0210,20\n".getBytes(StandardCharsets.UTF_8));
    }
    CrosswalkTable.Imported plain = CrosswalkTable.read(packed, ISCO);
    assertThat(plain.headed()).isFalse();
    assertThat(pairs(plain.crosswalk())).containsExactly("0110>110", "0210>20");
    Path zip = folder.resolve("a.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("t/table.tsv"));
      out.write("isco08\tisco88\n110\t110\n".getBytes(StandardCharsets.UTF_8));
    }
    Optional<String> none = Optional.empty();
    CrosswalkTable.Settings padded =
        new CrosswalkTable.Settings("ISCO-08", "ISCO-88", none, none, none, none, none, none, 4, 3);
    assertThat(pairs(CrosswalkTable.read(zip, padded).crosswalk())).containsExactly("0110>110");
  }

  @Test
  void aTableThatCannotBeUsedIsOneLine() throws IOException {
    assertRefused(file("e.csv", ""), ISCO, "is empty");
    assertRefused(file("h.csv", "isco08,isco88\n"), ISCO, "no row leads from one code to another");
    assertRefused(file("c.csv", "a,b\n1,2\n"), ISCO, "no column is called like ISCO-08; say which");
    assertRefused(file("n.csv", "a,b\n1,2\n"), settings("a", "weg", "", ""), "missing column weg");
    assertRefused(file("n.csv", "a,b\n1,2\n"), settings("a", "3", "", ""), "missing column 3");
    assertRefused(file("n.csv", "a,b\n1,2\n"), settings("a", "a", "", ""), "both codes");
    assertRefused(
        file("n.csv", "a,b\n1,2\n"), settings("a", "b", "", "c"), "--where wants COLUMN=VALUE");
    assertRefused(file("q.csv", "isco08,isco88\n1,\"2\n3,4\n"), ISCO, "q.csv:2: a quote");
    assertRefused(
        file("w.csv", "a,b,w\n1,2,0\n"),
        settings("a", "b", "w", ""),
        "the first row set aside is line 2: bad-weight");
  }

  private static void assertRefused(Path table, CrosswalkTable.Settings settings, String words) {
    assertThatThrownBy(() -> CrosswalkTable.read(table, settings))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining(words);
  }

  @Test
  void theFolderGivesTheCrosswalkBack() throws IOException {
    Path table = file("t.csv", "isco08,isco88\n0110,0100p\n2411,2411\n2412,\n,9999\n2411,2419\n");
    CrosswalkTable.Imported imported = CrosswalkTable.read(table, ISCO);
    Path out = folder.resolve("x");
    CrosswalkFolder.write(imported, ISCO, out, false);
    assertThat(CrosswalkFolder.read(out)).isEqualTo(imported.crosswalk());
    assertThat(Manifest.verify(out).rows().count("sources")).isEqualTo(3);
    CrosswalkFolder.writeInverse(out, folder.resolve("y"), false);
    CrosswalkFolder.writeInverse(folder.resolve("y"), folder.resolve("z"), false);
    assertThat(CrosswalkFolder.read(folder.resolve("z"))).isEqualTo(imported.crosswalk());
    Files.writeString(out.resolve("crosswalk.tsv"), "jobtrail-crosswalk\t1\tA\tB\tequal\n");
    assertThatThrownBy(() -> CrosswalkFolder.read(out))
        .isInstanceOf(JobtrailException.Integrity.class)
        .hasMessageContaining("changed after the import");
  }

  @Test
  void recodesAColumnAndKeepsEveryCell() throws IOException {
    Path x = folder.resolve("x");
    Path table = file("t.csv", "isco08,isco88,w\n0110,0100,1\n2411,2411,3\n2411,2419,1\n");
    Optional<String> none = Optional.empty();
    CrosswalkTable.Settings weighted =
        new CrosswalkTable.Settings(
            "ISCO-08", "ISCO-88", none, none, Optional.of("w"), none, none, none, 0, 0);
    CrosswalkFolder.write(CrosswalkTable.read(table, weighted), weighted, x, false);
    Path panel =
        file("panel.csv", "id,occ,note\n1,2411,\"a, \"\"b\"\"\"\n2,0110\n3,,c\n4,9999,d\n");
    Recoding recoding = new Recoding(CrosswalkFolder.read(x), Policy.SPLIT);
    Manifest manifest = CsvRecode.write(panel, "occ", recoding, x, folder.resolve("d"), false);
    assertThat(Files.readString(folder.resolve("d/recoded.csv")))
        .isEqualTo(
            """
            id,occ,note,recode_row,recoded,recode_weight,recode_outcome,recode_targets
            1,2411,"a, ""b\""",1,2411,0.75,split,2411:0.75 2419:0.25
            1,2411,"a, ""b\""",1,2419,0.25,split,2411:0.75 2419:0.25
            2,0110,,2,0100,1,one-to-one,0100:1
            3,,c,3,unknown,1,uncoded,
            4,9999,d,4,unknown,1,lost,
            """);
    assertThat(manifest.rows().count("rows_in")).isEqualTo(4);
    assertThat(manifest.rows().count("rows_out")).isEqualTo(5);
    assertThatThrownBy(
            () -> CsvRecode.write(panel, "isco", recoding, x, folder.resolve("e"), false))
        .hasMessageContaining("missing column isco (--column); found id, occ, note");
  }
}
