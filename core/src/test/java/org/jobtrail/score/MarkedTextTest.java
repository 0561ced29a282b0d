package org.jobtrail.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jobtrail.career.Span;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkedTextTest {
  private static MarkedText.Mark mark(int start, int end, String name) {
    return new MarkedText.Mark(new Span(start, end, 1), "at-" + name, List.of(name), 1, name);
  }

  @Test
  void cutsWhereMarksOverlap() {
    assertThat(MarkedText.html("ab<d", List.of(mark(0, 2, "p"), mark(1, 3, "g"))))
        .isEqualTo(
            "<a id=\"at-p\"></a><mark class=\"p\" data-pair=\"1\" title=\"p\">a</mark>"
                + "<a id=\"at-g\"></a><mark class=\"p g\" data-pair=\"1\" title=\"p; g\">b</mark>"
                + "<mark class=\"g\" data-pair=\"1\" title=\"g\">&lt;</mark>d");
  }

  @Test
  void leavesOutAMarkThatReachesPastTheEnd() {
    assertThat(MarkedText.html("ab", List.of(mark(1, 3, "p")))).isEqualTo("ab");
    assertThat(MarkedText.html("", List.of())).isEmpty();
  }

  /// The text is whole, and each character has the classes of exactly the marks over it.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void keepsEveryCharacterUnderItsMarks(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 50; round++) {
      String letters = "ab <>&\"'é\nx/";
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(1, 30);
      for (int i = 0; i < length; i++) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      List<MarkedText.Mark> marks = new ArrayList<>();
      int n = random.nextInt(6);
      for (int k = 0; k < n; k++) {
        int start = random.nextInt(length);
        marks.add(mark(start, random.nextInt(start + 1, length + 1), "m" + k));
      }
      Element body =
          Jsoup.parse("<pre>\n" + MarkedText.html(text.toString(), marks) + "</pre>").body();
      StringBuilder read = new StringBuilder();
      for (Node node : body.child(0).childNodes()) {
        Set<String> classes = new TreeSet<>();
        String words = "";
        if (node instanceof TextNode t) {
          words = t.getWholeText();
        } else if (node instanceof Element e) {
          words = e.wholeText();
          classes.addAll(e.classNames());
        }
        for (int i = 0; i < words.length(); i++) {
          int at = read.length() + i;
          Set<String> over = new TreeSet<>();
          for (MarkedText.Mark mark : marks) {
            if (mark.span().start() <= at && at < mark.span().end()) {
              over.addAll(mark.classes());
            }
          }
          assertThat(classes).isEqualTo(over);
        }
        read.append(words);
      }
      assertThat(read.toString()).isEqualTo(text.toString());
      marks.forEach(m -> assertThat(body.getElementById(m.anchor())).isNotNull());
    }
  }
}
