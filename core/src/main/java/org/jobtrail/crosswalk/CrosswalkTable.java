package org.jobtrail.crosswalk;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.RowFates;
import org.jobtrail.taxonomy.Csv;
import org.jobtrail.taxonomy.SourceFile;

/// Reads a correspondence table, comma-, semicolon- or tab-separated, plain, `.gz` or `.zip`.
///
/// Every row ends in one of: a link, a code without counterpart, a repeated row, a row of another
/// part of the table (`--where`), or set aside with its line and the reason.
public final class CrosswalkTable {
  /// Weights beyond these are a slip of a keyboard.
  private static final double LEAST = 1e-9;

  private static final double MOST = 1e12;

  private final Settings settings;
  private final SortedMap<String, Link> links = new TreeMap<>();
  private final SortedSet<String> sources = new TreeSet<>();
  private final SortedSet<String> targets = new TreeSet<>();
  private final List<SetAside> away = new ArrayList<>();
  private final RowFates.Builder rows = RowFates.builder();
  private long partMarks;

  private CrosswalkTable(Settings settings) {
    this.settings = settings;
  }

  /// What the command line says of a table.
  ///
  /// @param fromColumn a name, or a number from 1; empty to look for one called like `from`
  /// @param where `COLUMN=VALUE`: other rows belong to another table in the same file
  /// @param fromDigits sources of fewer digits get zeros in front; 0 leaves them alone
  public record Settings(
      String from,
      String to,
      Optional<String> fromColumn,
      Optional<String> toColumn,
      Optional<String> weightColumn,
      Optional<String> fromPartColumn,
      Optional<String> toPartColumn,
      Optional<String> where,
      int fromDigits,
      int toDigits) {
    public Settings {
      if (fromDigits < 0 || fromDigits > 20 || toDigits < 0 || toDigits > 20) {
        throw new JobtrailException.Usage("--from-digits and --to-digits must be 0 to 20");
      }
      for (String name : List.of(from, to)) {
        if (Schemes.key(name).isEmpty() || name.chars().anyMatch(c -> c < ' ')) {
          throw new JobtrailException.Usage(
              "--from and --to name classifications, such as ISCO-08; found \"" + name + '"');
        }
      }
    }

    /// Columns found by the names of the classifications.
    public static Settings of(String from, String to) {
      Optional<String> none = Optional.empty();
      return new Settings(from, to, none, none, none, none, none, none, 0, 0);
    }
  }

  /// A row that can't be used.
  ///
  /// @param line from 1
  public record SetAside(int line, String reason, String row) {}

  /// A crosswalk with the account of how it came about.
  ///
  /// @param headed whether the first row named the columns
  public record Imported(
      Crosswalk crosswalk, boolean headed, List<SetAside> setAside, RowFates rows, Path input) {
    public Imported {
      setAside = List.copyOf(setAside);
    }
  }

  /// @throws JobtrailException.Usage when the file can't be used or no row is a link
  public static Imported read(Path path, Settings settings) {
    List<SourceFile> files = SourceFile.open(path);
    if (files.size() != 1) {
      throw new JobtrailException.Usage(
          path
              + ": holds "
              + files.size()
              + " tables, a crosswalk is made from one"
              + (files.isEmpty() ? "" : "; unpack it and name one: " + names(files)));
    }
    return new CrosswalkTable(settings).read(path, files.getFirst());
  }

  private static String names(List<SourceFile> files) {
    return String.join(", ", files.stream().limit(5).map(SourceFile::name).toList());
  }

  private Imported read(Path path, SourceFile file) {
    Csv csv = new Csv(file.text());
    List<String> first = csv.next();
    if (first.isEmpty()) {
      throw new JobtrailException.Usage(path + ": is empty; a crosswalk has a row for each pair");
    }
    CodeColumns columns = CodeColumns.of(path.toString(), first, settings);
    List<String> row = columns.headed() ? csv.next() : first;
    for (String count :
        List.of("rows_in", "links", "rows_without_counterpart", "rows_repeated", "rows_other")) {
      rows.add(count, 0);
    }
    rows.add("rows_set_aside", 0);
    for (; !row.isEmpty(); row = csv.next()) {
      rows.add("rows_in", 1);
      if (csv.isCut()) {
        throw new JobtrailException.Usage(
            "%s:%d: a quote that never ends; mend the table".formatted(path, csv.rowLine()));
      }
      accept(columns, row, csv.rowLine());
    }
    if (links.isEmpty()) {
      throw new JobtrailException.Usage(
          path
              + ": no row leads from one code to another"
              + away.stream()
                  .findFirst()
                  .map(r -> "; the first row set aside is line " + r.line() + ": " + r.reason())
                  .orElse(""));
    }
    links.values().forEach(link -> sources.remove(link.source()));
    links.values().forEach(link -> targets.remove(link.target()));
    Crosswalk crosswalk =
        new Crosswalk(
            settings.from(),
            settings.to(),
            columns.weight() < 0 ? Crosswalk.Weights.EQUAL : Crosswalk.Weights.STATED,
            List.copyOf(links.values()),
            sources,
            targets);
    return new Imported(crosswalk, columns.headed(), away, fates(crosswalk), path);
  }

  private RowFates fates(Crosswalk crosswalk) {
    return CrosswalkFolder.count(rows, crosswalk)
        .add("part_marks", partMarks)
        .sum(
            "rows_in",
            "links",
            "rows_without_counterpart",
            "rows_repeated",
            "rows_other",
            "rows_set_aside")
        .sum("rows_set_aside", "set_aside")
        .build();
  }

  private void accept(CodeColumns columns, List<String> row, int line) {
    if (columns.filter() >= 0 && !cell(row, columns.filter()).equals(columns.filterValue())) {
      rows.add("rows_other", 1);
      return;
    }
    if (row.stream().allMatch(String::isBlank)) {
      setAside(line, "empty-row", row);
      return;
    }
    if (Math.max(columns.source(), columns.target()) >= row.size()) {
      setAside(line, "missing-cells", row);
      return;
    }
    Optional<CodeCell> source;
    Optional<CodeCell> target;
    try {
      source = CodeCell.of(cell(row, columns.source()), settings.fromDigits());
      target = CodeCell.of(cell(row, columns.target()), settings.toDigits());
    } catch (IllegalArgumentException e) {
      setAside(line, "not-a-code", row);
      return;
    }
    if (source.isEmpty() || target.isEmpty()) {
      withoutCounterpart(source, target, line, row);
      return;
    }
    double weight = 1;
    if (columns.weight() >= 0) {
      weight = weight(cell(row, columns.weight()));
      if (!(weight >= LEAST && weight <= MOST)) {
        setAside(line, "bad-weight", row);
        return;
      }
    }
    add(
        new Link(
            source.get().code(),
            target.get().code(),
            weight,
            source.get().part() || marked(cell(row, columns.sourcePart())),
            target.get().part() || marked(cell(row, columns.targetPart()))),
        line,
        row);
  }

  private void withoutCounterpart(
      Optional<CodeCell> source, Optional<CodeCell> target, int line, List<String> row) {
    if (source.isEmpty() && target.isEmpty()) {
      setAside(line, "no-code", row);
      return;
    }
    rows.add("rows_without_counterpart", 1);
    source.ifPresent(code -> sources.add(code.code()));
    target.ifPresent(code -> targets.add(code.code()));
  }

  private void add(Link link, int line, List<String> row) {
    Link before = links.putIfAbsent(link.source() + '\t' + link.target(), link);
    if (before == null) {
      rows.add("links", 1);
      partMarks += link.sourcePart() || link.targetPart() ? 1 : 0;
    } else if (before.equals(link)) {
      rows.add("rows_repeated", 1);
    } else {
      setAside(
          line,
          before.weight() == link.weight()
              ? "repeated-with-other-part-mark"
              : "repeated-with-other-weight",
          row);
    }
  }

  private void setAside(int line, String reason, List<String> row) {
    rows.add("rows_set_aside", 1).add("set_aside." + reason, 1);
    away.add(new SetAside(line, reason, Ledger.cell(String.join(" | ", row))));
  }

  private static String cell(List<String> row, int column) {
    return column < 0 || column >= row.size() ? "" : row.get(column).strip();
  }

  /// A column of marks says no by an empty cell, 0, n or no.
  private static boolean marked(String cell) {
    return !cell.isEmpty() && !cell.matches("(?i)0|n|no|false|-");
  }

  /// NaN for what is no number; `0,5` is a half.
  private static double weight(String cell) {
    String number = cell.replaceFirst("^(\\d*),(\\d+)$", "$1.$2");
    return number.matches("[+]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?")
        ? Double.parseDouble(number)
        : Double.NaN;
  }
}
