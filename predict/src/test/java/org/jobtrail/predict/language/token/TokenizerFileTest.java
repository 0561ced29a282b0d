package org.jobtrail.predict.language.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jobtrail.provenance.JobtrailException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizerFileTest {
  private static final List<String> DOCUMENTS = List.of("1984: Cooks\n1985: Cooks, head\n<END>");

  @TempDir Path folder;

  @Test
  void wordsByHand() throws IOException {
    try (TokenizerFile words = ForeignTokenizers.words(DOCUMENTS)) {
      // In the order of their characters: line end, " Cooks", " Cooks,", " head", "1984:" ...
      assertThat(words.encode("1984: Cooks\n")).containsExactly(7, 4, 3);
      assertThat(words.size()).isEqualTo(10);
      assertThat(words.decode(new int[] {7, 4, 3})).isEqualTo("1984: Cooks\n");
    }
  }

  @Test
  void theOpeningIsWhatTheFileAddsInFrontAndNothingIsCut() throws IOException {
    try (TokenizerFile words = ForeignTokenizers.words(DOCUMENTS);
        TokenizerFile unigram = ForeignTokenizers.unigram(DOCUMENTS)) {
      assertThat(words.opening()).containsExactly(1);
      assertThat(words.end()).hasValue(2);
      assertThat(words.pad()).isEmpty();
      assertThat(words.encode(DOCUMENTS.getFirst().repeat(500))).hasSizeGreaterThan(2000);
      assertThat(unigram.opening()).isEmpty();
      assertThat(unigram.end()).isEmpty();
      assertThat(unigram.encode("1984: Cooks\n"))
          .isEqualTo(unigram.encode(unigram.decode(unigram.encode("1984: Cooks\n"))));
    }
  }

  @Test
  void aFileOrAFolderIsRead() throws IOException {
    BytePairTokenizer own = BytePairTrainer.DEFAULT.train(DOCUMENTS);
    Files.writeString(folder.resolve("tokenizer.json"), own.json());
    for (Path path : List.of(folder, folder.resolve("tokenizer.json"))) {
      try (TokenizerFile file = TokenizerFile.read(path)) {
        assertThat(file.json()).isEqualTo(own.json());
        assertThat(file.encode(DOCUMENTS.getFirst())).isEqualTo(own.encode(DOCUMENTS.getFirst()));
      }
    }
  }

  @Test
  void aTokenizerOfAnotherModelIsRefused() throws IOException {
    BytePairTokenizer own = BytePairTrainer.DEFAULT.train(DOCUMENTS);
    own.refuseUnlessFits(own.size());
    own.refuseUnlessFits(own.size() + 40);
    for (int vocabulary : new int[] {own.size() - 1, 2 * own.size()}) {
      assertThatThrownBy(() -> own.refuseUnlessFits(vocabulary))
          .isInstanceOf(JobtrailException.Usage.class)
          .hasMessage(
              own.name()
                  + ": has "
                  + own.size()
                  + " tokens, the model's vocabulary has "
                  + vocabulary
                  + "; take the tokenizer.json that the model was trained with");
    }
  }

  @Test
  void whatIsNoTokenizerIsSaidInOneLine() throws IOException {
    assertThatThrownBy(() -> TokenizerFile.read(folder))
        .hasMessage(
            folder.resolve("tokenizer.json")
                + ": no such file; a tokenizer is a Hugging Face tokenizer.json");
    assertThatThrownBy(() -> TokenizerFile.parse("t.json", "{\"model\": {"))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageStartingWith("t.json:1: is no JSON: ");
    assertThatThrownBy(() -> TokenizerFile.parse("t.json", "{}"))
        .hasMessage(
            "t.json: is no tokenizer.json, it has no model.vocab; take Hugging Face's one-file form");
    assertThatThrownBy(
            () -> TokenizerFile.parse("t.json", "{\"model\": {\"type\": \"Odd\", \"vocab\": {}}}"))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageStartingWith("t.json: can't be loaded as a tokenizer: ");
    Files.write(folder.resolve("tokenizer.json"), new byte[] {(byte) 0xFF});
    assertThatThrownBy(() -> TokenizerFile.read(folder)).hasMessageEndingWith("is not UTF-8");
  }
}
