package org.jobtrail.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each kind once, worked by hand.
class IngesterTest {
  @Test
  void keepsPlainTextAsItIs() {
    String text =
        "Werkervaring\n\n2011 – heden\tMagazijnier  bij Bakkerij Janssens \\xe2\\x80\\xa2\n";
    Document document = Made.read("cv.txt", Made.utf8(text));
    assertThat(document.text().text()).isEqualTo(text);
    assertThat(document.kind()).isEqualTo("txt");
    assertThat(document.id()).isEqualTo("cv");
    assertThat(document.sha256()).hasSize(64);
    assertThat(document.bytes()).isEqualTo(Made.utf8(text).length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "windows-1252", "UTF-16LE", "UTF-16BE", "UTF-16"})
  void readsEveryEncoding(String charset) {
    String text = "Expérience professionnelle\nÉducateur – 2010 à 2014, salaire 20 €\n";
    byte[] bytes = text.getBytes(Charset.forName(charset));
    assertThat(Made.text("cv.txt", bytes)).isEqualTo(text);
  }

  @Test
  void foldsWhatHasNoPlaceInVisibleText() {
    assertThat(
            Made.text(
                "cv.txt", Made.utf8("a\r\nb\rc\u2028d\u00A0e\f\uD835\uDC00 \uD83D\uDE80 e\u0301")))
        .isEqualTo("a\nb\nc\nd e\nA \uFFFD é");
  }

  @Test
  void readsGzippedText() {
    assertThat(Made.text("cv.txt.gz", Made.gzip(Made.utf8("Welder")))).isEqualTo("Welder");
  }

  @Test
  void readsMarkdownWithoutItsMarks() {
    String md =
        """
        ---
        date: 2020-05-17
        ---
        # Jan Peeters

        ## Work
        **Welder** at [Acme](https://acme.example), *2010 - 2014*
        * cut_and_weld `steel`

        | From | To |
        |------|----|
        | 2010 | 2014 |
        """;
    Document document = Made.read("cv.md", Made.utf8(md));
    assertThat(document.text().text())
        .isEqualTo(
            """
            Jan Peeters

            Work
            Welder at Acme, 2010 - 2014
            • cut_and_weld steel

            From\tTo
            2010\t2014

            """);
    assertThat(document.date().text()).contains("2020-05-17");
  }

  @Test
  void readsHtmlBlocksTablesAndLists() {
    String html =
        """
        <!doctype html><html><head><title>CV</title><meta name="date" content="2019-03-02">
        <style>.row{display:flex;justify-content:space-between} .r{float:right}</style></head><body>
        <h1>Jan  Peeters</h1>
        <div class="row"><span>Welder</span><span>2010 - 2014</span></div>
        <h3>Driver<span class="r">2008 - 2010</span></h3>
        <p>Acme<br>Gent</p>
        <ul><li>steel</li><li>iron</li></ul>
        <table><tr><td>2005</td><td><p>Cook</p></td></tr><tr><th>a</th><td>b</td></tr></table>
        </body></html>
        """;
    Document document = Made.read("cv.html", Made.utf8(html));
    assertThat(document.text().text())
        .isEqualTo(
            "Jan Peeters\n\nWelder\t2010 - 2014\n\nDriver\t2008 - 2010\n\nAcme\nGent\n\n• steel\n• iron\n\n"
                + "2005\tCook\na\tb");
    assertThat(document.date().text()).contains("2019-03-02");
    assertThat(document.kind()).isEqualTo("html");
  }

  @Test
  void readsDocxWithTabsListsTablesBoxesAndHeaders() {
    String p = "<w:p><w:r><w:t xml:space=\"preserve\">%s</w:t></w:r></w:p>";
    String body =
        "<w:p><w:r><w:t>Welder</w:t></w:r><w:r><w:tab/><w:t>2010 – 2014</w:t></w:r>"
            + "<mc:AlternateContent><mc:Choice><w:txbxContent>"
            + p.formatted("In a box")
            + "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>"
            + p.formatted("In a box")
            + "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:p>"
            + "<w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>steel</w:t></w:r></w:p>"
            + "<w:p><w:r><w:fldChar/></w:r><w:r><w:instrText>HYPERLINK x</w:instrText></w:r><w:r><w:t>link</w:t></w:r>"
            + "<w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:ins><w:r><w:t> new</w:t></w:r></w:ins></w:p>"
            + "<w:tbl><w:tr><w:tc>"
            + p.formatted("2005")
            + "</w:tc><w:tc>"
            + p.formatted("Cook")
            + p.formatted("Resto")
            + "</w:tc></w:tr></w:tbl>";
    Document document =
        Made.read(
            "cv.docx",
            Made.docx(
                body,
                Map.of(
                    "word/header1.xml",
                    Made.word("hdr", p.formatted("Jan Peeters")),
                    "docProps/core.xml",
                    "<c xmlns:d=\"d\"><d:created>2001-01-01T00:00:00Z</d:created><d:modified>2017-06-05T08:00:00Z</d:modified></c>")));
    assertThat(document.text().text())
        .isEqualTo(
            "Jan Peeters\nWelder\t2010 – 2014\nIn a box\n• steel\nlink new\n2005\tCook\nResto");
    assertThat(document.date().text()).contains("2017-06-05");
  }

  @Test
  void readsOdt() {
    Document document =
        Made.read(
            "cv.odt",
            Made.odt(
                "",
                "<text:h>Werk</text:h><text:p>Lasser<text:tab/>2010<text:s text:c=\"3\"/>- 2014</text:p>"
                    + "<text:list><text:list-item><text:p>staal</text:p></text:list-item></text:list>"
                    + "<table:table><table:table-row><table:table-cell><text:p>2005</text:p></table:table-cell>"
                    + "<table:table-cell><text:p>Kok</text:p></table:table-cell></table:table-row></table:table>"));
    assertThat(document.text().text()).isEqualTo("Werk\nLasser\t2010 - 2014\n• staal\n2005\tKok");
    assertThat(document.date().text()).contains("2018-04-03");
    assertThat(document.kind()).isEqualTo("odt");
  }

  @Test
  void readsRtf() {
    String rtf =
        "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}{\\info{\\title no}{\\revtim\\yr2016\\mo2\\dy9}}"
            + "{\\*\\generator x;}Exp\\'e9rience\\par Soudeur\\tab 2010 \\endash  2014\\line \\u8364?20\\par}";
    Document document = Made.read("cv.rtf", rtf.getBytes(StandardCharsets.US_ASCII));
    assertThat(document.text().text()).isEqualTo("Expérience\nSoudeur\t2010 – 2014\n€20");
    assertThat(document.date().text()).contains("2016-02-09");
  }

  @Test
  void writesJsonResumeOut() {
    String json =
        """
        {"basics":{"name":"Jan Peeters","label":"Welder"},
         "work":[{"name":"Acme","position":"Welder","location":"Gent","startDate":"2010-03","endDate":"2014-06","summary":"Welded the steel for the ships.","highlights":["TIG"]},
                 {"company":"Bolt","position":"Driver","startDate":"2014-07"}],
         "education":[{"institution":"VTI","area":"Metal","studyType":"Secondary school","endDate":"2009"}],
         "meta":{"lastModified":"2021-02-03T00:00:00Z"}}
        """;
    Document document = Made.read("cv.json", Made.utf8(json));
    assertThat(document.kind()).isEqualTo("jsonresume");
    assertThat(document.date().text()).contains("2021-02-03");
    assertThat(document.text().text())
        .isEqualTo(
            """
            Jan Peeters
            Welder

            Work experience

            Welder
            Acme, Gent
            2010-03 – 2014-06
            Welded the steel for the ships.
            • TIG

            Driver
            Bolt
            2014-07 –

            Education

            Secondary school, Metal
            VTI
            – 2009
            """);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void writesEuropassPassportsOut(boolean json) {
    String source =
        json
            ? """
              {"SkillsPassport":{"DocumentInfo":{"LastUpdateDate":"2015-02-01T00:00:00.000Z"},"LearnerInfo":{"Identification":{"PersonName":{"FirstName":"Jan","Surname":"Peeters"}},
              "WorkExperience":[{"Period":{"From":{"Year":2010,"Month":3},"Current":true},"Position":{"Label":"Welder"},"Activities":"<p>Steel</p>","Employer":{"Name":"Acme"}}]}}}
              """
            : """
              <?xml version="1.0" encoding="UTF-8"?><SkillsPassport xmlns="http://europass.cedefop.europa.eu/Europass"><DocumentInfo><LastUpdateDate>2015-02-01T00:00:00.000Z</LastUpdateDate></DocumentInfo>
              <LearnerInfo><Identification><PersonName><FirstName>Jan</FirstName><Surname>Peeters</Surname></PersonName></Identification>
              <WorkExperienceList><WorkExperience><Period><From><Year>2010</Year><Month>--03</Month></From><Current>true</Current></Period><Position><Label>Welder</Label></Position>
              <Activities>&lt;p&gt;Steel&lt;/p&gt;</Activities><Employer><Name>Acme</Name></Employer></WorkExperience></WorkExperienceList></LearnerInfo></SkillsPassport>
              """;
    Document document = Made.read(json ? "cv.json" : "cv.xml", Made.utf8(source));
    assertThat(document.kind()).isEqualTo("europass");
    assertThat(document.date().text()).contains("2015-02-01");
    assertThat(document.text().text())
        .isEqualTo("Jan Peeters\n\nWork experience\n\nWelder\nAcme\n2010-03 – present\nSteel\n");
  }

  @Test
  void writesEuropassCandidatesOut() {
    String source =
        """
        <Candidate xmlns="http://www.europass.eu/1.0" xmlns:hr="http://www.hr-xml.org/3" xmlns:oa="http://www.openapplications.org/oagis/9">
        <CandidatePerson><PersonName><oa:GivenName>Jan</oa:GivenName><hr:FamilyName>Peeters</hr:FamilyName></PersonName></CandidatePerson>
        <CandidateProfile><EmploymentHistory><EmployerHistory><hr:OrganizationName>Acme</hr:OrganizationName>
        <PositionHistory><PositionTitle typeCode="FREETEXT">Welder</PositionTitle><eures:EmploymentPeriod xmlns:eures="e"><eures:StartDate><hr:FormattedDateTime>2016-08</hr:FormattedDateTime></eures:StartDate>
        <eures:EndDate><hr:FormattedDateTime>2018-01-31</hr:FormattedDateTime></eures:EndDate><hr:CurrentIndicator>false</hr:CurrentIndicator></eures:EmploymentPeriod>
        <oa:Description>&lt;ul&gt;&lt;li&gt;Steel&lt;/li&gt;&lt;/ul&gt;</oa:Description><City>Gent</City><Country>be</Country></PositionHistory></EmployerHistory></EmploymentHistory></CandidateProfile></Candidate>
        """;
    assertThat(Made.text("cv.xml", Made.utf8(source)))
        .isEqualTo(
            "Jan Peeters\n\nWork experience\n\nWelder\nAcme, Gent, BE\n2016-08 – 2018-01-31\nSteel\n");
  }

  @Test
  void readsALineOfJson() {
    Document document =
        line(
            "{\"text\":\"Welder\",\"x\":{\"id\":9},\"id\":7,\"person_id\":\"p1\",\"date\":\"2019-05\"}");
    assertThat(document.text().text()).isEqualTo("Welder");
    assertThat(document.personId()).isEqualTo("p1");
    assertThat(document.date().text()).contains("2019-05");
    assertThat(document.kind()).isEqualTo("jsonl");
  }

  private static Document line(String json) {
    RawDocument raw =
        new RawDocument(
            "7",
            "a.jsonl:1",
            "a.jsonl",
            new RawDocument.JsonLine(new RawDocument.Line(Made.utf8(json)), 1));
    return ((Ingested.Accepted) new Ingester(Limits.DEFAULT).ingest(raw)).document();
  }

  @Test
  void mendsDoublyEncodedTextInRenderedKinds() {
    String html = "<html><body><p>2010 â€“ 2014 cafÃ© Ã  GenÃ¨ve, É” São</p></body></html>";
    assertThat(Made.text("cv.html", Made.utf8(html)))
        .isEqualTo("2010 – 2014 café à Genève, É” São");
  }
}
