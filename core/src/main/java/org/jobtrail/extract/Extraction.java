package org.jobtrail.extract;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jobtrail.career.Resume;

/// A résumé as read, the path that led to it, and what that took.
///
/// @param path how it was read: `parser`, `model`, `model-re-asked`, `parser-after-invalid-replies`
///     and so on; one word per way, listed in `docs/formats.md`
/// @param setAside how many claimed values were not believed, by reason
/// @param replies keys of the kept replies it was made from, in the order they were asked for
/// @param suspicious the text holds words meant for a machine that reads it
public record Extraction(
    Resume resume,
    String path,
    Usage usage,
    SortedMap<String, Integer> setAside,
    List<String> replies,
    boolean suspicious) {

  /// What a language model's replies for one document were billed at.
  ///
  /// @param calls replies, faulty ones included
  /// @param cost in the price table's currency
  public record Usage(int calls, long promptTokens, long completionTokens, BigDecimal cost) {
    public static final Usage NONE = new Usage(0, 0, 0, BigDecimal.ZERO);

    public Usage plus(Usage other) {
      return new Usage(
          calls + other.calls,
          promptTokens + other.promptTokens,
          completionTokens + other.completionTokens,
          cost.add(other.cost));
    }
  }

  public Extraction {
    replies = List.copyOf(replies);
    setAside = Collections.unmodifiableSortedMap(new TreeMap<>(setAside));
  }

  /// One that cost nothing and believed everything.
  public static Extraction free(Resume resume, String path) {
    return new Extraction(resume, path, Usage.NONE, new TreeMap<>(), List.of(), false);
  }
}
