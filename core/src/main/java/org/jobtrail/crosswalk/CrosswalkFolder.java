package org.jobtrail.crosswalk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jobtrail.provenance.AtomicFiles;
import org.jobtrail.provenance.FileHash;
import org.jobtrail.provenance.FreshFolder;
import org.jobtrail.provenance.Inputs;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Manifest;
import org.jobtrail.provenance.RowFates;
import org.jobtrail.provenance.Sha256;

/// The folder of a crosswalk: `crosswalk.tsv`, what else its command says, and `manifest.json`.
///
/// `crosswalk.tsv`: first `jobtrail-crosswalk TAB 1 TAB from TAB to TAB weights`, then lines
/// `link TAB source TAB target TAB weight TAB marks` (`-`, or `s` and `t` for the part marks of
/// source and target), `no-target TAB source`, `no-source TAB target`.
public final class CrosswalkFolder {
  static final String FILE = "crosswalk.tsv";
  private static final String COMMAND = "taxonomy crosswalk";
  private static final String HEAD = "jobtrail-crosswalk\t1\t";

  private CrosswalkFolder() {}

  /// Writes what `import` read.
  public static Manifest write(
      CrosswalkTable.Imported imported,
      CrosswalkTable.Settings settings,
      Path out,
      boolean overwrite)
      throws IOException {
    SortedMap<String, String> configuration = new TreeMap<>();
    configuration.put("from", settings.from());
    configuration.put("to", settings.to());
    configuration.put("header", imported.headed() ? "yes" : "no");
    settings.fromColumn().ifPresent(c -> configuration.put("from-column", c));
    settings.toColumn().ifPresent(c -> configuration.put("to-column", c));
    settings.weightColumn().ifPresent(c -> configuration.put("weight-column", c));
    settings.fromPartColumn().ifPresent(c -> configuration.put("from-part-column", c));
    settings.toPartColumn().ifPresent(c -> configuration.put("to-part-column", c));
    settings.where().ifPresent(c -> configuration.put("where", c));
    configuration.put("from-digits", String.valueOf(settings.fromDigits()));
    configuration.put("to-digits", String.valueOf(settings.toDigits()));
    StringBuilder away = new StringBuilder("line\treason\trow\n");
    for (CrosswalkTable.SetAside row : imported.setAside()) {
      away.append(row.line()).append('\t').append(row.reason()).append('\t').append(row.row());
      away.append('\n');
    }
    return write(
        imported.crosswalk(),
        " import",
        configuration,
        Inputs.hash(List.of(imported.input())),
        imported.rows(),
        Map.of("set-aside.tsv", away.toString()),
        out,
        overwrite);
  }

  /// Writes a composition, with the shares that got lost between the two.
  public static Manifest write(
      Composition composition, Path first, Path second, Path out, boolean overwrite)
      throws IOException {
    CsvRecode.apart(first, out);
    CsvRecode.apart(second, out);
    StringBuilder lost = new StringBuilder("source\tshare_lost\n");
    composition
        .lost()
        .forEach(
            (source, share) ->
                lost.append(source).append('\t').append(Share.decimal(share)).append('\n'));
    StringBuilder ends = new StringBuilder("code\n");
    composition.deadEnds().forEach(code -> ends.append(code).append('\n'));
    SortedMap<String, String> files = new TreeMap<>();
    files.put("lost.tsv", lost.toString());
    files.put("dead-ends.tsv", ends.toString());
    RowFates.Builder rows =
        RowFates.builder()
            .add("links", composition.crosswalk().links().size())
            .add("sources_losing_a_share", composition.lost().size())
            .add("dead_ends", composition.deadEnds().size());
    return write(
        composition.crosswalk(),
        " compose",
        new TreeMap<>(),
        List.of(FileHash.of(first, first.resolve(FILE)), FileHash.of(second, second.resolve(FILE))),
        count(rows, composition.crosswalk()).build(),
        files,
        out,
        overwrite);
  }

  /// Writes the inverse of the crosswalk in a folder.
  public static Manifest writeInverse(Path source, Path out, boolean overwrite) throws IOException {
    CsvRecode.apart(source, out);
    Crosswalk inverse = read(source).inverted();
    return write(
        inverse,
        " invert",
        new TreeMap<>(),
        List.of(FileHash.of(source, source.resolve(FILE))),
        count(RowFates.builder().add("links", inverse.links().size()), inverse).build(),
        Map.of(),
        out,
        overwrite);
  }

  private static Manifest write(
      Crosswalk crosswalk,
      String command,
      SortedMap<String, String> configuration,
      List<FileHash> inputs,
      RowFates rows,
      Map<String, String> files,
      Path out,
      boolean overwrite)
      throws IOException {
    String text = text(crosswalk);
    SortedMap<String, String> versions = new TreeMap<>();
    versions.put("crosswalk.from", crosswalk.from());
    versions.put("crosswalk.to", crosswalk.to());
    versions.put("crosswalk.weights", crosswalk.weights().word());
    versions.put("crosswalk.sha256", sha256(crosswalk));
    try (FreshFolder folder = FreshFolder.open(out, overwrite, COMMAND + command)) {
      AtomicFiles.write(folder.path().resolve(FILE), text);
      for (Map.Entry<String, String> file : new TreeMap<>(files).entrySet()) {
        AtomicFiles.write(folder.path().resolve(file.getKey()), file.getValue());
      }
      return folder.publish(
          Manifest.of(COMMAND + command, configuration, 0, inputs, versions, rows, List.of()));
    }
  }

  /// How many codes a crosswalk has, by what becomes of them.
  static RowFates.Builder count(RowFates.Builder rows, Crosswalk crosswalk) {
    Recoding recoding = new Recoding(crosswalk, Policy.DROP_NEVER);
    for (String word : Outcome.WORDS) {
      if (!word.equals("uncoded")) {
        rows.add("sources_by_outcome." + word, 0);
      }
    }
    TreeSet<String> sources = new TreeSet<>(crosswalk.bySource().keySet());
    sources.addAll(crosswalk.withoutTarget());
    for (String source : sources) {
      rows.add("sources_by_outcome." + recoding.outcome(source).word(), 1);
    }
    return rows.add("sources", sources.size())
        .add("targets", crosswalk.sourcesByTarget().size())
        .add("targets_without_source", crosswalk.withoutSource().size())
        .add("codes_in_cycles", Cycles.of(crosswalk).size())
        .sum("sources", "sources_by_outcome");
  }

  /// SHA-256 of the crosswalk's text: equal content, equal hash.
  public static String sha256(Crosswalk crosswalk) {
    return Sha256.of(text(crosswalk).getBytes(StandardCharsets.UTF_8));
  }

  private static String text(Crosswalk crosswalk) {
    StringBuilder out = new StringBuilder(HEAD).append(crosswalk.from()).append('\t');
    out.append(crosswalk.to()).append('\t').append(crosswalk.weights().word()).append('\n');
    for (Link link : crosswalk.links()) {
      String marks = (link.sourcePart() ? "s" : "") + (link.targetPart() ? "t" : "");
      out.append("link\t").append(link.source()).append('\t').append(link.target()).append('\t');
      out.append(link.weight()).append('\t').append(marks.isEmpty() ? "-" : marks).append('\n');
    }
    crosswalk.withoutTarget().forEach(c -> out.append("no-target\t").append(c).append('\n'));
    crosswalk.withoutSource().forEach(c -> out.append("no-source\t").append(c).append('\n'));
    return out.toString();
  }

  /// Reads a folder that `taxonomy crosswalk` wrote.
  ///
  /// @throws JobtrailException.Usage when it is no such folder
  /// @throws JobtrailException.Integrity when it isn't what its manifest says
  public static Crosswalk read(Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        throw new JobtrailException.Usage(
            "%s: no such crosswalk; make one with `jobtrail taxonomy crosswalk import TABLE --out %s`"
                .formatted(folder, folder));
      }
      Manifest manifest = Manifest.read(folder);
      if (!manifest.command().startsWith(COMMAND)) {
        throw new JobtrailException.Usage(
            "%s: not a crosswalk, its manifest says it was made by `jobtrail %s`"
                .formatted(folder, manifest.command()));
      }
      Path file = folder.resolve(FILE);
      if (!Files.isRegularFile(file) || !manifest.outputs().contains(FileHash.of(folder, file))) {
        throw new JobtrailException.Integrity(
            file + ": half-written, or changed after the import; import the table again");
      }
      return parse(file, Files.readString(file).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Crosswalk parse(Path file, List<String> lines) {
    List<Link> links = new ArrayList<>();
    TreeSet<String> withoutTarget = new TreeSet<>();
    TreeSet<String> withoutSource = new TreeSet<>();
    int at = 0;
    try {
      String[] head = lines.getFirst().split("\t", -1);
      if (!lines.getFirst().startsWith(HEAD) || head.length != 5) {
        throw new IllegalArgumentException("not the first line of a crosswalk");
      }
      for (at = 1; at < lines.size(); at++) {
        String[] cells = lines.get(at).split("\t", -1);
        switch (cells[0] + ' ' + cells.length) {
          case "link 5" ->
              links.add(
                  new Link(
                      cells[1],
                      cells[2],
                      Double.parseDouble(cells[3]),
                      cells[4].contains("s"),
                      cells[4].contains("t")));
          case "no-target 2" -> withoutTarget.add(cells[1]);
          case "no-source 2" -> withoutSource.add(cells[1]);
          default -> throw new IllegalArgumentException("not a line of a crosswalk");
        }
      }
      Crosswalk.Weights weights =
          Crosswalk.Weights.valueOf(head[4].toUpperCase(java.util.Locale.ROOT));
      return new Crosswalk(head[2], head[3], weights, links, withoutTarget, withoutSource);
    } catch (IllegalArgumentException | java.util.NoSuchElementException e) {
      throw new JobtrailException.Integrity(
          "%s:%d: %s; import the table again".formatted(file, at + 1, e.getMessage()));
    }
  }
}
