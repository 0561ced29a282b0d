package org.jobtrail.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SequencedMap;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.jobtrail.ingest.Ingested.Reason;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Broken and hostile documents: each is set aside with the right reason, and none stops a run.
class HostileDocumentsTest {
  private static final byte[] PDF =
      Made.pdf(page -> Made.line(page, 50, 700, 12, "Welder at Acme, 2010 - 2014"));
  private static final byte[] DOCX =
      Made.docx("<w:p><w:r><w:t>Welder at Acme, 2010 - 2014</w:t></w:r></w:p>");
  private static final byte[] ODT = Made.odt("", "<text:p>Welder at Acme</text:p>");
  private static final String RTF = "{\\rtf1\\ansi Welder at Acme\\par}";

  private record Case(String name, byte[] bytes, Reason reason) {}

  private static List<Case> cases() throws IOException {
    List<Case> all = new ArrayList<>();
    // Nothing in it.
    for (String ending : List.of("txt", "md", "html", "pdf", "docx", "odt", "rtf", "json", "xml")) {
      all.add(new Case("zero." + ending, new byte[0], Reason.EMPTY));
    }
    all.add(new Case("blank.txt", Made.utf8(" \n\t\n"), Reason.EMPTY));
    all.add(new Case("only-marks.txt", Made.utf8("\u200B\u200B\uFEFF"), Reason.EMPTY));
    all.add(new Case("empty-page.pdf", Made.pdf(page -> {}), Reason.EMPTY));
    all.add(new Case("empty-body.docx", Made.docx(""), Reason.EMPTY));
    all.add(
        new Case(
            "empty-body.html",
            Made.utf8("<!doctype html><html><body></body></html>"),
            Reason.EMPTY));
    all.add(
        new Case(
            "only-hidden.html",
            Made.utf8("<html><body><p hidden>x</p></body></html>"),
            Reason.EMPTY));
    all.add(new Case("empty.txt.gz", Made.gzip(new byte[0]), Reason.EMPTY));
    // Cut off or damaged.
    all.add(new Case("half.pdf", Arrays.copyOf(PDF, 60), Reason.BROKEN));
    all.add(new Case("header-only.pdf", Made.utf8("%PDF-1.7\n"), Reason.BROKEN));
    all.add(new Case("noise.pdf", noise("%PDF-1.4\n", 5000, 1), Reason.BROKEN));
    all.add(new Case("noise-no-header.pdf", noise("", 5000, 2), Reason.BROKEN));
    all.add(new Case("half.docx", Arrays.copyOf(DOCX, DOCX.length / 2), Reason.BROKEN));
    all.add(new Case("half.odt", Arrays.copyOf(ODT, ODT.length / 2), Reason.BROKEN));
    all.add(new Case("noise.docx", noise("PK\3\4", 5000, 3), Reason.BROKEN));
    all.add(new Case("bad-xml.docx", Made.docx("<w:p><w:r><w:t>never closed"), Reason.BROKEN));
    all.add(
        new Case(
            "no-part.docx", Made.zip("[Content_Types].xml", Made.utf8("<Types/>")), Reason.BROKEN));
    all.add(new Case("half.rtf", Made.utf8(RTF.substring(0, RTF.length() - 1)), Reason.BROKEN));
    all.add(new Case("half.json", Made.utf8("{\"basics\":{\"name\":\"Jan\""), Reason.BROKEN));
    all.add(
        new Case(
            "half.xml",
            Made.utf8("<?xml version=\"1.0\"?><SkillsPassport><LearnerInfo>"),
            Reason.BROKEN));
    byte[] gzip = Made.gzip(Made.utf8("Welder at Acme ".repeat(50)));
    all.add(new Case("half.txt.gz", Arrays.copyOf(gzip, gzip.length - 12), Reason.BROKEN));
    all.add(new Case("head.txt.gz", new byte[] {0x1F, (byte) 0x8B, 9}, Reason.BROKEN));
    // Locked.
    all.add(new Case("locked.pdf", encrypted("secret"), Reason.ENCRYPTED));
    all.add(new Case("locked.docx", ole2("EncryptedPackage"), Reason.ENCRYPTED));
    SequencedMap<String, byte[]> odt = new LinkedHashMap<>();
    odt.put("mimetype", Made.utf8("application/vnd.oasis.opendocument.text"));
    odt.put("META-INF/manifest.xml", Made.utf8("<m><manifest:encryption-data/></m>"));
    odt.put("content.xml", noise("", 500, 4));
    all.add(new Case("locked.odt", Made.zip(odt), Reason.ENCRYPTED));
    // Pictures.
    all.add(new Case("scan.pdf", scan(), Reason.IMAGE_ONLY));
    all.add(new Case("photo.png", noise("\u0089PNG\r\n\u001A\n", 500, 5), Reason.IMAGE_ONLY));
    all.add(new Case("photo.pdf", noise("\u00FF\u00D8\u00FF\u00E0", 500, 6), Reason.IMAGE_ONLY));
    all.add(
        new Case(
            "picture.html",
            Made.utf8("<html><body><img src='cv.png'></body></html>"),
            Reason.IMAGE_ONLY));
    // Not documents.
    all.add(new Case("binary.txt", noise("", 3000, 7), Reason.UNKNOWN_KIND));
    all.add(new Case("program", noise("\u007FELF", 3000, 8), Reason.UNKNOWN_KIND));
    all.add(new Case("old.doc", ole2("WordDocument"), Reason.UNKNOWN_KIND));
    all.add(
        new Case(
            "sheet.xlsx", Made.zip("xl/workbook.xml", Made.utf8("<w/>")), Reason.UNKNOWN_KIND));
    all.add(
        new Case(
            "package.json",
            Made.utf8("{\"name\":\"left-pad\",\"version\":\"1\"}"),
            Reason.UNKNOWN_KIND));
    all.add(
        new Case(
            "feed.xml",
            Made.utf8("<?xml version=\"1.0\"?><rss><channel/></rss>"),
            Reason.UNKNOWN_KIND));
    all.add(new Case("twice.txt.gz", Made.gzip(gzip), Reason.UNKNOWN_KIND));
    // Attacks.
    String doctype = "<!DOCTYPE w:document [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>";
    all.add(new Case("outside-entity.docx", withDoctype(doctype, "&x;"), Reason.BROKEN));
    StringBuilder laughs = new StringBuilder("<!DOCTYPE w:document [<!ENTITY l0 \"ha\">");
    for (int i = 1; i < 30; i++) {
      laughs.append("<!ENTITY l%d \"%s\">".formatted(i, ("&l" + (i - 1) + ";").repeat(10)));
    }
    all.add(new Case("laughs.docx", withDoctype(laughs + "]>", "&l29;"), Reason.BROKEN));
    all.add(
        new Case(
            "laughs.xml",
            Made.utf8(
                laughs.toString().replace("w:document", "SkillsPassport")
                    + "]><SkillsPassport>&l29;</SkillsPassport>"),
            Reason.BROKEN));
    all.add(new Case("bomb.docx", Made.docx(" ".repeat(30 << 20)), Reason.EXPANDS_TOO_MUCH));
    all.add(new Case("bomb.txt.gz", Made.gzip(new byte[30 << 20]), Reason.EXPANDS_TOO_MUCH));
    all.add(
        new Case(
            "deep.html", Made.utf8("<html><body>" + "<div>".repeat(100_000) + "x"), Reason.BROKEN));
    all.add(
        new Case(
            "deep.docx",
            Made.docx("<w:x>".repeat(50_000) + "</w:x>".repeat(50_000)),
            Reason.BROKEN));
    all.add(
        new Case(
            "deep.rtf",
            Made.utf8("{\\rtf1" + "{".repeat(100_000) + "x" + "}".repeat(100_001)),
            Reason.BROKEN));
    all.add(
        new Case(
            "deep.json",
            Made.utf8("{\"work\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"),
            Reason.BROKEN));
    all.add(new Case("many-pages.pdf", pages(10_000), Reason.TOO_MANY_PAGES));
    all.add(new Case("huge.txt", Made.utf8("welder ".repeat(300_000)), Reason.TOO_LARGE));
    all.add(new Case("form-in-itself.pdf", formInItself(), Reason.EMPTY));
    SequencedMap<String, byte[]> parts = new LinkedHashMap<>();
    for (int i = 0; i < 6000; i++) {
      parts.put("word/x" + i + ".xml", new byte[0]);
    }
    all.add(new Case("many-parts.docx", Made.zip(parts), Reason.TOO_MANY_ENTRIES));
    return all;
  }

  @TestFactory
  List<DynamicTest> setsEachAsideWithItsReason() throws IOException {
    List<Case> cases = cases();
    assertThat(cases).hasSizeGreaterThanOrEqualTo(40);
    return cases.stream()
        .map(
            c ->
                DynamicTest.dynamicTest(
                    c.name + " is " + c.reason.word(),
                    () -> {
                      Ingested fate = Made.ingest(c.name, c.bytes);
                      assertThat(fate).isInstanceOf(Ingested.Quarantined.class);
                      Ingested.Quarantined q = (Ingested.Quarantined) fate;
                      assertThat(q.reason()).as(q.detail()).isEqualTo(c.reason);
                      assertThat(q.detail()).isNotBlank().doesNotContain("\n");
                      assertThat(q.sha256()).hasSize(64);
                      assertThat(q.bytes()).isEqualTo(c.bytes.length);
                    }))
        .toList();
  }

  @Test
  void readsWhatIsOnlySlightlyBroken() throws IOException {
    String pdf = new String(PDF, StandardCharsets.ISO_8859_1);
    byte[] wrongTable =
        pdf.replaceFirst("startxref\\s+\\d+", "startxref\n99")
            .getBytes(StandardCharsets.ISO_8859_1);
    assertThat(Made.text("xref.pdf", wrongTable)).contains("Welder");
    assertThat(Made.text("no-password.pdf", encrypted(""))).contains("Welder");
    assertThat(Made.text("late-header.pdf", concat(Made.utf8("junk\n"), PDF))).contains("Welder");
    byte[] odd = Arrays.copyOf("\uFEFFWelder".getBytes(StandardCharsets.UTF_16LE), 15);
    assertThat(Made.text("odd.txt", odd)).startsWith("Welder");
    assertThat(Made.text("named-wrong.pdf", DOCX)).contains("Welder");
    assertThat(Made.text("named-wrong.docx", PDF)).contains("Welder");
    assertThat(Made.text("named-wrong.doc", Made.utf8(RTF))).contains("Welder");
    assertThat(Made.text("binary.rtf", Made.utf8("{\\rtf1 Welder{\\pict\\bin5 \0}{\0\\}\\par}")))
        .contains("Welder");
    assertThat(Made.text("unclosed.html", Made.utf8("<html><p>Welder<b><table><td>at<i>Acme")))
        .contains("Welder");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void neverThrowsWhateverBytesAreFlipped(long seed) {
    Random random = new Random(seed);
    Map<String, byte[]> whole =
        Map.of("a.pdf", PDF, "a.docx", DOCX, "a.odt", ODT, "a.rtf", Made.utf8(RTF));
    for (String name : List.of("a.pdf", "a.docx", "a.odt", "a.rtf")) {
      for (int round = 0; round < 15; round++) {
        byte[] bytes = whole.getOrDefault(name, PDF).clone();
        for (int i = 0; i < 1 + random.nextInt(20); i++) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        assertThat(Made.ingest(name, bytes).id()).isEqualTo("a");
      }
    }
  }

  @Test
  void givesUpAtTheDeadline() {
    Limits hurried =
        Limits.DEFAULT.withTimePerDocument(Duration.ofMillis(1)).withMaxCharacters(100_000_000);
    byte[] slow = Made.utf8("<html><body>" + "<p style='color:red'>word</p>".repeat(200_000));
    Ingested fate = Made.ingest("slow.html", slow, hurried);
    assertThat(((Ingested.Quarantined) fate).reason()).isEqualTo(Reason.TOO_SLOW);
  }

  @Test
  void refusesFilesBeyondTheSizeLimitUnread(@TempDir Path folder) throws IOException {
    Files.write(folder.resolve("big.txt"), new byte[2000]);
    assertThat(fates(folder, Limits.DEFAULT.withMaxBytes(1000))).containsExactly("big too-large");
  }

  @Test
  void tellsTheFateOfEveryArchiveMember(@TempDir Path folder) throws IOException {
    SequencedMap<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("../../slip.txt", Made.utf8("Welder"));
    entries.put("/etc/cv.txt", Made.utf8("Welder"));
    entries.put("bomb.txt", new byte[30 << 20]);
    entries.put("empty.jsonl", new byte[0]);
    entries.put("half.zip", Arrays.copyOf(Made.zip("a.txt", new byte[100]), 60));
    entries.put("inner.zip", Made.zip("in.txt", Made.utf8("Welder")));
    entries.put("lines.jsonl", Made.utf8("{\"id\":\"x\",\"text\":\"Welder\"}\nnonsense\n"));
    byte[] matryoshka = Made.utf8("Welder");
    for (int i = 0; i < 6; i++) {
      matryoshka = Made.zip(i == 0 ? "core.txt" : "m" + i + ".zip", matryoshka);
    }
    entries.put("m.zip", matryoshka);
    Files.write(folder.resolve("all.zip"), Made.zip(entries));
    assertThat(fates(folder, Limits.DEFAULT))
        .containsExactly(
            "slip read",
            "cv read",
            "bomb expands-too-much",
            "empty empty",
            "half broken",
            "in read",
            "x read",
            "lines:2 broken",
            "m4 expands-too-much");
    assertThat(folder.getParent().resolve("slip.txt")).doesNotExist();
  }

  @Test
  void tellsTheFateOfArchivesThatCantBeOpened(@TempDir Path folder) throws IOException {
    Files.write(folder.resolve("a-noise.zip"), noise("PK\3\4", 3000, 9));
    Files.write(folder.resolve("b-none.zip"), Made.zip(new LinkedHashMap<>()));
    Files.write(folder.resolve("c-zero.zip"), new byte[0]);
    SequencedMap<String, byte[]> many = new LinkedHashMap<>();
    for (int i = 0; i < 30; i++) {
      many.put(i + ".txt", Made.utf8("x"));
    }
    Files.write(folder.resolve("d-many.zip"), Made.zip(many));
    Files.write(
        folder.resolve("e.jsonl.gz"),
        Arrays.copyOf(Made.gzip(Made.utf8("{\"id\":1,\"text\":\"x\"}\n".repeat(3000))), 120));
    Files.createSymbolicLink(folder.resolve("f-loop"), folder);
    Files.createSymbolicLink(folder.resolve("g-nowhere.txt"), folder.resolve("nowhere"));
    List<String> fates = fates(folder, Limits.DEFAULT.withMaxEntries(20));
    assertThat(fates)
        .contains(
            "a-noise broken",
            "b-none empty",
            "c-zero empty",
            "d-many too-many-entries",
            "e broken",
            "f-loop unreadable",
            "g-nowhere unreadable");
  }

  @Test
  void tellsTheFateOfEveryLine(@TempDir Path folder) throws IOException {
    String lines =
        """
        {"id":"a","text":"Welder"}
        {"id":"a","text":"Welder"}
        {"text":"no id"}
        {"id":"b"}
        {"id":"c","text":["x"]}
        {"id":"d","text":"x"} {"id":"e"}
        {"id":"f","text":"cut off
        [1,2]
        null

        {"id":null,"text":"x"}
        {"id":"g","text":"   "}
        """;
    byte[] old = "{\"id\":\"h\",\"text\":\"caf\u00E9\"}\n".getBytes(StandardCharsets.ISO_8859_1);
    Files.write(folder.resolve("l.jsonl"), concat(Made.utf8(lines), old));
    assertThat(fates(folder, Limits.DEFAULT))
        .containsExactly(
            "a read",
            "a#2 read",
            "l:3 broken",
            "b broken",
            "c broken",
            "d broken",
            "f broken",
            "l:8 broken",
            "l:9 broken",
            "l:11 broken",
            "g empty",
            "h read");
  }

  private static List<String> fates(Path folder, Limits limits) {
    Ingester ingester = new Ingester(limits);
    List<String> fates = new ArrayList<>();
    try (RawDocuments documents = RawDocuments.open(List.of(folder), limits)) {
      while (documents.hasNext()) {
        Ingested fate = ingester.ingest(documents.next());
        fates.add(
            fate.id()
                + ' '
                + switch (fate) {
                  case Ingested.Accepted _ -> "read";
                  case Ingested.Quarantined q -> q.reason().word();
                });
      }
    }
    return fates;
  }

  private static byte[] noise(String head, int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    byte[] start = head.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(start, 0, bytes, 0, start.length);
    return bytes;
  }

  private static byte[] concat(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  private static byte[] ole2(String stream) {
    byte[] magic = {
      (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1
    };
    return concat(concat(magic, new byte[504]), stream.getBytes(StandardCharsets.UTF_16LE));
  }

  private static byte[] encrypted(String password) throws IOException {
    try (PDDocument pdf = Loader.loadPDF(PDF);
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      pdf.protect(new StandardProtectionPolicy("owner", password, new AccessPermission()));
      pdf.save(out);
      return out.toByteArray();
    }
  }

  private static byte[] scan() throws IOException {
    try (PDDocument pdf = new PDDocument();
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      PDPage page = new PDPage();
      pdf.addPage(page);
      var image =
          org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory.createFromImage(
              pdf,
              new java.awt.image.BufferedImage(8, 8, java.awt.image.BufferedImage.TYPE_INT_RGB));
      try (var content = new org.apache.pdfbox.pdmodel.PDPageContentStream(pdf, page)) {
        content.drawImage(image, 0, 0, 600, 800);
      }
      pdf.save(out);
      return out.toByteArray();
    }
  }

  private static byte[] pages(int count) throws IOException {
    try (PDDocument pdf = new PDDocument();
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      for (int i = 0; i < count; i++) {
        pdf.addPage(new PDPage());
      }
      pdf.save(out);
      return out.toByteArray();
    }
  }

  /// A form that draws itself.
  private static byte[] formInItself() throws IOException {
    try (PDDocument pdf = new PDDocument();
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      PDPage page = new PDPage();
      pdf.addPage(page);
      var form = new org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject(pdf);
      form.setBBox(page.getMediaBox());
      var resources = new org.apache.pdfbox.pdmodel.PDResources();
      form.setResources(resources);
      var name = resources.add(form);
      try (var stream = form.getStream().createOutputStream()) {
        stream.write(
            ("/" + name.getName() + " Do\n").repeat(10).getBytes(StandardCharsets.US_ASCII));
      }
      try (var content = new org.apache.pdfbox.pdmodel.PDPageContentStream(pdf, page)) {
        content.drawForm(form);
      }
      pdf.save(out);
      return out.toByteArray();
    }
  }

  private static byte[] withDoctype(String doctype, String text) {
    SequencedMap<String, byte[]> parts = new LinkedHashMap<>();
    parts.put("[Content_Types].xml", Made.utf8("<Types/>"));
    parts.put(
        "word/document.xml",
        Made.utf8(
            doctype
                + Made.word(
                        "document",
                        "<w:body><w:p><w:r><w:t>" + text + "</w:t></w:r></w:p></w:body>")
                    .replaceFirst("<\\?.*?\\?>", "")));
    return Made.zip(parts);
  }
}
