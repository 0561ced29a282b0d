package org.jobtrail.taxonomy;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jobtrail.career.Language;

/// Tells the language of a file of labels by its small words and endings.
///
/// Needed only where neither the file's name nor an option says it. It answers when one language
/// has a third more hits than the next; else the user is asked.
final class LanguageGuess {
  private static final Map<String, List<String>> SIGNS =
      Map.of(
          "en", List.of(" of ", " and ", " worker", " manager", "er ", " operator ", " officer"),
          "nl", List.of(" van ", " voor ", " en ", "medewerk", "ster ", "beheerder", " in de "),
          "fr", List.of(" de ", " du ", " des ", " d'", " d’", "euse ", "trice ", " et ", " en "),
          "de", List.of(" für ", " und ", "in ", "techniker", "arbeiter", " im ", "leiter"),
          "es", List.of(" de ", " y ", "dor ", "dora ", " del ", " en ", "ción "),
          "it", List.of(" di ", " e ", "tore ", "trice ", " del", "zione ", " per "),
          "pt", List.of(" de ", " e ", "dor ", "dora ", " do ", "ção ", " em "));

  private LanguageGuess() {}

  static Optional<Language> of(List<String> labels) {
    Map<String, Integer> hits = new HashMap<>();
    for (String label : labels.subList(0, Math.min(2000, labels.size()))) {
      String padded = ' ' + label.toLowerCase(Locale.ROOT).replace('/', ' ') + ' ';
      SIGNS.forEach(
          (language, signs) -> {
            for (String sign : signs) {
              if (padded.contains(sign)) {
                hits.merge(language, 1, Integer::sum);
              }
            }
          });
    }
    List<Map.Entry<String, Integer>> ranked =
        hits.entrySet().stream()
            .sorted(
                Map.Entry.<String, Integer>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .toList();
    if (ranked.isEmpty()) {
      return Optional.empty();
    }
    int second = ranked.size() > 1 ? ranked.get(1).getValue() : 0;
    return 3 * ranked.getFirst().getValue() >= 4 * second
        ? Optional.of(new Language(ranked.getFirst().getKey()))
        : Optional.empty();
  }
}
