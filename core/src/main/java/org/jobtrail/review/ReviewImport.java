package org.jobtrail.review;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jobtrail.normalise.TitleKey;
import org.jobtrail.normalise.rules.Decision;
import org.jobtrail.normalise.rules.Rules;
import org.jobtrail.provenance.AtomicFiles;
import org.jobtrail.provenance.FileHash;
import org.jobtrail.provenance.Inputs;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Manifest;
import org.jobtrail.provenance.RowFates;
import org.jobtrail.provenance.Sha256;
import org.jobtrail.score.NamedPath;
import org.jobtrail.taxonomy.Taxonomy;

/// Reads filled sheets and makes rules of their decisions.
///
/// Every row is accounted for. What can't be used goes into `RULES.quarantine.csv`, titles that
/// people disagree on into `RULES.conflicts.csv`, both sheets to be filled and imported again. The
/// same sheets imported twice make nothing new, and the rules keep their bytes.
///
/// @param settledBy the third person whose decisions end conflicts
/// @param date of the new version; no clock is read
/// @param separator of the sheets that are written; empty for that of the first sheet
/// @param replicates bootstrap samples of the agreement's intervals
public record ReviewImport(
    Taxonomy taxonomy,
    Optional<String> settledBy,
    Optional<LocalDate> date,
    Optional<Character> separator,
    int replicates,
    long seed) {
  public ReviewImport {
    if (replicates < 1) {
      throw new JobtrailException.Usage("--replicates must be at least 1, found " + replicates);
    }
    if (settledBy.isPresent() && settledBy.get().isBlank()) {
      throw new JobtrailException.Usage("--settled-by wants a name");
    }
  }

  /// What came of an import.
  ///
  /// @param rows where every row and title went
  /// @param agreement of every pair of coders with a title in common
  /// @param problems a line `file:line: why` for each row in quarantine
  /// @param notes such lines for rows that were taken but should be looked at, and sheets that were
  ///     no Unicode
  /// @param quarantine absent without such rows, and on a dry run
  /// @param conflicts likewise
  public record Imported(
      Rules rules,
      RowFates rows,
      List<CoderAgreement> agreement,
      List<String> problems,
      List<String> notes,
      Optional<Path> quarantine,
      Optional<Path> conflicts) {
    public Imported {
      agreement = List.copyOf(agreement);
      problems = List.copyOf(problems);
      notes = List.copyOf(notes);
    }
  }

  /// @param sheets whose names are the coders of rows that don't say theirs
  /// @param file the rules, made when they aren't there
  /// @param dryRun only say what would come of it
  public Imported read(List<NamedPath> sheets, Path file, boolean dryRun) throws IOException {
    Rules before = Files.exists(file) ? Rules.read(file, taxonomy) : Rules.none(taxonomy, file);
    DecisionReader reader = new DecisionReader(taxonomy);
    Votes votes = new Votes(sheets, reader, settledBy);
    List<String> notes = new ArrayList<>();
    char mark = separator.orElse(',');
    for (int i = 0; i < sheets.size(); i++) {
      if (Files.exists(file) && Files.isSameFile(sheets.get(i).path(), file)) {
        throw new JobtrailException.Usage(file + ": are the rules; give the sheets before --rules");
      }
      Sheet sheet = Sheet.open(sheets.get(i).path());
      if (sheet.isAnsi()) {
        notes.add(
            sheets.get(i).path()
                + ": is no UTF-8, read as Windows-1252; letters from outside Western Europe are"
                + " lost in it: save as \"CSV UTF-8\"");
      }
      mark = i == 0 && separator.isEmpty() ? sheet.separator() : mark;
      int number = i;
      sheet.rows(row -> votes.add(number, row));
    }
    votes.close();
    notes.addAll(votes.notes());
    Verdicts verdicts = new Verdicts(before, settledBy.isPresent(), reader, votes.rows());
    votes.byTitle().forEach(verdicts::add);
    Rules after =
        verdicts.drafts().isEmpty()
            ? before
            : before.with(date.map(LocalDate::toString).orElse("none"), verdicts.drafts());
    RowFates rows = fates(votes);
    List<String> problems = new ArrayList<>();
    votes.bad().forEach((place, bad) -> problems.add(votes.at(place) + ": " + bad.detail()));
    Imported imported =
        new Imported(
            after,
            rows,
            CoderAgreement.of(decisions(votes), replicates, seed),
            problems,
            notes,
            Optional.empty(),
            Optional.empty());
    return dryRun ? imported : write(imported, votes, verdicts, sheets, mark, file);
  }

  private static RowFates fates(Votes votes) {
    RowFates.Builder rows = votes.rows();
    rows.add("rows_decided", votes.duplicates());
    rows.add("decided_by_fate.said_before", votes.duplicates());
    return rows.sum("rows_in", "rows_undecided", "rows_skipped", "rows_decided", "rows_quarantined")
        .sum("rows_quarantined", "quarantined")
        .sum("rows_decided", "decided_by_fate")
        .sum("titles_decided", "titles_by_fate")
        .build();
  }

  private static SortedMap<String, SequencedMap<TitleKey, Decision>> decisions(Votes votes) {
    SortedMap<String, SequencedMap<TitleKey, Decision>> decisions = new TreeMap<>();
    votes
        .byTitle()
        .forEach(
            (key, some) ->
                some.forEach(
                    vote ->
                        decisions
                            .computeIfAbsent(vote.coder(), _ -> new LinkedHashMap<>())
                            .put(key, vote.decision())));
    return decisions;
  }

  private Imported write(
      Imported imported,
      Votes votes,
      Verdicts verdicts,
      List<NamedPath> sheets,
      char mark,
      Path file)
      throws IOException {
    SheetCopies copies = new SheetCopies(sheets, mark);
    Map<Votes.Place, List<String>> bad = new LinkedHashMap<>();
    votes
        .bad()
        .forEach(
            (place, why) ->
                bad.put(
                    place,
                    List.of(
                        String.valueOf(sheets.get(place.file()).path().getFileName()),
                        String.valueOf(place.line()),
                        why.reason(),
                        why.detail())));
    Map<Votes.Place, List<String>> torn = new LinkedHashMap<>();
    verdicts.conflicts().forEach((place, sides) -> torn.put(place, List.of(sides)));
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    // The sheets of the day's inputs are hashed before anything is written beside them.
    List<FileHash> inputs = Inputs.hash(sheets.stream().map(NamedPath::path).toList());
    Optional<Path> quarantine =
        copies.write(beside(file, ".quarantine.csv"), SheetCopies.QUARANTINE, bad, List.of());
    Optional<Path> conflicts =
        copies.write(
            beside(file, ".conflicts.csv"),
            SheetCopies.CONFLICTS,
            torn,
            List.of(Columns.DECISION, Columns.CODER, Columns.COMMENT));
    if (!verdicts.drafts().isEmpty() || !Files.exists(file)) {
      AtomicFiles.write(file, imported.rules().text());
    }
    List<FileHash> outputs = new ArrayList<>();
    List<Path> written = new ArrayList<>(List.of(file));
    quarantine.ifPresent(written::add);
    conflicts.ifPresent(written::add);
    for (Path path : written) {
      outputs.add(
          new FileHash(String.valueOf(path.getFileName()), Sha256.of(path), Files.size(path)));
    }
    AtomicFiles.write(beside(file, ".manifest.json"), manifest(imported, inputs, outputs).text());
    return new Imported(
        imported.rules(),
        imported.rows(),
        imported.agreement(),
        imported.problems(),
        imported.notes(),
        quarantine,
        conflicts);
  }

  private static Path beside(Path file, String ending) {
    return file.resolveSibling(file.getFileName() + ending);
  }

  private Manifest manifest(Imported imported, List<FileHash> inputs, List<FileHash> outputs) {
    TreeMap<String, String> configuration = new TreeMap<>();
    configuration.put("date", date.map(LocalDate::toString).orElse("none"));
    settledBy.ifPresent(name -> configuration.put("settled_by", name));
    configuration.put("replicates", String.valueOf(replicates));
    TreeMap<String, String> versions = new TreeMap<>(imported.rules().facts());
    versions.put("taxonomy.name", taxonomy.family());
    versions.put("taxonomy.version", taxonomy.version());
    versions.put("taxonomy.sha256", taxonomy.sha256());
    return Manifest.of(
        "review import", configuration, seed, inputs, versions, imported.rows(), outputs);
  }
}
