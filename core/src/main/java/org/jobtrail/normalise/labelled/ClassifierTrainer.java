package org.jobtrail.normalise.labelled;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/// Trains a {@link TitleClassifier} by stochastic gradients of its cross entropy.
///
/// AdaGrad (Duchi, Hazan and Singer 2011, JMLR 12) with one accumulator a feature; few passes are
/// its only regularisation, so that what labels explain already is not learnt again. The same seed
/// gives the same weights, whatever the number of threads.
///
/// @param passes over the titles
/// @param batch titles whose gradients are taken at the same weights
/// @param rate AdaGrad's, falling linearly to a twentieth
/// @param labelShare how much of the label score counts from the start, in `[0, 1]`
/// @param weights at most so many are kept
record ClassifierTrainer(int passes, int batch, double rate, double labelShare, int weights) {
  static final ClassifierTrainer DEFAULT = new ClassifierTrainer(5, 16, 1, 0.7, 6_000_000);

  /// A concept whose probability is nearer to its share than this is right enough.
  private static final float SMALL = 1e-4f;

  /// @param titles with their vectors, in the same order
  TitleClassifier train(
      TitleGrams grams,
      List<TitleGrams.Vector> vectors,
      List<LabelledTitle> titles,
      long seed,
      int threads) {
    TreeSet<Integer> named = new TreeSet<>();
    titles.forEach(title -> named.addAll(title.concepts()));
    int[] concepts = named.stream().mapToInt(c -> c).toArray();
    try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
      Training training = new Training(grams, vectors, titles, concepts, threads, workers);
      training.run(new SplittableRandom(seed));
      return TitleClassifier.pruned(
          (float) labelShare, concepts, training.bias, training.full, weights);
    }
  }

  /// The state between two batches.
  private final class Training {
    private final List<TitleGrams.Vector> vectors;
    private final List<LabelledTitle> titles;
    private final int[] concepts;
    private final int threads;
    private final ExecutorService workers;
    final float[][] full;
    final float[] bias;
    private final float[] squares;
    private final float[] biasSquares;
    private final float[][] gradient;
    private final int[][] moved;
    private final int[] movedSize = new int[batch];
    private final float[] length = new float[batch];

    Training(
        TitleGrams grams,
        List<TitleGrams.Vector> vectors,
        List<LabelledTitle> titles,
        int[] concepts,
        int threads,
        ExecutorService workers) {
      this.vectors = vectors;
      this.titles = titles;
      this.concepts = concepts;
      this.threads = threads;
      this.workers = workers;
      this.full = new float[grams.size()][concepts.length];
      this.bias = new float[concepts.length];
      this.squares = new float[grams.size()];
      this.biasSquares = new float[concepts.length];
      this.gradient = new float[batch][concepts.length];
      this.moved = new int[batch][concepts.length];
    }

    void run(SplittableRandom random) {
      int n = titles.size();
      int[] order = new int[n];
      Arrays.setAll(order, i -> i);
      int steps = passes * ((n + batch - 1) / batch);
      int step = 0;
      for (int pass = 0; pass < passes; pass++) {
        for (int i = n - 1; i > 0; i--) {
          int j = random.nextInt(i + 1);
          int swapped = order[i];
          order[i] = order[j];
          order[j] = swapped;
        }
        for (int from = 0; from < n; from += batch) {
          int first = from;
          int size = Math.min(batch, n - from);
          float now = (float) (rate * (1 - 0.95 * step++ / steps));
          parallel(
              part -> {
                for (int q = part; q < size; q += threads) {
                  slope(order[first + q], q);
                }
              });
          parallel(part -> update(order, first, size, now, part));
        }
      }
    }

    /// Probabilities less shares, and which of them are not small.
    private void slope(int title, int q) {
      LabelledTitle labelled = titles.get(title);
      TitleGrams.Vector vector = vectors.get(title);
      float[] score = gradient[q];
      System.arraycopy(bias, 0, score, 0, score.length);
      TitleClassifier.addLabels(concepts, (float) labelShare, labelled.labels(), score);
      for (int i = 0; i < vector.feature.length; i++) {
        float[] row = full[vector.feature[i]];
        float x = vector.weight[i];
        for (int c = 0; c < score.length; c++) {
          score[c] += x * row[c];
        }
      }
      float log = TitleClassifier.logSum(score);
      for (int c = 0; c < score.length; c++) {
        score[c] = score[c] < log - 20 ? 0 : (float) Math.exp(score[c] - log);
      }
      for (int concept : labelled.concepts()) {
        score[Arrays.binarySearch(concepts, concept)] -= 1f / labelled.concepts().size();
      }
      int n = 0;
      double square = 0;
      for (int c = 0; c < score.length; c++) {
        if (Math.abs(score[c]) > SMALL) {
          score[c] *= (float) labelled.weight();
          square += (double) score[c] * score[c];
          moved[q][n++] = c;
        }
      }
      movedSize[q] = n;
      length[q] = (float) square;
    }

    /// Each thread owns the features and concepts that leave its number when divided by the
    /// threads: every weight is updated in the order of the batch, whoever does it.
    private void update(int[] order, int first, int size, float now, int part) {
      for (int q = 0; q < size; q++) {
        TitleGrams.Vector vector = vectors.get(order[first + q]);
        for (int i = 0; i < vector.feature.length; i++) {
          int f = vector.feature[i];
          if (f % threads == part) {
            float x = vector.weight[i];
            squares[f] += length[q] * x * x;
            subtract(full[f], now * x / (float) Math.sqrt(squares[f] + 1e-6f), q);
          }
        }
        if (part == 0) {
          for (int k = 0; k < movedSize[q]; k++) {
            int c = moved[q][k];
            float g = gradient[q][c];
            biasSquares[c] += g * g;
            bias[c] -= 0.1f * now * g / (float) Math.sqrt(biasSquares[c] + 1e-3f);
          }
        }
      }
    }

    private void subtract(float[] row, float step, int q) {
      for (int k = 0; k < movedSize[q]; k++) {
        int c = moved[q][k];
        row[c] -= step * gradient[q][c];
      }
    }

    private void parallel(IntConsumer task) {
      List<Future<?>> parts = new ArrayList<>();
      for (int t = 1; t < threads; t++) {
        int part = t;
        parts.add(workers.submit(() -> task.accept(part)));
      }
      task.accept(0);
      for (Future<?> part : parts) {
        try {
          part.get();
        } catch (ExecutionException e) {
          throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IllegalStateException("interrupted while labelled titles were learnt", e);
        }
      }
    }
  }
}
