package org.jobtrail.score.ranking;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jobtrail.career.Language;
import org.jobtrail.normalise.KnownOccupation;
import org.jobtrail.normalise.TitleQuery;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.taxonomy.Concept;
import org.jobtrail.taxonomy.Taxonomy;

/// Titles whose occupations somebody named, as concepts of a taxonomy.
///
/// @param titles in the file's order, those that can be judged
/// @param counts `titles_in` and where the others went; the sum holds. Besides, where there are
///     some, `without_words`: those of the judged that normalise to nothing, and
///     `partly_unknown_code`: those that name several codes of which the taxonomy lacks some;
///     `contradicting_code`: those whose URI, which is taken, and code are different concepts; and
///     `more_cells`: rows with more cells than the header has columns, which are passed over
/// @param aside a line for each row with a cell that can't be used, `file:line: why`
public record LabelledTitles(
    List<LabelledTitle> titles, SortedMap<String, Long> counts, List<String> aside) {
  private static final Map<String, String> COLUMNS =
      Map.ofEntries(
          Map.entry("id", "id"),
          Map.entry("title", "title"),
          Map.entry("uri", "uri"),
          Map.entry("esco_uri", "uri"),
          Map.entry("concepturi", "uri"),
          Map.entry("code", "code"),
          Map.entry("esco_code", "code"),
          Map.entry("isco08", "isco"),
          Map.entry("isco", "isco"),
          Map.entry("language", "language"),
          Map.entry("description", "description"),
          Map.entry("employer", "employer"),
          Map.entry("neighbours", "neighbours"),
          Map.entry("weight", "weight"));

  public LabelledTitles {
    titles = List.copyOf(titles);
    aside = List.copyOf(aside);
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }

  /// No titles at all.
  public static final LabelledTitles NONE =
      new LabelledTitles(List.of(), new TreeMap<>(), List.of());

  /// These and then the others, counts summed.
  public LabelledTitles and(LabelledTitles others) {
    List<LabelledTitle> all = new ArrayList<>(titles);
    all.addAll(others.titles);
    SortedMap<String, Long> sums = new TreeMap<>(counts);
    others.counts.forEach((what, n) -> sums.merge(what, n, Long::sum));
    List<String> unusable = new ArrayList<>(aside);
    unusable.addAll(others.aside);
    return new LabelledTitles(all, sums, unusable);
  }

  /// @param id the file's, else the number of its line
  /// @param right one or several concepts; a group is right with all occupations below it
  /// @param weight how many such titles it stands for, above 0
  public record LabelledTitle(String id, TitleQuery query, List<Concept> right, double weight) {
    public LabelledTitle {
      right = List.copyOf(right);
    }

    LabelledTitle(String id, TitleQuery query, List<Concept> right) {
      this(id, query, right, 1);
    }

    public KnownOccupation known() {
      return new KnownOccupation(query, right, weight);
    }
  }

  /// The titles of a MELO set, each with the occupations that its right forms name, or with the
  /// groups where they name none.
  public static LabelledTitles of(MeloSet set, Taxonomy taxonomy) {
    SortedMap<String, Long> counts = new TreeMap<>();
    for (String count : List.of("titles_in", "judged", "without_code", "unknown_code")) {
      counts.put(count, 0L);
    }
    Concept.Kind coded = taxonomy.coded().getFirst().kind();
    List<LabelledTitle> titles = new ArrayList<>();
    for (MeloSet.Query query : set.queries()) {
      Set<Concept> right = new LinkedHashSet<>();
      query.relevant().stream()
          .forEach(f -> taxonomy.byUri(set.forms().get(f).concept()).ifPresent(right::add));
      List<Concept> finest = right.stream().filter(c -> c.kind() == coded).toList();
      counts.merge("titles_in", 1L, Long::sum);
      if (right.isEmpty()) {
        counts.merge(query.relevant().isEmpty() ? "without_code" : "unknown_code", 1L, Long::sum);
      } else {
        counts.merge("judged", 1L, Long::sum);
        titles.add(
            new LabelledTitle(
                query.id(), query.title(), finest.isEmpty() ? List.copyOf(right) : finest));
      }
    }
    return new LabelledTitles(titles, counts, List.of());
  }

  /// Reads tab-separated titles with a header: `title` and one of `uri` (`esco_uri`), `code`
  /// (`esco_code`), `isco08`; optional `id`, `language`, `description`; other columns are passed
  /// over. A cell may name several, separated by `|`.
  ///
  /// A row with a language or a weight that is none is set aside as `bad_language` or `bad_weight`.
  /// A row counts as `unknown_code` when the taxonomy has none of what it names; where the taxonomy
  /// has no occupations, the unit group of an occupation is what is asked for.
  ///
  /// @param language of titles whose row doesn't say it
  /// A folder is read as a MELO set.
  ///
  /// @throws JobtrailException.Usage when a column is missing or nothing can be judged
  public static LabelledTitles read(Path file, Taxonomy taxonomy, Language language)
      throws IOException {
    if (Files.isDirectory(file)) {
      if (!Files.exists(file.resolve("queries.tsv"))
          && !Files.exists(file.resolve("queries.tsv.gz"))) {
        throw new JobtrailException.Usage(
            file + ": is a folder and no MELO set; wants a tab-separated file");
      }
      return of(MeloReader.read(file), taxonomy);
    }
    Reader reader = new Reader(file, new Truth(taxonomy), language);
    TsvFile.read(file, reader::row);
    if (reader.titles.isEmpty()) {
      throw new JobtrailException.Usage(
          file
              + ": no title that can be judged over "
              + taxonomy.name()
              + ": "
              + reader.counts
              + reader.aside.stream().limit(1).map(why -> "; " + why).collect(joining()));
    }
    return new LabelledTitles(reader.titles, reader.counts, reader.aside);
  }

  /// What a row names.
  ///
  /// @param lacking whether the taxonomy lacks one or more of the names
  private record Named(Set<Concept> right, boolean lacking) {
    /// Whether both name something, and nothing in common.
    boolean contradicts(Named other) {
      return !right.isEmpty() && !other.right.isEmpty() && Collections.disjoint(right, other.right);
    }
  }

  /// Finds what a row names.
  private record Truth(Taxonomy taxonomy, Concept.Kind coded) {
    Truth(Taxonomy taxonomy) {
      this(
          taxonomy,
          taxonomy.coded().isEmpty()
              ? Concept.Kind.UNIT_GROUP
              : taxonomy.coded().getFirst().kind());
    }

    Named of(Map<String, String> row) {
      Named named = of(cells(row, "uri"), this::byUri);
      if (named.right.isEmpty()) {
        named = of(cells(row, "code"), this::byCode);
      }
      if (named.right.isEmpty() && (coded == Concept.Kind.UNIT_GROUP || !hasFiner(row))) {
        named = of(cells(row, "isco"), this::byCode);
      }
      return named;
    }

    boolean contradictsItself(Map<String, String> row) {
      return of(cells(row, "uri"), this::byUri).contradicts(of(cells(row, "code"), this::byCode));
    }

    private static Named of(String[] names, Function<String, List<Concept>> known) {
      Set<Concept> right = new LinkedHashSet<>();
      boolean partly = false;
      for (String name : names) {
        List<Concept> found = known.apply(name);
        right.addAll(found);
        partly |= found.isEmpty();
      }
      return new Named(right, partly);
    }

    private static boolean hasFiner(Map<String, String> row) {
      return cells(row, "uri").length > 0 || cells(row, "code").length > 0;
    }

    private List<Concept> byUri(String uri) {
      return taxonomy.byUri(uri).stream().toList();
    }

    private List<Concept> byCode(String code) {
      List<Concept> found = taxonomy.allByCode(code);
      return found.isEmpty() && coded == Concept.Kind.UNIT_GROUP && code.length() > 4
          ? taxonomy.allByCode(code.substring(0, 4))
          : found;
    }

    private static String[] cells(Map<String, String> row, String column) {
      String cell = row.getOrDefault(column, "").strip();
      return cell.isEmpty() ? new String[0] : cell.split("\\s*\\|\\s*");
    }
  }

  private static final class Reader {
    private final Path file;
    private final Truth truth;
    private final Language language;
    private final List<LabelledTitle> titles = new ArrayList<>();
    private final SortedMap<String, Long> counts = new TreeMap<>();
    private final List<String> aside = new ArrayList<>();
    private List<String> header = List.of();

    Reader(Path file, Truth truth, Language language) {
      this.file = file;
      this.truth = truth;
      this.language = language;
      for (String count :
          List.of("titles_in", "judged", "without_title", "without_code", "unknown_code")) {
        counts.put(count, 0L);
      }
    }

    void row(int line, String[] cells) {
      if (header.isEmpty()) {
        header = header(cells);
        return;
      }
      Map<String, String> row = new HashMap<>();
      for (int i = 0; i < Math.min(cells.length, header.size()); i++) {
        row.putIfAbsent(header.get(i), cells[i].strip());
      }
      if (Arrays.stream(cells).skip(header.size()).anyMatch(cell -> !cell.isBlank())) {
        counts.merge("more_cells", 1L, Long::sum);
      }
      String fate = fate(line, row);
      counts.merge("titles_in", 1L, Long::sum);
      counts.merge(fate, 1L, Long::sum);
      if (fate.equals("judged") && !titles.getLast().query().hasWords()) {
        counts.merge("without_words", 1L, Long::sum);
      }
    }

    private String fate(int line, Map<String, String> row) {
      if (row.getOrDefault("title", "").isEmpty()) {
        return "without_title";
      }
      if (List.of("uri", "code", "isco").stream()
          .allMatch(c -> row.getOrDefault(c, "").isEmpty())) {
        return "without_code";
      }
      Named named = truth.of(row);
      if (named.right.isEmpty()) {
        return "unknown_code";
      }
      Optional<Language> spoken = language(row.getOrDefault("language", ""));
      if (spoken.isEmpty()) {
        return aside(line, "a language is an ISO 639 code like nl", row, "language");
      }
      OptionalDouble weight = weight(row.getOrDefault("weight", ""));
      if (weight.isEmpty()) {
        return aside(line, "a weight is a number above 0", row, "weight");
      }
      String id = row.getOrDefault("id", "");
      titles.add(
          new LabelledTitle(
              id.isEmpty() ? String.valueOf(line) : id,
              TitleQuery.ofCells(
                  row.getOrDefault("title", ""),
                  spoken.get(),
                  row.getOrDefault("description", ""),
                  row.getOrDefault("employer", ""),
                  row.getOrDefault("neighbours", "")),
              List.copyOf(named.right),
              weight.getAsDouble()));
      if (named.lacking) {
        counts.merge("partly_unknown_code", 1L, Long::sum);
      }
      if (truth.contradictsItself(row)) {
        counts.merge("contradicting_code", 1L, Long::sum);
      }
      return "judged";
    }

    private String aside(int line, String rule, Map<String, String> row, String column) {
      aside.add(
          file + ":" + line + ": " + rule + ", found \"" + row.getOrDefault(column, "") + '"');
      return "bad_" + column;
    }

    private static OptionalDouble weight(String own) {
      try {
        double weight = own.isEmpty() ? 1 : Double.parseDouble(own);
        return weight > 0 && Double.isFinite(weight)
            ? OptionalDouble.of(weight)
            : OptionalDouble.empty();
      } catch (NumberFormatException e) {
        return OptionalDouble.empty();
      }
    }

    private Optional<Language> language(String own) {
      if (own.isEmpty()) {
        return Optional.of(language);
      }
      String code = own.toLowerCase(Locale.ROOT).replaceFirst("[-_].*", "");
      return code.matches("[a-z]{2,3}") ? Optional.of(new Language(code)) : Optional.empty();
    }

    private List<String> header(String[] cells) {
      List<String> names = new ArrayList<>();
      for (String cell : cells) {
        String name = cell.strip().toLowerCase(Locale.ROOT);
        names.add(COLUMNS.getOrDefault(name, "other " + name));
      }
      if (Collections.frequency(names, "title") > 1) {
        throw new JobtrailException.Usage(
            file + ":1: two columns `title`; rename the one that is not meant");
      }
      String missing =
          !names.contains("title")
              ? "title"
              : Collections.disjoint(names, List.of("uri", "code", "isco"))
                  ? "uri, code or isco08"
                  : "";
      if (!missing.isEmpty()) {
        throw new JobtrailException.Usage(
            file
                + ":1: missing column "
                + missing
                + "; found "
                + String.join(", ", cells)
                + "; wants a header with title and uri (or esco_uri), code (or esco_code) or"
                + " isco08");
      }
      return names;
    }
  }
}
