package org.jobtrail.panel.importing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PeriodUnit;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.RowFates;
import org.jspecify.annotations.Nullable;

/// Reads a person-by-period table as a mapping says.
///
/// All rows of a person are gathered first, the dropped ones too: a year without an interview may
/// still be the one that tells the education. Then the person's years are walked in their order,
/// and nothing that a later row says reaches an earlier record.
final class MappedTable implements TableRows {
  private final Path file;
  private final Mapping mapping;
  private final Optional<Map<String, String>> titles;
  private final PanelBuilder builder;
  private final List<PanelBuilder.Levels> fixed = new ArrayList<>();
  private final List<PanelBuilder.Levels> varying = new ArrayList<>();
  private final Imported.Examples examples = new Imported.Examples();
  private final RowFates.Builder rows = RowFates.builder();

  private List<String> header = List.of();
  private int person;
  private int period;
  private @Nullable FateReader fateReader;
  private final List<LevelReader> fixedReaders = new ArrayList<>();
  private final List<CellsToLevel> varyingReaders = new ArrayList<>();
  private long rowsIn;

  /// The table so far, a row each.
  private final PanelBuilder.Words people = new PanelBuilder.Words();
  private final Column.Ints persons = new Column.Ints();
  private final Column.Ints periods = new Column.Ints();
  private final Column.Ints lines = new Column.Ints();

  /// As {@link FateReader#fate} gives them.
  private final Column.Ints fates = new Column.Ints();
  private final List<Column.Ints> fixedCells = new ArrayList<>();
  private final List<Column.Ints> varyingCells = new ArrayList<>();
  private final List<Column.Reals> measures = new ArrayList<>();

  private MappedTable(Path file, Mapping mapping, Optional<Map<String, String>> titles) {
    this.file = file;
    this.mapping = mapping;
    this.titles = titles;
    for (Mapping.Fixed f : mapping.fixed()) {
      fixed.add(new PanelBuilder.Levels(f.name(), f.reading().order()));
      fixedCells.add(new Column.Ints());
    }
    for (Mapping.Varying v : mapping.varying()) {
      varying.add(
          new PanelBuilder.Levels(
              v.name(),
              switch (v) {
                case Mapping.Varying.OfColumn c -> c.reading().order();
                case Mapping.Varying.Reached r -> levels(r);
              }));
      varyingCells.add(new Column.Ints());
    }
    mapping.measures().forEach(_ -> measures.add(new Column.Reals()));
    builder =
        new PanelBuilder(
            mapping.name(),
            mapping.unit(),
            fixed,
            varying,
            mapping.measures().stream().map(Mapping.Measure::name).toList());
    for (Mapping.Rule rule : mapping.rules()) {
      if (rule.effect() instanceof Mapping.Effect.Status(String code, String title)) {
        builder.status(code, title);
      }
    }
  }

  private static List<String> levels(Mapping.Varying.Reached reached) {
    List<String> levels = new ArrayList<>(List.of(reached.otherwise()));
    reached.levels().forEach(level -> levels.add(level.level()));
    return levels;
  }

  /// @param titles empty when no table was given
  static Imported read(Path file, Mapping mapping, Optional<Map<String, String>> titles)
      throws IOException {
    MappedTable table = new MappedTable(file, mapping, titles);
    TableRows.read(file, mapping.separator(), table);
    return table.finish();
  }

  @Override
  public void header(List<String> names) {
    header = names;
    person = place("person", mapping.person());
    period = place("period", mapping.period());
    place("occupation.column", mapping.occupation().column());
    for (Mapping.Rule rule : mapping.rules()) {
      rule.when().forEach(c -> place("rule.when", c.column()));
      rule.unless().forEach(c -> place("rule.unless", c.column()));
    }
    for (int c = 0; c < mapping.fixed().size(); c++) {
      Mapping.Fixed f = mapping.fixed().get(c);
      place("fixed." + f.name(), f.column());
      fixedReaders.add(new LevelReader(file, f.name(), f.column(), f.reading(), fixed.get(c)));
    }
    for (int c = 0; c < mapping.varying().size(); c++) {
      varyingReaders.add(reader(mapping.varying().get(c), varying.get(c)));
    }
    mapping.measures().forEach(m -> place("measure." + m.name(), m.column()));
    fateReader = new FateReader(file, mapping, titles, header, builder, examples);
  }

  private int place(String key, String column) {
    int place = header.indexOf(column);
    if (place < 0) {
      throw new JobtrailException.Usage(
          file
              + ":1: has no column \""
              + column
              + "\", which "
              + mapping.source()
              + " names as "
              + key
              + "; found "
              + String.join(", ", header));
    }
    return place;
  }

  private FateReader fates() {
    return Objects.requireNonNull(fateReader, "the header comes first");
  }

  /// Reads a varying covariate out of a row.
  private interface CellsToLevel {
    int number(List<String> cells, int year, int line);
  }

  private CellsToLevel reader(Mapping.Varying covariate, PanelBuilder.Levels levels) {
    return switch (covariate) {
      case Mapping.Varying.OfColumn c -> {
        int place = place("varying." + c.name(), c.column());
        LevelReader reader = new LevelReader(file, c.name(), c.column(), c.reading(), levels);
        yield (cells, _, line) -> reader.number(cells.get(place).strip(), line);
      }
      case Mapping.Varying.Reached r -> {
        int[] numbers = levels(r).stream().mapToInt(levels::number).toArray();
        List<List<Integer>> places =
            r.levels().stream()
                .map(l -> l.years().stream().map(y -> place("varying." + r.name(), y)).toList())
                .toList();
        yield (cells, year, line) -> numbers[reached(r.name(), places, cells, year, line)];
      }
    };
  }

  /// How many of the levels, counted from the lowest, the highest reached one stands for.
  private int reached(
      String name, List<List<Integer>> places, List<String> cells, int year, int line) {
    int highest = 0;
    for (int level = 0; level < places.size(); level++) {
      for (int place : places.get(level)) {
        String cell = cells.get(place).strip();
        if (cell.isEmpty()) {
          continue;
        }
        OptionalInt when = Cells.year(cell);
        if (when.isEmpty()) {
          setAside(name + "_no_year", header.get(place), cell, line);
        } else if (when.getAsInt() <= year) {
          highest = level + 1;
        }
      }
    }
    return highest;
  }

  private void setAside(String what, String column, String cell, int line) {
    rows.add("values_set_aside." + what, 1);
    examples.add(
        "values " + what,
        file + ":" + line + ": " + column + " \"" + cell + "\" counts as missing (" + what + ")");
  }

  private void drop(String reason, int line, String detail) {
    rows.add("dropped." + reason, 1);
    examples.add(
        reason,
        file + ":" + line + ": row dropped as " + reason + (detail.isEmpty() ? "" : ": ") + detail);
  }

  @Override
  public void row(List<String> cells, int line) {
    rowsIn++;
    if (cells.size() != header.size()) {
      drop("wrong_width", line, "has " + cells.size() + " cells, the header has " + header.size());
      return;
    }
    String id = cells.get(person).strip();
    if (id.isEmpty()) {
      drop("no_person", line, "");
      return;
    }
    String when = cells.get(period).strip();
    OptionalInt parsed = Cells.period(when, mapping.unit());
    if (parsed.isEmpty()) {
      drop(
          "period_unparseable",
          line,
          "\"" + when + "\" is no " + (mapping.unit() == PeriodUnit.YEAR ? "year" : "quarter"));
      return;
    }
    int year = mapping.unit() == PeriodUnit.YEAR ? parsed.getAsInt() : parsed.getAsInt() / 4;
    int fate = fates().fate(cells, line);
    persons.add(people.number(id));
    periods.add(parsed.getAsInt());
    lines.add(line);
    fates.add(fate);
    for (int c = 0; c < fixedReaders.size(); c++) {
      Mapping.Fixed f = mapping.fixed().get(c);
      String cell = cells.get(header.indexOf(f.column())).strip();
      fixedCells
          .get(c)
          .add(orMissing(fixedReaders.get(c).number(cell, line), f.name(), f.column(), cell, line));
    }
    for (int c = 0; c < varyingReaders.size(); c++) {
      Mapping.Varying v = mapping.varying().get(c);
      int number = varyingReaders.get(c).number(cells, year, line);
      if (v instanceof Mapping.Varying.OfColumn o) {
        String cell = cells.get(header.indexOf(o.column())).strip();
        number = orMissing(number, o.name(), o.column(), cell, line);
      }
      varyingCells.get(c).add(number);
    }
    for (int m = 0; m < measures.size(); m++) {
      measures.get(m).add(measure(mapping.measures().get(m), cells, line));
    }
  }

  private int orMissing(int number, String name, String column, String cell, int line) {
    if (number == LevelReader.NO_NUMBER) {
      setAside(name + "_no_number", column, cell, line);
      return 0;
    }
    return number;
  }

  private double measure(Mapping.Measure measure, List<String> cells, int line) {
    String cell = cells.get(header.indexOf(measure.column())).strip();
    if (measure.missing().contains(cell) || cell.equalsIgnoreCase("nan")) {
      return Double.NaN;
    }
    double value = Cells.number(cell);
    if (Double.isNaN(value)) {
      setAside(measure.name() + "_no_number", measure.column(), cell, line);
      return Double.NaN;
    }
    if ((measure.above().isPresent() && value <= measure.above().getAsDouble())
        || (measure.atMost().isPresent() && value > measure.atMost().getAsDouble())) {
      setAside(measure.name() + "_out_of_range", measure.column(), cell, line);
      return Double.NaN;
    }
    return value;
  }

  /// Walks every person's rows in their order.
  private Imported finish() {
    int n = persons.size();
    int[] from = new int[people.all().size() + 1];
    for (int i = 0; i < n; i++) {
      from[persons.get(i) + 1]++;
    }
    for (int p = 0; p < people.all().size(); p++) {
      from[p + 1] += from[p];
    }
    int[] sorted = new int[n];
    int[] next = from.clone();
    for (int i = 0; i < n; i++) {
      sorted[next[persons.get(i)]++] = i;
    }
    long outOfOrder = 0;
    for (int p = 0; p < people.all().size(); p++) {
      int[] own = Arrays.copyOfRange(sorted, from[p], from[p + 1]);
      if (IntStream.range(1, own.length)
          .anyMatch(i -> periods.get(own[i]) < periods.get(own[i - 1]))) {
        outOfOrder++;
        int[] mended =
            Arrays.stream(own)
                .boxed()
                .sorted(Comparator.comparingInt(periods::get))
                .mapToInt(i -> i)
                .toArray();
        walk(p, mended);
      } else {
        walk(p, own);
      }
    }
    if (rowsIn == 0) {
      throw new JobtrailException.Usage(file + ": has no rows, only the names of the columns");
    }
    if (builder.size() == 0) {
      throw new JobtrailException.Usage(
          file
              + ": none of its "
              + rowsIn
              + " rows gives a record; "
              + mapping.source()
              + " dropped them all: "
              + rows.build().group("dropped"));
    }
    Panel panel = builder.build(titles.orElse(Map.of()));
    Imported.count(panel, rows);
    rows.add("rows_in", rowsIn)
        .add("people_in", people.all().size())
        .add("people_without_record", people.all().size() - panel.people().size())
        .add("people_sorted_by_period", outOfOrder)
        .sum("people_in", "people", "people_without_record");
    return new Imported(panel, rows.sum("rows_in", "records", "dropped").build(), examples.notes());
  }

  private void walk(int p, int[] own) {
    int[] kept = kept(p, own);
    if (kept.length == 0) {
      return;
    }
    int[] levels = new int[fixed.size()];
    Arrays.setAll(levels, c -> fixedLevel(p, c, own, kept[0]));
    int[][] ofRecords = new int[varying.size()][];
    Arrays.setAll(ofRecords, c -> varyingLevels(c, own, kept));
    double[][] numbers = new double[measures.size()][];
    Arrays.setAll(
        numbers, m -> Arrays.stream(kept).mapToDouble(i -> measures.get(m).get(i)).toArray());
    builder.person(
        people.word(p),
        levels,
        Optional.empty(),
        Arrays.stream(kept).map(periods::get).toArray(),
        Arrays.stream(kept).map(fates::get).toArray(),
        ofRecords,
        numbers);
  }

  /// The rows that become records, one a period.
  private int[] kept(int p, int[] own) {
    int[] kept = new int[own.length];
    int size = 0;
    for (int i : own) {
      if (fates.get(i) < 0) {
        rows.add("dropped." + fates().reason(fates.get(i)), 1);
      } else if (size == 0 || periods.get(kept[size - 1]) != periods.get(i)) {
        kept[size++] = i;
      } else {
        String again =
            "person "
                + people.word(p)
                + " has a second record for the same period, the first is on line "
                + lines.get(kept[size - 1]);
        switch (mapping.duplicates()) {
          case REFUSE ->
              throw new JobtrailException.Usage(
                  file
                      + ":"
                      + lines.get(i)
                      + ": "
                      + again
                      + "; say duplicates = \"first\" or \"last\" in the mapping, or mend the file");
          case FIRST -> drop("duplicate", lines.get(i), again);
          case LAST -> {
            drop("duplicate", lines.get(kept[size - 1]), "line " + lines.get(i) + " replaces it");
            kept[size - 1] = i;
          }
        }
      }
    }
    return Arrays.copyOf(kept, size);
  }

  private int fixedLevel(int p, int c, int[] own, int first) {
    Mapping.Fixed f = mapping.fixed().get(c);
    int level = 0;
    int line = 0;
    for (int i : own) {
      int said = fixedCells.get(c).get(i);
      if (said == 0) {
        continue;
      }
      if (f.constant() && level != 0 && said != level) {
        throw new JobtrailException.Usage(
            file
                + ":"
                + lines.get(i)
                + ": "
                + f.name()
                + " of person "
                + people.word(p)
                + " is "
                + fixed.get(c).word(said)
                + " here and "
                + fixed.get(c).word(level)
                + " on line "
                + line
                + "; say take = \"first\" in the mapping, or mend the file");
      }
      if (f.constant() || periods.get(i) <= periods.get(first)) {
        level = said;
        line = lines.get(i);
      }
    }
    return level;
  }

  private int[] varyingLevels(int c, int[] own, int[] kept) {
    boolean carry =
        mapping.varying().get(c) instanceof Mapping.Varying.OfColumn o && o.carryForward();
    int[] levels = new int[kept.length];
    int next = 0;
    int last = 0;
    for (int t = 0; t < kept.length; t++) {
      while (carry && next < own.length && periods.get(own[next]) <= periods.get(kept[t])) {
        int said = varyingCells.get(c).get(own[next++]);
        last = said == 0 ? last : said;
      }
      int here = varyingCells.get(c).get(kept[t]);
      levels[t] = here == 0 && carry ? last : here;
    }
    return levels;
  }
}
