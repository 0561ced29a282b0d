package org.jobtrail.predict.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jobtrail.panel.Outcome;
import org.jobtrail.panel.Outcomes;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Sha256;

/// The words that stand for a panel's outcomes, no two the same, none empty, each on one line.
public final class Titles {
  private final List<String> titles;
  private final Map<String, Integer> numbers = new HashMap<>();

  private Titles(List<String> titles) {
    this.titles = List.copyOf(titles);
    for (int k = 0; k < titles.size(); k++) {
      Integer before = numbers.put(titles.get(k), k);
      if (before != null) {
        throw new JobtrailException.Usage(
            "outcomes " + before + " and " + k + " are both written \"" + titles.get(k) + '"');
      }
    }
  }

  /// The outcomes' own titles, runs of white space and control characters written as one space.
  ///
  /// An outcome without a title is written by its code. Outcomes that share a title get their codes
  /// in brackets: `Managers (19)`, `Managers (22)`.
  ///
  /// @throws JobtrailException.Usage when two outcomes still can't be told apart
  public static Titles of(Outcomes outcomes) {
    List<String> plain = new ArrayList<>();
    Map<String, Integer> times = new HashMap<>();
    for (Outcome outcome : outcomes.all()) {
      String title = normalised(outcome.title());
      if (title.isEmpty()) {
        title = normalised(outcome.code());
      }
      if (title.isEmpty()) {
        throw new JobtrailException.Usage(
            "outcome number "
                + plain.size()
                + " has neither a title nor a code that can be printed");
      }
      plain.add(title);
      times.merge(title, 1, Integer::sum);
    }
    List<String> unique = new ArrayList<>();
    for (int k = 0; k < plain.size(); k++) {
      String title = plain.get(k);
      unique.add(
          times.getOrDefault(title, 0) == 1
              ? title
              : title + " (" + normalised(outcomes.get(k).code()) + ')');
    }
    return new Titles(unique);
  }

  /// Codes without meaning: `J000`, `J001` ... in the order of the SHA-256 of the outcomes' codes,
  /// so that neither titles nor the order of codes show through. Statuses get one as well.
  public static Titles numbered(Outcomes outcomes) {
    int[] order =
        IntStream.range(0, outcomes.size())
            .boxed()
            .sorted(
                Comparator.comparing((Integer k) -> Sha256.of(outcomes.get(k).code()))
                    .thenComparing(k -> outcomes.get(k).code()))
            .mapToInt(k -> k)
            .toArray();
    int width = Math.max(3, String.valueOf(outcomes.size() - 1).length());
    String[] codes = new String[outcomes.size()];
    for (int place = 0; place < order.length; place++) {
      codes[order[place]] = String.format(Locale.ROOT, "J%0" + width + "d", place);
    }
    return new Titles(List.of(codes));
  }

  /// Runs of white space, control and format characters as one space, none at the ends; but for
  /// what joins letters or pictures, or keeps letters apart, inside a word (U+200C, U+200D).
  static String normalised(String text) {
    String plain = text.replaceAll("[\\p{Z}\\p{C}&&[^\u200C\u200D]]+", " ");
    return plain.replaceAll("^[ \u200C\u200D]+|[ \u200C\u200D]+$", "");
  }

  public int size() {
    return titles.size();
  }

  /// Of outcome k.
  public String get(int outcome) {
    return titles.get(outcome);
  }

  public List<String> all() {
    return titles;
  }

  /// The outcome that a title stands for.
  public Optional<Integer> outcome(String title) {
    return Optional.ofNullable(numbers.get(title));
  }
}
