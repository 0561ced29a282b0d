package org.jobtrail.predict.language.decoder;

import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jobtrail.predict.libtorch.Context;
import org.jobtrail.predict.libtorch.Parameters;

/// Log probabilities of the tokens that documents have.
final class TokenScores {
  private TokenScores() {}

  static float[] of(DocumentCache cache, int document, int[] tokens) {
    if (tokens.length != cache.length(document)) {
      throw new IllegalArgumentException(
          "document "
              + document
              + " has "
              + cache.length(document)
              + " tokens, not "
              + tokens.length);
    }
    float[] all = new float[tokens.length];
    if (tokens.length == 1) {
      return all;
    }
    Context context = cache.weights().context();
    try (PointerScope _ = new PointerScope();
        NoGradGuard _ = new NoGradGuard()) {
      long[] next = new long[tokens.length - 1];
      for (int i = 0; i < next.length; i++) {
        next[i] = tokens[i + 1];
      }
      Tensor states = cache.states(document).narrow(0, 0, next.length);
      Tensor logs = torch.log_softmax(cache.decoder().logits(cache.weights(), states), -1);
      Tensor picked = logs.gather(1, context.longs(next, next.length, 1));
      System.arraycopy(Parameters.floats(picked), 0, all, 1, next.length);
      return all;
    }
  }
}
