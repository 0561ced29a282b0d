package org.jobtrail.predict.language.decoder;

import java.util.Arrays;
import java.util.List;
import org.jobtrail.predict.libtorch.Weights;

/// The slow way to score a title: the whole text through the network, for every title anew.
final class TitleLoop {
  private TitleLoop() {}

  static double score(Decoder decoder, Weights weights, int[] prefix, int[] title) {
    int[] text = Arrays.copyOf(prefix, prefix.length + title.length);
    System.arraycopy(title, 0, text, prefix.length, title.length);
    try (DocumentCache cache = DocumentCache.run(decoder, weights, List.of(text))) {
      float[] logs = cache.logProbabilities(0, text);
      double sum = 0;
      for (int i = prefix.length; i < text.length; i++) {
        sum += logs[i];
      }
      return sum;
    }
  }
}
