package org.jobtrail.analyse;

import java.util.List;
import org.jobtrail.analyse.chart.Bars;

/// Career breaks: who has one, and how long gaps are.
final class Breaks {
  private static final List<String> OUTCOMES =
      List.of("a gap", "no gap", "not measured", "fewer than two dated spells");

  private final Study study;
  private final Tallies gaps;

  Breaks(Study study) {
    this.study = study;
    this.gaps = study.database().tallies("breaks");
  }

  Section section() {
    return new Section(
        "Career breaks",
        "Spells are sorted by their start, and the latest end so far is remembered; a gap is the number"
            + " of whole quarters between it and the next start. Overlapping jobs make no gap. Where the"
            + " latest thing known of a person is a job with an unknown end, the gap after it is not"
            + " measured.",
        List.of(people(), lengths()));
  }

  private Exhibit people() {
    Tallies cells = study.database().tallies("breaks_people");
    Partition outcomes = new Partition(study, OUTCOMES.stream().map(cells::of).toList());
    Table table = outcomes.table("breaks_people", "outcome", "career", "share of people");
    study.headline("people_with_gap_share", table.cell(0, "share"));
    String title = "People with a career break";
    String unit =
        "share of people, by whether a gap of at least one quarter lies between their jobs";
    String n = Numbers.grouped(outcomes.whole().total()) + " people";
    String reading =
        outcomes.hidden(0)
            ? Readings.TOO_FEW
            : table.cell(0, "share").shown() + " of the people have at least one gap.";
    List<Bars.Bar> bars = outcomes.bars(table);
    String svg =
        new Bars(Exhibit.caption(title, unit, n, reading), bars, "share of people", true).svg();
    return new Exhibit(title, unit, n, reading, svg, table, "breaks_people");
  }

  private Exhibit lengths() {
    Distribution lengths = Distribution.of(study, gaps, false);
    String reading = Readings.TOO_FEW;
    if (!lengths.isEmpty()) {
      Histogram histogram = new Histogram(gaps, study.bootstrap());
      study.headline("gap_median_quarters", Cell.number(histogram.quantile(0.5), 0));
      reading =
          "Half of the gaps last %s quarters or less%s; the mean is %s%s."
              .formatted(
                  Numbers.decimal(histogram.quantile(0.5), 0),
                  Readings.interval(histogram.quantileInterval(0.5), 0),
                  Numbers.decimal(histogram.mean(), 2),
                  Readings.interval(histogram.meanInterval(), 2));
    }
    return Distribution.exhibit(
        "Length of career breaks",
        "gaps, by whole quarters without a job",
        lengths.isEmpty() ? "" : Numbers.grouped(lengths.total().total()) + " gaps",
        reading,
        lengths.table("gaps", "quarters", "gaps", gap -> Cell.count(gap.total())),
        "gap in quarters",
        "share of gaps per quarter",
        "breaks");
  }
}
