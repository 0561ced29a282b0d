package org.jobtrail.predict.language.decoder;

import java.util.List;

/// The shape of a decoder.
///
/// @param vocabulary tokens
/// @param width of states
/// @param heads of queries
/// @param keyHeads of keys and values; each serves `heads / keyHeads` of the queries'
/// @param headWidth of a query, key or value
/// @param hidden width of the feed-forward network
/// @param positions a document has at most
/// @param normEpsilon added to what norms divide by
/// @param rotary positions; GPT-2 learns a state for each instead and leaves this unused
/// @param tied the output matrix is that of the embeddings
/// @param attentionBias projections to queries, keys and values have one
/// @param attentionOutBias so has the one after attention
/// @param feedForwardBias so have those of the feed-forward network
public record DecoderConfig(
    Architecture architecture,
    int vocabulary,
    int width,
    int layers,
    int heads,
    int keyHeads,
    int headWidth,
    int hidden,
    int positions,
    double normEpsilon,
    Rotary rotary,
    boolean tied,
    boolean attentionBias,
    boolean attentionOutBias,
    boolean feedForwardBias) {
  /// What {@link #preset} knows.
  public static final List<String> PRESETS = List.of("tiny", "small", "base");

  private static final int PRESET_POSITIONS = 2048;

  /// Beyond any decoder there is; what fits into memory is planned, not checked here.
  public static final int MOST_LAYERS = 1000;

  public DecoderConfig {
    if (vocabulary < 1 || width < 1 || layers < 1 || heads < 1 || keyHeads < 1) {
      throw new IllegalArgumentException(
          "vocabulary, width, layers, heads and key heads must be above 0");
    }
    if (layers > MOST_LAYERS) {
      throw new IllegalArgumentException(
          layers + " layers are more than any decoder has; " + MOST_LAYERS + " at most");
    }
    if (headWidth < 1 || hidden < 1 || positions < 1 || !(normEpsilon >= 0)) {
      throw new IllegalArgumentException(
          "head width, hidden width and positions must be above 0, the norms' epsilon not below");
    }
    if (heads % keyHeads != 0) {
      throw new IllegalArgumentException(
          heads + " heads can't be shared among " + keyHeads + " key heads");
    }
    if (architecture != Architecture.GPT2 && headWidth % 2 != 0) {
      throw new IllegalArgumentException(
          "rotary positions need an even head width, found " + headWidth);
    }
  }

  /// A Llama for training from nothing: `tiny` has about 1 M parameters, `small` 6 M and `base`
  /// 30 M with a vocabulary of 2,000.
  public static DecoderConfig preset(String name, int vocabulary) {
    return switch (name) {
      case "tiny" -> llama(vocabulary, 128, 3, 4, 384);
      case "small" -> llama(vocabulary, 320, 4, 5, 960);
      case "base" -> llama(vocabulary, 512, 8, 8, 1536);
      default ->
          throw new IllegalArgumentException(
              "unknown preset \"" + name + "\", known: " + String.join(", ", PRESETS));
    };
  }

  /// A Llama with a key head for every head and tied embeddings.
  public static DecoderConfig llama(int vocabulary, int width, int layers, int heads, int hidden) {
    return new DecoderConfig(
        Architecture.LLAMA,
        vocabulary,
        width,
        layers,
        heads,
        heads,
        width / heads,
        hidden,
        PRESET_POSITIONS,
        1e-5,
        Rotary.DEFAULT,
        true,
        false,
        false,
        false);
  }

  boolean gpt2() {
    return architecture == Architecture.GPT2;
  }

  /// Whether each head's query and key have a norm.
  boolean headNorms() {
    return architecture == Architecture.QWEN3;
  }

  /// Of all heads' queries together.
  int queryWidth() {
    return heads * headWidth;
  }

  /// Of all key heads' keys together; as many are the values.
  int keyWidth() {
    return keyHeads * headWidth;
  }

  /// Rows of the first matrix of the feed-forward network: SwiGLU has a gate beside.
  int hiddenRows() {
    return gpt2() ? hidden : 2 * hidden;
  }
}
