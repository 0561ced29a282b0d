package org.jobtrail.review;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jobtrail.career.Language;
import org.jobtrail.dataset.DuckDb;
import org.jobtrail.normalise.rules.Rules;
import org.jobtrail.provenance.AtomicFiles;
import org.jobtrail.provenance.FileHash;
import org.jobtrail.provenance.Inputs;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Manifest;
import org.jobtrail.provenance.RowFates;
import org.jobtrail.provenance.Sha256;
import org.jobtrail.taxonomy.Concept;
import org.jobtrail.taxonomy.Taxonomy;
import org.jspecify.annotations.Nullable;

/// Writes a sheet of the titles whose coding is least certain where it counts most: by frequency
/// times uncertainty.
///
/// UTF-8 with a byte-order mark, so that Excel reads accents; see {@link Cells} for what keeps
/// codes and formulas as they are. Titles can hold names and are personal data.
///
/// @param most items at most
/// @param atLeast different people at least, so that a title of few is not shown
/// @param separator `,`, `;` or a tab; with `;` probabilities have a decimal comma, as in the
///     countries whose spreadsheets want it
/// @param labels the language in which codes are named, for `taxonomy`; empty for the title's
public record ReviewExport(
    long most,
    long atLeast,
    char separator,
    Optional<Taxonomy> taxonomy,
    Optional<Language> labels,
    Optional<Rules> rules) {
  private static final String MARK = "\uFEFF";

  public ReviewExport {
    if (most < 1) {
      throw new JobtrailException.Usage("--most must be 0 (all) or more, found " + most);
    }
    if (atLeast < 1) {
      throw new JobtrailException.Usage("--at-least must be 1 or more, found " + atLeast);
    }
    if (separator != ',' && separator != ';' && separator != '\t') {
      throw new JobtrailException.Usage(
          "--separator must be a comma, a semicolon or a tab, found \"" + separator + '"');
    }
  }

  /// @param coded a run's folder, or what `normalise` wrote
  /// @param titles that `normalise` was given; null for a run
  /// @return where titles and occurrences went
  public RowFates write(Path coded, @Nullable Path titles, Path out) throws IOException {
    if (Files.exists(out) && !Files.isRegularFile(out)) {
      throw new JobtrailException.Usage(out + ": is no file; --out names a file to write");
    }
    ReviewSource source = ReviewSource.of(coded, titles);
    if (taxonomy.isPresent() && !taxonomy.get().name().equals(source.taxonomy())) {
      throw new JobtrailException.Usage(
          "%s: coded with %s, --taxonomy is %s; give the one it was coded with"
              .formatted(coded, source.taxonomy(), taxonomy.get().name()));
    }
    Path work = Files.createTempDirectory("jobtrail-review");
    try (DuckDb db = DuckDb.open(work.resolve("spill"))) {
      source.open(db, work);
      RowFates[] rows = new RowFates[1];
      AtomicFiles.write(out, to -> rows[0] = write(db, work, to));
      RowFates fates = java.util.Objects.requireNonNull(rows[0]);
      AtomicFiles.write(
          out.resolveSibling(out.getFileName() + ".manifest.json"),
          manifest(source, fates, out).text());
      return fates;
    } finally {
      AtomicFiles.deleteTree(work);
    }
  }

  private RowFates write(DuckDb db, Path work, OutputStream to) throws IOException {
    line(to, MARK, Columns.ALL);
    return new ReviewQueue(db, work, rules, atLeast)
        .items(
            most,
            item -> {
              try {
                line(to, "", cells(item));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  private void line(OutputStream to, String before, List<String> cells) throws IOException {
    to.write((before + Cells.line(cells, separator)).getBytes(StandardCharsets.UTF_8));
  }

  private List<String> cells(ReviewItem item) {
    List<String> cells = new ArrayList<>();
    cells.add(item.key());
    cells.add(Cells.guarded(item.title()));
    cells.add(item.language());
    cells.add(String.valueOf(item.frequency()));
    cells.add(String.valueOf(item.people()));
    if (item.standing().isEmpty()) {
      cells.addAll(List.of("unknown", ""));
    } else {
      ReviewItem.Candidate standing = named(item.standing().getFirst(), item);
      cells.add(Cells.guarded(standing.code()));
      cells.add(Cells.guarded(standing.label()));
    }
    cells.add(decimal(item));
    for (int i = 0; i < Columns.CANDIDATES; i++) {
      cells.add(
          i < item.candidates().size()
              ? Cells.guarded(named(item.candidates().get(i), item).cell())
              : "");
    }
    cells.addAll(List.of("", "", ""));
    cells.add(Cells.guarded(String.join(" / ", item.otherSpellings())));
    cells.add(
        item.candidates().stream().map(ReviewItem.Candidate::uri).collect(Collectors.joining("|")));
    return cells;
  }

  private ReviewItem.Candidate named(ReviewItem.Candidate candidate, ReviewItem item) {
    Optional<Concept> concept = taxonomy.flatMap(t -> t.byUri(candidate.uri()));
    Language language = labels.orElseGet(() -> new Language(item.language()));
    return concept
        .map(
            c -> new ReviewItem.Candidate(candidate.uri(), candidate.code(), c.preferred(language)))
        .orElse(candidate);
  }

  private String decimal(ReviewItem item) {
    if (item.standing().isEmpty() || item.probability().isEmpty()) {
      return "";
    }
    String text = String.format(Locale.ROOT, "%.3f", item.probability().getAsDouble());
    return separator == ';' ? text.replace('.', ',') : text;
  }

  private Manifest manifest(ReviewSource source, RowFates rows, Path out) throws IOException {
    TreeMap<String, String> configuration = new TreeMap<>();
    configuration.put("most", most == Long.MAX_VALUE ? "none" : String.valueOf(most));
    configuration.put("at_least", String.valueOf(atLeast));
    configuration.put("separator", separator == '\t' ? "tab" : String.valueOf(separator));
    labels.ifPresent(language -> configuration.put("labels", language.code()));
    TreeMap<String, String> versions = new TreeMap<>();
    rules.ifPresent(r -> versions.putAll(r.facts()));
    int space = source.taxonomy().lastIndexOf(' ');
    versions.put("taxonomy.name", source.taxonomy().substring(0, space));
    versions.put("taxonomy.version", source.taxonomy().substring(space + 1));
    FileHash written =
        new FileHash(String.valueOf(out.getFileName()), Sha256.of(out), Files.size(out));
    return Manifest.of(
        "review export",
        configuration,
        0,
        Inputs.hash(source.inputs()),
        versions,
        rows,
        List.of(written));
  }
}
