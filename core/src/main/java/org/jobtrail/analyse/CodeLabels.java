package org.jobtrail.analyse;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A name for each code, all of one language as far as the dataset has them.
///
/// A dataset labels a code in the language of the document it was read from. Here a code is named
/// as in documents of the most frequent language, else as in English ones, else by whatever label
/// most of its spells have; the first in alphabetical order of equally frequent ones.
final class CodeLabels {
  private static final String ENGLISH = "en";
  private static final String UNTOLD =
      " Each code is named by the label that most of its spells have.";

  private final String note;
  private final Map<String, String> names = new TreeMap<>();

  /// A label as found.
  ///
  /// @param language of the documents; empty when not told
  /// @param spells that carry it
  record Seen(String code, String label, String language, long spells) {}

  /// @param language the most frequent of the documents; empty when not told
  CodeLabels(Optional<String> language, List<Seen> seen) {
    Map<String, TreeMap<Integer, TreeMap<String, Long>>> labels = new TreeMap<>();
    for (Seen one : seen) {
      int rank = language.map(main -> rank(one.language(), main)).orElse(0);
      labels
          .computeIfAbsent(one.code(), _ -> new TreeMap<>())
          .computeIfAbsent(rank, _ -> new TreeMap<>())
          .merge(one.label(), one.spells(), Long::sum);
    }
    labels.forEach((code, byRank) -> names.put(code, mostFrequent(byRank.firstEntry().getValue())));
    boolean choice =
        labels.values().stream()
            .anyMatch(byRank -> byRank.values().stream().mapToInt(Map::size).sum() > 1);
    note = names.isEmpty() ? "" : language.map(CodeLabels::said).orElse(choice ? UNTOLD : "");
  }

  private static int rank(String language, String main) {
    return language.equals(main) ? 0 : language.equals(ENGLISH) ? 1 : 2;
  }

  private static String mostFrequent(Map<String, Long> labels) {
    // The first of equal ones is kept, which is the first in alphabetical order.
    return Collections.max(
            labels.entrySet(),
            Map.Entry.<String, Long>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .getKey();
  }

  private static String said(String language) {
    String name = Locale.of(language).getDisplayLanguage(Locale.ENGLISH);
    return " Codes are named as in "
        + name
        + " documents, the most frequent; those that stand in none of them "
        + (language.equals(ENGLISH) ? "" : "as in English ones, else ")
        + "by the label that most of their spells have.";
  }

  /// With the language of the documents, where the dataset tells it.
  ///
  /// @param documents whether the variable `documents` names a file, and spells their document
  static CodeLabels read(AnalysisDatabase database, boolean documents) {
    SqlScript script = SqlScript.load(documents ? "labels_by_language" : "labels");
    List<Seen> seen =
        database.lines(script).stream()
            .map(
                line ->
                    new Seen(line.get(0), line.get(1), line.get(2), Long.parseLong(line.get(3))))
            .toList();
    return new CodeLabels(documents ? mainLanguage(database) : Optional.empty(), seen);
  }

  private static Optional<String> mainLanguage(AnalysisDatabase database) {
    return database
        .lines(
            new SqlScript(
                "main_language",
                "SELECT language FROM read_parquet(getvariable('documents'))"
                    + " WHERE regexp_full_match(language, '[a-z]{2,3}') AND language <> 'und'"
                    + " GROUP BY language ORDER BY count(*) DESC, language LIMIT 1"))
        .stream()
        .map(List::getFirst)
        .findFirst();
  }

  /// The name; empty when the dataset has none.
  String of(String code) {
    return names.getOrDefault(code, "");
  }

  /// A sentence on where the names are from, a space before it; empty when nothing had to be
  /// chosen.
  String note() {
    return note;
  }
}
