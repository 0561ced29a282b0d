package org.jobtrail.normalise.labelled;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;

/// What titles whose concepts are known say of a title: for each concept worth looking at the
/// values of {@link EvidencePart}, for {@link ConditionalLogit} to weigh.
///
/// A classifier on top of the labels ({@link TitleClassifier}) and votes of near titles
/// ({@link TitleNeighbours}), the occupations without a labelled title told apart. Weights must be
/// fitted on {@link #outOfFold}: a title's own occupation is no news to what learnt it. Immutable;
/// safe for many threads.
public final class LabelledEvidence {
  private static final int FORMAT = 1;
  private static final int PARTS = EvidencePart.values().length;

  /// How many concepts are looked at for the classifier's sake, and for the neighbours'.
  private static final int CLASSIFIED = 60;

  private static final int VOTED = 30;

  private final int concepts;
  private final List<LabelledTitle> titles;
  private final TitleGrams grams;
  private final TitleNeighbours neighbours;
  private final TitleClassifier classifier;
  private final int[] frequency;
  private final ConcurrentLinkedQueue<Memory> memories = new ConcurrentLinkedQueue<>();

  private LabelledEvidence(
      int concepts,
      List<LabelledTitle> titles,
      TitleGrams grams,
      List<TitleGrams.Vector> vectors,
      TitleClassifier classifier) {
    this.concepts = concepts;
    this.titles = titles;
    this.grams = grams;
    this.neighbours = new TitleNeighbours(grams, vectors, titles, concepts);
    this.classifier = classifier;
    this.frequency = new int[concepts];
    for (LabelledTitle title : titles) {
      title.concepts().forEach(c -> frequency[c]++);
    }
  }

  /// @param titles at least one; their order counts
  /// @param concepts how many there are, with titles or without
  /// @param threads no byte depends on it
  /// @throws IllegalArgumentException without titles, or if one names a concept there is not
  public static LabelledEvidence train(
      List<LabelledTitle> titles, int concepts, long seed, int threads) {
    return train(titles, concepts, seed, threads, ClassifierTrainer.DEFAULT);
  }

  static LabelledEvidence train(
      List<LabelledTitle> titles, int concepts, long seed, int threads, ClassifierTrainer trainer) {
    if (titles.isEmpty()) {
      throw new IllegalArgumentException("nothing can be learnt without labelled titles");
    }
    for (LabelledTitle title : titles) {
      if (title.concepts().getLast() >= concepts) {
        throw new IllegalArgumentException(
            "\""
                + title.title()
                + "\" names concept "
                + title.concepts().getLast()
                + " of "
                + concepts);
      }
    }
    TitleGrams grams = TitleGrams.of(titles.stream().map(LabelledTitle::title).toList());
    List<TitleGrams.Vector> vectors = titles.stream().map(t -> grams.vector(t.title())).toList();
    TitleClassifier classifier = trainer.train(grams, vectors, titles, seed, threads);
    return new LabelledEvidence(concepts, List.copyOf(titles), grams, vectors, classifier);
  }

  /// The evidence for each title from those in other folds, as if its key had never been seen: what
  /// weights are fitted on. An occupation all of whose titles share a fold has none for them.
  ///
  /// @param folds at least 2
  /// @return in the order of the titles
  public static List<TitleEvidence> outOfFold(
      List<LabelledTitle> titles, int concepts, int folds, long seed, int threads) {
    int[] fold = folds(titles, folds, seed);
    TitleEvidence[] evidence = new TitleEvidence[titles.size()];
    for (int f = 0; f < folds; f++) {
      List<LabelledTitle> others = new ArrayList<>();
      for (int t = 0; t < fold.length; t++) {
        if (fold[t] != f) {
          others.add(titles.get(t));
        }
      }
      if (others.size() < fold.length) {
        LabelledEvidence from = train(others, concepts, seed, threads);
        for (int t = 0; t < fold.length; t++) {
          if (fold[t] == f) {
            evidence[t] = from.evidence(titles.get(t).title(), titles.get(t).labels());
          }
        }
      }
    }
    return List.of(evidence);
  }

  /// The fold of each title, `[0, folds)`: keys in order, shuffled and dealt.
  ///
  /// @throws IllegalArgumentException with fewer keys than folds
  public static int[] folds(List<LabelledTitle> titles, int folds, long seed) {
    List<String> keys =
        new ArrayList<>(new TreeSet<>(titles.stream().map(LabelledTitle::key).toList()));
    if (folds < 2 || keys.size() < folds) {
      throw new IllegalArgumentException(
          folds + " folds need at least 2 and as many different titles, found " + keys.size());
    }
    List<String> sorted = List.copyOf(keys);
    SplittableRandom random = new SplittableRandom(seed);
    int[] dealt = new int[keys.size()];
    for (int i = keys.size() - 1; i >= 0; i--) {
      Collections.swap(keys, i, random.nextInt(i + 1));
    }
    for (int i = 0; i < dealt.length; i++) {
      dealt[Collections.binarySearch(sorted, keys.get(i))] = i % folds;
    }
    return titles.stream()
        .mapToInt(title -> dealt[Collections.binarySearch(sorted, title.key())])
        .toArray();
  }

  /// How many labelled titles this was learnt from.
  public int titles() {
    return titles.size();
  }

  /// How many concepts have one.
  public int titled() {
    return classifier.size();
  }

  /// Working memory of one thread.
  private final class Memory {
    private final TitleNeighbours.Search votes = neighbours.new Search();
    private final float[] log = new float[classifier.size()];
    private final int[] bins = new int[256];
    private final float[] ofConcept = new float[concepts];
  }

  /// @param title as written
  /// @param labels what the labels say of it; all their concepts are in the evidence
  public TitleEvidence evidence(String title, LabelScores labels) {
    Memory polled = memories.poll();
    Memory memory = polled == null ? new Memory() : polled;
    TitleGrams.Vector vector = grams.vector(title);
    float logSum = classifier.logProbabilities(vector, labels, memory.log);
    memory.votes.vote(vector);
    for (int c = 0; c < memory.log.length; c++) {
      memory.ofConcept[classifier.concept(c)] = memory.log[c];
    }
    int[] found = candidates(memory, labels);
    float[] values = new float[found.length * PARTS];
    for (int i = 0; i < found.length; i++) {
      fill(values, i * PARTS, found[i], memory, labels.score(found[i]), logSum);
    }
    memories.add(memory);
    return new TitleEvidence(found, values);
  }

  private void fill(float[] values, int at, int concept, Memory memory, float label, float logSum) {
    boolean titled = frequency[concept] > 0;
    float classified = titled ? memory.ofConcept[concept] : classifier.labelShare * label - logSum;
    values[at + EvidencePart.CLASSIFIER.at] = classified;
    if (titled) {
      float closest = memory.votes.closest[concept];
      values[at + EvidencePart.NEIGHBOURS.at] = log(50 * memory.votes.votes[concept]);
      values[at + EvidencePart.CLOSEST.at] = closest;
      values[at + EvidencePart.AGREED.at] = closest * label;
      values[at + EvidencePart.FREQUENCY.at] = log(frequency[concept]);
      values[at + EvidencePart.FEW.at] = 1f / (1 + frequency[concept]);
    } else {
      values[at + EvidencePart.UNTITLED.at] = 1;
      values[at + EvidencePart.UNTITLED_NEAR.at] = memory.votes.nearest;
      values[at + EvidencePart.UNTITLED_LABEL.at] = label;
    }
  }

  private static float log(float more) {
    return (float) Math.log1p(more);
  }

  private int[] candidates(Memory memory, LabelScores labels) {
    BitSet found = new BitSet();
    for (int concept : labels.concepts) {
      if (concept < concepts) {
        found.set(concept);
      }
    }
    int n = memory.log.length;
    float least = floor(memory.log, n, CLASSIFIED, memory.bins);
    for (int c = 0; c < n; c++) {
      if (memory.log[c] >= least) {
        found.set(classifier.concept(c));
      }
    }
    TitleNeighbours.Search votes = memory.votes;
    float[] near = new float[votes.size];
    for (int i = 0; i < votes.size; i++) {
      near[i] = votes.closest[votes.voted[i]];
    }
    least = floor(near, near.length, VOTED, memory.bins);
    for (int i = 0; i < votes.size; i++) {
      if (near[i] >= least) {
        found.set(votes.voted[i]);
      }
    }
    return found.stream().toArray();
  }

  /// A floor that at least the k greatest of the first n reach, and few more: the lower edge of the
  /// k-th one's bin.
  private static float floor(float[] values, int n, int k, int[] bins) {
    float most = Float.NEGATIVE_INFINITY;
    float least = Float.POSITIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      most = Math.max(most, values[i]);
      least = Math.min(least, values[i]);
    }
    if (n <= k || most == least) {
      return Float.NEGATIVE_INFINITY;
    }
    Arrays.fill(bins, 0);
    float scale = (bins.length - 1) / (most - least);
    for (int i = 0; i < n; i++) {
      bins[(int) ((values[i] - least) * scale)]++;
    }
    int bin = bins.length;
    for (int above = 0; above < k; above += bins[bin]) {
      bin--;
    }
    return least + (bin - 0.01f) / scale;
  }

  /// Writes what {@link #read} needs: the titles with their concepts, and the classifier; the rest
  /// is made again of these. Label scores and keys are not kept.
  public void write(DataOutput out) throws IOException {
    out.writeInt(FORMAT);
    out.writeInt(concepts);
    out.writeInt(titles.size());
    for (LabelledTitle title : titles) {
      byte[] text = title.title().getBytes(java.nio.charset.StandardCharsets.UTF_8);
      out.writeInt(text.length);
      out.write(text);
      out.writeDouble(title.weight());
      out.writeInt(title.concepts().size());
      for (int concept : title.concepts()) {
        out.writeInt(concept);
      }
    }
    classifier.write(out);
  }

  /// @throws IOException if it can't be read, or can't have been written by this version
  public static LabelledEvidence read(DataInput in) throws IOException {
    int format = in.readInt();
    if (format != FORMAT) {
      throw new IOException("labelled evidence has format " + format + ", known: " + FORMAT);
    }
    int concepts = TitleClassifier.between(in.readInt(), 1, 1 << 24);
    int size = TitleClassifier.between(in.readInt(), 1, 1 << 27);
    List<LabelledTitle> titles = new ArrayList<>();
    for (int t = 0; t < size; t++) {
      byte[] text = new byte[TitleClassifier.between(in.readInt(), 0, 1 << 24)];
      in.readFully(text);
      double weight = in.readDouble();
      int count = TitleClassifier.between(in.readInt(), 1, concepts);
      List<Integer> named = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        named.add(TitleClassifier.between(in.readInt(), 0, concepts - 1));
      }
      String title = new String(text, java.nio.charset.StandardCharsets.UTF_8);
      titles.add(new LabelledTitle("", title, named, weight, LabelScores.NONE));
    }
    TitleGrams grams = TitleGrams.of(titles.stream().map(LabelledTitle::title).toList());
    List<TitleGrams.Vector> vectors = titles.stream().map(t -> grams.vector(t.title())).toList();
    TitleClassifier classifier = TitleClassifier.read(in, concepts);
    TitleClassifier.between(classifier.features(), grams.size(), grams.size());
    return new LabelledEvidence(concepts, List.copyOf(titles), grams, vectors, classifier);
  }
}
