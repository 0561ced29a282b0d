package org.jobtrail.normalise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jobtrail.career.Language;
import org.jobtrail.normalise.TitleLines.TitleLine;
import org.jobtrail.provenance.AtomicFiles;
import org.jobtrail.provenance.FileHash;
import org.jobtrail.provenance.Inputs;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Manifest;
import org.jobtrail.provenance.Progress;
import org.jobtrail.provenance.RowFates;
import org.jobtrail.provenance.Sha256;

/// A table of titles to a table of ranked occupations, every line accounted for.
///
/// In: what {@link TitleLines} reads. Out: `id, rank, uri, code, label, score, probability,
/// outcome` with a header; `probability` is empty unless calibrated, `outcome` is `coded` when the
/// title's first candidate stands, else `unknown`. Beside it `OUT.manifest.json`, and
/// `OUT.quarantine.tsv` when lines were unusable.
///
/// With a coverage asked for, `OUT.sets.tsv` beside it: `id, code, uri` of the nodes of which one
/// holds the title's occupation with that probability, one line each.
///
/// @param language of titles whose line doesn't say it
/// @param coverage of sets, in `(0, 1)`; empty for none
/// @param reasons file that says what the scores are made of; empty for none
public record TitleCoding(
    Normaliser normaliser,
    String taxonomySha256,
    int top,
    Language language,
    OptionalDouble coverage,
    Optional<Path> reasons) {
  public TitleCoding(Normaliser normaliser, String taxonomySha256, int top, Language language) {
    this(normaliser, taxonomySha256, top, language, OptionalDouble.empty(), Optional.empty());
  }

  private static final int BATCH = 4096;

  /// Of what is written.
  public static final List<String> COLUMNS = CodingTable.Ranked.COLUMNS;

  /// Where the lines went.
  private static final class Tally {
    long read;
    long coded;
    long unknown;
    long none;
    long ruled;
    long repeatedIds;
    long withoutWords;
    final Set<String> ids = new HashSet<>();
    final SortedMap<String, Long> bad = new TreeMap<>();
    final StringBuilder quarantine = new StringBuilder("line\treason\ttext\n");
  }

  public RowFates code(Path titles, Path out, Progress progress) throws IOException {
    return code(titles, out, progress, _ -> {});
  }

  /// Codes the titles of one file.
  ///
  /// @param notes takes what a reader of the result should know, a line each
  /// @return `titles_in = coded + unknown + without_candidates + quarantined`; besides
  ///     `without_words`, titles that normalise to nothing, and `repeated_ids`, lines whose id an
  ///     earlier line has
  public RowFates code(Path titles, Path out, Progress progress, Consumer<String> notes)
      throws IOException {
    Tally tally = new Tally();
    CodingFiles files = new CodingFiles(out, reasons);
    files.refuse(titles);
    List<CodingFiles.Target> targets = targets(files);
    progress.start("titles", -1);
    try (TitleLines lines = TitleLines.open(titles, language)) {
      lines.notes().forEach(notes);
      CodingFiles.write(targets, open -> run(lines, open, tally, progress));
    }
    notes(titles, tally).forEach(notes);
    RowFates fates = fates(tally);
    List<FileHash> outputs = new ArrayList<>();
    for (CodingFiles.Target target : targets) {
      outputs.add(hash(target.file()));
    }
    if (coverage.isEmpty()) {
      // Sets of an earlier coding would be taken for those of these codes.
      Files.deleteIfExists(files.ofSets());
    }
    Path quarantine = files.quarantine();
    if (tally.bad.isEmpty()) {
      Files.deleteIfExists(quarantine);
    } else {
      AtomicFiles.write(quarantine, tally.quarantine.toString());
      outputs.add(hash(quarantine));
    }
    AtomicFiles.write(
        files.manifest(),
        Manifest.of(
                "normalise",
                configuration(),
                0,
                Inputs.hash(List.of(titles)),
                versions(),
                fates,
                outputs)
            .text());
    return fates;
  }

  /// The files that coding into `out` may write.
  public List<Path> written(Path out) {
    return new CodingFiles(out, reasons).all();
  }

  /// The table of codes is first in the manifest.
  private List<CodingFiles.Target> targets(CodingFiles files) {
    List<CodingFiles.Target> targets = new ArrayList<>();
    targets.add(new CodingFiles.Target(new CodingTable.Ranked(), files.out()));
    coverage.ifPresent(
        c -> targets.add(new CodingFiles.Target(new CodingTable.Sets(sets(), c), files.ofSets())));
    reasons.ifPresent(file -> targets.add(new CodingFiles.Target(new CodingTable.Reasons(), file)));
    return targets;
  }

  private static FileHash hash(Path file) throws IOException {
    return new FileHash(String.valueOf(file.getFileName()), Sha256.of(file), Files.size(file));
  }

  private SetNormaliser sets() {
    if (normaliser instanceof SetNormaliser sets && sets.hasSets()) {
      return sets;
    }
    throw new JobtrailException.Usage(
        normaliser.name()
            + " gives no sets; a model that was calibrated does (`normalise train --labelled`)");
  }

  private static List<String> notes(Path titles, Tally tally) {
    List<String> notes = new ArrayList<>();
    if (tally.read == 0) {
      notes.add(titles + ": holds no title, so nothing was coded");
    }
    if (tally.repeatedIds > 0) {
      notes.add(
          "%s: lines whose id an earlier line has: %d; their rows can't be told apart"
              .formatted(titles, tally.repeatedIds));
    }
    if (tally.withoutWords > 0) {
      notes.add("%s: titles without a word: %d".formatted(titles, tally.withoutWords));
    }
    return notes;
  }

  private static RowFates fates(Tally tally) {
    RowFates.Builder rows = RowFates.builder();
    rows.add("titles_in", tally.read).add("coded", tally.coded).add("unknown", tally.unknown);
    rows.add("without_candidates", tally.none);
    rows.add("repeated_ids", tally.repeatedIds).add("without_words", tally.withoutWords);
    if (tally.ruled > 0) {
      rows.add("answered_by_rules", tally.ruled);
    }
    tally.bad.forEach((reason, lines) -> rows.add("quarantined." + reason, lines));
    return rows.sum("titles_in", "coded", "unknown", "without_candidates", "quarantined").build();
  }

  private SortedMap<String, String> configuration() {
    SortedMap<String, String> configuration = new TreeMap<>();
    configuration.put("top", String.valueOf(top));
    configuration.put("language", language.code());
    coverage.ifPresent(c -> configuration.put("coverage", String.valueOf(c)));
    return configuration;
  }

  private SortedMap<String, String> versions() {
    SortedMap<String, String> versions = new TreeMap<>(normaliser.versions());
    versions.put("normaliser", normaliser.name());
    versions.put("calibration", normaliser.calibration());
    String name = normaliser.taxonomy();
    int space = name.lastIndexOf(' ');
    versions.put("taxonomy.name", name.substring(0, space));
    versions.put("taxonomy.version", name.substring(space + 1));
    versions.put("taxonomy.sha256", taxonomySha256);
    return versions;
  }

  private void run(TitleLines lines, List<CodingFiles.Open> tables, Tally tally, Progress progress)
      throws IOException {
    List<TitleLines.Usable> batch = new ArrayList<>(BATCH);
    for (Optional<TitleLine> next = lines.next(); next.isPresent(); next = lines.next()) {
      tally.read++;
      switch (next.get()) {
        case TitleLines.Usable usable -> {
          batch.add(usable);
          if (lines.hasIds() && !tally.ids.add(usable.id())) {
            tally.repeatedIds++;
          }
          if (!usable.query().hasWords()) {
            tally.withoutWords++;
          }
        }
        case TitleLines.Unusable(long number, String reason, String text) -> {
          tally.bad.merge(reason, 1L, Long::sum);
          tally.quarantine.append(number).append('\t').append(reason).append('\t');
          tally.quarantine.append(text).append('\n');
        }
      }
      if (batch.size() == BATCH) {
        write(batch, tables, tally);
        progress.step(tally.read);
        batch.clear();
      }
    }
    write(batch, tables, tally);
    progress.step(tally.read);
  }

  private void write(List<TitleLines.Usable> batch, List<CodingFiles.Open> tables, Tally tally)
      throws IOException {
    int half = (batch.size() + 1) / 2;
    List<Coding> codings =
        List.of(batch.subList(0, half), batch.subList(half, batch.size())).parallelStream()
            .map(part -> normaliser.code(part.stream().map(TitleLines.Usable::query).toList(), top))
            .flatMap(List::stream)
            .collect(Collectors.toList());
    for (int i = 0; i < batch.size(); i++) {
      Coding coding = codings.get(i);
      if (coding.candidates().isEmpty()) {
        tally.none++;
      } else if (coding.outcome() == Coding.Outcome.CODED) {
        tally.coded++;
      } else {
        tally.unknown++;
      }
      if (normaliser.method(batch.get(i).query()).startsWith(Normaliser.RULE)) {
        tally.ruled++;
      }
    }
    for (CodingFiles.Open table : tables) {
      table.table().write(table.out(), batch, codings);
    }
  }
}
