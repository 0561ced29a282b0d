package org.jobtrail.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jobtrail.career.Language;
import org.jobtrail.normalise.KnownOccupation;
import org.jobtrail.provenance.FileHash;
import org.jobtrail.provenance.Inputs;
import org.jobtrail.score.ranking.LabelledTitles;
import org.jobtrail.score.ranking.LabelledTitles.LabelledTitle;
import org.jobtrail.score.ranking.MeloReader;
import org.jobtrail.taxonomy.Taxonomy;

/// The titles of the files that `--labelled` names, together.
///
/// @param counts of their rows, summed over the files
/// @param aside a line for each row with a cell that can't be used
record KnownTitles(
    List<KnownOccupation> titles,
    List<FileHash> files,
    SortedMap<String, Long> counts,
    List<String> aside) {
  /// Of rows set aside so many are named, the rest counted.
  private static final int NAMED = 20;

  static KnownTitles read(List<Path> files, Taxonomy taxonomy, Language language)
      throws IOException {
    List<KnownOccupation> titles = new ArrayList<>();
    SortedMap<String, Long> counts = new TreeMap<>();
    List<String> aside = new ArrayList<>();
    for (Path file : files) {
      LabelledTitles read = LabelledTitles.read(file, taxonomy, language);
      read.titles().stream().map(LabelledTitle::known).forEach(titles::add);
      read.counts().forEach((what, n) -> counts.merge(what, n, Long::sum));
      aside.addAll(read.aside());
    }
    return new KnownTitles(titles, Inputs.hash(files), counts, aside);
  }

  /// The files that are read: those named, and of a MELO set's folder its tables.
  static List<Path> files(List<Path> named) {
    return named.stream()
        .flatMap(
            path -> Files.isDirectory(path) ? MeloReader.files(path).stream() : Stream.of(path))
        .toList();
  }

  /// Says which rows were set aside, and why.
  static void complain(List<String> aside, PrintWriter print) {
    aside.stream().limit(NAMED).forEach(why -> print.println(why + "; the row is set aside"));
    if (aside.size() > NAMED) {
      print.println((aside.size() - NAMED) + " more rows are set aside likewise");
    }
    print.flush();
  }
}
