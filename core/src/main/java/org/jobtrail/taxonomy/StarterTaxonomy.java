package org.jobtrail.taxonomy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jobtrail.career.Language;

/// The taxonomy that ships with Jobtrail, read from the resources in `starter/`.
///
/// `groups-*.tsv` names all 619 ISCO-08 groups, `titles-*.tsv` gives each unit group everyday
/// titles separated by `|`; both have the columns `code, en, nl, fr`. Written from knowledge.
final class StarterTaxonomy {
  private static final String VERSION = "1";
  private static final List<String> PARTS = List.of("0-3", "4-9");

  private StarterTaxonomy() {}

  /// Read on first use.
  private static final class Holder {
    static final Taxonomy TAXONOMY = build();
  }

  static Taxonomy taxonomy() {
    return Holder.TAXONOMY;
  }

  private static Taxonomy build() {
    SortedMap<String, List<Label>> labels = new TreeMap<>();
    for (String part : PARTS) {
      read("starter/groups-" + part + ".tsv", Label.Kind.PREFERRED, labels);
      read("starter/titles-" + part + ".tsv", Label.Kind.ALTERNATIVE, labels);
    }
    List<Concept> concepts = new ArrayList<>();
    labels.forEach(
        (code, names) ->
            concepts.add(
                new Concept(group(code, "starter " + VERSION), Concept.Kind.ofGroup(code), names)));
    return new Taxonomy("starter", VERSION, concepts);
  }

  /// An ISCO-08 group as a code of the taxonomy.
  static OccupationCode group(String code, String taxonomy) {
    return new OccupationCode(EscoUri.ofGroup(code), code, code, taxonomy);
  }

  private static void read(
      String resource, Label.Kind kind, SortedMap<String, List<Label>> labels) {
    InputStream in = StarterTaxonomy.class.getResourceAsStream(resource);
    if (in == null) {
      return;
    }
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      String header = reader.readLine();
      if (header == null) {
        throw new IllegalStateException(resource + ": empty");
      }
      String[] languages = header.split("\t", -1);
      int number = 1;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (line.isBlank()) {
          continue;
        }
        String[] cells = line.split("\t", -1);
        if (cells.length != languages.length) {
          throw new IllegalStateException(
              "%s:%d: %d cells, the header has %d"
                  .formatted(resource, number, cells.length, languages.length));
        }
        List<Label> names = labels.computeIfAbsent(cells[0].strip(), _ -> new ArrayList<>());
        for (int i = 1; i < cells.length; i++) {
          for (String title : cells[i].split("\\|", -1)) {
            if (!title.isBlank()) {
              names.add(new Label(new Language(languages[i]), kind, title));
            }
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
