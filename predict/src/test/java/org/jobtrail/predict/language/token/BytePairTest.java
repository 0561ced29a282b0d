package org.jobtrail.predict.language.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.panel.PeriodUnit;
import org.jobtrail.predict.text.CareerText;
import org.jobtrail.predict.text.Template;
import org.jobtrail.predict.text.TextPanels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BytePairTest {
  private static int letter(char c) {
    return BytePairTokenizer.FIRST_BYTE + c;
  }

  @Test
  void mergesByHand() {
    // Pieces: "ab", " ab" twice, " abc". Pairs: (a, b) 4 times, (space, a) 3, (b, c) once.
    BytePairTokenizer tokenizer =
        new BytePairTrainer(400, PreTokens.WORDS, 2).train(List.of("ab ab ab abc"));
    assertThat(tokenizer.size()).isEqualTo(259 + 2);
    assertThat(new String(tokenizer.bytes(259), StandardCharsets.UTF_8)).isEqualTo("ab");
    assertThat(new String(tokenizer.bytes(260), StandardCharsets.UTF_8)).isEqualTo(" ab");
    assertThat(tokenizer.encode("ab abc")).containsExactly(259, 260, letter('c'));
    assertThat(tokenizer.encode("b a\n"))
        .containsExactly(letter('b'), letter(' '), letter('a'), letter('\n'));
  }

  @Test
  void tiesGoToTheFirstBytes() {
    List<String> documents = List.of("zw", "xy", "zw", "xy", "xw", "xw");
    BytePairTokenizer tokenizer = new BytePairTrainer(259 + 3, PreTokens.WORDS, 1).train(documents);
    assertThat(
            List.of(259, 260, 261).stream()
                .map(t -> new String(tokenizer.bytes(t), StandardCharsets.UTF_8)))
        .containsExactly("xw", "xy", "zw");
  }

  @Test
  void aTitleIsOnePieceFromItsSpaceToTheLineEnd() {
    String line = "1984 (high school): Clerks, n.e.c.\n1985 (college): Teachers' aides: all\n<END>";
    assertThat(PreTokens.WHOLE.pieces(line))
        .containsExactly(
            "1984",
            " (",
            "high",
            " school",
            "):",
            " Clerks, n.e.c.",
            "\n",
            "1985",
            " (",
            "college",
            "):",
            " Teachers' aides: all",
            "\n",
            "<",
            "END",
            ">");
    assertThat(PreTokens.PHRASES.pieces(line))
        .containsExactly(
            "1984",
            " (high school):",
            " Clerks, n.e.c.\n",
            "1985",
            " (college):",
            " Teachers' aides: all\n",
            "<END>");
    assertThat(PreTokens.PHRASES.pieces("A worker, resident in x.\nThe record, by line:\n1984:"))
        .containsExactly(
            "A worker", ", resident in x.\n", "The record", ", by line:\n", "1984", ":");
    // A prefix ends with its prompt, which must come out as it does before a title.
    assertThat(PreTokens.PHRASES.pieces("1984 (high school):"))
        .containsExactly("1984", " (high school):");
    assertThat(PreTokens.WORDS.pieces(line))
        .containsExactly(
            "1984",
            " (",
            "high",
            " school",
            "):",
            " Clerks",
            ",",
            " n",
            ".",
            "e",
            ".",
            "c",
            ".",
            "\n",
            "1985",
            " (",
            "college",
            "):",
            " Teachers",
            "'",
            " aides",
            ":",
            " all",
            "\n",
            "<",
            "END",
            ">");
  }

  @Test
  void aFrequentTitleBecomesOneToken() {
    List<String> documents =
        Collections.nCopies(9, "1984 (college): Secretaries and stenographers\n");
    BytePairTokenizer tokenizer = new BytePairTrainer(400, PreTokens.WHOLE, 2).train(documents);
    assertThat(tokenizer.encode(" Secretaries and stenographers\n")).hasSizeGreaterThan(2);
    int[] line = tokenizer.encode("1984 (college): Secretaries and stenographers\n");
    assertThat(tokenizer.decode(Arrays.copyOfRange(line, line.length - 2, line.length)))
        .isEqualTo(" Secretaries and stenographers\n");
    assertThat(
            new BytePairTrainer(1000, PreTokens.PHRASES, 2)
                .train(documents)
                .encode("1984 (college): Secretaries and stenographers\n"))
        .hasSize(3);
  }

  @Test
  void noTokenHoldsALineEndWithSomethingElseOrReachesIntoATitle() throws IOException {
    List<String> documents = documents(200, 4);
    for (PreTokens preTokens : PreTokens.values()) {
      BytePairTokenizer tokenizer = new BytePairTrainer(3000, preTokens, 1).train(documents);
      assertThat(tokenizer.size()).isGreaterThan(400);
      for (int token = BytePairTokenizer.FIRST_BYTE; token < tokenizer.size(); token++) {
        String bytes = new String(tokenizer.bytes(token), StandardCharsets.ISO_8859_1);
        // In phrases a line end may be the last of a token, never inside one.
        int allowed = preTokens == PreTokens.PHRASES ? bytes.length() - 1 : 0;
        assertThat(bytes.indexOf('\n')).isIn(-1, allowed);
      }
      for (String document : documents) {
        for (int token : tokenizer.encode(document)) {
          assertThat(tokenizer.decode(new int[] {token}))
              .doesNotMatch("(?s).*(school|college|unknown)\\): .*");
        }
      }
    }
  }

  private static List<String> documents(int people, long seed) throws IOException {
    PanelSchema schema = TextPanels.schema(PeriodUnit.YEAR);
    CareerText text = new CareerText(Template.of("titles-birth-year"), "survey", schema);
    return TextPanels.people(schema, people, 9, seed).stream().map(text::document).toList();
  }

  /// Merges by counting all pairs anew each time, on plain strings: slow, and written otherwise.
  private static List<String> slowTokens(List<String> documents, PreTokens preTokens, int merges) {
    Map<List<String>, Long> pieces = new HashMap<>();
    for (String document : documents) {
      for (String piece : preTokens.pieces(document)) {
        String latin =
            new String(piece.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        pieces.merge(List.of(latin.split("")), 1L, Long::sum);
      }
    }
    List<String> made = new ArrayList<>();
    for (int m = 0; m < merges; m++) {
      Map<List<String>, Long> pairs = new HashMap<>();
      pieces.forEach(
          (piece, n) -> {
            for (int i = 0; i + 1 < piece.size(); i++) {
              pairs.merge(piece.subList(i, i + 2), n, Long::sum);
            }
          });
      var best =
          pairs.entrySet().stream()
              .filter(e -> e.getValue() >= 2)
              .min(
                  Map.Entry.<List<String>, Long>comparingByValue()
                      .reversed()
                      .thenComparing(e -> e.getKey().get(0))
                      .thenComparing(e -> e.getKey().get(1)));
      if (best.isEmpty()) {
        break;
      }
      String left = best.get().getKey().get(0);
      String right = best.get().getKey().get(1);
      made.add(left + right);
      Map<List<String>, Long> next = new HashMap<>();
      pieces.forEach(
          (piece, n) -> {
            List<String> rewritten = new ArrayList<>();
            for (int i = 0; i < piece.size(); i++) {
              if (i + 1 < piece.size()
                  && piece.get(i).equals(left)
                  && piece.get(i + 1).equals(right)) {
                rewritten.add(left + right);
                i++;
              } else {
                rewritten.add(piece.get(i));
              }
            }
            next.merge(rewritten, n, Long::sum);
          });
      pieces = next;
    }
    return made;
  }

  @ParameterizedTest
  @EnumSource(PreTokens.class)
  void trainsAsTheSlowWayDoes(PreTokens preTokens) throws IOException {
    for (long seed = 1; seed <= 2; seed++) {
      List<String> documents = documents(40, seed);
      List<String> expected = slowTokens(documents, preTokens, 250);
      BytePairTokenizer tokenizer = new BytePairTrainer(259 + 250, preTokens, 2).train(documents);
      List<String> found = new ArrayList<>();
      for (int token = 259; token < tokenizer.size(); token++) {
        found.add(new String(tokenizer.bytes(token), StandardCharsets.ISO_8859_1));
      }
      // A merge that makes bytes that another one made before adds no token.
      assertThat(found.subList(0, Math.min(found.size(), 200)))
          .isEqualTo(expected.stream().distinct().toList().subList(0, Math.min(found.size(), 200)));
    }
  }

  @Test
  void frequentPiecesNeedNoMerges() throws IOException {
    List<String> documents = new ArrayList<>(Collections.nCopies(5, " cooks bake"));
    documents.add(" cooks");
    BytePairTokenizer tokenizer = new BytePairTrainer(300, PreTokens.WORDS, 9, 5).train(documents);
    // " cooks" six times, " bake" five times; no pair is left that comes nine times.
    assertThat(tokenizer.size()).isEqualTo(259 + 2);
    assertThat(tokenizer.encode(" bake cooks")).containsExactly(260, 259);
    assertThat(tokenizer.encode(" cook")).hasSize(5);
    try (TokenizerFile file = TokenizerFile.parse("made", tokenizer.json())) {
      assertThat(file.encode(" bake cooks cook")).isEqualTo(tokenizer.encode(" bake cooks cook"));
    }
  }

  @Test
  void theOrderOfDocumentsDoesNotMatter() throws IOException {
    List<String> documents = new ArrayList<>(documents(60, 7));
    String first = BytePairTrainer.DEFAULT.withVocabularySize(600).train(documents).json();
    Collections.shuffle(documents, new Random(1));
    assertThat(BytePairTrainer.DEFAULT.withVocabularySize(600).train(documents).json())
        .isEqualTo(first);
  }

  @ParameterizedTest
  @EnumSource(PreTokens.class)
  void itsFileGivesTheSameTokens(PreTokens preTokens) throws IOException {
    List<String> documents = documents(60, 3);
    BytePairTokenizer tokenizer = new BytePairTrainer(700, preTokens, 2, 3).train(documents);
    try (TokenizerFile file = TokenizerFile.parse("made", tokenizer.json())) {
      assertThat(file.size()).isEqualTo(tokenizer.size());
      assertThat(file.opening()).isEqualTo(tokenizer.opening());
      assertThat(file.end()).isEqualTo(tokenizer.end());
      assertThat(file.pad()).isEqualTo(tokenizer.pad());
      for (String document : documents(60, 11)) {
        assertThat(file.encode(document)).isEqualTo(tokenizer.encode(document));
        assertThat(tokenizer.decode(tokenizer.encode(document))).isEqualTo(document);
      }
      Random random = new Random(5);
      String[] signs = {
        "a",
        "b",
        " ",
        ": ",
        "\n",
        "\r",
        "\t",
        "9",
        "é",
        "\u00a0",
        "\u0085",
        "\u2028",
        "日",
        "😀",
        "'s",
        ")",
        ".",
        "<|begin|>",
        "<|end|>",
        "\u0301",
        "²",
        "Ⅷ",
        "_"
      };
      for (int trial = 0; trial < 3000; trial++) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
          text.append(signs[random.nextInt(signs.length)]);
        }
        assertThat(file.encode(text.toString()))
            .as("%s", text)
            .isEqualTo(tokenizer.encode(text.toString()));
        assertThat(tokenizer.decode(tokenizer.encode(text.toString()))).isEqualTo(text.toString());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 258})
  void aVocabularyWithoutRoomForTheBytesIsRefused(int size) {
    assertThatThrownBy(() -> BytePairTrainer.DEFAULT.withVocabularySize(size))
        .hasMessage(
            "vocabularySize must be at least 259 (special tokens and bytes), found " + size);
  }
}
