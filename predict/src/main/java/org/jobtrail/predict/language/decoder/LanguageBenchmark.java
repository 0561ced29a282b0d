package org.jobtrail.predict.language.decoder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jobtrail.predict.Device;
import org.jobtrail.predict.libtorch.Context;
import org.jobtrail.predict.libtorch.Dropout;
import org.jobtrail.predict.libtorch.FrozenWeights;
import org.jobtrail.predict.libtorch.Parameters;
import org.jobtrail.predict.libtorch.Precision;

/// How quickly a decoder trains and scores titles here, on made-up documents, beside what the
/// machine's matrix products reach.
///
/// @param preset of {@link DecoderConfig#preset}
/// @param length tokens of a document
/// @param seed of the documents, the titles and the weights
public record LanguageBenchmark(String preset, int vocabulary, int length, long seed) {
  /// Tokens of a training batch.
  private static final int TOGETHER = 4096;

  private static final int DOCUMENTS = 64;

  /// Of the peak of products of the feed-forward network's size; see {@link #seconds}.
  private static final double SHARE_OF_PEAK = 0.45;

  /// Records of a document whose next title is scored.
  private static final int RECORDS = 16;

  /// @param trainedPerSecond tokens that went through a training step
  /// @param gflopsPerSecond of the training's matrix products: six for each weight that a token is
  ///     multiplied with, and those of attention
  /// @param peakGflopsPerSecond of products of the feed-forward network's size alone
  public record Training(
      String precision,
      long parameters,
      double trainedPerSecond,
      double gflopsPerSecond,
      double peakGflopsPerSecond) {}

  /// @param nodes of the titles' trie
  /// @param innerNodes of it, which alone go through the network
  /// @param distributionsPerSecond over all titles, documents' passes counted
  /// @param loopedPerSecond the same by a pass of prefix and title for each title
  public record Scoring(
      int nodes, int innerNodes, double distributionsPerSecond, double loopedPerSecond) {}

  /// @param seconds of each measurement, after as long a warm-up
  public Training training(Precision precision, int threads, Device device, double seconds) {
    Context context = new Context(device, precision, threads);
    Decoder decoder = new Decoder(DecoderConfig.preset(preset, vocabulary));
    try (Parameters parameters = Parameters.draw(context, decoder.starts(), seed)) {
      double trained = trained(decoder, parameters, seconds);
      return new Training(
          context.products(),
          parameters.size(),
          trained,
          trained * flops(decoder.config()) / 1e9,
          peak(decoder.config(), context, seconds));
    }
  }

  /// @param titles that are scored
  /// @param least as {@link TreeScorer} has it
  /// @param seconds as {@link #training} has it
  public Scoring scoring(
      int titles, double least, Precision precision, int threads, Device device, double seconds) {
    Context context = new Context(device, precision, threads);
    Decoder decoder = new Decoder(DecoderConfig.preset(preset, vocabulary));
    try (Parameters parameters = Parameters.draw(context, decoder.starts(), seed);
        FrozenWeights frozen = FrozenWeights.of(parameters)) {
      List<int[]> all = titles(titles);
      TokenTree tree = TokenTree.of(all, new int[titles]);
      return new Scoring(
          tree.nodes(),
          tree.innerNodes(),
          scored(decoder, frozen, new TreeScorer(tree, least), seconds),
          looped(decoder, frozen, all, seconds));
    }
  }

  private double trained(Decoder decoder, Parameters parameters, double seconds) {
    DecoderFitting fitting = DecoderFitting.DEFAULT;
    List<TokenDocument> documents =
        documents(Math.max(1, TOGETHER / length)).stream().map(TokenDocument::of).toList();
    List<TokenBatch> batches = List.of(TokenBatch.padded(documents));
    long width = decoder.config().width();
    try (DecoderState state = DecoderState.start(parameters);
        Dropout dropout =
            Dropout.of(fitting.dropout(), seed, TOGETHER * width, parameters.context())) {
      double weight = DecoderFitting.weight(batches);
      long[] step = {0};
      double perSecond =
          perSecond(
              seconds,
              () -> {
                dropout.step(seed, ++step[0]);
                fitting.step(
                    decoder,
                    parameters,
                    parameters,
                    batches,
                    weight,
                    dropout,
                    state,
                    1e-4,
                    step[0]);
              });
      return perSecond * documents.size() * length;
    }
  }

  private double scored(Decoder decoder, FrozenWeights weights, TreeScorer scorer, double seconds) {
    List<int[]> documents = documents(DOCUMENTS);
    int[] next = {0};
    int together = 1;
    double perSecond =
        perSecond(
            seconds,
            () -> {
              int from = next[0] % (DOCUMENTS - together);
              next[0] += together;
              List<int[]> some = documents.subList(from, from + together);
              try (DocumentCache cache = DocumentCache.run(decoder, weights, some)) {
                for (int d = 0; d < together; d++) {
                  scorer.score(cache, d, prefixes());
                }
              }
            });
    return perSecond * together * RECORDS;
  }

  /// Where the records of a document end, spread over it.
  private int[] prefixes() {
    int[] prefixes = new int[RECORDS];
    Arrays.setAll(prefixes, r -> Math.max(1, (r + 1) * length / RECORDS));
    return prefixes;
  }

  /// Distributions per second when each title goes through the network behind its prefix.
  private double looped(Decoder decoder, FrozenWeights weights, List<int[]> all, double seconds) {
    int[] document = documents(1).getFirst();
    int[] prefixes = prefixes();
    int[] next = {0};
    double perSecond =
        perSecond(
            seconds,
            () -> {
              int[] title = all.get(next[0] % all.size());
              int prefix = prefixes[next[0]++ % prefixes.length];
              int[] text = Arrays.copyOf(document, prefix + title.length);
              System.arraycopy(title, 0, text, prefix, title.length);
              try (DocumentCache cache = DocumentCache.run(decoder, weights, List.of(text))) {
                cache.logProbabilities(0, text);
              }
            });
    return perSecond / all.size();
  }

  /// About how long training on some tokens takes: their matrix products at the share of this
  /// machine's measured peak that training was seen to reach (`docs/log.md`).
  ///
  /// @param longest tokens of a document
  public static double seconds(DecoderConfig config, long tokens, int longest, Context context) {
    // One product of a great model's size would take a minute; small ones reach the same.
    DecoderConfig small = DecoderConfig.preset("small", 2000);
    return tokens * flops(config, longest) / (SHARE_OF_PEAK * 1e9 * peak(small, context, 0.2));
  }

  private double flops(DecoderConfig c) {
    return flops(c, length);
  }

  /// Of one token in training.
  private static double flops(DecoderConfig c, int length) {
    double d = c.width();
    double layer =
        d * (2.0 * c.queryWidth() + 2.0 * c.keyWidth()) + d * (c.hiddenRows() + c.hidden());
    // Causal attention: half of length × width products for scores and as many for values.
    double attention = c.layers() * 2.0 * length * c.queryWidth() / 2;
    return 6 * (c.layers() * layer + d * c.vocabulary() + attention);
  }

  private static double perSecond(double seconds, Runnable work) {
    time(seconds, work);
    return time(seconds, work);
  }

  /// How often a second.
  private static double time(double seconds, Runnable work) {
    long start = System.nanoTime();
    int times = 0;
    double spent = 0;
    while (spent < seconds || times < 2) {
      work.run();
      times++;
      spent = (System.nanoTime() - start) / 1e9;
    }
    return times / spent;
  }

  private static double peak(DecoderConfig config, Context context, double seconds) {
    try (PointerScope _ = new PointerScope();
        NoGradGuard _ = new NoGradGuard()) {
      Tensor x = context.product(torch.randn(TOGETHER, config.width()));
      Tensor w = context.product(torch.randn(config.width(), config.hiddenRows()));
      Runnable product =
          () -> {
            try (PointerScope _ = new PointerScope()) {
              torch.matmul(x, w);
            }
          };
      return perSecond(seconds, product)
          * 2.0
          * TOGETHER
          * config.width()
          * config.hiddenRows()
          / 1e9;
    }
  }

  private List<int[]> documents(int count) {
    SplittableRandom random = new SplittableRandom(seed);
    List<int[]> documents = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int[] tokens = new int[length];
      Arrays.setAll(tokens, _ -> random.nextInt(vocabulary));
      documents.add(tokens);
    }
    return documents;
  }

  /// Titles of one to six tokens and an end token, of which many begin alike: a title takes the
  /// first tokens of an earlier one with even chances, and what follows from few words more often
  /// than from many.
  List<int[]> titles(int count) {
    SplittableRandom random = new SplittableRandom(seed + 1);
    List<int[]> all = new ArrayList<>();
    java.util.Set<List<Integer>> seen = new java.util.HashSet<>();
    while (all.size() < count) {
      int size = 1 + random.nextInt(6);
      int[] title = new int[size + 1];
      int shared = 0;
      if (!all.isEmpty() && random.nextBoolean()) {
        int[] other = all.get(random.nextInt(all.size()));
        shared = Math.min(Math.min(1 + random.nextInt(3), other.length - 1), size - 1);
        System.arraycopy(other, 0, title, 0, shared);
      }
      for (int t = shared; t < size; t++) {
        double u = random.nextDouble();
        title[t] = 1 + (int) (u * u * (vocabulary - 1));
      }
      if (seen.add(Arrays.stream(title).boxed().toList())) {
        all.add(title);
      }
    }
    return all;
  }
}
