package org.jobtrail.crosswalk;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jobtrail.provenance.RowFates;

/// What a recoding did with every code and every row: the loss ledger.
///
/// @param codes as the rows have them; the empty text is the code of rows without one
public record Ledger(Policy policy, SortedMap<String, Entry> codes) {
  public Ledger {
    codes = Collections.unmodifiableSortedMap(new TreeMap<>(codes));
  }

  /// @param chosen what each row gets; empty for `unknown`
  /// @param tied the order of the texts chose
  /// @param rows at least 1
  public record Entry(Outcome outcome, List<Share> chosen, boolean tied, long rows) {
    public Entry {
      chosen = List.copyOf(chosen);
      if (rows < 1) {
        throw new IllegalArgumentException("a code in the ledger has a row, found " + rows);
      }
    }

    /// Why the rows keep `unknown`; empty when they get a code.
    public String reason() {
      return switch (outcome) {
        case Outcome.Uncoded _ -> "uncoded";
        case Outcome.Lost lost -> lost.reason().word();
        case Outcome.Split _ -> chosen.isEmpty() ? "undecided" : "";
        case Outcome.OneToOne _, Outcome.Merged _ -> "";
      };
    }

    /// Rows that come out for those that went in: more only when a code is split over rows.
    public long rowsOut() {
      return rows * Math.max(1, chosen.size());
    }
  }

  /// The counts that a manifest carries, with the sums that hold.
  ///
  /// Codes and rows by outcome, a row being one that went in; `rows_unknown` by reason;
  /// `rows_tied` had several targets of which the order of the texts chose; `rows_lost_to_zeros`
  /// bear codes that differ from a source in leading zeros alone.
  public RowFates.Builder fates() {
    RowFates.Builder fates = RowFates.builder();
    for (String word : Outcome.WORDS) {
      fates.add("codes_by_outcome." + word, 0).add("rows_by_outcome." + word, 0);
    }
    for (String reason : List.of("uncoded", "no-target", "not-in-crosswalk", "undecided")) {
      fates.add("unknown_by_reason." + reason, 0);
    }
    for (String count : List.of("codes", "rows_in", "rows_out", "rows_coded", "rows_unknown")) {
      fates.add(count, 0);
    }
    fates.add("rows_added_by_split", 0).add("rows_tied", 0).add("rows_split_and_merged", 0);
    fates.add("rows_lost_to_zeros", 0);
    codes.forEach((_, entry) -> count(fates, entry));
    return fates
        .sum("codes", "codes_by_outcome")
        .sum("rows_in", "rows_by_outcome")
        .sum("rows_out", "rows_in", "rows_added_by_split")
        .sum("rows_out", "rows_coded", "rows_unknown")
        .sum("rows_unknown", "unknown_by_reason");
  }

  private static void count(RowFates.Builder fates, Entry entry) {
    String word = entry.outcome().word();
    fates
        .add("codes", 1)
        .add("codes_by_outcome." + word, 1)
        .add("rows_in", entry.rows())
        .add("rows_by_outcome." + word, entry.rows())
        .add("rows_out", entry.rowsOut())
        .add("rows_added_by_split", entry.rowsOut() - entry.rows());
    if (entry.chosen().isEmpty()) {
      fates
          .add("rows_unknown", entry.rows())
          .add("unknown_by_reason." + entry.reason(), entry.rows());
    } else {
      fates.add("rows_coded", entry.rowsOut());
    }
    if (entry.tied()) {
      fates.add("rows_tied", entry.rows());
    }
    if (entry.outcome() instanceof Outcome.Lost lost && lost.near().isPresent()) {
      fates.add("rows_lost_to_zeros", entry.rows());
    }
    if (entry.outcome() instanceof Outcome.Split split && split.merging()) {
      fates.add("rows_split_and_merged", entry.rows());
    }
  }

  /// `ledger.tsv`: a line for each code that the rows have, in the order of the texts.
  public String text() {
    StringBuilder out =
        new StringBuilder("code\toutcome\treason\trows\trows_out\tchosen\ttargets\tnear\n");
    codes.forEach(
        (code, entry) -> {
          String near = entry.outcome() instanceof Outcome.Lost lost ? lost.near().orElse("") : "";
          out.append(String.join("\t", cell(code), entry.outcome().word(), entry.reason()))
              .append(String.format(Locale.ROOT, "\t%d\t%d\t", entry.rows(), entry.rowsOut()))
              .append(Share.text(entry.chosen()))
              .append('\t')
              .append(Share.text(entry.outcome().shares()))
              .append('\t')
              .append(near)
              .append('\n');
        });
    return out.toString();
  }

  /// `targets.tsv`: a line for each code that rows get, with how much comes from how many sources.
  public String targets() {
    SortedMap<String, Integer> sources = new TreeMap<>();
    SortedMap<String, Double> rows = new TreeMap<>();
    codes.forEach(
        (_, entry) ->
            entry
                .chosen()
                .forEach(
                    share -> {
                      sources.merge(share.target(), 1, Integer::sum);
                      rows.merge(share.target(), share.share() * entry.rows(), Double::sum);
                    }));
    StringBuilder out = new StringBuilder("target\tsources\trows_weighted\n");
    rows.forEach(
        (target, weight) ->
            out.append(String.join("\t", target, String.valueOf(sources.get(target))))
                .append('\t')
                .append(Share.decimal(weight))
                .append('\n'));
    return out.toString();
  }

  /// A cell of a tab-separated file: control characters are spaces.
  static String cell(String text) {
    return text.replaceAll("[\\p{Cntrl}]", " ");
  }
}
