package org.jobtrail.simulate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jobtrail.career.Language;
import org.jobtrail.provenance.AtomicFiles;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Manifest;
import org.jobtrail.provenance.NamedOutput;
import org.jobtrail.provenance.RowFates;
import org.jobtrail.taxonomy.Concept;
import org.jobtrail.taxonomy.Taxonomy;

/// Draws a population and writes it: `truth/`, `documents/` and, last of all, `manifest.json`.
///
/// @param people at least 1
/// @param languages of the documents
/// @param formats of the documents; empty for the truth alone
public record Simulation(int people, long seed, List<Language> languages, List<Format> formats) {
  public static final List<Language> LANGUAGES =
      List.of(Language.ENGLISH, Language.DUTCH, Language.FRENCH);

  /// Name and version of the process, for manifests: a change of any number is a new version.
  private static final String PROCESS = "process-1";

  private static final String MARKER = ".simulation";

  /// Careers drawn at a time: bounds memory and keeps every core busy.
  private static final int BATCH = 2000;

  /// In all languages and formats.
  public Simulation(int people, long seed) {
    this(people, seed, LANGUAGES, List.of(Format.values()));
  }

  public Simulation {
    languages = List.copyOf(languages);
    formats = List.copyOf(formats);
    if (languages.isEmpty()) {
      throw new JobtrailException.Usage("--languages names no language; known: en, fr, nl");
    }
    if (people < 1 || people > 10_000_000) {
      throw new JobtrailException.Usage("--people must be in 1 to 10000000, found " + people);
    }
  }

  /// The process over the starter taxonomy's 436 unit groups, as `simulate` runs it.
  public static TrueProcess process() {
    return TrueProcess.over(
        Taxonomy.starter().concepts().stream()
            .filter(c -> c.kind() == Concept.Kind.UNIT_GROUP)
            .map(c -> c.occupation().code())
            .toList(),
        ProcessParameters.DEFAULT);
  }

  /// What was written.
  ///
  /// @param rows people, jobs, steps, documents by language and format
  public record Summary(Path folder, RowFates rows) {}

  /// @param out new, empty, or written by an earlier simulation, which is replaced
  public Summary write(Path out) throws IOException {
    clear(out);
    Path truth = out.resolve("truth");
    TrueProcess process = process();
    Population population = new Population(process, seed);
    SortedMap<String, Long> counts = new TreeMap<>();
    Floor floor = new Floor();
    Printer printer = new Printer(languages, formats, Taxonomy.starter());
    Path documents = out.resolve("documents");
    if (!formats.isEmpty()) {
      Files.createDirectories(documents);
    }
    try (TruthWriter writer = new TruthWriter(truth, Taxonomy.starter());
        GoldWriter gold = new GoldWriter(truth)) {
      for (int from = 0; from < people; from += BATCH) {
        List<Drawn> batch =
            IntStream.range(from, Math.min(people, from + BATCH))
                .parallel()
                .mapToObj(i -> draw(population, printer, i))
                .toList();
        for (Drawn drawn : batch) {
          Career career = drawn.career();
          floor.add(career);
          counts.merge("people", 1L, Long::sum);
          counts.merge("jobs", (long) career.jobs().size(), Long::sum);
          counts.merge("steps", (long) career.steps().size(), Long::sum);
          if (drawn.printed().isPresent()) {
            Printer.Printed p = drawn.printed().get();
            String name = career.person().id() + '.' + p.format.word();
            NamedOutput.write(documents.resolve(name), p.bytes);
            writer.add(career, p.language.code(), p.format.word(), p.layout.word(), true);
            gold.add(career.person().id(), p);
            counts.merge("documents", 1L, Long::sum);
            counts.merge("documents_by_language." + p.language.code(), 1L, Long::sum);
            counts.merge("documents_by_format." + p.format.word(), 1L, Long::sum);
          } else {
            writer.add(career, "", "", "", false);
          }
        }
      }
      writer.finish();
    }
    AtomicFiles.write(
        truth.resolve("process.json"),
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .writeValueAsString(
                    Map.of("parameters", process.parameters(), "floor", floor.figures()))
            + '\n');
    RowFates rows = rows(counts);
    manifest(out, rows);
    Files.delete(out.resolve(MARKER));
    return new Summary(out, rows);
  }

  private record Drawn(Career career, Optional<Printer.Printed> printed) {}

  private Drawn draw(Population population, Printer printer, int number) {
    Career career = population.career(number);
    return new Drawn(
        career,
        formats.isEmpty()
            ? Optional.empty()
            : Optional.of(printer.print(career, population.random(number, 2))));
  }

  /// Makes the folder ready, and deletes only what a simulation wrote: a finished one has its
  /// manifest, an interrupted one its marker.
  private static void clear(Path out) throws IOException {
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw new JobtrailException.Usage(out + ": is a file; --out wants a folder");
    }
    Files.createDirectories(out);
    Path marker = out.resolve(MARKER);
    try (Stream<Path> entries = Files.list(out)) {
      boolean ours =
          Files.exists(marker)
              || (Files.exists(out.resolve(Manifest.FILE))
                  && Manifest.read(out).command().equals("simulate"));
      if (!ours && entries.findAny().isPresent()) {
        throw new JobtrailException.Usage(
            out + ": holds files that no simulation wrote; choose an empty folder");
      }
    }
    Files.writeString(marker, "");
    for (String part : List.of(Manifest.FILE, "truth", "documents")) {
      AtomicFiles.deleteTree(out.resolve(part));
    }
  }

  private RowFates rows(SortedMap<String, Long> counts) {
    RowFates.Builder rows = RowFates.builder();
    counts.forEach(rows::add);
    if (!formats.isEmpty()) {
      rows.sum("people", "documents")
          .sum("documents", "documents_by_format")
          .sum("documents", "documents_by_language");
    }
    return rows.build();
  }

  private void manifest(Path out, RowFates rows) throws IOException {
    SortedMap<String, String> configuration = new TreeMap<>();
    configuration.put("people", String.valueOf(people));
    configuration.put(
        "languages", String.join(",", languages.stream().map(Language::code).toList()));
    configuration.put(
        "formats",
        formats.isEmpty() ? "none" : String.join(",", formats.stream().map(Format::word).toList()));
    Taxonomy taxonomy = Taxonomy.starter();
    SortedMap<String, String> versions = new TreeMap<>();
    versions.put("process", PROCESS);
    versions.put("taxonomy.name", taxonomy.family());
    versions.put("taxonomy.version", taxonomy.version());
    versions.put("taxonomy.sha256", taxonomy.sha256());
    Manifest.of("simulate", configuration, seed, List.of(), versions, rows, List.of())
        .withOutputsOf(out)
        .write(out);
  }
}
