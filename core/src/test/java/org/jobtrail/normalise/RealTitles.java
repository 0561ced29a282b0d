package org.jobtrail.normalise;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.jobtrail.career.Language;
import org.jobtrail.normalise.CalibrationFit.Labelled;
import org.jobtrail.taxonomy.Taxonomy;
import org.jobtrail.taxonomy.TaxonomyImport;

/// Titles with known occupations, and ESCO in five languages, from `shared/data`.
final class RealTitles {
  static final Path DATA = Path.of("../../shared/data");
  static final List<String> MELO =
      List.of("nld_q_nl_c_nl", "fra_q_fr_c_fr", "deu_q_de_c_de", "esp_q_es_c_es", "usa_q_en_c_en");

  private RealTitles() {}

  static Taxonomy esco() {
    Path esco = DATA.resolve("esco");
    List<Path> files = new ArrayList<>();
    for (String language : List.of("en", "nl", "de", "es")) {
      files.add(esco.resolve("v1.2.0/occupations_" + language + ".csv.gz"));
    }
    files.add(esco.resolve("v1.2.1_api_fr/occupations_fr.csv.gz"));
    return TaxonomyImport.read(files, Optional.empty(), Optional.empty()).taxonomy();
  }

  static List<String> lines(Path file) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }

  /// English vacancy titles; one ESCO URI each, noisy.
  static List<Labelled> vacancies() throws IOException {
    return lines(DATA.resolve("titles/vacancy_titles_en.tsv.gz")).stream()
        .skip(1)
        .map(line -> line.split("\t", -1))
        .map(cells -> new Labelled(cells[0], Language.ENGLISH, Set.of(cells[1])))
        .toList();
  }

  /// Titles of a national classification with the ESCO concepts they are linked to.
  static List<Labelled> melo(String set) throws IOException {
    Path folder = DATA.resolve("titles/melo/" + set);
    Map<String, String> uri = new HashMap<>();
    for (String line : lines(folder.resolve("concept_mapping.tsv.gz"))) {
      String[] cells = line.split("\t", -1);
      uri.put(cells[0], cells[1]);
    }
    Map<String, Set<String>> right = new LinkedHashMap<>();
    for (String line : lines(folder.resolve("annotations.tsv.gz"))) {
      String[] cells = line.split("\t", -1);
      right.computeIfAbsent(cells[0], _ -> new TreeSet<>()).add(uri.getOrDefault(cells[2], ""));
    }
    Language language = new Language(set.split("_")[2]);
    List<Labelled> titles = new ArrayList<>();
    for (String line : lines(folder.resolve("queries.tsv.gz"))) {
      String[] cells = line.split("\t", -1);
      Set<String> uris = right.getOrDefault(cells[0], Set.of());
      if (!uris.isEmpty()) {
        titles.add(new Labelled(cells[1], language, uris));
      }
    }
    return titles;
  }

  /// Every so-many-th title, at most `most`.
  static List<Labelled> sample(List<Labelled> titles, int most) {
    int step = Math.max(1, titles.size() / most);
    List<Labelled> sample = new ArrayList<>();
    for (int i = 0; i < titles.size() && sample.size() < most; i += step) {
      sample.add(titles.get(i));
    }
    return sample;
  }

  /// ESCO answers as unit groups.
  static List<Labelled> groups(List<Labelled> titles, Taxonomy esco) {
    return titles.stream()
        .map(
            title -> {
              Set<String> groups = new TreeSet<>();
              for (String uri : title.right()) {
                esco.byUri(uri).ifPresent(c -> groups.add(c.occupation().iscoGroup()));
              }
              return new Labelled(title.title(), title.language(), groups);
            })
        .filter(title -> !title.right().isEmpty())
        .toList();
  }
}
