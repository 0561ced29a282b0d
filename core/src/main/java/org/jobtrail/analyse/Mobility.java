package org.jobtrail.analyse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jobtrail.analyse.chart.Bars;
import org.jobtrail.analyse.chart.Dots;
import org.jobtrail.analyse.chart.Ribbons;

/// Top flows at one ISCO-08 level, and mobility indices at all four.
final class Mobility {
  /// Indices are published on at least this many times as many persons as a cell.
  private static final int INDEX_FACTOR = 10;

  private static final int FLOWS = 20;
  private static final List<String> LEVELS = List.of("major", "sub-major", "minor", "unit");

  /// Of the flows at levels 1 to 4.
  static final List<UnaryOperator<List<String>>> KEYS =
      IntStream.rangeClosed(1, 4).mapToObj(Mobility::firstDigits).toList();

  private final Study study;
  private final BreakTables tables;
  private final List<Tallies> matrices;

  Mobility(Study study, BreakTables tables) {
    this.study = study;
    this.tables = tables;
    this.matrices = study.database().tallies("flows", KEYS);
  }

  private static UnaryOperator<List<String>> firstDigits(int level) {
    return cell -> List.of(cell.getFirst().substring(0, level), cell.getLast().substring(0, level));
  }

  Section section() {
    return new Section(
        "Flows and mobility",
        "Top flows are the most frequent moves between two groups. The indices sum up a whole matrix:"
            + " Shorrocks' trace index is 0 when everybody stays in group and 1 when the next group does"
            + " not depend on the last; row entropy and Herfindahl say how widely the next groups are"
            + " spread. Indices of few pairs are biased, so the intervals belong to estimates corrected for bias"
            + " by the resamples. Where the bias is larger than the noise there is neither. Formulas and sources are in the"
            + " SQL below.",
        List.of(flows(), indices(), origins()));
  }

  private String pairs() {
    return Numbers.grouped(tables.tally("total").total()) + " pairs";
  }

  /// Moves that may be published, largest first.
  ///
  /// What is nested in a hidden pair of major groups stays hidden; elsewhere the moves of one pair
  /// of major groups, and those that share one level, are lines whose totals readers know.
  private List<Tally> publishableMoves(int level) {
    Suppression suppression = study.suppression();
    Map<List<String>, List<Integer>> byMajors = new LinkedHashMap<>();
    Map<Integer, List<Integer>> byShared = new LinkedHashMap<>();
    Map<List<String>, List<Tally>> parts = new LinkedHashMap<>();
    Map<Integer, Tally> moves = new LinkedHashMap<>();
    Tallies majors = matrices.getFirst();
    for (Tally cell : matrices.get(level - 1).all()) {
      List<String> major = List.of(cell.key(0).substring(0, 1), cell.key(1).substring(0, 1));
      boolean move = !cell.key(0).equals(cell.key(1));
      boolean shown = move && open(major.get(0), major.get(1), majors);
      int id = shown ? suppression.cell(cell) : suppression.unpublished(cell);
      if (shown) {
        moves.put(id, cell);
      }
      byMajors.computeIfAbsent(major, _ -> new ArrayList<>()).add(id);
      parts.computeIfAbsent(major, _ -> new ArrayList<>()).add(cell);
      if (move && major.get(0).equals(major.get(1))) {
        byShared.computeIfAbsent(shared(cell), _ -> new ArrayList<>()).add(id);
        parts.computeIfAbsent(List.of("shared " + shared(cell)), _ -> new ArrayList<>()).add(cell);
      }
    }
    if (level > 1) {
      byMajors.forEach(
          (major, ids) -> {
            if (open(major.get(0), major.get(1), majors)) {
              suppression.line(suppression.given(union(parts, major)), ids);
            }
          });
      byShared.forEach(
          (shared, ids) ->
              suppression.line(suppression.given(union(parts, List.of("shared " + shared))), ids));
    }
    suppression.settle();
    return moves.entrySet().stream()
        .filter(move -> !suppression.hidden(move.getKey()))
        .map(Map.Entry::getValue)
        .sorted(
            java.util.Comparator.comparingLong(Tally::total)
                .reversed()
                .thenComparing(cell -> String.join("\t", cell.key())))
        .toList();
  }

  private static Tally union(Map<List<String>, List<Tally>> parts, List<String> key) {
    return Tally.union(key, parts.getOrDefault(key, List.of()));
  }

  private static int shared(Tally cell) {
    int same = 0;
    while (cell.key(0).charAt(same) == cell.key(1).charAt(same)) {
      same++;
    }
    return same;
  }

  /// Whether readers may know all pairs from one major group to another: those with and without
  /// break are published, and the rest, whose gap was not measured, are none or enough people.
  private boolean open(String origin, String destination, Tallies majors) {
    long rest =
        majors.of(origin, destination).total()
            - tables.tally("pair", BreakTables.NO_BREAK, origin, destination).total()
            - tables.tally("pair", BreakTables.BREAK, origin, destination).total();
    return tables.open(origin, destination)
        && (rest == 0 || study.enough(tables.notMeasured(origin, destination)));
  }

  private Exhibit flows() {
    int level = study.settings().level();
    List<Tally> moves = publishableMoves(level);
    Tally total = tables.tally("total");
    double[] all = study.bootstrap().counts(total);
    Table.Builder builder =
        Table.named("top_flows")
            .column("origin", "from")
            .column("destination", "to")
            .column("pairs", "pairs")
            .column("people", "people")
            .column("share", "share of all pairs")
            .interval("share");
    List<Ribbons.Flow> ribbons = new ArrayList<>();
    for (Tally move : moves.subList(0, Math.min(FLOWS, moves.size()))) {
      String origin = study.names().of(move.key(0));
      String destination = study.names().of(move.key(1));
      builder.row(
          Study.join(
              List.of(
                  Cell.text(origin),
                  Cell.text(destination),
                  Cell.count(move.total()),
                  Cell.count(move.people())),
              study.share(move, total, all)));
      ribbons.add(new Ribbons.Flow(origin, destination, move.total()));
    }
    Table table = builder.build();
    String groups = LEVELS.get(level - 1) + " groups";
    String title = "Top flows between " + groups;
    String unit = "pairs that move from one of the ISCO-08 " + groups + " to another";
    String reading =
        ribbons.isEmpty()
            ? Readings.TOO_FEW
            : "The largest flow goes from "
                + ribbons.getFirst().origin()
                + " to "
                + ribbons.getFirst().destination()
                + " ("
                + Numbers.grouped(ribbons.getFirst().count())
                + " pairs); the "
                + ribbons.size()
                + " largest are shown.";
    String svg =
        ribbons.isEmpty()
            ? ""
            : new Ribbons(Exhibit.caption(title, unit, pairs(), reading), ribbons, "from", "to")
                .svg();
    return new Exhibit(title, unit, pairs(), reading, svg, table, "flows");
  }

  private Exhibit indices() {
    Table.Builder builder =
        Table.named("mobility")
            .column("level", "ISCO-08 level")
            .column("groups", "groups left by at least one pair")
            .column("shorrocks", "Shorrocks trace index")
            .corrected("shorrocks")
            .column("entropy", "mean row entropy in nats")
            .corrected("entropy")
            .column("relative_entropy", "the same, divided by ln k")
            .corrected("relative_entropy")
            .column("herfindahl", "mean Herfindahl of destinations")
            .corrected("herfindahl");
    for (int level = 1; level <= 4; level++) {
      builder.row(indexRow(level));
    }
    Table table = builder.build();
    List<org.jobtrail.analyse.chart.Measure> measures = new ArrayList<>();
    for (int level = 0; level < 4; level++) {
      measures.add(Study.correctedMeasure(table, level, "shorrocks"));
      study.headline("shorrocks_level_" + (level + 1), table.cell(level, "shorrocks"));
    }
    String title = "Mobility by level";
    String unit =
        "Shorrocks trace index (k − tr P)/(k − 1), no unit, 0 to k/(k − 1), corrected for bias if"
            + " with an interval";
    Cell first = table.cell(0, "shorrocks");
    String reading =
        (Double.isNaN(first.value())
                ? Readings.TOO_FEW
                : "Between major groups mobility is "
                    + first.shown()
                    + ", where 0 means that everybody stays and 1 that the next group does not depend on"
                    + " the last.")
            + " Entropy and Herfindahl are not corrected at levels 3 and 4: resamples visit far fewer"
            + " cells of so sparse a matrix, and what they show of the bias falls short.";
    String svg =
        new Dots(
                Exhibit.caption(title, unit, pairs(), reading),
                LEVELS.stream().map(name -> name + " groups").toList(),
                List.of(new Dots.Series("Shorrocks", measures)),
                "ISCO-08 level",
                "trace index",
                false)
            .svg();
    return new Exhibit(title, unit, pairs(), reading, svg, table, "flows");
  }

  private List<Cell> indexRow(int level) {
    TransitionMatrix matrix = new TransitionMatrix(matrices.get(level - 1));
    List<Cell> head = List.of(Cell.count(level));
    boolean few =
        study.minimum() > 1
            && tables.tally("total").people() < (long) INDEX_FACTOR * study.minimum();
    // Three numbers about the ten by ten table, and the three corrected ones, must not close its
    // last open equations.
    boolean tight = level == 1 && tables.anyPairHidden() && tables.freedom() < 9;
    if (few || tight) {
      return Study.join(head, Study.suppressed(17));
    }
    MobilityIndices indices = matrix.indices();
    List<MobilityIndices> resampled =
        level <= 2 ? matrix.indices(study.bootstrap()) : matrix.traceOnly(study.bootstrap());
    return Study.join(
        head,
        List.of(Cell.count(indices.groups())),
        cells(indices, resampled, MobilityIndices::shorrocks),
        cells(indices, resampled, MobilityIndices::entropy),
        cells(indices, resampled, MobilityIndices::relativeEntropy),
        cells(indices, resampled, MobilityIndices::herfindahl));
  }

  private static List<Cell> cells(
      MobilityIndices indices,
      List<MobilityIndices> resampled,
      ToDoubleFunction<MobilityIndices> index) {
    double estimate = index.applyAsDouble(indices);
    BiasCorrected corrected =
        BiasCorrected.of(estimate, resampled.stream().mapToDouble(index).toArray());
    return Study.join(
        List.of(Cell.number(estimate, 3)),
        Study.numberCells(corrected.estimate(), corrected.interval(), 3));
  }

  private Exhibit origins() {
    Table.Builder builder =
        Table.named("mobility_origins")
            .column("origin", "from major group")
            .column("pairs", "pairs")
            .column("stay", "share that stays")
            .interval("stay")
            .column("entropy", "row entropy in nats")
            .column("herfindahl", "Herfindahl of destinations");
    List<Bars.Bar> bars = new ArrayList<>();
    for (String origin : BreakTables.MAJORS) {
      Tallies cells = tables.measured(origin);
      Tally row = cells.total();
      if (row.total() == 0) {
        continue;
      }
      // Sums of cells that the matrices publish; how all destinations spread needs the whole row.
      boolean open = study.enough(row) && tables.originOpen(origin) && tables.open(origin, origin);
      boolean whole = open && BreakTables.MAJORS.stream().allMatch(d -> tables.open(origin, d));
      MobilityIndices indices = new TransitionMatrix(cells).indices();
      List<Cell> stay = study.share(cells.of(origin, origin), row, study.bootstrap().counts(row));
      builder.row(
          Study.join(
              List.of(Cell.text(study.names().of(origin))),
              open ? Study.join(List.of(Cell.count(row.total())), stay) : Study.suppressed(4),
              whole
                  ? List.of(Cell.number(indices.entropy(), 3), Cell.number(indices.herfindahl(), 3))
                  : Study.suppressed(2)));
    }
    Table table = builder.build();
    for (int row = 0; row < table.rows().size(); row++) {
      bars.add(new Bars.Bar(table.cell(row, "origin").shown(), Study.measure(table, row, "stay")));
    }
    String title = "Who stays in the major group";
    String unit = "share of pairs whose second job is in the first one's major group";
    String reading =
        Readings.largest(table, "origin", "stay", "staying")
            + " Pairs with a measured gap; entropy and Herfindahl are hidden wherever one of the row's"
            + " cells is.";
    String svg =
        bars.stream().noneMatch(bar -> Double.isFinite(bar.measure().value()))
            ? ""
            : new Bars(
                    Exhibit.caption(title, unit, pairs(), reading), bars, "share that stays", true)
                .svg();
    return new Exhibit(title, unit, pairs(), reading, svg, table, "flows");
  }
}
