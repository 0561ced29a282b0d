package org.jobtrail.predict.language.token;

import java.util.OptionalInt;
import org.jobtrail.provenance.JobtrailException;

/// Text as numbers of a vocabulary, and back. Safe to use from several threads.
public interface Tokenizer {
  /// What errors call it: a file, or how it was made.
  String name();

  /// Tokens of a text, without those that mark its beginning or end.
  int[] encode(String text);

  /// The text of tokens; special tokens are written as they are called.
  String decode(int[] tokens);

  /// One more than the largest token.
  int size();

  /// What stands before every text, such as the begin token; `[]` for tokenizers that add nothing.
  int[] opening();

  /// Marks the end of a text; empty for tokenizers without one.
  OptionalInt end();

  /// Fills batches; empty for tokenizers without one.
  OptionalInt pad();

  /// The `tokenizer.json` that gives the same tokens elsewhere.
  String json();

  /// Refuses a model whose vocabulary these tokens can't have been trained with.
  ///
  /// Vocabularies of models are often rounded up, so a few tokens less are right.
  ///
  /// @param vocabulary rows of the model's embedding
  /// @throws JobtrailException.Usage in one line
  default void refuseUnlessFits(int vocabulary) {
    if (size() > vocabulary || size() < 0.95 * vocabulary - 64) {
      throw new JobtrailException.Usage(
          name()
              + ": has "
              + size()
              + " tokens, the model's vocabulary has "
              + vocabulary
              + "; take the tokenizer.json that the model was trained with");
    }
  }
}
