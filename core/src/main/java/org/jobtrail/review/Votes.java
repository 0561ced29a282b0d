package org.jobtrail.review;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jobtrail.career.Language;
import org.jobtrail.normalise.TitleKey;
import org.jobtrail.normalise.rules.Decision;
import org.jobtrail.provenance.RowFates;
import org.jobtrail.score.NamedPath;

/// Every decision in the sheets, by title, and the rows that can't be used.
final class Votes {
  /// Where a row stands.
  ///
  /// @param file its number among the sheets, from 0
  record Place(int file, int line) {}

  /// A coder's decision about a title.
  ///
  /// @param title as the sheet writes it
  record Vote(Place place, String coder, Decision decision, String title, String comment) {}

  private final List<NamedPath> files;
  private final DecisionReader reader;
  private final Optional<String> settledBy;
  private final SequencedMap<TitleKey, List<Vote>> byTitle = new LinkedHashMap<>();
  private final SequencedMap<Place, DecisionReader.Bad> bad = new LinkedHashMap<>();
  private final Map<String, String> coders = new HashMap<>();

  /// A million rows decide for some hundred occupations.
  private final Map<Decision, Decision> decisions = new HashMap<>();

  private final List<String> notes = new ArrayList<>();
  private final RowFates.Builder rows = RowFates.builder();
  private long duplicates;

  /// @param settledBy who settles: every decision is this person's
  Votes(List<NamedPath> files, DecisionReader reader, Optional<String> settledBy) {
    this.files = files;
    this.reader = reader;
    this.settledBy = settledBy;
    rows.add("rows_in", 0).add("rows_undecided", 0).add("rows_skipped", 0);
  }

  void add(int file, Sheet.Row row) {
    rows.add("rows_in", 1);
    Place place = new Place(file, row.line());
    if (row.hasTooManyCells()) {
      bad.put(
          place,
          new DecisionReader.Bad(
              "too-many-cells",
              row.cells().size() + " cells under " + row.columns().size() + " columns"));
      return;
    }
    switch (reader.read(row)) {
      case DecisionReader.Undecided _ -> rows.add("rows_undecided", 1);
      case DecisionReader.Skipped _ -> rows.add("rows_skipped", 1);
      case DecisionReader.Bad because -> bad.put(place, because);
      case DecisionReader.Decided(Decision decision, String note) -> {
        Optional<DecisionReader.Bad> wrong = add(place, row, decision);
        wrong.ifPresent(because -> bad.put(place, because));
        if (wrong.isEmpty() && !note.isEmpty()) {
          notes.add(at(place) + ": " + note);
        }
      }
    }
  }

  private Optional<DecisionReader.Bad> add(Place place, Sheet.Row row, Decision decision) {
    String title = row.cell(Columns.TITLE);
    String code = row.cell(Columns.LANGUAGE).toLowerCase(Locale.ROOT).replaceFirst("[-_].*", "");
    if (!code.isEmpty() && !code.matches("[a-z]{2,3}")) {
      // What stands there may be a title, and titles hold names: messages don't repeat them.
      return bad("bad-language", "a language is a code like nl or und; were columns mixed up?");
    }
    Language language = code.isEmpty() ? Language.UNDETERMINED : new Language(code);
    Optional<TitleKey> key = TitleKey.of(title, language);
    if (key.isEmpty()) {
      return bad("no-title", "the title has no letter or digit; were letters lost in saving?");
    }
    String given = row.cell(Columns.KEY);
    if (!given.isEmpty() && !given.equals(key.get().id())) {
      return bad(
          "key-differs",
          "the key belongs to another title or language; were rows mixed up, or letters lost in"
              + " saving?");
    }
    String signed = row.cell(Columns.CODER).replace('|', '/');
    if (settledBy.isPresent() && !signed.isEmpty() && !same(signed, settledBy.get())) {
      return bad(
          "other-coder",
          "decided by " + signed + ", --settled-by says " + settledBy.get() + "; empty the cell");
    }
    String name = settledBy.orElse(signed.isEmpty() ? files.get(place.file()).name() : signed);
    String coder = coders.computeIfAbsent(name.toLowerCase(Locale.ROOT), _ -> name);
    Decision shared = decisions.computeIfAbsent(decision, d -> d);
    byTitle
        .computeIfAbsent(key.get(), _ -> new ArrayList<>(1))
        .add(new Vote(place, coder, shared, title, row.cell(Columns.COMMENT)));
    return Optional.empty();
  }

  private static boolean same(String a, String b) {
    return a.equalsIgnoreCase(b);
  }

  private static Optional<DecisionReader.Bad> bad(String reason, String detail) {
    return Optional.of(new DecisionReader.Bad(reason, detail));
  }

  /// Ends the reading: a coder who decides a title twice alike counts once, and not at all when the
  /// decisions differ.
  void close() {
    var titles = byTitle.entrySet().iterator();
    while (titles.hasNext()) {
      List<Vote> votes = titles.next().getValue();
      Map<String, Vote> first = new TreeMap<>();
      List<String> torn = new ArrayList<>();
      for (Vote vote : votes) {
        Vote before = first.putIfAbsent(vote.coder(), vote);
        if (before != null && !before.decision().equals(vote.decision())) {
          torn.add(vote.coder());
        }
      }
      for (Vote vote : votes) {
        if (torn.contains(vote.coder())) {
          bad.put(
              vote.place(),
              new DecisionReader.Bad(
                  "contradicts-itself",
                  vote.coder() + " decides this title in two ways; keep one"));
        } else if (!vote.equals(first.get(vote.coder()))) {
          duplicates++;
        }
      }
      votes.removeIf(vote -> torn.contains(vote.coder()) || !vote.equals(first.get(vote.coder())));
      if (votes.isEmpty()) {
        titles.remove();
      }
    }
    rows.add("rows_quarantined", bad.size());
    bad.values().forEach(because -> rows.add("quarantined." + because.reason(), 1));
  }

  /// Where a row stands, as messages say it.
  String at(Place place) {
    return files.get(place.file()).path() + ":" + place.line();
  }

  /// In the order in which titles first appeared; each coder at most once.
  SequencedMap<TitleKey, List<Vote>> byTitle() {
    return byTitle;
  }

  SequencedMap<Place, DecisionReader.Bad> bad() {
    return bad;
  }

  List<String> notes() {
    return notes;
  }

  RowFates.Builder rows() {
    return rows;
  }

  /// Rows that say again what their coder said before.
  long duplicates() {
    return duplicates;
  }
}
