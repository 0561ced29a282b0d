package org.jobtrail.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "baker~baker",
        "=1+1~'=1+1",
        "+32 9 123~'+32 9 123",
        "-manager~'-manager",
        "@home~'@home",
        "＝cmd~'＝cmd",
        "0110~'0110",
        "2131.10~'2131.10",
        "3-5~'3-5",
        "12e45~'12e45",
        "50%~'50%",
        "3D artist~3D artist",
        "'s avonds~''s avonds",
        "a;=cmd()~a;'=cmd()",
        "a, =cmd()~a, '=cmd()",
        "a;'=b~a;''=b",
        "kok, hulp~kok, hulp",
      })
  void noCellBeginsAFormulaOrLosesAZero(String text, String cell) {
    assertThat(Cells.guarded(text)).isEqualTo(cell);
    assertThat(Cells.plain(cell)).isEqualTo(text);
  }

  @Test
  void whatSomeoneTypedIsLeftAlone() {
    assertThat(Cells.plain("'s avonds")).isEqualTo("'s avonds");
    assertThat(Cells.plain("-")).isEqualTo("-");
    assertThat(Cells.plain("2512")).isEqualTo("2512");
    assertThat(Cells.plain("")).isEmpty();
  }

  @Test
  void linesAreCountedWhateverTheirEnds() throws IOException {
    for (String end : List.of("\n", "\r\n", "\r")) {
      SheetRows rows =
          new SheetRows(new StringReader(String.join(end, "a;b", "", "\"c", "c\";d", "e")));
      assertThat(rows.separator()).isEqualTo(';');
      assertThat(rows.next()).containsExactly("a", "b");
      assertThat(rows.next()).containsExactly("c" + end + "c", "d");
      assertThat(rows.rowLine()).isEqualTo(3);
      assertThat(rows.next()).containsExactly("e");
      assertThat(rows.rowLine()).isEqualTo(5);
      assertThat(rows.next()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void everyTextIsReadBackUnchanged(long seed) throws IOException {
    Random random = new Random(seed);
    String letters = "a=+-@'\";,|\t 019.:/eE%＝é\n";
    for (int n = 0; n < 2000; n++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(9); i > 0; i--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      String guarded = Cells.guarded(text.toString());
      assertThat(Cells.plain(guarded)).isEqualTo(text.toString());
      assertThat(guarded).doesNotMatch("(?s)[=+\\-@＝].*");
      for (char separator : new char[] {',', ';', '\t'}) {
        SheetRows rows =
            new SheetRows(new StringReader(Cells.line(List.of("x", "y", guarded, "z"), separator)));
        assertThat(rows.next()).containsExactly("x", "y", guarded, "z");
        assertThat(rows.next()).isEmpty();
        // Opened with another separator, no piece begins a formula either.
        String[] pieces = guarded.split("[,;\t|\n]", -1);
        for (int i = 1; i < pieces.length; i++) {
          assertThat(pieces[i].replaceFirst("^[ \"]+", "")).doesNotMatch("(?s)[=+\\-@＝].*");
        }
      }
    }
  }
}
