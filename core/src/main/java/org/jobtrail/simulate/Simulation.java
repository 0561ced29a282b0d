package org.jobtrail.simulate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jobtrail.career.Language;
import org.jobtrail.provenance.JobtrailException;
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
  /// @param counts people, jobs, steps, documents ...
  public record Summary(Path folder, SortedMap<String, Long> counts) {}

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
            Files.write(documents.resolve(name), p.bytes);
            writer.add(career, p.language.code(), p.format.word(), p.layout.word(), true);
            gold.add(career.person().id(), p);
            counts.merge("documents", 1L, Long::sum);
            counts.merge("documents_" + p.language.code(), 1L, Long::sum);
            counts.merge("documents_" + p.format.word(), 1L, Long::sum);
          } else {
            writer.add(career, "", "", "", false);
          }
        }
      }
      writer.finish();
    }
    json(
        truth.resolve("process.json"),
        Map.of("parameters", process.parameters(), "floor", floor.figures()));
    manifest(out, counts);
    return new Summary(out, counts);
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

  private static void clear(Path out) throws IOException {
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw new JobtrailException.Usage(out + ": is a file; --out wants a folder");
    }
    if (Files.isDirectory(out)) {
      try (Stream<Path> entries = Files.list(out)) {
        for (Path entry : entries.sorted().toList()) {
          String name = entry.getFileName().toString();
          if (!List.of("truth", "documents", "manifest.json").contains(name)) {
            throw new JobtrailException.Usage(
                out + ": holds " + name + ", which no simulation wrote; choose an empty folder");
          }
        }
      }
      Files.deleteIfExists(out.resolve("manifest.json"));
      for (String part : List.of("truth", "documents")) {
        if (Files.isDirectory(out.resolve(part))) {
          try (Stream<Path> files = Files.list(out.resolve(part))) {
            for (Path file : files.toList()) {
              Files.delete(file);
            }
          }
        }
      }
    }
    Files.createDirectories(out);
  }

  private void manifest(Path out, SortedMap<String, Long> counts) throws IOException {
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("format", 1);
    manifest.put("command", "simulate");
    manifest.put("version", "0.1.0");
    manifest.put(
        "configuration",
        new TreeMap<>(
            Map.of(
                "people",
                people,
                "languages",
                languages.stream().map(Language::code).toList(),
                "formats",
                formats.stream().map(Format::word).toList())));
    manifest.put("seed", seed);
    Taxonomy taxonomy = Taxonomy.starter();
    manifest.put(
        "taxonomy",
        new TreeMap<>(
            Map.of(
                "name", taxonomy.family(),
                "version", taxonomy.version(),
                "sha256", taxonomy.sha256())));
    manifest.put("rows", counts);
    List<Object> outputs = new ArrayList<>();
    for (String part : List.of("documents", "truth")) {
      if (Files.isDirectory(out.resolve(part))) {
        try (Stream<Path> files = Files.list(out.resolve(part))) {
          for (Path file : files.sorted().toList()) {
            Map<String, Object> output = new LinkedHashMap<>();
            output.put("path", part + '/' + file.getFileName());
            output.put("sha256", sha256(file));
            output.put("bytes", Files.size(file));
            outputs.add(output);
          }
        }
      }
    }
    manifest.put("outputs", outputs);
    json(out.resolve("manifest.json"), manifest);
  }

  private static void json(Path file, Object content) throws IOException {
    Path partial = file.resolveSibling('.' + file.getFileName().toString() + ".partial");
    Files.writeString(
        partial,
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .writeValueAsString(content)
            + '\n');
    Files.move(
        partial,
        file,
        java.nio.file.StandardCopyOption.ATOMIC_MOVE,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(in, digest).transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
