package org.jobtrail.analyse;

import java.util.ArrayList;
import java.util.List;
import org.jobtrail.analyse.Histogram.Bin;
import org.jobtrail.analyse.chart.StepCurve;

/// Durations of ended spells, and job stability with ongoing spells censored.
///
/// Both are published over the same ranges of quarters, so that one can't be subtracted from the
/// other: a range ends where the spells ending in it rest on k people, and those censored in it on
/// none or k.
final class SpellLengths {
  private final Study study;
  private final RowCounts rows;
  private final Tallies ended;
  private final Tallies outcomes;
  private final long[] times;
  private final List<Bin> bins;

  SpellLengths(Study study, RowCounts rows) {
    this.study = study;
    this.rows = rows;
    this.ended = study.database().tallies("durations");
    this.outcomes = study.database().tallies("survival");
    this.times =
        outcomes.all().stream()
            .mapToLong(cell -> Long.parseLong(cell.key(0)))
            .distinct()
            .sorted()
            .toArray();
    this.bins = bins();
  }

  Section section() {
    return new Section(
        "Durations and job stability",
        "A spell's duration is counted in quarters, the first and the last included: a job from spring"
            + " to autumn of one year lasts 3. Durations can only be taken of spells that ended; a"
            + " picture of stability needs those still going on, too. The Kaplan-Meier curve counts an"
            + " ongoing spell as lasting at least until the person was last seen.",
        List.of(rows.dates(), durations(), stability()));
  }

  private Tally at(long time, String outcome) {
    return outcomes.of(Long.toString(time), outcome);
  }

  private List<Bin> bins() {
    List<Bin> found = new ArrayList<>();
    List<Tally> events = new ArrayList<>();
    List<Tally> censored = new ArrayList<>();
    long first = 0;
    for (long time : times) {
      first = events.isEmpty() ? time : first;
      events.add(at(time, "ended"));
      censored.add(at(time, "censored"));
      Tally event = join(events);
      Tally lost = join(censored);
      if (study.enough(event) && (lost.total() == 0 || study.enough(lost))) {
        found.add(new Bin(first, time, event));
        events.clear();
        censored.clear();
      }
    }
    Tally lost = join(censored);
    boolean onlyLost = join(events).total() == 0 && (lost.total() == 0 || study.enough(lost));
    if (!events.isEmpty() && !found.isEmpty() && !onlyLost) {
      Bin last = found.removeLast();
      events.addFirst(last.tally());
      found.add(new Bin(last.first(), times[times.length - 1], join(events)));
    }
    return found;
  }

  private static Tally join(List<Tally> parts) {
    return parts.size() == 1 ? parts.getFirst() : Tally.union(List.of(), parts);
  }

  private Exhibit durations() {
    Tally total = ended.total();
    boolean hidden = rows.hidden("both dates");
    Table table =
        new Distribution(study, total, bins)
            .table(
                "durations",
                "quarters",
                "spells",
                bin -> hidden ? Cell.suppressed() : Cell.count(bin.total()));
    Histogram histogram = new Histogram(ended, study.bootstrap());
    String reading = Readings.TOO_FEW;
    if (!bins.isEmpty()) {
      study.headline("duration_mean_quarters", Cell.number(histogram.mean(), 2));
      for (int quartile = 1; quartile <= 3; quartile++) {
        double q = histogram.quantile(quartile / 4.0);
        study.headline("duration_quartile_" + quartile + "_quarters", Cell.number(q, 0));
      }
      reading =
          "Of the spells that ended, a quarter lasted %s quarters or less, half %s%s, three quarters %s; the mean is %s%s."
              .formatted(
                  Numbers.decimal(histogram.quantile(0.25), 0),
                  Numbers.decimal(histogram.quantile(0.5), 0),
                  Readings.interval(histogram.quantileInterval(0.5), 0),
                  Numbers.decimal(histogram.quantile(0.75), 0),
                  Numbers.decimal(histogram.mean(), 2),
                  Readings.interval(histogram.meanInterval(), 2));
    }
    String n = hidden ? "" : Numbers.grouped(total.total()) + " spells with both dates";
    return Distribution.exhibit(
        "Durations of ended spells",
        "spells, by inclusive quarters from start to end",
        n,
        reading,
        table,
        "duration in quarters",
        "share of spells per quarter",
        "durations");
  }

  private Exhibit stability() {
    Tally total = outcomes.total();
    Tally lost = Tally.union(List.of(), outcomes.where(cell -> cell.key(1).equals("censored")));
    // Time 0 stands in front: all spells enter there.
    int n = times.length + 1;
    double[] at = new double[n];
    double[][] counts = new double[3][n];
    counts[0][0] = total.total();
    List<double[]> events = new ArrayList<>();
    List<double[]> censored = new ArrayList<>();
    for (int t = 1; t < n; t++) {
      at[t] = times[t - 1];
      counts[1][t] = at(times[t - 1], "ended").total();
      counts[2][t] = at(times[t - 1], "censored").total();
      events.add(study.bootstrap().counts(at(times[t - 1], "ended")));
      censored.add(study.bootstrap().counts(at(times[t - 1], "censored")));
    }
    KaplanMeier curve = KaplanMeier.of(counts[0], counts[1], counts[2]);
    int replicates = study.bootstrap().replicates();
    double[][] survival = new double[n][replicates];
    double[] medians = new double[replicates];
    for (int r = 0; r < replicates; r++) {
      double[][] drawn = new double[3][n];
      for (int t = 1; t < n; t++) {
        drawn[1][t] = events.get(t - 1)[r];
        drawn[2][t] = censored.get(t - 1)[r];
        drawn[0][0] += drawn[1][t] + drawn[2][t];
      }
      KaplanMeier one = KaplanMeier.of(drawn[0], drawn[1], drawn[2]);
      medians[r] = one.median(at);
      for (int t = 0; t < n; t++) {
        survival[t][r] = one.survival(t);
      }
    }
    Table table = curveTable(curve, survival);
    double median = curve.median(at);
    String reading = Readings.TOO_FEW;
    if (!bins.isEmpty()) {
      study.headline("stability_median_quarters", Cell.number(median, 0));
      reading =
          Double.isInfinite(median)
              ? "More than half of the jobs last longer than anyone was watched."
              : "Half of the jobs end within "
                  + Numbers.decimal(median, 0)
                  + " quarters"
                  + Readings.interval(Interval.of(medians), 0)
                  + ".";
    }
    String title = "Job stability";
    String unit = "share of spells that last longer, by quarters since the start (Kaplan-Meier)";
    String size =
        hideCounts()
            ? ""
            : Numbers.grouped(total.total())
                + " spells, "
                + Numbers.grouped(lost.total())
                + " of them censored";
    List<StepCurve.Point> points = new ArrayList<>();
    for (int row = 0; row < table.rows().size(); row++) {
      points.add(
          new StepCurve.Point(
              table.cell(row, "quarters").value(),
              table.cell(row, "survival").value(),
              table.cell(row, "survival_low").value(),
              table.cell(row, "survival_high").value(),
              hideCounts() ? -1 : (long) table.cell(row, "left_at_risk").value()));
    }
    String svg =
        bins.isEmpty()
            ? ""
            : new StepCurve(
                    Exhibit.caption(title, unit, size, reading),
                    points,
                    "quarters since the start of the job",
                    "share still in the job")
                .svg();
    return new Exhibit(title, unit, size, reading, svg, table, "survival");
  }

  private boolean hideCounts() {
    return rows.hidden("both dates") || rows.hidden("ongoing, last seen");
  }

  private List<Cell> counts(long... counts) {
    return hideCounts()
        ? Study.suppressed(counts.length)
        : java.util.Arrays.stream(counts).mapToObj(Cell::count).toList();
  }

  private Table curveTable(KaplanMeier curve, double[][] survival) {
    Table.Builder table =
        Table.named("job_stability")
            .column("quarters", "quarters")
            .column("left_at_risk", "still at risk after it")
            .column("ended", "ended since the row above")
            .column("censored", "censored since the row above")
            .column("survival", "share that lasts longer")
            .interval("survival")
            .column("greenwood", "Greenwood standard error");
    if (bins.isEmpty()) {
      return table.build();
    }
    long left = outcomes.total().total();
    table.row(
        Study.join(
            List.of(Cell.count(0)),
            counts(left, 0, 0),
            Study.numberCells(1, Interval.NONE, 4),
            List.of(Cell.number(0, 4))));
    int t = 0;
    for (Bin bin : bins) {
      long ends = 0;
      long censored = 0;
      while (t < times.length && times[t] <= bin.last()) {
        ends += at(times[t], "ended").total();
        censored += at(times[t], "censored").total();
        t++;
      }
      left -= ends + censored;
      table.row(
          Study.join(
              List.of(Cell.count(bin.last())),
              counts(left, ends, censored),
              Study.numberCells(curve.survival(t), Interval.of(survival[t]), 4),
              List.of(Cell.number(curve.standardError(t), 4))));
    }
    return table.build();
  }
}
