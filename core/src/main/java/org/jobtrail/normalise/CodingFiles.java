package org.jobtrail.normalise;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.jobtrail.provenance.AtomicFiles;
import org.jobtrail.provenance.Inputs;
import org.jobtrail.provenance.JobtrailException;

/// The files that a coding writes.
///
/// @param out the table of codes; the others but the reasons stand beside it
/// @param reasons file that says what the scores are made of; empty for none
record CodingFiles(Path out, Optional<Path> reasons) {
  /// A table and the file that takes it.
  record Target(CodingTable table, Path file) {}

  /// A table whose file is open.
  record Open(CodingTable table, OutputStream out) {}

  /// Fills open tables.
  @FunctionalInterface
  interface Filling {
    void fill(List<Open> tables) throws IOException;
  }

  Path ofSets() {
    return beside(".sets.tsv");
  }

  Path quarantine() {
    return beside(".quarantine.tsv");
  }

  Path manifest() {
    return beside(".manifest.json");
  }

  /// All that a coding may write or, like sets of before, take away.
  List<Path> all() {
    List<Path> all = new ArrayList<>(List.of(out, ofSets(), quarantine(), manifest()));
    reasons.ifPresent(all::add);
    return all;
  }

  private Path beside(String ending) {
    return out.resolveSibling(out.getFileName() + ending);
  }

  /// @throws JobtrailException.Usage when a file that is read, or is no file, would be written over
  void refuse(Path titles) throws IOException {
    if (Files.isDirectory(out)) {
      throw new JobtrailException.Usage(out + ": is a folder; --out names a file");
    }
    List<Path> written = List.of(out, ofSets(), quarantine(), manifest());
    for (Path file : written) {
      Inputs.keep(List.of(titles), file);
    }
    if (reasons.isPresent()) {
      Path file = reasons.get();
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        throw new JobtrailException.Usage(
            file + ": is no regular file; --reasons names a file to write");
      }
      Inputs.keep(List.of(titles), file);
      for (Path other : written) {
        if (file.toAbsolutePath().normalize().equals(other.toAbsolutePath().normalize())) {
          throw new JobtrailException.Usage(
              file + ": is written by --out, too; give --reasons another name");
        }
      }
    }
  }

  /// Opens the targets and fills them; none stands before all are filled.
  static void write(List<Target> targets, Filling filling) throws IOException {
    write(targets, List.of(), filling);
  }

  private static void write(List<Target> targets, List<Open> open, Filling filling)
      throws IOException {
    if (targets.isEmpty()) {
      filling.fill(open);
      return;
    }
    Target last = targets.getLast();
    List<Target> others = targets.subList(0, targets.size() - 1);
    AtomicFiles.write(
        last.file(),
        out -> {
          if (last.file().toString().endsWith(".gz")) {
            GZIPOutputStream packed = new GZIPOutputStream(out, 1 << 16);
            write(last.table(), packed, others, open, filling);
            packed.finish();
          } else {
            write(last.table(), out, others, open, filling);
          }
        });
  }

  private static void write(
      CodingTable table, OutputStream out, List<Target> others, List<Open> open, Filling filling)
      throws IOException {
    table.begin(out);
    List<Open> more = new ArrayList<>(open);
    more.add(new Open(table, out));
    write(others, more, filling);
  }
}
