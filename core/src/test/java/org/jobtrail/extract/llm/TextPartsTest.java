package org.jobtrail.extract.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextPartsTest {
  @Test
  void leavesAShortTextWhole() {
    assertThat(TextParts.of("Cook 2014", List.of(0), 9)).containsExactly("Cook 2014");
    assertThat(TextParts.of("", List.of(), 9)).containsExactly("");
  }

  @Test
  void cutsWhereAnExperienceBegins() {
    String text = "CV\n\nCook\n2014 - 2016\n\nNurse\n2017 - now\n\nBaker\n2001\n";
    int nurse = text.indexOf("Nurse");
    int year = text.indexOf("2017");
    // A date inside a line: the cut is before the line.
    assertThat(TextParts.of(text, List.of(text.indexOf("Cook"), nurse), 30))
        .containsExactly(text.substring(0, nurse), text.substring(nurse));
    assertThat(TextParts.of(text, List.of(year + 2), 40))
        .containsExactly(text.substring(0, year), text.substring(year));
  }

  @Test
  void takesTheLastExperienceInReach() {
    String text = "aa\nbb\ncc\ndd\nee\n";
    assertThat(TextParts.of(text, List.of(0, 3, 6, 9, 12), 10))
        .containsExactly("aa\nbb\ncc\n", "dd\nee\n");
  }

  @Test
  void takesAnEmptyLineElseAnyLineElseASpace() {
    assertThat(TextParts.of("aaaa\n\nbb\ncccc\n", List.of(), 10))
        .containsExactly("aaaa\n\n", "bb\ncccc\n");
    assertThat(TextParts.of("aaaa\nbb\ncccc\n", List.of(), 10))
        .containsExactly("aaaa\nbb\n", "cccc\n");
    assertThat(TextParts.of("aaaa bb cccc", List.of(), 10)).containsExactly("aaaa bb", " cccc");
  }

  /// An experience that begins early in a part would leave crumbs.
  @Test
  void cutsNoCrumbs() {
    String text = "a\n" + "b".repeat(40);
    assertThat(TextParts.of(text, List.of(2), 20).getFirst()).hasSize(20);
  }

  @Test
  void cutsATextWithoutAnySpace() {
    assertThat(TextParts.of("x".repeat(25), List.of(), 10))
        .containsExactly("x".repeat(10), "x".repeat(10), "x".repeat(5));
    String long10 = "x".repeat(10_000_000);
    List<String> parts = TextParts.of(long10, List.of(), 12_000);
    assertThat(parts).hasSize(834);
    assertThat(String.join("", parts)).isEqualTo(long10);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void joinedPartsAreTheTextAndNoneIsTooLong(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      String alphabet = List.of("a \n", "a", "\n", " ", "ab\n\n ", "a\u00A0\t.").get(round % 6);
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(600);
      for (int i = 0; i < length; i++) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      List<Integer> starts = new ArrayList<>();
      for (int i = random.nextInt(8); i > 0; i--) {
        starts.add(random.nextInt(length + 1));
      }
      int most = 5 + random.nextInt(120);
      List<String> parts = TextParts.of(text.toString(), starts, most);
      assertThat(String.join("", parts)).isEqualTo(text.toString());
      assertThat(parts).allMatch(part -> part.length() <= most);
      assertThat(parts.subList(0, parts.size() - 1)).noneMatch(String::isEmpty);
    }
  }
}
