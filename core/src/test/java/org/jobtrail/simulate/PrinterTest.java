package org.jobtrail.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.jobtrail.career.CareerDate;
import org.jobtrail.career.Language;
import org.jobtrail.taxonomy.Taxonomy;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PrinterTest {
  private static final Population POPULATION = new Population(Simulation.process(), 11);

  @Test
  void aDutchMonthRangeIsWrittenAndStatedToTheMonth() {
    Period.Form form =
        new Period.Form(
            DateStyle.MONTH_WORD, "{s} – {e}", "{s} – {e}", "heden", Words.of(Language.DUTCH));
    Period period = form.write(YearMonth.of(2015, 3), Optional.empty(), false);
    assertThat(period.text()).isEqualTo("maart 2015 – heden");
    assertThat(period.start()).isEqualTo(CareerDate.ofMonth(2015, 3));
    assertThat(period.end()).isEqualTo(CareerDate.ongoing());
  }

  @Test
  void yearsThatAreTheSameGiveWayToMonths() {
    Period.Form form =
        new Period.Form(DateStyle.YEAR, "{s}-{e}", "since {s}", "now", Words.of(Language.ENGLISH));
    Period period = form.write(YearMonth.of(2015, 3), Optional.of(YearMonth.of(2015, 8)), false);
    assertThat(period.text()).isEqualTo("03/2015-08/2015");
    assertThat(period.end()).isEqualTo(CareerDate.ofMonth(2015, 8));
  }

  @Test
  void frenchElidesBeforeAVowel() {
    Period.Form form =
        new Period.Form(
            DateStyle.MONTH_WORD,
            "de {s} à {e}",
            "depuis {s}",
            "présent",
            Words.of(Language.FRENCH));
    assertThat(form.write(YearMonth.of(2015, 8), Optional.of(YearMonth.of(2016, 2)), false).text())
        .isEqualTo("d'août 2015 à février 2016");
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void everyWordOfTheGoldIsInTheText(Format format) throws IOException {
    Printer printer = new Printer(Simulation.LANGUAGES, List.of(format), Taxonomy.starter());
    Set<Layout> layouts = new TreeSet<>();
    for (int i = 0; i < 60; i++) {
      Printer.Printed printed = printer.print(POPULATION.career(i), new SplittableRandom(i));
      layouts.add(printed.layout);
      String text = folded(text(printed));
      for (Told told : printed.told) {
        for (String word : (told.title() + ' ' + told.employer()).split(" ")) {
          assertThat(text).as("%s %s %d", format, printed.layout, i).contains(folded(word));
        }
        assertThat(text)
            .as("%s %s %d", format, printed.layout, i)
            .contains(folded(told.period().from()));
      }
    }
    assertThat(layouts).hasSizeGreaterThanOrEqualTo(7);
  }

  private static String folded(String text) {
    return text.replaceAll("\\s+", "");
  }

  private static String text(Printer.Printed printed) throws IOException {
    return switch (printed.format) {
      case TXT -> new String(printed.bytes, StandardCharsets.UTF_8);
      case HTML -> Jsoup.parse(new String(printed.bytes, StandardCharsets.UTF_8)).text();
      case DOCX -> {
        try (XWPFWordExtractor word =
            new XWPFWordExtractor(new XWPFDocument(new ByteArrayInputStream(printed.bytes)))) {
          yield word.getText();
        }
      }
      case PDF -> {
        try (PDDocument pdf = Loader.loadPDF(printed.bytes)) {
          yield new PDFTextStripper().getText(pdf);
        }
      }
    };
  }
}
