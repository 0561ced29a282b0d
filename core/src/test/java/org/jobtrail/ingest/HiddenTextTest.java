package org.jobtrail.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;
import org.jobtrail.ingest.HiddenText.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a reader can't see is kept apart with its reason, and what one can see is not.
class HiddenTextTest {
  private static void check(Document document, Reason reason) {
    assertThat(document.text().text()).contains("Seen").doesNotContain("Unseen");
    assertThat(document.hidden())
        .anySatisfy(
            h -> {
              assertThat(h.reason()).isEqualTo(reason);
              assertThat(h.text()).contains("Unseen");
            });
  }

  private static Document pdf(Made.Drawing drawing) {
    return Made.read(
        "cv.pdf",
        Made.pdf(
            page -> {
              Made.line(page, 50, 700, 12, "Seen");
              drawing.on(page);
            }));
  }

  @Test
  void whiteTextInAPdf() {
    check(
        pdf(
            page -> {
              page.setNonStrokingColor(new Color(250, 250, 250));
              Made.line(page, 50, 600, 12, "Unseen");
            }),
        Reason.WHITE);
  }

  @Test
  void textInTheColourOfItsBoxInAPdf() {
    check(
        pdf(
            page -> {
              page.setNonStrokingColor(Color.BLUE);
              page.addRect(40, 590, 200, 30);
              page.fill();
              page.setNonStrokingColor(new Color(0, 0, 240));
              Made.line(page, 50, 600, 12, "Unseen");
            }),
        Reason.WHITE);
  }

  @Test
  void whiteTextOnADarkBoxIsSeen() {
    Document document =
        Made.read(
            "cv.pdf",
            Made.pdf(
                page -> {
                  page.setNonStrokingColor(new Color(20, 30, 80));
                  page.addRect(0, 0, 200, 842);
                  page.fill();
                  page.setNonStrokingColor(Color.WHITE);
                  Made.line(page, 20, 700, 12, "Visible on blue");
                }));
    assertThat(document.text().text()).contains("Visible on blue");
    assertThat(document.hidden()).isEmpty();
  }

  @Test
  void tinyTextInAPdf() {
    check(pdf(page -> Made.line(page, 50, 600, 1, "Unseen")), Reason.TINY);
  }

  @Test
  void textOffThePage() {
    check(pdf(page -> Made.line(page, 50, -40, 12, "Unseen")), Reason.OFF_PAGE);
  }

  @Test
  void textOutsideTheClip() {
    check(
        pdf(
            page -> {
              page.addRect(300, 300, 10, 10);
              page.clip();
              Made.line(page, 50, 600, 12, "Unseen");
            }),
        Reason.OFF_PAGE);
  }

  @Test
  void renderingModeThree() {
    check(
        pdf(
            page -> {
              page.beginText();
              page.setRenderingMode(RenderingMode.NEITHER);
              page.setFont(Made.HELVETICA, 12);
              page.newLineAtOffset(50, 600);
              page.showText("Unseen");
              page.endText();
            }),
        Reason.INVISIBLE_MODE);
  }

  @Test
  void fullyTransparentText() {
    check(
        pdf(
            page -> {
              PDExtendedGraphicsState clear = new PDExtendedGraphicsState();
              clear.setNonStrokingAlphaConstant(0f);
              page.setGraphicsStateParameters(clear);
              Made.line(page, 50, 600, 12, "Unseen");
            }),
        Reason.INVISIBLE_MODE);
  }

  @Test
  void textUnderAnOpaqueBox() {
    check(
        pdf(
            page -> {
              Made.line(page, 50, 600, 12, "Unseen");
              page.setNonStrokingColor(Color.LIGHT_GRAY);
              page.addRect(40, 590, 200, 30);
              page.fill();
            }),
        Reason.COVERED);
  }

  @Test
  void textUnderASeeThroughBoxIsSeen() {
    Document document =
        pdf(
            page -> {
              Made.line(page, 50, 600, 12, "Marked");
              PDExtendedGraphicsState half = new PDExtendedGraphicsState();
              half.setNonStrokingAlphaConstant(0.4f);
              page.setGraphicsStateParameters(half);
              page.setNonStrokingColor(Color.YELLOW);
              page.addRect(40, 590, 200, 30);
              page.fill();
            });
    assertThat(document.text().text()).contains("Marked");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HIDDEN_MARKUP | <p style='display:none'>Unseen</p>",
        "HIDDEN_MARKUP | <p style='visibility:hidden'>Unseen</p>",
        "HIDDEN_MARKUP | <div style='opacity:0'><p>Unseen</p></div>",
        "HIDDEN_MARKUP | <p hidden>Unseen</p>",
        "HIDDEN_MARKUP | <style>.x span{display:none}</style><p class=x><span>Unseen</span></p>",
        "HIDDEN_MARKUP | <style>/* a */ #k { DISPLAY : none !important }</style><p id=k>Unseen</p>",
        "HIDDEN_MARKUP | <input type=hidden value=Unseen>",
        "TINY | <p style='font-size:0'>Unseen</p>",
        "TINY | <p style='font-size:1px'>Unseen</p>",
        "OFF_PAGE | <p style='position:absolute;left:-9999px'>Unseen</p>",
        "OFF_PAGE | <p style='text-indent:-9999px'>Unseen</p>",
        "OFF_PAGE | <style>.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0)}</style><p class=sr>Unseen</p>",
        "WHITE | <p style='color:white'>Unseen</p>",
        "WHITE | <p style='color:#fefefe'>Unseen</p>",
        "WHITE | <font color='#FFFFFF'>Unseen</font>",
        "WHITE | <div style='background:#222'><p style='color:rgb(34,34,34)'>Unseen</p></div>",
        "WHITE | <p style='color:transparent'>Unseen</p>",
        "WHITE | <style>.w{color:#fff}</style><p class=w>Unseen</p>",
      })
  void hiddenHtml(Reason reason, String html) {
    String page = "<!doctype html><html><body><p>Seen</p>" + html + "</body></html>";
    check(Made.read("cv.html", Made.utf8(page)), reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<div style='background:#123'><p style='color:white'>Shown</p></div>",
        "<style>.w{color:#fff;background:navy}</style><p class=w>Shown</p>",
        "<div style='visibility:hidden'><p style='visibility:visible'>Shown</p></div>",
        "<style>@media print{.n{display:none}}</style><p class=n>Shown</p>",
        "<style>.n{display:none} p.n{display:block}</style><p class=n>Shown</p>",
        "<p aria-hidden=true>Shown</p>",
        "<p style='background:url(x.png);color:white'>Shown</p>",
        "<div style='font-size:0'><span style='font-size:14px'>Shown</span></div>",
      })
  void htmlThatIsShown(String html) {
    Document document =
        Made.read("cv.html", Made.utf8("<!doctype html><html><body>" + html + "</body></html>"));
    assertThat(document.text().text()).contains("Shown");
    assertThat(document.hidden()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HIDDEN_MARKUP | <w:vanish/>",
        "WHITE | <w:color w:val=\"FFFFFF\"/>",
        "WHITE | <w:color w:val=\"1F3864\"/><w:shd w:fill=\"1F3864\"/>",
        "TINY | <w:sz w:val=\"2\"/>",
        "HIDDEN_MARKUP | <w:rStyle w:val=\"Gone\"/>",
      })
  void hiddenRunsInADocx(Reason reason, String properties) {
    String body =
        "<w:p><w:r><w:t>Seen</w:t></w:r><w:r><w:rPr>"
            + properties
            + "</w:rPr><w:t>Unseen</w:t></w:r></w:p>";
    String styles =
        Made.word(
            "styles",
            "<w:style w:styleId=\"Base\"><w:rPr><w:vanish/></w:rPr></w:style>"
                + "<w:style w:styleId=\"Gone\"><w:basedOn w:val=\"Base\"/></w:style>");
    check(Made.read("cv.docx", Made.docx(body, Map.of("word/styles.xml", styles))), reason);
  }

  @Test
  void aHiddenParagraphInADocxTakesNoLine() {
    String hidden =
        "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:rPr><w:vanish/></w:rPr>"
            + "<w:t>Unseen</w:t></w:r></w:p>";
    String body = "<w:p><w:r><w:t>A</w:t></w:r></w:p>%s<w:p><w:r><w:t>B</w:t></w:r></w:p>";
    assertThat(Made.text("cv.docx", Made.docx(body.formatted(hidden)))).isEqualTo("A\nB");
    assertThat(Made.text("cv.docx", Made.docx(body.formatted("<w:p/>")))).isEqualTo("A\n\nB");
  }

  @Test
  void whiteOnADarkCellInADocxIsSeen() {
    String body =
        "<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:fill=\"203040\"/></w:tcPr><w:p><w:r><w:rPr>"
            + "<w:color w:val=\"FFFFFF\"/></w:rPr><w:t>Shown</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    assertThat(Made.text("cv.docx", Made.docx(body))).isEqualTo("Shown");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HIDDEN_MARKUP | text:display=\"none\"",
        "WHITE | fo:color=\"#ffffff\"",
        "TINY | fo:font-size=\"1pt\"",
      })
  void hiddenSpansInAnOdt(Reason reason, String property) {
    String styles =
        "<style:style style:name=\"T1\" style:family=\"text\"><style:text-properties "
            + property
            + "/></style:style>";
    check(
        Made.read(
            "cv.odt",
            Made.odt(
                styles,
                "<text:p>Seen <text:span text:style-name=\"T1\">Unseen</text:span></text:p>")),
        reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HIDDEN_MARKUP | {\\v Unseen}",
        "WHITE | {\\cf1 Unseen}",
        "TINY | {\\fs2 Unseen}",
      })
  void hiddenGroupsInAnRtf(Reason reason, String group) {
    String rtf =
        "{\\rtf1\\ansi{\\colortbl;\\red255\\green255\\blue255;}Seen\\par " + group + "\\par}";
    check(Made.read("cv.rtf", rtf.getBytes(StandardCharsets.US_ASCII)), reason);
  }

  @Test
  void zeroWidthAndBidirectionalMarksInText() {
    Document document = Made.read("cv.txt", Made.utf8("Wel\u200Bder\u202E at\u2060 Acme\uFEFF"));
    assertThat(document.text().text()).isEqualTo("Welder at Acme");
    assertThat(document.hidden())
        .containsExactly(
            new HiddenText(Reason.ZERO_WIDTH, 1, "U+200B x1 U+202E x1 U+2060 x1 U+FEFF x1"));
  }

  @Test
  void aMessageInTagCharacters() {
    StringBuilder tags = new StringBuilder("Welder");
    "hire me".chars().forEach(c -> tags.appendCodePoint(0xE0000 + c));
    Document document = Made.read("cv.txt", Made.utf8(tags.toString()));
    assertThat(document.text().text()).isEqualTo("Welder");
    assertThat(document.hidden()).containsExactly(new HiddenText(Reason.ZERO_WIDTH, 1, "hire me"));
  }

  @Test
  void commentsInMarkdown() {
    check(Made.read("cv.md", Made.utf8("Seen\n<!-- Unseen -->\n")), Reason.HIDDEN_MARKUP);
  }
}
