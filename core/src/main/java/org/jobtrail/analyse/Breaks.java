package org.jobtrail.analyse;

import java.util.ArrayList;
import java.util.List;
import org.jobtrail.analyse.Histogram.Bin;
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
    List<Tally> outcomes = OUTCOMES.stream().map(cells::of).toList();
    Tally total = Tally.disjointUnion(List.of(), outcomes);
    Suppression suppression = study.suppression();
    List<Integer> ids = outcomes.stream().map(suppression::cell).toList();
    suppression.line(suppression.given(total), ids);
    suppression.settle();
    double[] all = study.bootstrap().counts(total);
    Table.Builder builder =
        Table.named("breaks_people")
            .column("outcome", "career")
            .column("people", "people")
            .column("share", "share of people")
            .interval("share");
    for (int i = 0; i < outcomes.size(); i++) {
      Tally outcome = outcomes.get(i);
      builder.row(
          Study.join(
              List.of(Cell.text(outcome.key(0))),
              suppression.hidden(ids.get(i))
                  ? Study.suppressed(4)
                  : Study.join(
                      List.of(Cell.count(outcome.people())), study.share(outcome, total, all))));
    }
    Table table = builder.build();
    study.headline("people_with_gap_share", table.cell(0, "share"));
    String title = "People with a career break";
    String unit =
        "share of people, by whether a gap of at least one quarter lies between their jobs";
    String n = Numbers.grouped(total.total()) + " people";
    String reading =
        suppression.hidden(ids.getFirst())
            ? Readings.TOO_FEW
            : table.cell(0, "share").shown() + " of the people have at least one gap.";
    List<Bars.Bar> bars = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      if (outcomes.get(i).total() > 0) {
        bars.add(new Bars.Bar(OUTCOMES.get(i), Study.measure(table, i, "share")));
      }
    }
    String svg =
        new Bars(Exhibit.caption(title, unit, n, reading), bars, "share of people", true).svg();
    return new Exhibit(title, unit, n, reading, svg, table, "breaks_people");
  }

  private Exhibit lengths() {
    Tally total = gaps.total();
    List<Bin> bins = Histogram.pool(gaps.byNumber(), false, study::enough);
    double[] all = study.bootstrap().counts(total);
    Table.Builder table =
        Table.named("gaps")
            .column("quarters_from", "quarters from")
            .column("quarters_to", "quarters to")
            .column("gaps", "gaps")
            .column("share", "share")
            .interval("share");
    for (Bin bin : bins) {
      table.row(
          Study.join(
              List.of(
                  Cell.count(bin.first()), Cell.count(bin.last()), Cell.count(bin.tally().total())),
              study.share(bin.tally(), total, all)));
    }
    String reading = Readings.TOO_FEW;
    if (!bins.isEmpty()) {
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
    return People.columns(
        "Length of career breaks",
        "gaps, by whole quarters without a job",
        bins.isEmpty() ? "" : Numbers.grouped(total.total()) + " gaps",
        reading,
        table.build(),
        "gap in quarters",
        "share of gaps per quarter",
        "breaks");
  }
}
