package org.jobtrail.taxonomy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jobtrail.provenance.AtomicFiles;
import org.jobtrail.provenance.FileHash;
import org.jobtrail.provenance.Inputs;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Manifest;
import org.jobtrail.provenance.RowFates;
import org.jobtrail.provenance.Sha256;

/// The folder that `taxonomy import` writes: `concepts.tsv`, `unjoined.tsv`, `report.json` and,
/// last of all, `manifest.json`, which vouches for the others.
final class TaxonomyFolder {
  static final String CONCEPTS = "concepts.tsv";
  static final String UNJOINED = "unjoined.tsv";
  static final String REPORT = "report.json";
  static final String COMMAND = "taxonomy import";
  private static final Set<String> OWN = Set.of(CONCEPTS, UNJOINED, REPORT);
  private static final String AGAIN = "; run `jobtrail taxonomy import` again";

  private TaxonomyFolder() {}

  static Taxonomy read(Path folder) {
    if (!Files.exists(folder)) {
      throw new JobtrailException.Usage(
          "%s: no such taxonomy; make one with `jobtrail taxonomy import FILES... --out %s`, or use the word starter"
              .formatted(folder, folder));
    }
    if (!Files.isDirectory(folder)) {
      throw new JobtrailException.Usage(
          "%s: a taxonomy is a folder; make one with `jobtrail taxonomy import %s --out FOLDER`"
              .formatted(folder, folder));
    }
    if (!Files.exists(folder.resolve(Manifest.FILE))) {
      throw new JobtrailException.Usage(
          folder
              + ": not a taxonomy, or a half-written one: no "
              + Manifest.FILE
              + " in it"
              + AGAIN);
    }
    try {
      Manifest manifest = Manifest.read(folder);
      if (!manifest.command().equals(COMMAND)) {
        throw new JobtrailException.Usage(
            "%s: not a taxonomy, its manifest says it was made by `jobtrail %s`"
                .formatted(folder, manifest.command()));
      }
      if (manifest.format() != Manifest.FORMAT) {
        throw new JobtrailException.Usage(
            "%s: a taxonomy of format %d, this Jobtrail reads format %d; import it again or use a newer Jobtrail"
                .formatted(folder, manifest.format(), Manifest.FORMAT));
      }
      FileHash concepts =
          manifest.outputs().stream()
              .filter(output -> output.path().equals(CONCEPTS))
              .findFirst()
              .orElseThrow(
                  () -> new JobtrailException.Integrity(folder + ": lists no " + CONCEPTS + AGAIN));
      return TaxonomyText.read(
          intact(folder, concepts), folder.resolve(CONCEPTS).toString(), concepts.sha256());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] intact(Path folder, FileHash output) throws IOException {
    Path file = folder.resolve(output.path());
    byte[] bytes = Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
    if (!Sha256.of(bytes).equals(output.sha256())) {
      throw new JobtrailException.Integrity(
          file + ": half-written, or changed after the import" + AGAIN);
    }
    return bytes;
  }

  static void write(Path folder, TaxonomyImport.Imported imported) {
    Taxonomy taxonomy = imported.taxonomy();
    ImportReport report = imported.report();
    SortedMap<String, String> versions = new TreeMap<>();
    versions.put("taxonomy.name", taxonomy.family());
    versions.put("taxonomy.version", taxonomy.version());
    versions.put("taxonomy.sha256", taxonomy.sha256());
    try {
      prepare(folder);
      List<FileHash> hashes = new ArrayList<>(Inputs.hash(imported.inputs()));
      hashes.sort(Comparator.comparing(FileHash::path).thenComparing(FileHash::sha256));
      ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
      SortedMap<String, byte[]> files = new TreeMap<>();
      files.put(CONCEPTS, TaxonomyText.write(taxonomy));
      files.put(UNJOINED, unjoined(report).getBytes(StandardCharsets.UTF_8));
      files.put(REPORT, json.writeValueAsBytes(report.json(json)));
      // Without a manifest the folder counts as half-written.
      Files.deleteIfExists(folder.resolve(Manifest.FILE));
      List<FileHash> outputs = new ArrayList<>();
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        byte[] bytes = file.getValue();
        AtomicFiles.write(folder.resolve(file.getKey()), out -> out.write(bytes));
        outputs.add(new FileHash(file.getKey(), Sha256.of(bytes), bytes.length));
      }
      Manifest.of(COMMAND, new TreeMap<>(), 0, hashes, versions, rows(report), outputs)
          .write(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Makes the folder; refuses one that holds anything an import doesn't write.
  private static void prepare(Path folder) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new JobtrailException.Usage(folder + ": a file is in the way; --out names a folder");
    }
    Files.createDirectories(folder);
    Set<String> ours = new TreeSet<>(OWN);
    ours.add(Manifest.FILE);
    try (Stream<Path> inside = Files.list(folder)) {
      for (Path file : inside.sorted().toList()) {
        String name = String.valueOf(file.getFileName());
        if (!ours.contains(name.replaceFirst("\\.tmp$", ""))) {
          throw new JobtrailException.Usage(
              folder + ": holds other files (" + name + "); choose another folder for --out");
        }
      }
    }
  }

  private static RowFates rows(ImportReport report) {
    RowFates.Builder rows = RowFates.builder();
    rows.add("rows_in", 0).add("rows_joined", 0).add("rows_unjoined", 0);
    for (ImportReport.FileReport file : report.files()) {
      rows.add("rows_in", file.rows()).add("rows_joined", file.joined());
      rows.add("rows_unjoined", file.rows() - file.joined()).add("labels", file.labels());
      file.unjoined().forEach((reason, n) -> rows.add("unjoined." + reason.replace('.', '-'), n));
    }
    report
        .unknownGroups()
        .forEach((group, n) -> rows.add("occupations_in_unknown_groups." + group, n));
    return rows.sum("rows_in", "rows_joined", "rows_unjoined").build();
  }

  /// A line per label of every row that joined nothing, so that nothing is lost.
  private static String unjoined(ImportReport report) {
    StringBuilder out = new StringBuilder("file\tline\turi\tlanguage\tkind\tlabel\treason\n");
    for (ImportReport.Unjoined row : report.unjoined()) {
      String uri = row.uri().replaceAll("\\s", " ");
      String head = row.file() + '\t' + row.line() + '\t' + uri + '\t';
      if (row.labels().isEmpty()) {
        out.append(head).append("\t\t\t").append(row.reason()).append('\n');
      }
      for (Label label : row.labels()) {
        out.append(head).append(label.language().code()).append('\t');
        out.append(label.kind().word()).append('\t').append(label.text()).append('\t');
        out.append(row.reason()).append('\n');
      }
    }
    return out.toString();
  }
}
