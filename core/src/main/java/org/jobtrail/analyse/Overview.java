package org.jobtrail.analyse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// The head of the report: what data, which choices, who is represented, what was set aside.
final class Overview {
  private final Study study;
  private final DatasetFacts facts;
  private final long rows;
  private final long people;

  Overview(Study study, DatasetFacts facts, long rows, long people) {
    this.study = study;
    this.facts = facts;
    this.rows = rows;
    this.people = people;
  }

  /// Whether anything could be analysed.
  boolean empty() {
    return rows == 0 || people < study.minimum();
  }

  /// Why the report ends after its head.
  String whyEmpty() {
    return rows == 0
        ? "The dataset has no rows, so there is nothing to analyse. Check the documents that were set"
            + " aside, or the folder."
        : "The dataset has fewer than "
            + study.minimum()
            + " people. Whatever was shown would be about single persons, so nothing is. Lower --min-cell"
            + " only for your own eyes.";
  }

  SequencedMap<String, String> lines() {
    AnalyseSettings settings = study.settings();
    Policy policy = settings.policy();
    SequencedMap<String, String> lines = new LinkedHashMap<>();
    lines.put(
        "Data",
        empty() && rows > 0
            ? "fewer than " + study.minimum() + " people"
            : Numbers.grouped(rows) + " rows (spells) of " + Numbers.grouped(people) + " people");
    lines.put(
        "Taxonomy",
        facts.taxonomies().isEmpty() ? "not told" : String.join(", ", facts.taxonomies()));
    lines.put("Made by", facts.madeBy());
    lines.put("Documents", documents());
    lines.put(
        "Transitions",
        "unknown occupations: "
            + policy.unknown().word()
            + "; exact duplicates: "
            + (policy.dropDuplicates() ? "dropped" : "kept")
            + "; pairs starting in one quarter: "
            + (policy.dropSameQuarter() ? "dropped" : "kept")
            + "; pairs with one code on both sides: "
            + (policy.dropSelf() ? "dropped" : "kept"));
    lines.put("Intervals", intervals());
    lines.put("Small cells", smallCells());
    return lines;
  }

  private String documents() {
    long aside = facts.quarantined().values().stream().mapToLong(Long::longValue).sum();
    String readable =
        facts.documents() < 0 ? "" : Numbers.grouped(facts.documents()) + " went in; ";
    if (facts.documents() < 0 && facts.quarantined().isEmpty()) {
      return "not told";
    }
    List<String> reasons = new ArrayList<>();
    facts.quarantined().forEach((why, n) -> reasons.add(why + " " + Numbers.grouped(n)));
    return readable
        + Numbers.grouped(aside)
        + " set aside"
        + (reasons.isEmpty() ? "" : " (" + String.join(", ", reasons) + ")");
  }

  private String intervals() {
    Bootstrap bootstrap = study.bootstrap();
    if (bootstrap.replicates() == 0) {
      return study.settings().replicates() == 0
          ? "none (--replicates 0)"
          : "none: fewer than " + Bootstrap.FEWEST_GROUPS + " people";
    }
    return "95 %, percentiles of "
        + Numbers.grouped(bootstrap.replicates())
        + " resamples of people, seed "
        + study.settings().seed()
        + " (mobility indices: basic bootstrap intervals around estimates corrected for bias); "
        + (people > bootstrap.groups()
            ? "people were dealt at random into "
                + bootstrap.groups()
                + " groups, and whole groups were drawn"
            : "each person was drawn by itself");
  }

  private String smallCells() {
    int k = study.minimum();
    return k <= 1
        ? "published as they are (--min-cell 1): not for the public"
        : "cells that rest on fewer than "
            + k
            + " people are hidden, and further cells with them until no hidden cell can be computed from"
            + " the totals of its table or of the ISCO-08 levels above it; neighbouring columns of"
            + " histograms are joined until they rest on "
            + k
            + " people; cells that count nobody show 0";
  }

  /// Tables of the head, as CSV too.
  List<Table> tables() {
    Table.Builder aside =
        Table.named("quarantine").column("reason", "reason").column("documents", "documents");
    facts.quarantined().forEach((why, n) -> aside.row(Cell.text(why), Cell.count(n)));
    List<Table> tables = new ArrayList<>(List.of(aside.build()));
    if (!empty() && !facts.languages().all().isEmpty()) {
      tables.add(languages());
    }
    return tables;
  }

  private Table languages() {
    List<Tally> cells = facts.languages().largestFirst();
    Partition languages = new Partition(study, cells);
    Table.Builder table =
        Table.named("languages")
            .column("language", "language of the documents")
            .column("people", "people")
            .column("share", "share of people");
    for (int i = 0; i < cells.size(); i++) {
      Tally cell = cells.get(i);
      table.row(
          Study.join(
              List.of(Cell.text(cell.key(0))),
              languages.hidden(i)
                  ? Study.suppressed(2)
                  : List.of(
                      Cell.count(cell.people()), Cell.share((double) cell.people() / people))));
    }
    return table.build();
  }
}
