package org.jobtrail.extract.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.jobtrail.career.Language;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Texts made to hurt: one piece over and over would keep a reader that is not linear busy for
/// minutes, and nobody would wait for the tests.
class HostileTextTest {
  private static final int LENGTH = 200_000;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "A",
        "0",
        "1 ",
        "@",
        "a@",
        "a.",
        "www.",
        "://",
        "a/",
        "A van ",
        "van ",
        "Mr ",
        "A-",
        "O'",
        "Name: ",
        "Naam\n",
        "12 Mill ",
        "12, ",
        "rue de ",
        "straat 1 ",
        "9000 Gent ",
        "+32 ",
        "(0",
        "born ",
        "geboren te Gent ",
        "DOB: ",
        "passport ",
        "BE68 ",
        "[NAME_1] ",
        "NAME_1",
        "References\n",
        "Contact\nJan Jansen\n",
        "Jan Peeters\n",
        "tel: ",
        "1-",
        "1/2010-",
        "J. ",
        "Supervisor: ",
        "\\xe2\\x80\\xa2",
        "née le 1 mai ",
        "box 1 ",
        "Résumé of ",
        "#1 ",
        "é"
      })
  void takesLinearTime(String piece) {
    String text = piece.repeat(LENGTH / piece.length());
    Pseudonyms pseudonyms = Pseudonyms.of("Jan Peeters\n" + text, Language.DUTCH);
    pseudonyms.restore(text);
    assertThat(pseudonyms.text()).isNotEmpty();
  }

  /// What comes out is the text with the replacements made, and goes back to where it came from.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anyTextComesBack(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<String> pieces =
        List.of(
            "Jan Peeters",
            "jan@mail.test",
            "0475 12 34 56",
            "Kerkstraat 12",
            "\n",
            " ",
            "  ",
            ", ",
            "9000 Gent",
            "[NAME_1]",
            "name 2",
            "[phone]",
            "PHONE_1",
            "Mr. Smit",
            "Name:",
            "Experience",
            "References",
            "geboren op 1 mei 1980",
            "www.test.be/x",
            "Baker",
            "2010 - 2015",
            "•",
            "|",
            "BSN 111222333",
            "$1",
            "\\",
            "Address: ",
            "12 Mill Lane",
            "References\n",
            "é'",
            "(",
            ")");
    int replaced = 0;
    for (int round = 0; round < 2_000; round++) {
      StringBuilder made = new StringBuilder();
      for (int i = random.nextInt(1, 25); i > 0; i--) {
        made.append(pieces.get(random.nextInt(pieces.size())));
        made.append(random.nextInt(3) == 0 ? "" : random.nextBoolean() ? " " : "\n");
      }
      String text = made.toString();
      Pseudonyms pseudonyms = Pseudonyms.of(text, Language.ENGLISH);
      assertThat(folded(pseudonyms.restore(pseudonyms.text()))).as(text).isEqualTo(folded(text));
      int end = 0;
      for (Replacement r : pseudonyms.replacements()) {
        assertThat(r.start()).as(text).isGreaterThanOrEqualTo(end);
        assertThat(text.substring(r.start(), r.end())).as(text).doesNotContain("\n");
        end = r.end();
        replaced++;
      }
      assertThat(pseudonyms.text().lines().count()).isEqualTo(text.lines().count());
      assertThat(Pseudonyms.of(text, Language.ENGLISH).text()).isEqualTo(pseudonyms.text());
    }
    assertThat(replaced).isGreaterThan(2_000);
  }

  private static String folded(String text) {
    return text.replaceAll("\\s+", " ");
  }
}
