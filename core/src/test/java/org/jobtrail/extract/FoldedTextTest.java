package org.jobtrail.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jobtrail.extract.FoldedText.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoldedTextTest {
  private static List<String> found(String text, String quote) {
    return new FoldedText(text)
        .places(quote).stream().map(p -> text.substring(p.start(), p.end())).toList();
  }

  @Test
  void findsAQuoteWhateverItsCaseSpacesDashesAndQuotes() {
    String text = "  Baker’s\n  ASSISTANT\u00A0– “De Korf”";
    assertThat(found(text, "baker's assistant - \"de korf\""))
        .containsExactly("Baker’s\n  ASSISTANT\u00A0– “De Korf”");
    assertThat(found(text, "  Baker`s   Assistant ")).containsExactly("Baker’s\n  ASSISTANT");
  }

  @Test
  void findsEveryPlaceInTheOrderOfTheText() {
    assertThat(new FoldedText("cook, Cook; COOK").places("cook"))
        .containsExactly(new Place(0, 4), new Place(6, 10), new Place(12, 16));
  }

  @Test
  void findsWholeWordsAndWholeNumbersOnly() {
    assertThat(found("Cookery 2014", "cook")).isEmpty();
    assertThat(found("precook", "cook")).isEmpty();
    assertThat(found("12014", "2014")).isEmpty();
    assertThat(found("(cook)", "cook")).containsExactly("cook");
    assertThat(found("C++ developer", "C++")).containsExactly("C++");
    assertThat(found("03/2014", "2014")).containsExactly("2014");
  }

  @Test
  void believesNoOtherLetterOrDigit() {
    assertThat(found("Kok", "Kock")).isEmpty();
    assertThat(found("infirmière", "infirmiere")).isEmpty();
    assertThat(found("Co\u043Ek", "Cook")).isEmpty();
    assertThat(found("2014", "2015")).isEmpty();
  }

  @Test
  void findsNothingOfNothing() {
    assertThat(found("Cook", "")).isEmpty();
    assertThat(found("Cook", " \n")).isEmpty();
    assertThat(found("", "Cook")).isEmpty();
  }

  @Test
  void looksAtSixtyFourPlacesOfAQuote() {
    assertThat(found("a ".repeat(1000), "a")).hasSize(64);
  }

  private static String folded(String text) {
    StringBuilder out = new StringBuilder();
    for (char c : text.replaceAll("[\\s\\u00A0]+", " ").strip().toCharArray()) {
      out.append(
          switch (c) {
            case '–' -> '-';
            case '’' -> '\'';
            default -> String.valueOf(c).toLowerCase(Locale.ROOT).charAt(0);
          });
    }
    return out.toString();
  }

  /// Every stretch of the text whose fold is the quote's, tried one by one.
  private static List<Place> slow(String text, String quote) {
    List<Place> places = new ArrayList<>();
    String wanted = folded(quote);
    for (int start = 0; start < text.length() && !wanted.isEmpty(); start++) {
      for (int end = start + 1; end <= text.length(); end++) {
        String part = text.substring(start, end);
        boolean clean = part.equals(part.replaceAll("^[\\s\\u00A0]+|[\\s\\u00A0]+$", ""));
        boolean edges =
            !(start > 0
                    && Character.isLetterOrDigit(text.charAt(start - 1))
                    && Character.isLetterOrDigit(text.charAt(start)))
                && !(end < text.length()
                    && Character.isLetterOrDigit(text.charAt(end))
                    && Character.isLetterOrDigit(text.charAt(end - 1)));
        if (clean && edges && folded(part).equals(wanted)) {
          places.add(new Place(start, end));
        }
      }
    }
    return places;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void agreesWithTryingEveryStretch(long seed) {
    Random random = new Random(seed);
    String alphabet = "aAb1 \n\u00A0–-’'.";
    for (int round = 0; round < 400; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(30); i >= 0; i--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      int from = random.nextInt(text.length());
      int to = from + random.nextInt(Math.min(5, text.length() - from) + 1);
      String quote = text.substring(from, to);
      assertThat(new FoldedText(text.toString()).places(quote))
          .as("<%s> in <%s>", quote, text)
          .isEqualTo(slow(text.toString(), quote));
    }
  }
}
