package org.jobtrail.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jobtrail.extract.pseudonym.Kind;
import org.jobtrail.extract.pseudonym.Pseudonyms;
import org.jobtrail.extract.pseudonym.Replacement;
import org.jobtrail.score.PseudonymReport.Figure;
import org.jobtrail.score.PseudonymReport.Interval;
import org.jobtrail.score.PseudonymReport.Miss;

/// Judges pseudonymisation by what can still be read.
///
/// Every place where a value of the gold stands in the text is a mention (words bounded, white
/// space folded; capitals ignored in values of several words). A mention is hidden when all of its
/// letters and digits were replaced. A replacement is right when at least half of its letters and
/// digits belong to mentions, or when it is a name made of words of the gold's names.
public final class PseudonymScorer {
  private final int replicates;
  private final long seed;
  private final List<Counts> documents = new ArrayList<>();
  private final List<Miss> misses = new ArrayList<>();
  private final Map<Kind, Integer> found = new EnumMap<>(Kind.class);
  private int leaking;

  /// @param replicates bootstrap samples, at least 1
  public PseudonymScorer(int replicates, long seed) {
    this.replicates = replicates;
    this.seed = seed;
  }

  /// Per kind of the gold: mentions, hidden, found, right.
  private record Counts(Map<Kind, int[]> byKind) {}

  public void add(PersonalGold gold, String text, Pseudonyms pseudonyms) {
    BitSet replaced = new BitSet();
    pseudonyms.replacements().forEach(r -> replaced.set(r.start(), r.end()));
    BitSet personal = new BitSet();
    Map<Kind, int[]> counts = new EnumMap<>(Kind.class);
    Set<String> nameWords = new HashSet<>();
    FoldedText folded = FoldedText.of(text);
    boolean leaks = false;
    for (Map.Entry<Kind, List<String>> entry : gold.values().entrySet()) {
      int[] count = counts.computeIfAbsent(entry.getKey(), _ -> new int[4]);
      BitSet seen = new BitSet();
      for (String value : entry.getValue()) {
        if (entry.getKey() == Kind.NAME) {
          nameWords.addAll(words(value));
        }
        for (int[] mention : folded.mentions(value)) {
          personal.set(mention[0], mention[1]);
          if (seen.get(mention[0])) {
            continue;
          }
          seen.set(mention[0]);
          count[0]++;
          if (isHidden(text, mention, replaced)) {
            count[1]++;
          } else {
            leaks = true;
            misses.add(
                new Miss(gold.id(), "leak", entry.getKey(), around(text, mention[0], mention[1])));
          }
        }
      }
    }
    for (Replacement r : pseudonyms.replacements()) {
      found.merge(r.kind(), 1, Integer::sum);
      int[] count = counts.get(r.kind());
      if (count == null) {
        continue;
      }
      String original = text.substring(r.start(), r.end());
      boolean right =
          2 * shared(text, r, personal) >= letters(original)
              || (r.kind() == Kind.NAME && nameWords.containsAll(words(original)));
      count[2]++;
      if (right) {
        count[3]++;
      } else {
        misses.add(new Miss(gold.id(), "too much", r.kind(), around(text, r.start(), r.end())));
      }
    }
    leaking += leaks ? 1 : 0;
    documents.add(new Counts(counts));
  }

  /// @param goldNotRead gold without a document
  public PseudonymReport report(int goldNotRead) {
    Map<Kind, Figure> figures = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      int[][] counts =
          documents.stream()
              .map(d -> d.byKind().get(kind))
              .filter(c -> c != null)
              .toArray(int[][]::new);
      if (counts.length > 0) {
        figures.put(kind, figure(counts));
      }
    }
    return new PseudonymReport(documents.size(), goldNotRead, leaking, figures, found, misses);
  }

  private Figure figure(int[][] counts) {
    int[] all = sum(counts, null);
    double[] recalls = new double[replicates];
    double[] precisions = new double[replicates];
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < replicates; i++) {
      int[] sample = sum(counts, random);
      recalls[i] = share(sample[1], sample[0]);
      precisions[i] = share(sample[3], sample[2]);
    }
    return new Figure(
        all[0],
        all[1],
        all[2],
        all[3],
        interval(share(all[1], all[0]), recalls),
        interval(share(all[3], all[2]), precisions));
  }

  private static int[] sum(
      int[][] counts, @org.jspecify.annotations.Nullable SplittableRandom random) {
    int[] sum = new int[4];
    for (int i = 0; i < counts.length; i++) {
      int[] one = counts[random == null ? i : random.nextInt(counts.length)];
      for (int k = 0; k < sum.length; k++) {
        sum[k] += one[k];
      }
    }
    return sum;
  }

  private Interval interval(double value, double[] samples) {
    Arrays.sort(samples);
    return new Interval(
        value,
        samples[(int) Math.floor(0.025 * (replicates - 1))],
        samples[(int) Math.ceil(0.975 * (replicates - 1))]);
  }

  private static double share(int part, int whole) {
    return whole == 0 ? 1 : part / (double) whole;
  }

  private static boolean isHidden(String text, int[] mention, BitSet replaced) {
    for (int i = mention[0]; i < mention[1]; i++) {
      if (Character.isLetterOrDigit(text.charAt(i)) && !replaced.get(i)) {
        return false;
      }
    }
    return true;
  }

  private static int shared(String text, Replacement r, BitSet personal) {
    int shared = 0;
    for (int i = r.start(); i < r.end(); i++) {
      shared += Character.isLetterOrDigit(text.charAt(i)) && personal.get(i) ? 1 : 0;
    }
    return shared;
  }

  private static int letters(String text) {
    return (int) text.chars().filter(Character::isLetterOrDigit).count();
  }

  private static List<String> words(String name) {
    return Arrays.stream(name.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
        .filter(w -> !w.isEmpty())
        .toList();
  }

  private static String around(String text, int from, int to) {
    return (text.substring(Math.max(0, from - 30), from)
            + "{"
            + text.substring(from, to)
            + "}"
            + text.substring(to, Math.min(text.length(), to + 30)))
        .replaceAll("\\s", " ");
  }
}
