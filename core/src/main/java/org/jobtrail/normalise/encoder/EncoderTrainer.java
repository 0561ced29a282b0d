package org.jobtrail.normalise.encoder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jobtrail.provenance.Progress;

/// Trains a {@link LabelEncoder} on pairs of labels of one concept; see {@link Contrast} for the
/// loss.
///
/// Plain stochastic steps with AdaGrad's rate, one accumulator a row (Duchi et al. 2011). The same
/// seed gives the same bytes, whatever the number of threads.
///
/// @param width of the vectors, a multiple of 8
/// @param steps batches
/// @param batch pairs in one, a multiple of 8
/// @param temperature τ
/// @param rate AdaGrad's, falling linearly to a tenth
/// @param across share of pairs whose labels are of two languages, where a concept has two
/// @param drop share of the features of a text that a step doesn't see
public record EncoderTrainer(
    HashedGrams grams,
    int width,
    int steps,
    int batch,
    double temperature,
    double rate,
    double across,
    double drop) {
  public static final EncoderTrainer DEFAULT =
      new EncoderTrainer(HashedGrams.DEFAULT, 128, 16_000, 512, 0.07, 0.3, 0.75, 0.1);

  /// The texts of one concept, folded, in lists; the texts of a list are of one language.
  ///
  /// @param texts at least one list, none empty
  public record Concept(List<List<String>> texts) {
    public Concept {
      texts = texts.stream().map(List::copyOf).toList();
      if (texts.isEmpty() || texts.stream().anyMatch(List::isEmpty)) {
        throw new IllegalArgumentException("a concept needs texts in each of its languages");
      }
    }

    private int size() {
      return texts.stream().mapToInt(List::size).sum();
    }
  }

  public EncoderTrainer withSteps(int many) {
    return new EncoderTrainer(grams, width, many, batch, temperature, rate, across, drop);
  }

  /// @param concepts those with one text only teach nothing and are passed over
  /// @param threads no byte depends on it
  public LabelEncoder train(List<Concept> concepts, long seed, int threads, Progress progress) {
    List<Concept> telling = concepts.stream().filter(c -> c.size() > 1).toList();
    try (Workers workers = new Workers(threads)) {
      Training training = new Training(telling, seed, workers);
      if (!telling.isEmpty()) {
        progress.start("batches of label pairs", steps);
        for (int step = 0; step < steps; step++) {
          training.step(rate * (1 - 0.9 * step / steps));
          progress.step(step + 1);
        }
      }
      return training.encoder();
    }
  }

  /// The state between two batches.
  private final class Training {
    private final float[] table = new float[Math.multiplyExact(grams.buckets(), width)];
    private final float[] squares = new float[grams.buckets()];
    private final int[][][][] features;
    private final double[] upTo;
    private final SplittableRandom random;
    private final Workers workers;
    private final Contrast contrast;
    private final int[] concept = new int[batch];
    private final int[][] drawn = new int[2 * batch][];
    private final float[][] vector = new float[2 * batch][width];
    private final float[] length = new float[2 * batch];
    private final float[][] gradient = new float[2 * batch][width];

    Training(List<Concept> concepts, long seed, Workers workers) {
      this.workers = workers;
      this.contrast = new Contrast(batch, width, temperature, workers);
      this.random = new SplittableRandom(seed);
      this.features = new int[concepts.size()][][][];
      this.upTo = new double[features.length];
      double sum = 0;
      for (int c = 0; c < features.length; c++) {
        List<int[][]> lists = new ArrayList<>();
        for (List<String> texts : concepts.get(c).texts()) {
          lists.add(texts.stream().map(grams::of).toArray(int[][]::new));
        }
        features[c] = lists.toArray(int[][][]::new);
        // A concept with many texts is drawn more often, yet not in proportion.
        sum += Math.sqrt(concepts.get(c).size());
        upTo[c] = sum;
      }
      double most = 1 / Math.sqrt(width);
      for (int i = 0; i < table.length; i++) {
        table[i] = (float) ((2 * random.nextDouble() - 1) * most);
      }
    }

    void step(double rate) {
      draw();
      workers.each(2 * batch, this::embed);
      contrast.gradient(vector, concept, gradient);
      workers.each(2 * batch, this::throughLength);
      workers.each(workers.threads(), part -> update(part, (float) rate));
    }

    private void draw() {
      for (int i = 0; i < batch; i++) {
        int found = Arrays.binarySearch(upTo, random.nextDouble() * upTo[upTo.length - 1]);
        concept[i] = Math.min(upTo.length - 1, found < 0 ? -found - 1 : found);
        int[][][] lists = features[concept[i]];
        int first = random.nextInt(lists.length);
        boolean alone = lists[first].length == 1;
        boolean other = lists.length > 1 && (alone || random.nextDouble() < across);
        int second = other ? (first + 1 + random.nextInt(lists.length - 1)) % lists.length : first;
        int one = random.nextInt(lists[first].length);
        int two = random.nextInt(lists[second].length);
        if (first == second && one == two && lists[second].length > 1) {
          two = (two + 1) % lists[second].length;
        }
        drawn[i] = seen(lists[first][one]);
        drawn[batch + i] = seen(lists[second][two]);
      }
    }

    private int[] seen(int[] all) {
      if (drop == 0) {
        return all;
      }
      int[] kept = new int[all.length];
      int n = 0;
      for (int feature : all) {
        if (random.nextDouble() >= drop) {
          kept[n++] = feature;
        }
      }
      return n == 0 ? all : Arrays.copyOf(kept, n);
    }

    private void embed(int i) {
      float[] v = vector[i];
      Arrays.fill(v, 0);
      for (int feature : drawn[i]) {
        int row = feature * width;
        for (int d = 0; d < v.length; d++) {
          v[d] += table[row + d];
        }
      }
      length[i] = LabelEncoder.scale(v);
    }

    /// From the unit vector to the sum of embeddings it was scaled from.
    private void throughLength(int i) {
      if (length[i] == 0) {
        Arrays.fill(gradient[i], 0);
        return;
      }
      float along = dot(gradient[i], vector[i]);
      for (int d = 0; d < width; d++) {
        gradient[i][d] = (gradient[i][d] - along * vector[i][d]) / length[i];
      }
    }

    private float dot(float[] a, float[] b) {
      float sum = 0;
      for (int d = 0; d < width; d++) {
        sum += a[d] * b[d];
      }
      return sum;
    }

    /// Each thread owns the buckets that leave its number when divided by the threads: every row is
    /// updated in the order of the batch, whoever does it.
    private void update(int part, float rate) {
      int threads = workers.threads();
      for (int i = 0; i < 2 * batch; i++) {
        float[] g = gradient[i];
        float square = dot(g, g) / width;
        for (int feature : drawn[i]) {
          if (feature % threads != part) {
            continue;
          }
          squares[feature] += square;
          float by = rate / (float) Math.sqrt(squares[feature] + 1e-10);
          int row = feature * width;
          for (int d = 0; d < g.length; d++) {
            table[row + d] -= by * g[d];
          }
        }
      }
    }

    LabelEncoder encoder() {
      for (int bucket = 0; bucket < squares.length; bucket++) {
        if (squares[bucket] == 0) {
          Arrays.fill(table, bucket * width, (bucket + 1) * width, 0);
        }
      }
      return LabelEncoder.quantised(grams, width, table);
    }
  }
}
