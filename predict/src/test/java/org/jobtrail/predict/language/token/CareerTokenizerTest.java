package org.jobtrail.predict.language.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.panel.PeriodUnit;
import org.jobtrail.predict.text.CareerText;
import org.jobtrail.predict.text.Template;
import org.jobtrail.predict.text.TextPanels;
import org.jobtrail.provenance.JobtrailException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CareerTokenizerTest {
  /// The first begins the second, the second the third; every letter is in the documents.
  private static final PanelSchema SCHEMA =
      TextPanels.schema(
          PeriodUnit.YEAR,
          List.of("Cooks", "Cooks, head", "Cooks, head of all", "Managers: sales", "Not working"));

  private static final PanelPerson PERSON =
      new PanelPerson(
          "p",
          new int[] {1, 1, 2, 1},
          new int[] {1998, 1999, 2001},
          new int[] {0, 1, 4},
          new int[][] {{2, 2, 2}},
          new double[][] {{1, 2, 3}});

  private static CareerText text() throws IOException {
    return new CareerText(Template.of("titles"), "survey", SCHEMA);
  }

  private static List<String> documents(CareerText text) {
    List<String> documents = new ArrayList<>();
    TextPanels.people(SCHEMA, 300, 9, 1).forEach(p -> documents.add(text.document(p)));
    return documents;
  }

  /// By name; those whose tokens reach over borders begin with "crossing".
  private static Map<String, Tokenizer> tokenizers(CareerText text) throws IOException {
    List<String> documents = documents(text);
    BytePairTokenizer words = new BytePairTrainer(500, PreTokens.WORDS, 2).train(documents);
    Map<String, Tokenizer> all = new LinkedHashMap<>();
    all.put("own words", words);
    all.put("own whole", new BytePairTrainer(500, PreTokens.WHOLE, 2).train(documents));
    all.put("own lines", new BytePairTrainer(500, PreTokens.PHRASES, 2).train(documents));
    all.put("file", TokenizerFile.parse("file", words.json()));
    all.put("words", ForeignTokenizers.words(documents));
    all.put("unigram", ForeignTokenizers.unigram(documents));
    all.put("crossing", ForeignTokenizers.crossing(words));
    return all;
  }

  private static int[] whole(Tokenizer tokenizer, String text) {
    int[] opening = tokenizer.opening();
    int[] tokens = tokenizer.encode(text);
    int[] all = Arrays.copyOf(opening, opening.length + tokens.length);
    System.arraycopy(tokens, 0, all, opening.length, tokens.length);
    return all;
  }

  @Test
  void onlyTokensThatReachOverBordersAreNotSeparable() throws IOException {
    for (var tokenizer : tokenizers(text()).entrySet()) {
      CareerTokenizer careers = new CareerTokenizer(text(), tokenizer.getValue());
      assertThat(careers.separable())
          .as(tokenizer.getKey())
          .isEqualTo(!tokenizer.getKey().equals("crossing"));
      assertThat(careers.trie().isPresent()).isEqualTo(careers.separable());
    }
  }

  @Test
  void thePlacesByHand() throws IOException {
    // A word with its space, or a line end, is one token; so the header of 4 + 10 + 15 words ...
    CareerText text = text();
    Tokenizer words = tokenizers(text).get("words");
    CareerTokens career = new CareerTokenizer(text, words).of(PERSON);
    assertThat(text.header(PERSON))
        .isEqualTo(
            """
            <survey>
            A female worker of black ethnicity, resident in the south region.
            The work record, one line for each period with the education reached by then:
            """);
    // <s>, 1 + 11 + 14 words and 3 line ends.
    assertThat(career.headerEnd()).isEqualTo(1 + 26 + 3);
    // "1998", " (college):" | " Cooks", line end.
    assertThat(career.promptEnd(0)).isEqualTo(32);
    assertThat(career.titleEnd(0)).isEqualTo(34);
    assertThat(career.promptEnd(1)).isEqualTo(36);
    assertThat(career.titleEnd(1)).isEqualTo(39);
    assertThat(career.promptEnd(2)).isEqualTo(41);
    assertThat(career.titleEnd(2)).isEqualTo(44);
    // "<END", " OF", " DATA>" end it.
    assertThat(career.length()).isEqualTo(47);
    assertThat(career.tokens()[0]).isEqualTo(words.opening()[0]);
    // The output at place 31 (of " (college):") predicts the token at 32, the title's first.
    assertThat(words.decode(new int[] {career.tokens()[31]})).isEqualTo(" (college):");
    assertThat(words.decode(new int[] {career.tokens()[32]})).isEqualTo(" Cooks");
    assertThat(Arrays.copyOfRange(career.classes(), 29, 36))
        .containsExactly(
            TokenClass.HEADER,
            TokenClass.PROMPT,
            TokenClass.PROMPT,
            TokenClass.TITLE,
            TokenClass.TITLE,
            TokenClass.PROMPT,
            TokenClass.PROMPT);
    assertThat(Arrays.copyOfRange(career.classes(), 44, 47)).containsOnly(TokenClass.END);
  }

  @Test
  void aTokenOverTheBorderIsAskedWithTheTitle() throws IOException {
    CareerText text = text();
    Tokenizer crossing = tokenizers(text).get("crossing");
    Question question = new CareerTokenizer(text, crossing).question(PERSON, 0, 1000);
    // ": C" and ": " are tokens, so the colon is no part of what all titles have in common.
    assertThat(crossing.decode(question.prefix()) + ":").isEqualTo(text.prefix(PERSON, 0, 0));
    assertThat(crossing.decode(Arrays.copyOf(question.trie().path(0), 1))).isEqualTo(": C");
    assertThat(crossing.decode(Arrays.copyOf(question.trie().path(3), 1))).isEqualTo(": ");
    // The line end merges with the next year and stays with the title; "):" is one token where the
    // text ends there, so that both of its signs count as the title's.
    CareerTokens career = new CareerTokenizer(text, crossing).of(PERSON);
    assertThat(
            crossing.decode(
                Arrays.copyOfRange(career.tokens(), career.promptEnd(0), career.titleEnd(0))))
        .isEqualTo("): Cooks\n1");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void documentsAreTokenisedAsOneStringAndTheirPartsAreInPlace(long seed) throws IOException {
    CareerText text = text();
    for (var entry : tokenizers(text).entrySet()) {
      Tokenizer tokenizer = entry.getValue();
      CareerTokenizer careers = new CareerTokenizer(text, tokenizer);
      for (PanelPerson person : TextPanels.people(SCHEMA, 25, 9, seed)) {
        CareerTokens career = careers.of(person);
        int[] tokens = career.tokens();
        assertThat(tokens).isEqualTo(whole(tokenizer, text.document(person)));
        int last = career.headerEnd();
        assertThat(last).isGreaterThan(0);
        for (int t = 0; t < person.size(); t++) {
          assertThat(career.promptEnd(t)).isGreaterThanOrEqualTo(last);
          assertThat(career.titleEnd(t)).isGreaterThan(career.promptEnd(t));
          last = career.titleEnd(t);
          if (careers.separable()) {
            assertThat(Arrays.copyOf(tokens, career.promptEnd(t)))
                .as(entry.getKey())
                .isEqualTo(whole(tokenizer, text.prefix(person, 0, t)));
            assertThat(Arrays.copyOfRange(tokens, career.promptEnd(t), career.titleEnd(t)))
                .isEqualTo(careers.trie().orElseThrow().path(person.outcome(t)));
          }
        }
        TokenClass[] classes = career.classes();
        assertThat(classes).hasSize(tokens.length);
        assertThat(classes[0]).isEqualTo(TokenClass.HEADER);
        assertThat(classes[classes.length - 1]).isEqualTo(TokenClass.END);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void prefixAndPathAreTheTokensOfPrefixAndTitleInOneString(long seed) throws IOException {
    CareerText text = text();
    for (var entry : tokenizers(text).entrySet()) {
      Tokenizer tokenizer = entry.getValue();
      CareerTokenizer careers = new CareerTokenizer(text, tokenizer);
      for (PanelPerson person : TextPanels.people(SCHEMA, 12, 9, seed)) {
        int room = careers.question(person, 0, 100_000).length() + 40;
        for (int maximum : new int[] {100_000, room, room + 30}) {
          List<Question> all = questionsThatFit(careers, person, maximum);
          for (int t = 0; t < all.size(); t++) {
            Question question = all.get(t);
            assertThat(question.length() + question.trie().height()).isLessThanOrEqualTo(maximum);
            assertThat(question.from()).isBetween(0, t);
            for (int k = 0; k < text.titles().size(); k++) {
              int[] expected =
                  whole(tokenizer, text.prefix(person, question.from(), t) + text.continuation(k));
              int[] path = question.trie().path(k);
              int[] found = Arrays.copyOf(question.prefix(), question.length() + path.length);
              System.arraycopy(path, 0, found, question.length(), path.length);
              assertThat(found).as(entry.getKey()).isEqualTo(expected);
            }
            Question alone = careers.question(person, t, maximum);
            assertThat(alone.prefix()).isEqualTo(question.prefix());
            assertThat(alone.trie()).isEqualTo(question.trie());
            // One line more would not have fitted.
            if (question.from() > 0) {
              String more = text.prefix(person, question.from() - 1, t);
              int longest = 0;
              for (int k = 0; k < text.titles().size(); k++) {
                longest = Math.max(longest, whole(tokenizer, more + text.continuation(k)).length);
              }
              assertThat(longest).isGreaterThan(maximum);
            }
            if (t > 0 && question.from() == 0 && careers.separable()) {
              assertThat(Arrays.copyOf(question.prefix(), all.get(t - 1).length()))
                  .isEqualTo(all.get(t - 1).prefix());
            }
          }
        }
      }
    }
  }

  /// The questions at the first records as far as one fits at all.
  private static List<Question> questionsThatFit(
      CareerTokenizer careers, PanelPerson person, int maximum) {
    for (int n = person.size(); n > 0; n--) {
      try {
        return careers.questions(person.prefix(n), maximum);
      } catch (JobtrailException.Usage e) {
        assertThat(e).hasMessageContaining("the header and one record take");
      }
    }
    return List.of();
  }

  @Test
  void aQuestionKnowsNothingOfItsOutcomeOrLaterRecords() throws IOException {
    CareerText text = text();
    PanelPerson other =
        new PanelPerson(
            "p",
            new int[] {1, 1, 2, 1},
            new int[] {1998, 1999, 2010},
            new int[] {0, 3, 2},
            new int[][] {{2, 2, 1}},
            new double[][] {{1, 2, 3}});
    for (Tokenizer tokenizer : tokenizers(text).values()) {
      CareerTokenizer careers = new CareerTokenizer(text, tokenizer);
      assertThat(careers.questions(other, 1000).get(1).prefix())
          .isEqualTo(careers.questions(PERSON, 1000).get(1).prefix());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void whatDoesNotFitLosesItsOldestLinesOrGoesOnInAnotherDocument(long seed) throws IOException {
    CareerText text = text();
    for (Tokenizer tokenizer : tokenizers(text).values()) {
      CareerTokenizer careers = new CareerTokenizer(text, tokenizer);
      for (PanelPerson person : TextPanels.people(SCHEMA, 12, 12, seed)) {
        int maximum = careers.of(person, person.size() - 1).length() + 90;
        CareerTokens newest = careers.newest(person, maximum);
        assertThat(newest.length()).isLessThanOrEqualTo(maximum);
        assertThat(newest.to()).isEqualTo(person.size());
        assertThat(newest.tokens())
            .isEqualTo(whole(tokenizer, text.document(person, newest.from())));
        if (newest.from() > 0) {
          assertThat(careers.of(person, newest.from() - 1).length()).isGreaterThan(maximum);
        }
        int next = 0;
        for (CareerTokens window : careers.windows(person, maximum + 60)) {
          assertThat(window.length()).isLessThanOrEqualTo(maximum + 60);
          assertThat(window.from()).isEqualTo(next);
          assertThat(window.to()).isGreaterThan(next);
          assertThat(Arrays.copyOf(window.tokens(), window.headerEnd()))
              .isEqualTo(Arrays.copyOf(newest.tokens(), window.headerEnd()));
          next = window.to();
        }
        assertThat(next).isEqualTo(person.size());
        assertThatThrownBy(() -> careers.newest(person, 10))
            .isInstanceOf(JobtrailException.Usage.class)
            .hasMessageMatching(
                "person p\\d+: the header and one record take \\d+ tokens, the model reads at most"
                    + " 10; take a shorter template or a model with a longer context");
      }
    }
  }

  @Test
  void titlesThatATokenizerCantTellApartAreRefusedAtOnce() throws IOException {
    CareerText text = text();
    // It drops line ends, so "Cooks" begins "Cooks, head"; its commas stand with their words.
    PanelSchema bad =
        TextPanels.schema(PeriodUnit.YEAR, List.of("Cooks", "Cooks head", "Not", "Working"));
    CareerText other = new CareerText(Template.of("titles"), "survey", bad);
    TokenizerFile blind = ForeignTokenizers.blind(documents(text));
    assertThatThrownBy(() -> new CareerTokenizer(other, blind))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageStartingWith("this tokenizer can't tell the titles \"Cooks");
  }
}
