package org.jobtrail.predict.language.token;

import java.util.Arrays;

/// A document as one token sequence, with the places of its prompts and titles.
///
/// With records `from`, `from + 1` ... of a person; a `place` counts tokens from the start of the
/// sequence, so that `[promptEnd(t), titleEnd(t))` are the tokens of title t and its line end.
/// Where tokens reach over a border, those that the text up to the border doesn't have when it
/// stands alone belong to what comes later, save that a title keeps a line end that merged with
/// the next line.
public final class CareerTokens {
  private final int[] tokens;
  private final int headerEnd;
  private final int[] promptEnds;
  private final int[] titleEnds;
  private final int from;

  CareerTokens(int[] tokens, int headerEnd, int[] promptEnds, int[] titleEnds, int from) {
    this.tokens = tokens;
    this.headerEnd = headerEnd;
    this.promptEnds = promptEnds;
    this.titleEnds = titleEnds;
    this.from = from;
  }

  /// `[tokens]`, the tokenizer's opening first.
  public int[] tokens() {
    return tokens.clone();
  }

  public int length() {
    return tokens.length;
  }

  /// The first record that is in the sequence.
  public int from() {
    return from;
  }

  /// One more than the last record that is in the sequence.
  public int to() {
    return from + promptEnds.length;
  }

  /// Tokens of the opening and the header.
  public int headerEnd() {
    return headerEnd;
  }

  /// Tokens of the prefix that ends with the prompt of record t: the title's first token is at that
  /// place, and the output at the place before it predicts it.
  public int promptEnd(int t) {
    return promptEnds[t - from];
  }

  /// The place after the line end of record t.
  public int titleEnd(int t) {
    return titleEnds[t - from];
  }

  /// Where the line of record t begins.
  int lineStart(int t) {
    return t == from ? headerEnd : titleEnds[t - from - 1];
  }

  /// `[tokens]`, what each token belongs to.
  public TokenClass[] classes() {
    TokenClass[] classes = new TokenClass[tokens.length];
    Arrays.fill(classes, TokenClass.END);
    Arrays.fill(classes, 0, headerEnd, TokenClass.HEADER);
    for (int t = from; t < to(); t++) {
      Arrays.fill(classes, lineStart(t), promptEnd(t), TokenClass.PROMPT);
      Arrays.fill(classes, promptEnd(t), titleEnd(t), TokenClass.TITLE);
    }
    return classes;
  }

  /// Header, then the tokens in `[start, end)`.
  int[] headerAnd(int start, int end) {
    int[] part = Arrays.copyOf(tokens, headerEnd + end - start);
    System.arraycopy(tokens, start, part, headerEnd, end - start);
    return part;
  }
}
