package org.jobtrail.panel.importing;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jobtrail.provenance.JobtrailException;

/// Decides what a row of a table is: an occupation, a status, or nothing, and why.
final class FateReader {
  private final Path file;
  private final Mapping mapping;
  private final Optional<Map<String, String>> titles;
  private final List<String> header;
  private final int occupation;
  private final PanelBuilder builder;
  private final Imported.Examples examples;
  private final PanelBuilder.Words reasons = new PanelBuilder.Words();

  /// @param header has every column that the mapping names
  FateReader(
      Path file,
      Mapping mapping,
      Optional<Map<String, String>> titles,
      List<String> header,
      PanelBuilder builder,
      Imported.Examples examples) {
    this.file = file;
    this.mapping = mapping;
    this.titles = titles;
    this.header = header;
    this.occupation = header.indexOf(mapping.occupation().column());
    this.builder = builder;
    this.examples = examples;
  }

  /// The reason that a negative fate stands for.
  String reason(int fate) {
    return reasons.word(-1 - fate);
  }

  /// A code's number, or −1 − the number of the reason to drop the row.
  ///
  /// @throws JobtrailException.Usage for a code that the mapping refuses
  int fate(List<String> cells, int line) {
    for (Mapping.Rule rule : mapping.rules()) {
      if (fits(rule, cells)) {
        return switch (rule.effect()) {
          case Mapping.Effect.Status(String code, _) -> builder.code(code);
          case Mapping.Effect.Drop(String reason) -> dropped(filled(reason, cells));
        };
      }
    }
    String code = cells.get(occupation).strip();
    if (mapping.occupation().unknown().contains(code)) {
      return dropped("occupation_unknown");
    }
    if (mapping.occupation().pattern().isPresent()
        && !mapping.occupation().pattern().get().matcher(code).matches()) {
      examples.add(
          "occupation_unparseable",
          file + ":" + line + ": row dropped, \"" + code + "\" is no code as the mapping has them");
      return dropped("occupation_unparseable");
    }
    if (builder.isStatus(code)) {
      throw new JobtrailException.Usage(
          file
              + ":"
              + line
              + ": \""
              + code
              + "\" is a status of the mapping and an occupation too");
    }
    if (titles.isPresent() && !titles.get().containsKey(code)) {
      String known = "\"" + code + "\" is not in the table of titles";
      switch (mapping.occupation().untitled()) {
        case KEEP -> examples.add("untitled", file + ":" + line + ": kept, but " + known);
        case DROP -> {
          examples.add("untitled", file + ":" + line + ": row dropped, " + known);
          return dropped("occupation_untitled");
        }
        case REFUSE -> throw new JobtrailException.Usage(file + ":" + line + ": " + known);
      }
    }
    return builder.code(code);
  }

  private int dropped(String reason) {
    return -1 - reasons.number(reason);
  }

  private boolean fits(Mapping.Rule rule, List<String> cells) {
    return rule.when().stream().allMatch(c -> holds(c, cells))
        && (rule.unless().isEmpty() || !rule.unless().stream().allMatch(c -> holds(c, cells)));
  }

  private boolean holds(Mapping.Condition condition, List<String> cells) {
    return condition.holds(cells.get(header.indexOf(condition.column())).strip());
  }

  /// Fills `{column}` in; a manifest's names have neither dots nor spaces.
  private String filled(String reason, List<String> cells) {
    String text = reason;
    for (int c = 0; c < header.size() && text.indexOf('{') >= 0; c++) {
      String cell = cells.get(c).strip();
      text = text.replace('{' + header.get(c) + '}', cell.isEmpty() ? "empty" : cell);
    }
    return text.strip().replaceAll("[^\\p{L}\\p{N}_-]+", "_");
  }
}
