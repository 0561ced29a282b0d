package org.jobtrail.predict.language;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jobtrail.predict.language.decoder.Decoder;
import org.jobtrail.predict.language.decoder.DocumentCache;
import org.jobtrail.predict.language.decoder.TokenTree;
import org.jobtrail.predict.language.decoder.TreeScorer;
import org.jobtrail.predict.language.token.TitleTrie;
import org.jobtrail.predict.libtorch.FrozenWeights;

/// Runs passages through a network and answers their questions.
record PassageReader(Decoder decoder, FrozenWeights weights) {
  /// Tokens of texts that run together.
  private static final int TOGETHER = 4096;

  interface Read {
    void read(DocumentCache cache, int place, Passage passage);
  }

  interface Titles {
    /// @param titles `[outcomes]` natural logs of P_LM(title)
    void take(Passage passage, int question, double[] titles);
  }

  void titles(List<Passage> passages, Titles sink) {
    TitleTrie[] last = new TitleTrie[1];
    TreeScorer[] scorer = new TreeScorer[1];
    run(
        passages,
        (cache, place, passage) -> {
          TitleTrie trie = passage.trie();
          if (scorer[0] == null || !trie.equals(last[0])) {
            last[0] = trie;
            scorer[0] = new TreeScorer(new TokenTree(trie.tokens(), trie.parents()));
          }
          float[][] scores = scorer[0].score(cache, place, passage.lengths());
          for (int q = 0; q < scores.length; q++) {
            double[] totals = scorer[0].tree().totals(scores[q]);
            double[] titles = new double[trie.titles()];
            Arrays.setAll(titles, k -> totals[trie.leaf(k)]);
            sink.take(passage, q, titles);
          }
        });
  }

  /// Texts of like length run together.
  void run(List<Passage> passages, Read read) {
    List<Passage> sorted =
        passages.stream().sorted(Comparator.comparingInt(p -> p.tokens().length)).toList();
    int from = 0;
    for (int i = 1; i <= sorted.size(); i++) {
      if (i == sorted.size() || (long) (i - from + 1) * sorted.get(i).tokens().length > TOGETHER) {
        List<Passage> together = sorted.subList(from, i);
        try (DocumentCache cache =
            DocumentCache.run(decoder, weights, together.stream().map(Passage::tokens).toList())) {
          for (int p = 0; p < together.size(); p++) {
            read.read(cache, p, together.get(p));
          }
        }
        from = i;
      }
    }
  }
}
