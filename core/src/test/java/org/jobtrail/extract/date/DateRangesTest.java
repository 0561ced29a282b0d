package org.jobtrail.extract.date;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.jobtrail.career.Language;
import org.jobtrail.extract.text.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateRangesTest {
  private static String read(Language language, String text) {
    List<DateRange> ranges = DateRanges.in(Tokens.of(text), language);
    return ranges.stream()
        .map(r -> r.start().text().orElse("?") + ".." + r.end().text().orElse("?"))
        .collect(Collectors.joining(" "));
  }

  private static String read(String text) {
    return read(Language.ENGLISH, text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "May 2010 to date | 2010-05..ongoing",
        "May 2010 till date | 2010-05..ongoing",
        "05/2010 - heden | 2010-05..ongoing",
        "mei 2010 tot op heden | 2010-05..ongoing",
        "mai 2010 - présent | 2010-05..ongoing",
        "mai 2010 à ce jour | 2010-05..ongoing",
        "mai 2010 – aujourd'hui | 2010-05..ongoing",
        "Mai 2010 bis heute | 2010-05..ongoing",
        "mayo 2010 - actualidad | 2010-05..ongoing",
        "mayo de 2010 a la actualidad | 2010-05..ongoing",
        "May 2010 - current | 2010-05..ongoing",
        "May 2010 - Currently | 2010-05..ongoing",
        "June 2010  Present | 2010-06..ongoing",
      })
  void keepsWhatGoesOnOngoing(String text, String expected) {
    assertThat(read(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "09/14 - 03/15 | 2014-09..2015-03",
        "Feb 09/Jun 11 | 2009-02..2011-06",
        "1995-99 | 1995..1999",
        "1998-02 - 1999-03 | 1998-02..1999-03",
        "8/01 to Present | 2001-08..ongoing",
      })
  void readsTwoDigitYears(String text, String expected) {
    assertThat(read(text)).isEqualTo(expected);
  }

  @Test
  void readsApostropheYears() {
    assertThat(read("'98 - '02")).isEqualTo("1998..2002");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "03/2015 - 06/2017 | 2015-03..2017-06",
        "03/2015-06/2017 | 2015-03..2017-06",
        "03/2015 – 06/2017 | 2015-03..2017-06",
        "03/2015 — 06/2017 | 2015-03..2017-06",
        "03.2015 bis 06.2017 | 2015-03..2017-06",
        "2015/03 to 2017/06 | 2015-03..2017-06",
        "maart 2015 tot juni 2017 | 2015-03..2017-06",
        "mrt. 2015 t/m jun. 2017 | 2015-03..2017-06",
        "maart 2015 t.e.m. juni 2017 | 2015-03..2017-06",
        "mars 2015 au 30 juin 2017 | 2015-03..2017-06-30",
        "de févr. 2015 à août 2017 | 2015-02..2017-08",
        "Mär 2015 bis Dez. 2017 | 2015-03..2017-12",
        "ene 2015 a dic 2017 | 2015-01..2017-12",
        "enero de 2015 hasta sept. de 2017 | 2015-01..2017-09",
        "March 2015 until June 2017 | 2015-03..2017-06",
        "January 2006  December 2007 | 2006-01..2007-12",
        "2010  2013 | 2010..2013",
        "January May 2011 | 2011-01..2011-05",
        "Jun - Sept 2009 | 2009-06..2009-09",
        "November - February 2010 | 2009-11..2010-02",
        "2009 Oct - Dec | 2009-10..2009-12",
        "May 2010 - June 2012 (2 years 1 month) | 2010-05..2012-06",
        "November, 7th 1991 - 1992 | 1991-11-07..1992",
        "1er janvier 2010 au 15 mars 2011 | 2010-01-01..2011-03-15",
        "14. März 2011 bis 1. Mai 2012 | 2011-03-14..2012-05-01",
        "Q3 2014 - Q1 2015 | 2014-Q3..2015-Q1",
      })
  void readsRanges(String text, String expected) {
    assertThat(read(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sinds 2012 | 2012..ongoing",
        "depuis 2012 | 2012..ongoing",
        "seit 2012 | 2012..ongoing",
        "desde 2012 | 2012..ongoing",
        "Since March 2012 | 2012-03..ongoing",
        "2013- | 2013..ongoing",
        "14/8/12 onwards | 2012-08-14..ongoing",
        "until 1999 | ?..1999",
        "tot 1999 | ?..1999",
        "to 1974 | ?..1974",
        "desde 2010 hasta 2012 | 2010..2012",
        "2006 - ? | 2006..?",
      })
  void readsOpenRanges(String text, String expected) {
    assertThat(read(text)).isEqualTo(expected);
  }

  @Test
  void takesASingleDateForBothEnds() {
    assertThat(read("May 2010")).isEqualTo("2010-05..2010-05");
    assertThat(read("Summer 2013")).isEqualTo("2013-Q3..2013-Q3");
    assertThat(read("Winter 2013")).isEqualTo("2013-Q1..2013-Q1");
  }

  @Test
  void readsDaysAsTheLanguageAndTheDocumentDo() {
    assertThat(read(Language.ENGLISH, "3/1/2011")).isEqualTo("2011-03-01..2011-03-01");
    assertThat(read(Language.DUTCH, "3/1/2011")).isEqualTo("2011-01-03..2011-01-03");
    assertThat(read(Language.ENGLISH, "3/1/2011 - 25/12/2011")).isEqualTo("2011-01-03..2011-12-25");
  }

  @Test
  void keepsYearOnlyNeighboursApart() {
    assertThat(read("Cook 2008 - 2010\nChef 2010 - 2012")).isEqualTo("2008..2010 2010..2012");
  }

  @Test
  void leavesAnEndBeforeItsStartUnknown() {
    List<DateRange> ranges = DateRanges.in(Tokens.of("05/2011 - 03/2001"), Language.ENGLISH);
    assertThat(ranges).hasSize(1);
    assertThat(ranges.getFirst().end().status()).isEqualTo("unknown");
    assertThat(ranges.getFirst().confidence()).isLessThan(0.5);
  }

  @Test
  void knowsNoMaskedYear() {
    assertThat(read("March 20XX - May 20XX")).isEqualTo("?..?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Phone 555-2008",
        "TX 77005",
        "$2000 a month",
        "sales of 2,010 units",
        "1889 to 1901",
        "2036 to 2050",
        "Windows Server 2008",
        "ISO 2008",
        "over 2000 people"
      })
  void takesOtherNumbersForNoDates(String text) {
    assertThat(read(text)).isEmpty();
  }

  @Test
  void readsEscapedDashes() {
    assertThat(read("June 2010 \\xe2\\x80\\x93 August 2011")).isEqualTo("2010-06..2011-08");
  }

  /// `>` ends a cell, `/n` ends a line, as a table reads whose narrow cells wrap.
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "07/1980 – > Mason > Acme /n 07/1985; 1980-07..1985-07",
        "07/1980 - > Mason > Acme /n 07/1985 > Gent; 1980-07..1985-07",
        "07/1980 to > Mason /n 07/1985; 1980-07..1985-07",
        "juillet 1980 à > Plongeur > Acme /n août 1985; 1980-07..1985-08",
        "juli 1980 tot > Kok > Acme /n augustus 1985; 1980-07..1985-08",
        "Juli 1980 bis > Koch > Acme /n August 1985; 1980-07..1985-08",
        "julio de 1980 a > Cocinero > Acme /n agosto de 1985; 1980-07..1985-08",
        "03.2015 – > Koch /n 06.2017; 2015-03..2017-06",
        "2015/03 – > Koch /n 2017/06; 2015-03..2017-06",
        "1 May 2010 – > Cook /n 30 June 2011; 2010-05-01..2011-06-30",
        "1980 – > Mason /n 1985; 1980..1985",
        "04/2018 – > Agent de curage > Acme /n ce jour; 2018-04..ongoing",
        "04/2018 – > Kok > Acme /n heden; 2018-04..ongoing",
        "04/2018 – > Koch /n heute; 2018-04..ongoing",
        "04/2018 – > Cocinero /n actualidad; 2018-04..ongoing",
        "04/2018 – > Cook /n Present; 2018-04..ongoing",
        "07/1980 > Mason > Acme /n – 07/1985; 1980-07..1985-07",
        "07/1980 > Mason /n to 07/1985; 1980-07..1985-07",
        "du 07/1980 > Plongeur /n au 07/1985; 1980-07..1985-07",
        "07/1980 – | Mason | Acme | /n 07/1985 | | |; 1980-07..1985-07",
        "01/1979 – > Cook /n 02/1980 /n 03/1980 – > Mason /n 07/1985; 1979-01..1980-02 1980-03..1985-07",
      })
  void readsOnWhereACellWraps(String text, String expected) {
    assertThat(read(text.replace(" > ", "\t").replace(" /n ", "\n"))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "2013 – > Cook > Acme /n 2010 – 2013 > Waiter; 2013..ongoing 2010..2013",
        "2013 – > Cook > Acme /n 2010 > Waiter; 2013..ongoing 2010..2010",
        "2013 – > Cook > Acme /n Gent > Waiter; 2013..ongoing",
        "2013 – > Cook > Acme /n 2015 was a good year; 2013..ongoing 2015..2015",
        "2013 – > Cook > Acme /n 2015 - 2017 > Waiter; 2013..ongoing 2015..2017",
        "2013 > Cook > Acme /n 2015 > Waiter; 2013..2013 2015..2015",
      })
  void leavesTheNextJobItsOwnDates(String text, String expected) {
    assertThat(read(text.replace(" > ", "\t").replace(" /n ", "\n"))).isEqualTo(expected);
  }

  @Test
  void readsApostropheYearsOnWhereACellWraps() {
    assertThat(read("'98 –\tMason\n'02")).isEqualTo("1998..2002");
  }

  @Test
  void quotesBothEndsOfAWrappedRangeWhereTheyStand() {
    Tokens tokens = Tokens.of("07/1980 –\tMason\tAcme\n07/1985");
    DateRange range = DateRanges.in(tokens, Language.ENGLISH).getFirst();
    assertThat(tokens.quote(range.startFirst(), range.startLast())).isEqualTo("07/1980");
    assertThat(tokens.quote(range.endFirst(), range.endLast())).isEqualTo("07/1985");
    assertThat(tokens.quote(range.first(), range.last())).isEqualTo("07/1980 –");
    assertThat(range.form()).isEqualTo(DateRange.Form.RANGE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1999-04 - 2000-12 Brewer; 1999-04..2000-12",
        "since 2007-10 Cook; 2007-10..ongoing",
        "2000-01 - ?; 2000-01..?",
        "2005-07 Waiter; 2005..2007",
        "2015-03 Cook /n 2005-07 Waiter; 2015-03..2015-03 2005-07..2005-07",
        "1995-99 Cook /n 2005-07 Waiter; 1995..1999 2005..2007",
        "1995-99 Cook /n 2015-03 Chef /n 2005-07 Waiter; 1995..1999 2015-03..2015-03 2005..2007",
      })
  void tellsMonthsFromYearsBehindAHyphen(String text, String expected) {
    assertThat(read(text.replace(" /n ", "\n"))).isEqualTo(expected);
  }
}
