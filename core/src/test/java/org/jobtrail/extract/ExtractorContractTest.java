package org.jobtrail.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jobtrail.career.CareerDate;
import org.jobtrail.career.Education;
import org.jobtrail.career.Experience;
import org.jobtrail.career.Language;
import org.jobtrail.career.Resume;
import org.jobtrail.career.Stated;
import org.jobtrail.ingest.Document;
import org.jobtrail.ingest.VisibleText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What {@link Extractor} promises, for every implementation to extend.
public abstract class ExtractorContractTest {
  /// The implementation under test.
  protected abstract Extractor extractor();

  private static final List<String> SAMPLES =
      List.of(
          """
          Jane Doe
          Work experience
          Nurse
          Saint Mary Hospital, Boston, MA
          March 2010 - Present
          Cared for patients.
          Waiter, Blue Inn, 2005 to 2010
          Education
          Bachelor of Nursing, 2009
          """,
          """
          WERKERVARING
          09/2014 - heden  Magazijnier, Bakkerij Janssens NV, Gent
          sinds 2012: bediende bij Stad Antwerpen
          OPLEIDING
          2008 - 2011 Bachelor in de verpleegkunde, Hogeschool Gent
          """,
          "EXPERIENCE  Developer, Acme Ltd  June 2010 \\xe2\\x80\\x93 August 2011  \\xe2\\x80\\xa2 Wrote"
              + " code  Tester  2008  2010  Beta Inc  EDUCATION  BSc  2007");

  protected static Document document(String text, Language language) {
    return new Document(
        "cv-1",
        "cv-1",
        "cv-1.txt",
        "txt",
        "",
        text.length(),
        VisibleText.onePage(text),
        language,
        CareerDate.unknown(),
        List.of());
  }

  /// Checks everything that must hold for any text whatever.
  protected final Resume check(String text) {
    Document document = document(text, Language.ENGLISH);
    Resume resume = extractor().extract(document);
    assertThat(extractor().extract(document)).isEqualTo(resume);
    assertThat(resume.documentId()).isEqualTo("cv-1");
    int order = 0;
    for (Experience x : resume.experiences()) {
      assertThat(x.order()).isEqualTo(order++);
      Stream.of(x.title(), x.employer(), x.place(), x.start().quote(), x.end().quote())
          .forEach(value -> checkEvidence(value, text));
      checkInside(x.description(), text);
    }
    order = 0;
    for (Education e : resume.education()) {
      assertThat(e.order()).isEqualTo(order++);
      Stream.of(e.programme(), e.institution(), e.start().quote(), e.end().quote())
          .forEach(value -> checkEvidence(value, text));
    }
    return resume;
  }

  private static void checkInside(Stated value, String text) {
    value.evidence().ifPresent(span -> assertThat(span.end()).isLessThanOrEqualTo(text.length()));
  }

  private static void checkEvidence(Stated value, String text) {
    checkInside(value, text);
    if (value instanceof Stated.Quoted q) {
      assertThat(folded(q.span().of(text))).isEqualTo(q.text());
    }
  }

  private static String folded(String text) {
    return text.replaceAll("[\\s\\u00A0\\u2000-\\u200A\\u202F\\u2028\\u2029\\u3000]+", " ").trim();
  }

  @Test
  void quotesWhatStandsAtItsSpan() {
    for (String sample : SAMPLES) {
      assertThat(check(sample).experiences()).isNotEmpty();
    }
  }

  @Test
  void readsNothingOutOfNothing() {
    assertThat(check("").experiences()).isEmpty();
    assertThat(check("\n\n  \n").experiences()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void survivesCutsAndShuffles(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 60; round++) {
      String sample = SAMPLES.get(random.nextInt(SAMPLES.size()));
      List<String> words = new ArrayList<>(List.of(sample.split("(?<= )|(?=\n)")));
      if (random.nextBoolean()) {
        Collections.shuffle(words, random);
      }
      String text = String.join("", words);
      int from = random.nextInt(text.length());
      check(text.substring(from, from + random.nextInt(text.length() - from) + 1));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void survivesAnyCharacters(long seed) {
    Random random = new Random(seed);
    String spice = " \n\t.,:;-–—/|()[]'\"@\\x0123456789•\u00A0\u200B\uFFFD\uFFFF\u0001\u001F";
    String words = "May 2010 to present Manager at Acme seit 1999 bis heute Experience Education ";
    for (int round = 0; round < 60; round++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(400);
      while (text.length() < length) {
        switch (random.nextInt(4)) {
          case 0 -> text.append(spice.charAt(random.nextInt(spice.length())));
          case 1 -> text.append((char) random.nextInt(0xD800));
          case 2 -> {
            int from = random.nextInt(words.length());
            text.append(words, from, Math.min(words.length(), from + random.nextInt(20)));
          }
          default -> text.append(1900 + random.nextInt(150));
        }
      }
      check(text.toString());
    }
  }

  @Test
  void survivesAnEndAnywhere() {
    for (String sample : SAMPLES) {
      String text = sample + "\nPhotographie, exposition en 2022";
      for (int end = 0; end <= text.length(); end++) {
        check(text.substring(0, end));
      }
    }
  }

  @Test
  void survivesOneLineOfAMillionCharacters() {
    for (String unit :
        List.of(
            "Manager 2010 - 2012 ",
            "2010 ",
            "Education: ",
            "to ",
            "- ",
            "a",
            "May ",
            "'",
            "\\xe2")) {
      check(unit.repeat(1_000_000 / unit.length()));
    }
  }
}
