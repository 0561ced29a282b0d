package org.jobtrail.extract.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The linear readers of e-mail addresses and links against the patterns that say what they read.
class DetectorsTest {
  private static final Pattern EMAIL =
      Pattern.compile(
          "(?:[\\p{L}\\p{N}._%+-]|(?<=\\p{L})['’](?=\\p{L}))+\\s?@\\s?[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)+");
  private static final Pattern LINK =
      Pattern.compile(
          "(?i)\\b(?:https?://|ftp://|www\\.)[^\\s<>\"']+"
              + "|\\b(?:[a-z0-9-]+\\.)+(?:com|org|net|be|nl|fr|de|es|eu|io|me|info|uk)/[^\\s<>\"']+");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void readsTheEmailAddressesThatThePatternDoes(long seed) {
    check(seed, "ab.9 @-_é@\n,.'", List.of("@x.org", "jan"), EMAIL, Kind.EMAIL, Emails::in);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void readsTheLinksThatThePatternDoes(long seed) {
    check(
        seed,
        "ab.X:/-_ 9é'(\n",
        List.of("https://x", "jan.be/cv", "www.", "FTP://", "://", ".com/", ".nl"),
        LINK,
        Kind.LINK,
        Links::in);
  }

  private interface Reader {
    List<Found> in(String text);
  }

  private static void check(
      long seed, String letters, List<String> parts, Pattern pattern, Kind kind, Reader reader) {
    SplittableRandom random = new SplittableRandom(seed);
    int found = 0;
    for (int round = 0; round < 50_000; round++) {
      StringBuilder made = new StringBuilder();
      int length = random.nextInt(4, 40);
      while (made.length() < length) {
        if (random.nextInt(6) == 0) {
          made.append(parts.get(random.nextInt(parts.size())));
        } else {
          made.append(letters.charAt(random.nextInt(letters.length())));
        }
      }
      String text = made.toString();
      List<Found> expected =
          pattern.matcher(text).results().map(m -> new Found(m.start(), m.end(), kind)).toList();
      assertThat(reader.in(text)).as(text).isEqualTo(expected);
      found += expected.size();
    }
    assertThat(found).isGreaterThan(5_000);
  }
}
