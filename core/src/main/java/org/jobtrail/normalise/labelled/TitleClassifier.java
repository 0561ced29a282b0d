package org.jobtrail.normalise.labelled;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// A softmax over the concepts that have labelled titles, on top of what labels say.
///
/// `ln p(c) = a·l(c) + b(c) + Σ_f x(f) w(f, c) − ln Σ_c' exp(…)` with l the label score and a its
/// share. Weights are sparse and of eight bits: the small ones are left out, and those of one
/// feature share a scale. For a concept without labelled titles b and w are 0 and it is not in the
/// sum.
final class TitleClassifier {
  final float labelShare;
  private final int[] concepts;
  private final float[] bias;
  private final int[] start;
  private final float[] scale;
  private final char[] of;
  private final byte[] weight;

  private TitleClassifier(
      float labelShare,
      int[] concepts,
      float[] bias,
      int[] start,
      float[] scale,
      char[] of,
      byte[] weight) {
    this.labelShare = labelShare;
    this.concepts = concepts;
    this.bias = bias;
    this.start = start;
    this.scale = scale;
    this.of = of;
    this.weight = weight;
  }

  /// Keeps the `most` weights that are greatest in absolute value, all of the smallest kept size.
  ///
  /// @param concepts with titles, ascending, at most 65,536
  /// @param full shape `[features, concepts]`
  static TitleClassifier pruned(
      float labelShare, int[] concepts, float[] bias, float[][] full, int most) {
    float least = least(full, most);
    int[] start = new int[full.length + 1];
    float[] scale = new float[full.length];
    for (int f = 0; f < full.length; f++) {
      start[f + 1] = start[f];
      for (float w : full[f]) {
        if (Math.abs(w) >= least && w != 0) {
          start[f + 1]++;
          scale[f] = Math.max(scale[f], Math.abs(w) / 127);
        }
      }
    }
    char[] of = new char[start[full.length]];
    byte[] weight = new byte[of.length];
    for (int f = 0; f < full.length; f++) {
      int at = start[f];
      for (int c = 0; c < concepts.length; c++) {
        float w = full[f][c];
        if (Math.abs(w) >= least && w != 0) {
          of[at] = (char) c;
          weight[at++] = (byte) Math.round(w / scale[f]);
        }
      }
    }
    return new TitleClassifier(labelShare, concepts, bias, start, scale, of, weight);
  }

  /// The size that at most `most` weights reach: an upper edge of 65,536 logarithmic bins.
  private static float least(float[][] full, int most) {
    int[] bins = new int[1 << 16];
    for (float[] row : full) {
      for (float w : row) {
        bins[Float.floatToIntBits(Math.abs(w)) >>> 15]++;
      }
    }
    long above = 0;
    for (int bin = bins.length - 1; bin >= 0; bin--) {
      above += bins[bin];
      if (above > most) {
        return Float.intBitsToFloat((bin + 1) << 15);
      }
    }
    return 0;
  }

  int size() {
    return concepts.length;
  }

  int concept(int number) {
    return concepts[number];
  }

  int weights() {
    return weight.length;
  }

  /// Log probabilities of the concepts with titles.
  ///
  /// @param to shape `[size]`, overwritten
  /// @return `ln Σ exp`, which is to be taken from the score of a concept without titles
  float logProbabilities(TitleGrams.Vector title, LabelScores labels, float[] to) {
    System.arraycopy(bias, 0, to, 0, bias.length);
    addLabels(concepts, labelShare, labels, to);
    for (int i = 0; i < title.feature.length; i++) {
      int f = title.feature[i];
      float x = title.weight[i] * scale[f];
      int end = start[f + 1];
      for (int p = start[f]; p < end; p++) {
        to[of[p]] += x * weight[p];
      }
    }
    float log = logSum(to);
    for (int c = 0; c < to.length; c++) {
      to[c] -= log;
    }
    return log;
  }

  /// Adds the label scores of the concepts that are among those of the classifier.
  static void addLabels(int[] concepts, float share, LabelScores labels, float[] to) {
    int c = 0;
    for (int i = 0; i < labels.concepts.length; i++) {
      while (c < concepts.length && concepts[c] < labels.concepts[i]) {
        c++;
      }
      if (c < concepts.length && concepts[c] == labels.concepts[i]) {
        to[c] += share * labels.scores[i];
      }
    }
  }

  static float logSum(float[] scores) {
    float most = Float.NEGATIVE_INFINITY;
    for (float score : scores) {
      most = Math.max(most, score);
    }
    double sum = 0;
    for (float score : scores) {
      // Below, nothing that a float of the sum could hold; the exponential is what takes the time.
      if (score > most - 20) {
        sum += Math.exp(score - most);
      }
    }
    return (float) (most + Math.log(sum));
  }

  void write(DataOutput out) throws IOException {
    out.writeFloat(labelShare);
    out.writeInt(concepts.length);
    for (int c = 0; c < concepts.length; c++) {
      out.writeInt(concepts[c]);
      out.writeFloat(bias[c]);
    }
    out.writeInt(scale.length);
    out.writeInt(weight.length);
    byte[] classes = new byte[2 * of.length];
    for (int p = 0; p < of.length; p++) {
      classes[2 * p] = (byte) (of[p] >>> 8);
      classes[2 * p + 1] = (byte) of[p];
    }
    for (int f = 0; f < scale.length; f++) {
      out.writeFloat(scale[f]);
      out.writeInt(start[f + 1]);
    }
    out.write(classes);
    out.write(weight);
  }

  /// @param known how many concepts there are
  /// @throws IOException if what is read can't have been written
  static TitleClassifier read(DataInput in, int known) throws IOException {
    float labelShare = in.readFloat();
    int[] concepts = new int[between(in.readInt(), 0, Math.min(known, 1 << 16))];
    float[] bias = new float[concepts.length];
    for (int c = 0; c < concepts.length; c++) {
      concepts[c] = between(in.readInt(), c == 0 ? 0 : concepts[c - 1] + 1, known - 1);
      bias[c] = in.readFloat();
    }
    int features = between(in.readInt(), 0, 1 << 27);
    int weights = between(in.readInt(), 0, 1 << 29);
    int[] start = new int[features + 1];
    float[] scale = new float[features];
    for (int f = 0; f < features; f++) {
      scale[f] = in.readFloat();
      start[f + 1] = between(in.readInt(), start[f], weights);
    }
    between(start[features], weights, weights);
    byte[] classes = new byte[2 * weights];
    in.readFully(classes);
    char[] of = new char[weights];
    for (int p = 0; p < weights; p++) {
      of[p] = (char) ((classes[2 * p] << 8) | (classes[2 * p + 1] & 0xFF));
      between(of[p], 0, concepts.length - 1);
    }
    byte[] weight = new byte[weights];
    in.readFully(weight);
    return new TitleClassifier(labelShare, concepts, bias, start, scale, of, weight);
  }

  static int between(int value, int least, int most) throws IOException {
    if (value < least || value > most) {
      throw new IOException(
          "labelled evidence is damaged: found "
              + value
              + " where "
              + least
              + " to "
              + most
              + " can stand");
    }
    return value;
  }

  int features() {
    return scale.length;
  }
}
