package org.jobtrail.taxonomy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jobtrail.career.Language;
import org.jobtrail.provenance.JobtrailException;

/// A source file whose header was recognised, with its rows.
///
/// @param version as stated on the command line or in the path; empty when neither says it
/// @param columns lower case
record SourceTable(
    SourceFile file,
    Form form,
    Optional<String> version,
    SortedSet<String> columns,
    List<Row> rows) {

  /// What a header says a table is: the columns that every table of the kind must have.
  enum Form {
    CONCEPTS("concepts", "concepturi", "preferredlabel"),
    LABELS("labels", "language", "uri", "kind", "label"),
    RELATIONS("relations", "concepturi", "broaderuri");

    final String word;
    private final String needed;

    Form(String word, String... needed) {
      this.word = word;
      this.needed = String.join(" ", needed);
    }

    List<String> needed() {
      return List.of(needed.split(" "));
    }
  }

  /// One line of the table.
  ///
  /// @param code dotted code or group, empty when the table has none
  /// @param iscoGroup empty when the table has none
  /// @param broader URI of the broader concept, in relations
  record Row(
      int line, String uri, String code, String iscoGroup, String broader, List<Label> labels) {}

  /// How the columns are spelt in ESCO's own files, for messages.
  private static final Map<String, String> SPELLING =
      Map.of(
          "concepturi", "conceptUri",
          "preferredlabel", "preferredLabel",
          "broaderuri", "broaderUri",
          "iscogroup", "iscoGroup");

  boolean defines() {
    return columns.contains("iscogroup") || columns.contains("code");
  }

  boolean hasOccupations() {
    return rows.stream().anyMatch(row -> EscoUri.isOccupation(row.uri()));
  }

  /// Reads a table; empty when a member of an archive is something else (skills, say).
  ///
  /// @throws JobtrailException.Usage when a file the user named lacks columns or a language
  static Optional<SourceTable> read(
      SourceFile file, Optional<String> version, Optional<Language> language) {
    Csv csv = new Csv(file.text());
    List<String> header =
        csv.next().stream().map(cell -> cell.strip().toLowerCase(Locale.ROOT)).toList();
    Form form =
        List.of(Form.values()).stream()
            .filter(f -> header.containsAll(f.needed()))
            .max(Comparator.comparingInt(f -> f.needed().size()))
            .orElse(null);
    if (form == null || header.contains("skilltype")) {
      if (!file.named()) {
        return Optional.empty();
      }
      throw new JobtrailException.Usage(missing(file, header));
    }
    Map<String, Integer> column = new HashMap<>();
    for (int i = 0; i < header.size(); i++) {
      column.putIfAbsent(header.get(i), i);
    }
    List<List<String>> cells = new ArrayList<>();
    List<Integer> lines = new ArrayList<>();
    for (List<String> row = csv.next(); !row.isEmpty(); row = csv.next()) {
      cells.add(row);
      lines.add(csv.rowLine());
      if (csv.isCut()) {
        throw new JobtrailException.Usage(
            file.name()
                + ":"
                + csv.rowLine()
                + ": a quoted cell of this row never ends; the file is cut, get it again");
      }
    }
    Language tongue =
        form == Form.CONCEPTS ? language(file, language, cells, column) : Language.UNDETERMINED;
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      rows.add(row(form, cells.get(i), lines.get(i), column, tongue));
    }
    return Optional.of(
        new SourceTable(
            file,
            form,
            version.or(file::version),
            new TreeSet<>(column.keySet()),
            List.copyOf(rows)));
  }

  private static Row row(
      Form form, List<String> cells, int line, Map<String, Integer> column, Language language) {
    return switch (form) {
      case CONCEPTS -> {
        List<Label> labels = new ArrayList<>();
        add(labels, language, Label.Kind.PREFERRED, cell(cells, column, "preferredlabel"));
        add(labels, language, Label.Kind.ALTERNATIVE, cell(cells, column, "altlabels"));
        add(labels, language, Label.Kind.HIDDEN, cell(cells, column, "hiddenlabels"));
        yield new Row(
            line,
            cell(cells, column, "concepturi"),
            cell(cells, column, "code"),
            cell(cells, column, "iscogroup"),
            "",
            labels);
      }
      case LABELS -> {
        List<Label> labels = new ArrayList<>();
        String code = cell(cells, column, "language").toLowerCase(Locale.ROOT);
        Label.Kind kind =
            switch (cell(cells, column, "kind").toLowerCase(Locale.ROOT)) {
              case "preferred", "preferredlabel" -> Label.Kind.PREFERRED;
              case "hidden", "hiddenlabel" -> Label.Kind.HIDDEN;
              default -> Label.Kind.ALTERNATIVE;
            };
        String text = cell(cells, column, "label");
        if (code.matches("[a-z]{2,3}") && !text.isEmpty()) {
          labels.add(new Label(new Language(code), kind, text));
        }
        yield new Row(line, cell(cells, column, "uri"), "", "", "", labels);
      }
      case RELATIONS ->
          new Row(
              line,
              cell(cells, column, "concepturi"),
              "",
              "",
              cell(cells, column, "broaderuri"),
              List.of());
    };
  }

  private static String cell(List<String> cells, Map<String, Integer> column, String name) {
    Integer i = column.get(name);
    return i == null || i >= cells.size() ? "" : cells.get(i).strip();
  }

  /// One cell of labels: a line each, or separated by vertical bars.
  private static void add(List<Label> labels, Language language, Label.Kind kind, String cell) {
    for (String text : cell.split(cell.indexOf('\n') >= 0 ? "[\\r\\n]+" : "\\|")) {
      if (!text.isBlank()) {
        labels.add(new Label(language, kind, text));
      }
    }
  }

  private static Language language(
      SourceFile file,
      Optional<Language> stated,
      List<List<String>> cells,
      Map<String, Integer> column) {
    Optional<Language> found = file.language().or(() -> stated);
    if (found.isEmpty()) {
      found =
          LanguageGuess.of(cells.stream().map(row -> cell(row, column, "preferredlabel")).toList());
    }
    return found.orElseThrow(
        () ->
            new JobtrailException.Usage(
                file.name()
                    + ": can't tell the language of its labels; name the file like occupations_fr.csv or pass --language fr"));
  }

  private static String missing(SourceFile file, List<String> header) {
    Form nearest =
        List.of(Form.values()).stream()
            .min(
                Comparator.comparingLong(
                    f -> f.needed().stream().filter(c -> !header.contains(c)).count()))
            .orElseThrow();
    String lacks =
        nearest.needed().stream()
            .filter(c -> !header.contains(c))
            .map(c -> SPELLING.getOrDefault(c, c))
            .reduce((a, b) -> a + ", " + b)
            .orElse("nothing, but it is a list of skills");
    String found = header.isEmpty() ? "nothing, the file is empty" : String.join(", ", header);
    return file.name()
        + ": not a table of occupations: missing column "
        + lacks
        + "; found "
        + (found.length() > 300 ? found.substring(0, 300) + "…" : found)
        + "; expected ESCO's occupations, ISCOGroups or broaderRelationsOccPillar (.csv), or language, uri, kind, label";
  }
}
