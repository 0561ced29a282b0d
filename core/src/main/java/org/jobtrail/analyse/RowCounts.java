package org.jobtrail.analyse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Where every row went: what is known of its dates, and which step took it out of the transitions.
///
/// The two tables share a cell and the total, so they are suppressed together; sizes of later
/// samples that would give a hidden cell away are asked for here with {@link #hidden}.
final class RowCounts {
  private static final List<String> DATES =
      List.of(
          "both dates",
          "ongoing, last seen",
          "ongoing, never seen again",
          "end unknown",
          "end before start",
          "start unknown");
  private static final List<String> STEPS =
      List.of(
          "start unknown",
          "exact duplicate",
          "unknown occupation",
          "first in a career",
          "pair with an unknown occupation",
          "pair starting in one quarter",
          "pair with one code on both sides",
          "kept, without ISCO group on a side",
          "kept");

  private final Study study;
  private final Tallies dates;
  private final Tallies steps;
  private final Suppression suppression;
  private final SequencedMap<String, Integer> ids = new LinkedHashMap<>();

  /// Runs after `breaks.sql`, whose careers the transitions are taken from.
  RowCounts(Study study) {
    this.study = study;
    this.dates = study.database().tallies("dates");
    this.steps = study.database().tallies("transitions");
    this.suppression = study.suppression();
    int root = suppression.given(study.rows());
    suppression.line(root, cells(dates, DATES));
    suppression.line(root, cells(steps, STEPS));
    suppression.settle();
  }

  private List<Integer> cells(Tallies tallies, List<String> names) {
    List<Integer> cells = new ArrayList<>();
    for (String name : names) {
      Tally tally = tallies.of(name);
      cells.add(
          ids.computeIfAbsent(
              name, _ -> name.equals("kept") ? suppression.given(tally) : suppression.cell(tally)));
    }
    return cells;
  }

  /// Whether this count must not be published, here or as the size of a sample.
  boolean hidden(String name) {
    Integer id = ids.get(name);
    return id != null && suppression.hidden(id);
  }

  /// Pairs that the analyses of transitions rest on.
  Tally kept() {
    return steps.of("kept");
  }

  /// Their number in words, and of how many people where that may be said.
  String pairs() {
    return Numbers.grouped(kept().total())
        + " pairs"
        + (study.enough(kept()) ? " of " + Numbers.grouped(kept().people()) + " people" : "");
  }

  Exhibit dates() {
    double[] all = study.bootstrap().counts(study.rows());
    Table.Builder table =
        Table.named("dates")
            .column("dates", "what is known")
            .column("spells", "spells")
            .column("people", "people")
            .column("share", "share of spells")
            .interval("share");
    for (String name : DATES) {
      Tally kind = dates.of(name);
      table.row(
          Study.join(
              List.of(Cell.text(name)),
              hidden(name)
                  ? Study.suppressed(5)
                  : Study.join(
                      List.of(Cell.count(kind.total()), Cell.count(kind.people())),
                      study.share(kind, study.rows(), all))));
    }
    Table built = table.build();
    return new Exhibit(
        "What is known of start and end",
        "spells, by what can be measured on them",
        Numbers.grouped(study.rows().total()) + " spells",
        Readings.largest(built, "dates", "share", "of the spells")
            + " Spells with an unknown end enter neither picture below.",
        "",
        built,
        "dates");
  }

  Exhibit steps() {
    Table.Builder table =
        Table.named("transition_steps")
            .column("step", "step")
            .column("rows", "rows taken out")
            .column("left", "rows left");
    long left = study.rows().total();
    boolean known = true;
    table.row(Cell.text("all rows"), Cell.absent(), Cell.count(left));
    for (String name : STEPS.subList(0, STEPS.size() - 1)) {
      Tally step = steps.of(name);
      left -= step.total();
      // After a hidden step the rows left would tell it; the last line is known again.
      known &= !hidden(name);
      table.row(
          Cell.text(name),
          hidden(name) ? Cell.suppressed() : Cell.count(step.total()),
          known ? Cell.count(left) : Cell.suppressed());
    }
    table.row(Cell.text("transitions analysed"), Cell.absent(), Cell.count(kept().total()));
    Policy policy = study.settings().policy();
    String reading =
        "Switches: unknown occupations %s; exact duplicates %s; pairs starting in one quarter %s; pairs with one code on both sides %s. Each row is dropped, is a person's first, or ends a pair."
            .formatted(
                policy.unknown().word(),
                dropped(policy.dropDuplicates()),
                dropped(policy.dropSameQuarter()),
                dropped(policy.dropSelf()));
    return new Exhibit(
        "From rows to transitions",
        "rows, by the step that takes them out",
        Numbers.grouped(study.rows().total()) + " rows",
        reading,
        "",
        table.build(),
        "transitions");
  }

  private static String dropped(boolean dropped) {
    return dropped ? "dropped" : "kept";
  }
}
