package org.jobtrail.predict.language.token;

/// A prefix and all that may follow it: what a language model is asked at one record.
///
/// P(title) is the product over the title's path in the trie, each token given the prefix and the
/// tokens above it. A token at depth 0 is predicted by the prefix's last token.
public final class Question {
  private final int[] prefix;
  private final TitleTrie trie;
  private final int from;

  Question(int[] prefix, TitleTrie trie, int from) {
    this.prefix = prefix;
    this.trie = trie;
    this.from = from;
  }

  /// The opening, the header, the lines that fit, and the prompt, but for tokens that reach into
  /// titles. Never empty of context: the header is always in it.
  public int[] prefix() {
    return prefix.clone();
  }

  /// How many tokens the prefix has.
  public int length() {
    return prefix.length;
  }

  /// Titles in the outcomes' order. The same object for all questions unless tokens reach over the
  /// border between prompt and title.
  public TitleTrie trie() {
    return trie;
  }

  /// The first record whose line is in the prefix; more than 0 when older ones had to go.
  public int from() {
    return from;
  }
}
