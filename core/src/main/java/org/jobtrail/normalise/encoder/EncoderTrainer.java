package org.jobtrail.normalise.encoder;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import org.jobtrail.provenance.Progress;

/// Trains a {@link LabelEncoder} on pairs of labels of one concept, with the other pairs of the
/// batch as negatives.
///
/// Loss of pair i: `−½ ln softmax_j(aᵢ·bⱼ/τ)ᵢ − ½ ln softmax_j(bᵢ·aⱼ/τ)ᵢ`, over unit vectors; pairs
/// of the same concept in a batch are no negatives of each other. Source: van den Oord et al. 2018,
/// arXiv:1807.03748 (InfoNCE), as Henderson et al. 2017, arXiv:1705.00652, use it for texts.
///
/// AdaGrad updates the table with one accumulator a row. The same seed gives the same bytes,
/// whatever the number of threads.
///
/// @param steps batches
/// @param batch pairs in one
/// @param temperature τ
/// @param rate AdaGrad's, falling linearly to a tenth
/// @param across share of pairs whose labels are of two languages, where a concept has two
public record EncoderTrainer(
    HashedGrams grams,
    int width,
    int steps,
    int batch,
    double temperature,
    double rate,
    double across) {
  public static final EncoderTrainer DEFAULT =
      new EncoderTrainer(HashedGrams.DEFAULT, 128, 6000, 512, 0.05, 0.3, 0.5);

  /// The labels of one concept, folded, by language.
  ///
  /// @param byLanguage at least one list, none empty
  public record Concept(List<List<String>> byLanguage) {
    public Concept {
      byLanguage = byLanguage.stream().map(List::copyOf).toList();
      if (byLanguage.isEmpty() || byLanguage.stream().anyMatch(List::isEmpty)) {
        throw new IllegalArgumentException("a concept needs labels in each of its languages");
      }
    }

    private int labels() {
      return byLanguage.stream().mapToInt(List::size).sum();
    }
  }

  public EncoderTrainer withSteps(int steps) {
    return new EncoderTrainer(grams, width, steps, batch, temperature, rate, across);
  }

  /// @param concepts those with one label only teach nothing and are passed over
  /// @param threads no byte depends on it
  public LabelEncoder train(List<Concept> concepts, long seed, int threads, Progress progress) {
    LabelEncoder encoder = LabelEncoder.untrained(grams, width, seed);
    List<Concept> telling = concepts.stream().filter(c -> c.labels() > 1).toList();
    if (telling.isEmpty()) {
      return encoder;
    }
    progress.start("training the encoder", steps);
    try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
      Training training = new Training(encoder, telling, seed, threads, workers);
      for (int step = 0; step < steps; step++) {
        training.step(rate * (1 - 0.9 * step / steps));
        progress.step(step + 1);
      }
    }
    return encoder;
  }

  /// The state between two batches.
  private final class Training {
    private final LabelEncoder encoder;
    private final List<Concept> concepts;
    private final double[] upTo;
    private final SplittableRandom random;
    private final int threads;
    private final ExecutorService workers;
    private final float[] squares = new float[grams.buckets()];
    private final int[] concept = new int[batch];
    private final int[][] features = new int[2 * batch][];
    private final float[][] vector = new float[2 * batch][width];
    private final float[] length = new float[2 * batch];
    private final float[][] likeness = new float[batch][batch];
    private final float[][] gradient = new float[2 * batch][width];

    Training(
        LabelEncoder encoder,
        List<Concept> concepts,
        long seed,
        int threads,
        ExecutorService workers) {
      this.encoder = encoder;
      this.concepts = concepts;
      this.random = new SplittableRandom(seed ^ 0x5DEECE66DL);
      this.threads = threads;
      this.workers = workers;
      this.upTo = new double[concepts.size()];
      double sum = 0;
      for (int c = 0; c < upTo.length; c++) {
        // A concept with many labels is drawn more often, yet not in proportion.
        sum += Math.sqrt(concepts.get(c).labels());
        upTo[c] = sum;
      }
    }

    void step(double rate) {
      String[] texts = draw();
      parallel(2 * batch, i -> embed(i, texts[i]));
      parallel(batch, this::compare);
      parallel(batch, this::softmaxRow);
      float[][] columns = columnSoftmax();
      parallel(batch, i -> gradientOf(i, columns));
      parallel(2 * batch, this::throughLength);
      parallel(threads, part -> update(part, (float) rate));
    }

    private String[] draw() {
      String[] texts = new String[2 * batch];
      for (int i = 0; i < batch; i++) {
        double at = random.nextDouble() * upTo[upTo.length - 1];
        int found = java.util.Arrays.binarySearch(upTo, at);
        concept[i] = Math.min(upTo.length - 1, found < 0 ? -found - 1 : found);
        List<List<String>> labels = concepts.get(concept[i]).byLanguage();
        int first = random.nextInt(labels.size());
        boolean alone = labels.get(first).size() == 1;
        boolean other = labels.size() > 1 && (alone || random.nextDouble() < across);
        int second =
            other ? (first + 1 + random.nextInt(labels.size() - 1)) % labels.size() : first;
        List<String> a = labels.get(first);
        List<String> b = labels.get(second);
        int one = random.nextInt(a.size());
        int two = random.nextInt(b.size());
        if (first == second && one == two && b.size() > 1) {
          two = (two + 1) % b.size();
        }
        texts[i] = a.get(one);
        texts[batch + i] = b.get(two);
      }
      return texts;
    }

    private void embed(int i, String text) {
      features[i] = grams.of(text);
      java.util.Arrays.fill(vector[i], 0);
      encoder.sum(features[i], vector[i]);
      length[i] = LabelEncoder.scale(vector[i]);
    }

    private void compare(int i) {
      float[] a = vector[i];
      float scale = (float) (1 / temperature);
      for (int j = 0; j < batch; j++) {
        likeness[i][j] =
            i != j && concept[i] == concept[j]
                ? Float.NEGATIVE_INFINITY
                : scale * dot(a, vector[batch + j]);
      }
    }

    private float dot(float[] a, float[] b) {
      float s0 = 0;
      float s1 = 0;
      float s2 = 0;
      float s3 = 0;
      for (int d = 0; d < width; d += 4) {
        s0 += a[d] * b[d];
        s1 += a[d + 1] * b[d + 1];
        s2 += a[d + 2] * b[d + 2];
        s3 += a[d + 3] * b[d + 3];
      }
      return (s0 + s1) + (s2 + s3);
    }

    private final float[][] rows = new float[batch][batch];

    private void softmaxRow(int i) {
      float most = Float.NEGATIVE_INFINITY;
      for (int j = 0; j < batch; j++) {
        most = Math.max(most, likeness[i][j]);
      }
      double sum = 0;
      for (int j = 0; j < batch; j++) {
        rows[i][j] = (float) Math.exp(likeness[i][j] - most);
        sum += rows[i][j];
      }
      for (int j = 0; j < batch; j++) {
        rows[i][j] = (float) (rows[i][j] / sum);
      }
    }

    private float[][] columnSoftmax() {
      float[][] columns = new float[batch][batch];
      parallel(
          batch,
          j -> {
            float most = Float.NEGATIVE_INFINITY;
            for (int i = 0; i < batch; i++) {
              most = Math.max(most, likeness[i][j]);
            }
            double sum = 0;
            for (int i = 0; i < batch; i++) {
              columns[j][i] = (float) Math.exp(likeness[i][j] - most);
              sum += columns[j][i];
            }
            for (int i = 0; i < batch; i++) {
              columns[j][i] = (float) (columns[j][i] / sum);
            }
          });
      return columns;
    }

    /// Of the loss by the unit vectors of pair i.
    private void gradientOf(int i, float[][] columns) {
      float[] a = gradient[i];
      float[] b = gradient[batch + i];
      java.util.Arrays.fill(a, 0);
      java.util.Arrays.fill(b, 0);
      float scale = (float) (0.5 / temperature);
      for (int j = 0; j < batch; j++) {
        float target = i == j ? 2 : 0;
        float ab = scale * (rows[i][j] + columns[j][i] - target);
        float ba = scale * (rows[j][i] + columns[i][j] - target);
        add(a, ab, vector[batch + j]);
        add(b, ba, vector[j]);
      }
    }

    private void add(float[] to, float weight, float[] from) {
      for (int d = 0; d < width; d++) {
        to[d] += weight * from[d];
      }
    }

    /// From the unit vector to the sum of embeddings it was scaled from.
    private void throughLength(int i) {
      if (length[i] == 0) {
        java.util.Arrays.fill(gradient[i], 0);
        return;
      }
      float along = dot(gradient[i], vector[i]);
      for (int d = 0; d < width; d++) {
        gradient[i][d] = (gradient[i][d] - along * vector[i][d]) / length[i];
      }
    }

    /// Each thread owns the buckets that leave its number when divided by the threads: every row is
    /// updated in the order of the batch, whoever does it.
    private void update(int part, float rate) {
      float[] table = encoder.table;
      for (int i = 0; i < 2 * batch; i++) {
        float[] g = gradient[i];
        float square = dot(g, g) / width;
        for (int feature : features[i]) {
          if (feature % threads != part) {
            continue;
          }
          squares[feature] += square;
          float step = rate / (float) Math.sqrt(squares[feature] + 1e-10);
          int row = feature * width;
          for (int d = 0; d < width; d++) {
            table[row + d] -= step * g[d];
          }
        }
      }
    }

    private void parallel(int count, IntConsumer task) {
      List<Future<?>> parts = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int from = (int) ((long) count * t / threads);
        int to = (int) ((long) count * (t + 1) / threads);
        parts.add(
            workers.submit(
                () -> {
                  for (int i = from; i < to; i++) {
                    task.accept(i);
                  }
                }));
      }
      for (Future<?> part : parts) {
        try {
          part.get();
        } catch (ExecutionException e) {
          throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException("interrupted while an encoder was trained", e);
        }
      }
    }
  }
}
