package org.jobtrail.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jobtrail.career.Language;
import org.jobtrail.normalise.KnownOccupation;
import org.jobtrail.provenance.FileHash;
import org.jobtrail.provenance.Inputs;
import org.jobtrail.score.ranking.LabelledTitles;
import org.jobtrail.score.ranking.LabelledTitles.LabelledTitle;
import org.jobtrail.taxonomy.Taxonomy;

/// The titles of the files that `--labelled` names, together.
///
/// @param counts of their rows, summed over the files
record KnownTitles(
    List<KnownOccupation> titles, List<FileHash> files, SortedMap<String, Long> counts) {
  static KnownTitles read(List<Path> files, Taxonomy taxonomy, Language language)
      throws IOException {
    List<KnownOccupation> titles = new ArrayList<>();
    SortedMap<String, Long> counts = new TreeMap<>();
    for (Path file : files) {
      LabelledTitles read = LabelledTitles.read(file, taxonomy, language);
      read.titles().stream().map(LabelledTitle::known).forEach(titles::add);
      read.counts().forEach((what, n) -> counts.merge(what, n, Long::sum));
    }
    return new KnownTitles(titles, Inputs.hash(files), counts);
  }
}
