package org.jobtrail.predict.language.token;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;

/// Fits a byte-pair encoding to documents: frequent pieces become tokens as they are; of the others
/// the most frequent pair of neighbours becomes a token, again and again.
///
/// Whole pieces spare the vocabulary the tokens that merges would pass through on the way to them.
/// The pieces of the documents are counted first, so that the time depends on distinct pieces. Ties
/// go to the pair whose left token's bytes come first, then the right's; so the same documents, in
/// any order, give the same tokens. Source: Sennrich et al. 2016, arXiv:1508.07909.
///
/// @param vocabularySize tokens to make, at least 259 (3 special ones and the bytes); fewer come
///     out
///     when no pair is left that is frequent enough
/// @param preTokens what no token may cross
/// @param atLeast how often a pair must stand in the documents, at least 1
/// @param wholeAtLeast how often a piece must stand there to become a token as it is; such pieces
///     take half of the room at most; 0 for none
public record BytePairTrainer(
    int vocabularySize, PreTokens preTokens, int atLeast, int wholeAtLeast) {
  public static final BytePairTrainer DEFAULT = new BytePairTrainer(2048, PreTokens.PHRASES, 2, 2);

  /// Merges alone.
  public BytePairTrainer(int vocabularySize, PreTokens preTokens, int atLeast) {
    this(vocabularySize, preTokens, atLeast, 0);
  }

  public BytePairTrainer {
    if (vocabularySize < BytePairTokenizer.SMALLEST) {
      throw new IllegalArgumentException(
          "vocabularySize must be at least "
              + BytePairTokenizer.SMALLEST
              + " (special tokens and bytes), found "
              + vocabularySize);
    }
    if (atLeast < 1 || wholeAtLeast < 0) {
      throw new IllegalArgumentException(
          "atLeast must be at least 1 and wholeAtLeast at least 0, found "
              + atLeast
              + " and "
              + wholeAtLeast);
    }
  }

  public BytePairTrainer withVocabularySize(int size) {
    return new BytePairTrainer(size, preTokens, atLeast, wholeAtLeast);
  }

  public BytePairTrainer withPreTokens(PreTokens other) {
    return new BytePairTrainer(vocabularySize, other, atLeast, wholeAtLeast);
  }

  /// @param documents of the people to train on only
  public BytePairTokenizer train(Iterable<String> documents) {
    TreeMap<String, Long> counts = new TreeMap<>();
    Map<String, long[]> counting = new HashMap<>();
    for (String document : documents) {
      BytePairTokenizer.parts(
          document,
          _ -> {},
          part ->
              preTokens
                  .pieces(part)
                  .forEach(piece -> counting.computeIfAbsent(piece, _ -> new long[1])[0]++));
    }
    counting.forEach((piece, n) -> counts.put(piece, n[0]));
    List<String> whole = whole(counts);
    whole.forEach(counts::remove);
    return new Merging(counts, whole).run();
  }

  /// The most frequent pieces, equally frequent ones in the order of their letters.
  private List<String> whole(SortedMap<String, Long> counts) {
    if (wholeAtLeast == 0) {
      return List.of();
    }
    int most = (vocabularySize - BytePairTokenizer.SMALLEST) / 2;
    return counts.entrySet().stream()
        .filter(e -> e.getValue() >= wholeAtLeast && e.getKey().length() > 1)
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(most)
        .map(Map.Entry::getKey)
        .toList();
  }

  /// A pair as the queue has it; out of date when its count has changed since.
  private record Candidate(long pair, long count) {}

  private final class Merging {
    private final int[][] pieces;
    private final long[] times;
    private final List<byte[]> bytes = new ArrayList<>();
    private final Map<String, Integer> byLetters = new HashMap<>();
    private final Map<Long, Long> counts = new HashMap<>();
    private final Map<Long, List<Integer>> where = new HashMap<>();
    private final PriorityQueue<Candidate> queue = new PriorityQueue<>(this::order);
    private final Tokens lefts = new Tokens();
    private final Tokens rights = new Tokens();

    private final List<String> whole;

    Merging(SortedMap<String, Long> counted, List<String> whole) {
      this.whole = whole;
      for (int k = 0; k < BytePairTokenizer.FIRST_BYTE; k++) {
        bytes.add(new byte[0]);
      }
      for (int b = 0; b < 256; b++) {
        byLetters.put(ByteLetters.letter(b), bytes.size());
        bytes.add(new byte[] {(byte) b});
      }
      pieces = new int[counted.size()][];
      times = new long[counted.size()];
      int p = 0;
      for (Map.Entry<String, Long> e : counted.entrySet()) {
        byte[] piece = e.getKey().getBytes(StandardCharsets.UTF_8);
        pieces[p] = new int[piece.length];
        Arrays.setAll(pieces[p], i -> BytePairTokenizer.FIRST_BYTE + (piece[i] & 0xFF));
        times[p] = e.getValue();
        for (int i = 0; i + 1 < piece.length; i++) {
          change(pieces[p][i], pieces[p][i + 1], p, times[p]);
        }
        p++;
      }
      counts.forEach((pair, count) -> queue.add(new Candidate(pair, count)));
    }

    private int order(Candidate a, Candidate b) {
      if (a.count() != b.count()) {
        return Long.compare(b.count(), a.count());
      }
      int left = Arrays.compareUnsigned(bytes.get(left(a)), bytes.get(left(b)));
      return left != 0 ? left : Arrays.compareUnsigned(bytes.get(right(a)), bytes.get(right(b)));
    }

    private static int left(Candidate c) {
      return (int) (c.pair() >>> 32);
    }

    private static int right(Candidate c) {
      return (int) c.pair();
    }

    /// @return the pair
    private long change(int left, int right, int piece, long by) {
      long pair = BytePairTokenizer.pair(left, right);
      counts.merge(pair, by, Long::sum);
      if (by > 0) {
        List<Integer> places = where.computeIfAbsent(pair, _ -> new ArrayList<>());
        if (places.isEmpty() || places.getLast() != piece) {
          places.add(piece);
        }
      }
      return pair;
    }

    BytePairTokenizer run() {
      while (bytes.size() + whole.size() < vocabularySize && !queue.isEmpty()) {
        Candidate best = queue.poll();
        if (best.count() != counts.getOrDefault(best.pair(), 0L)) {
          continue;
        }
        if (best.count() < atLeast) {
          break;
        }
        merge(left(best), right(best));
      }
      return new BytePairTokenizer(preTokens, lefts.toArray(), rights.toArray(), whole);
    }

    private void merge(int left, int right) {
      byte[] both = BytePairTokenizer.joined(bytes.get(left), bytes.get(right));
      Integer known = byLetters.putIfAbsent(ByteLetters.letters(both), bytes.size());
      int made = known == null ? bytes.size() : known;
      if (known == null) {
        bytes.add(both);
      }
      lefts.add(left);
      rights.add(right);
      long merged = BytePairTokenizer.pair(left, right);
      Map<Long, Boolean> changed = new HashMap<>();
      int done = -1;
      for (int p : where.getOrDefault(merged, List.of()).stream().sorted().toList()) {
        if (p != done) {
          rewrite(p, left, right, made, changed);
          done = p;
        }
      }
      where.remove(merged);
      counts.remove(merged);
      for (long pair : changed.keySet()) {
        long count = counts.getOrDefault(pair, 0L);
        if (count > 0) {
          queue.add(new Candidate(pair, count));
        }
      }
    }

    /// Takes the piece's pairs away, merges from the left, and counts its new pairs.
    private void rewrite(int p, int left, int right, int made, Map<Long, Boolean> changed) {
      int[] before = pieces[p];
      Tokens after = new Tokens();
      for (int i = 0; i < before.length; i++) {
        boolean here = i + 1 < before.length && before[i] == left && before[i + 1] == right;
        after.add(here ? made : before[i]);
        i += here ? 1 : 0;
      }
      int[] now = after.toArray();
      if (now.length == before.length) {
        return;
      }
      for (int i = 0; i + 1 < before.length; i++) {
        changed.put(change(before[i], before[i + 1], p, -times[p]), true);
      }
      for (int i = 0; i + 1 < now.length; i++) {
        changed.put(change(now[i], now[i + 1], p, times[p]), true);
      }
      pieces[p] = now;
    }
  }
}
