package org.jobtrail.taxonomy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jobtrail.career.Language;
import org.jobtrail.provenance.JobtrailException;

/// Official ESCO files of any version and several languages at once, joined to one taxonomy.
///
/// The files of the newest version that has codes *define* the concepts and give the taxonomy its
/// version; the labels of every other file join by URI. The order in which files are named doesn't
/// matter.
public final class TaxonomyImport {
  private final List<SourceTable> tables = new ArrayList<>();
  private final List<SourceFile> skipped = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /// Occupation URI to its code; filled by the defining tables.
  private final SortedMap<String, OccupationCode> occupations = new TreeMap<>();

  /// Occupations that only an older version has, for the reason of an unjoined row.
  private final Set<String> elsewhere = new HashSet<>();

  private final SortedSet<String> groups = new TreeSet<>();

  /// Unit groups that neither ISCO-08 nor a file of groups has, with their number of occupations.
  private final SortedMap<String, Integer> unknownGroups = new TreeMap<>();

  private final Map<String, Map<String, Label>> labels = new HashMap<>();
  private final Set<String> hasPreferred = new HashSet<>();

  /// Of many things that are wrong alike so many are named.
  private static final int NAMED = 5;

  private static final String FOREIGN = "neither an occupation nor an ISCO group";

  private TaxonomyImport() {}

  /// A taxonomy with the account of how it came about.
  ///
  /// @param inputs what was named
  public record Imported(Taxonomy taxonomy, ImportReport report, List<Path> inputs) {
    public Imported {
      inputs = List.copyOf(inputs);
    }

    /// Writes the folder that {@link Taxonomy#load} reads; the same import gives the same bytes.
    public void write(Path folder) {
      TaxonomyFolder.write(folder, this);
    }
  }

  /// @param version of files whose path doesn't say it
  /// @param language of label files whose name doesn't say it
  /// @throws JobtrailException.Usage when a file can't be used or nothing defines an occupation
  public static Imported read(
      List<Path> paths, Optional<String> version, Optional<Language> language) {
    return new TaxonomyImport().run(paths, version, language);
  }

  private Imported run(List<Path> paths, Optional<String> version, Optional<Language> language) {
    for (Path path : paths) {
      for (SourceFile file : SourceFile.open(path)) {
        SourceTable.read(file, version, language)
            .ifPresentOrElse(tables::add, () -> skipped.add(file));
      }
    }
    List<SourceTable> defining = defining();
    String family = defining.isEmpty() ? "ISCO-08 of ESCO" : "ESCO";
    String stated =
        (defining.isEmpty() ? tables : defining)
            .stream()
                .flatMap(table -> table.version().stream())
                .max(TaxonomyImport::compareVersions)
                .orElse("unknown");
    if (stated.equals("unknown")) {
      notes.add("no file name says the version of ESCO; pass --version so that codes carry it");
    }
    String name = family + ' ' + stated;
    define(defining, name);
    if (!unknownGroups.isEmpty()) {
      notes.add(
          "ISCO-08 has no unit group %s: made for what names it (occupations: %d); correct iscoGroup"
              .formatted(
                  unknownGroups.keySet().stream().limit(NAMED).collect(Collectors.joining(", "))
                      + (unknownGroups.size() > NAMED ? " ..." : ""),
                  unknownGroups.values().stream().mapToInt(Integer::intValue).sum()));
    }
    // Labels of the defining version first: its preferred label stays the preferred one.
    tables.sort(
        Comparator.comparing((SourceTable t) -> !defining.contains(t))
            .thenComparing(t -> t.version().orElse("0"), (a, b) -> compareVersions(b, a))
            .thenComparing(t -> t.file().name())
            .thenComparing(t -> t.file().sha256()));
    List<ImportReport.FileReport> files = new ArrayList<>();
    List<ImportReport.Unjoined> unjoined = new ArrayList<>();
    for (SourceTable table : tables) {
      files.add(join(table, defining.contains(table), unjoined));
    }
    for (SourceFile file : skipped) {
      files.add(skippedReport(file));
    }
    nameGroupsFromStarter();
    List<Concept> concepts = new ArrayList<>();
    for (String group : groups) {
      OccupationCode code = StarterTaxonomy.group(group, name);
      concepts.add(new Concept(code, Concept.Kind.ofGroup(group), labelsOf(code.uri())));
    }
    for (OccupationCode code : occupations.values()) {
      concepts.add(new Concept(code, Concept.Kind.OCCUPATION, labelsOf(code.uri())));
    }
    if (files.stream().mapToInt(ImportReport.FileReport::labels).sum() == 0) {
      throw new JobtrailException.Usage(nothingJoins(defining.isEmpty(), files, unjoined));
    }
    Taxonomy taxonomy = new Taxonomy(family, stated, concepts);
    return new Imported(
        taxonomy, new ImportReport(name, files, unjoined, unknownGroups, notes), paths);
  }

  /// Why nothing was made of the files.
  private static String nothingJoins(
      boolean undefined,
      List<ImportReport.FileReport> files,
      List<ImportReport.Unjoined> unjoined) {
    if (unjoined.isEmpty()) {
      return "no row in "
          + files.stream().map(ImportReport.FileReport::name).collect(Collectors.joining(", "))
          + " below the header; get the files again";
    }
    ImportReport.Unjoined first = unjoined.getFirst();
    String remedy =
        first.reason().equals(FOREIGN)
            ? "the URIs of ESCO begin with " + EscoUri.OCCUPATION + " or " + EscoUri.GROUP
            : undefined
                ? "add an occupations_xx.csv with the columns iscoGroup and code"
                : "correct the file";
    return "%s:%d: none of %d rows can be used; %s, found \"%s\"; %s"
        .formatted(
            first.file(), first.line(), unjoined.size(), first.reason(), first.uri(), remedy);
  }

  /// The tables of the newest version among those that say the most about codes.
  private List<SourceTable> defining() {
    List<SourceTable> candidates =
        tables.stream()
            .filter(t -> t.form() == SourceTable.Form.CONCEPTS && t.hasOccupations())
            .toList();
    List<SourceTable> coded =
        candidates.stream().filter(t -> t.columns().contains("code")).toList();
    if (coded.isEmpty()) {
      coded = candidates.stream().filter(SourceTable::defines).toList();
      if (!coded.isEmpty()) {
        notes.add(
            "these files have no column code: an occupation's code is its ISCO-08 unit group");
      }
    }
    if (coded.isEmpty() && !candidates.isEmpty()) {
      if (tables.stream().noneMatch(t -> t.form() == SourceTable.Form.RELATIONS)) {
        SourceTable table = candidates.getFirst();
        throw new JobtrailException.Usage(
            table.file().name()
                + ": no file says which ISCO group its occupations belong to: missing column iscoGroup or code; found "
                + String.join(", ", table.columns())
                + "; add occupations_en.csv of the same version, or broaderRelationsOccPillar.csv");
      }
      coded = candidates;
      notes.add("ISCO groups come from the broader relations; codes are unit groups");
    }
    Optional<String> newest =
        coded.stream().flatMap(t -> t.version().stream()).max(TaxonomyImport::compareVersions);
    return coded.stream().filter(t -> t.version().equals(newest)).toList();
  }

  /// `1.0.x` < `1.1.1` < `1.2.0` < `1.10`.
  static int compareVersions(String a, String b) {
    String[] x = a.split("\\.", -1);
    String[] y = b.split("\\.", -1);
    for (int i = 0; i < Math.max(x.length, y.length); i++) {
      int c = Integer.compare(part(x, i), part(y, i));
      if (c != 0) {
        return c;
      }
    }
    return a.compareTo(b);
  }

  private static int part(String[] parts, int i) {
    return i < parts.length && parts[i].matches("\\d{1,9}") ? Integer.parseInt(parts[i]) : 0;
  }

  private void define(List<SourceTable> defining, String name) {
    Map<String, String> broader = new HashMap<>();
    boolean groupsGiven = false;
    for (SourceTable table : tables) {
      for (SourceTable.Row row : table.rows()) {
        if (table.form() == SourceTable.Form.RELATIONS) {
          broader.putIfAbsent(row.uri(), row.broader());
        } else if (table.form() == SourceTable.Form.CONCEPTS) {
          Optional<String> group = EscoUri.group(row.uri());
          groupsGiven |= group.isPresent();
          group.ifPresent(this::addGroup);
          if (!defining.contains(table) && table.defines()) {
            elsewhere.add(row.uri());
          }
        }
      }
    }
    Set<String> known = new HashSet<>(groups);
    for (Concept concept : Taxonomy.starter().concepts()) {
      known.add(concept.occupation().code());
    }
    for (SourceTable table : defining) {
      for (SourceTable.Row row : table.rows()) {
        if (EscoUri.isOccupation(row.uri())) {
          iscoGroup(row, broader)
              .ifPresent(
                  group -> {
                    String code = row.code().matches("\\d{4}(\\.\\d+)*") ? row.code() : group;
                    OccupationCode own = new OccupationCode(row.uri(), code, group, name);
                    boolean first = occupations.putIfAbsent(row.uri(), own) == null;
                    if (!known.contains(group)) {
                      unknownGroups.merge(group, first ? 1 : 0, Integer::sum);
                    }
                    addGroup(group);
                  });
        }
      }
    }
    if (!groupsGiven) {
      for (Concept concept : Taxonomy.starter().concepts()) {
        addGroup(concept.occupation().code());
      }
    }
  }

  private void addGroup(String group) {
    for (int digits = 1; digits <= group.length(); digits++) {
      groups.add(group.substring(0, digits));
    }
  }

  private static Optional<String> iscoGroup(SourceTable.Row row, Map<String, String> broader) {
    String group = row.iscoGroup().replaceFirst("^(.*/)?C?(?=\\d)", "");
    if (group.isEmpty()) {
      group = row.code().replaceFirst("\\..*", "");
    }
    if (group.matches("\\d{3}")) {
      // A spreadsheet took the leading zero of the armed forces' groups.
      group = "0" + group;
    }
    if (group.matches("\\d{4}")) {
      return Optional.of(group);
    }
    String uri = row.uri();
    for (int step = 0; step < 20; step++) {
      uri = broader.getOrDefault(uri, "");
      Optional<String> found = EscoUri.group(uri).filter(g -> g.length() == 4);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private ImportReport.FileReport join(
      SourceTable table, boolean defines, List<ImportReport.Unjoined> unjoined) {
    SortedMap<String, Integer> reasons = new TreeMap<>();
    SortedSet<String> languages = new TreeSet<>();
    int joined = 0;
    int added = 0;
    int repeated = 0;
    Set<String> seen = new HashSet<>();
    for (SourceTable.Row row : table.rows()) {
      for (Label label : row.labels()) {
        languages.add(label.language().code());
      }
      Optional<String> reason = reasonAgainst(table, row, defines);
      if (reason.isPresent()) {
        reasons.merge(reason.get(), 1, Integer::sum);
        unjoined.add(
            new ImportReport.Unjoined(
                table.file().name(), row.line(), row.uri(), row.labels(), reason.get()));
      } else {
        joined++;
        repeated += table.form() == SourceTable.Form.CONCEPTS && !seen.add(row.uri()) ? 1 : 0;
        for (Label label : row.labels()) {
          added += add(row.uri(), label) ? 1 : 0;
        }
      }
    }
    return new ImportReport.FileReport(
        table.file().name(),
        table.file().sha256(),
        table.file().bytes(),
        table.form().word,
        table.version().orElse("unknown"),
        List.copyOf(languages),
        defines
            ? "defines codes"
            : table.form() == SourceTable.Form.RELATIONS ? "relations" : "labels only",
        table.rows().size(),
        joined,
        added,
        repeated,
        reasons);
  }

  private Optional<String> reasonAgainst(SourceTable table, SourceTable.Row row, boolean defines) {
    if (row.uri().isEmpty()) {
      return Optional.of("no URI");
    }
    Optional<String> group = EscoUri.group(row.uri());
    boolean known =
        group.isPresent() ? groups.contains(group.get()) : occupations.containsKey(row.uri());
    if (known) {
      return row.labels().isEmpty() && table.form() != SourceTable.Form.RELATIONS
          ? Optional.of("no label")
          : Optional.empty();
    }
    if (group.isEmpty() && !EscoUri.isOccupation(row.uri())) {
      return Optional.of(FOREIGN);
    }
    if (group.isEmpty() && defines) {
      return Optional.of("no ISCO-08 unit group of four digits in iscoGroup or code");
    }
    return Optional.of(
        elsewhere.contains(row.uri())
            ? "concept of another version only"
            : "URI unknown to this taxonomy");
  }

  /// A second preferred label of a language (another version's) becomes an alternative one.
  private boolean add(String uri, Label label) {
    Map<String, Label> own = labels.computeIfAbsent(uri, _ -> new HashMap<>());
    String language = label.language().code();
    Label kept = label;
    if (label.kind() == Label.Kind.PREFERRED && !hasPreferred.add(uri + ' ' + language)) {
      kept = new Label(label.language(), Label.Kind.ALTERNATIVE, label.text());
    }
    return own.putIfAbsent(language + ' ' + kept.text(), kept) == null;
  }

  private List<Label> labelsOf(String uri) {
    return labels.getOrDefault(uri, Map.of()).values().stream().sorted().toList();
  }

  private void nameGroupsFromStarter() {
    SortedSet<String> borrowed = new TreeSet<>();
    for (String group : groups) {
      Optional<Concept> concept = Taxonomy.starter().byCode(group);
      for (Label label : concept.map(Concept::labels).orElse(List.of())) {
        String uri = EscoUri.ofGroup(group);
        if (label.kind() == Label.Kind.PREFERRED
            && !hasPreferred.contains(uri + ' ' + label.language().code())) {
          add(uri, label);
          borrowed.add(label.language().code());
        }
      }
    }
    if (!borrowed.isEmpty()) {
      notes.add(
          "names of ISCO groups in "
              + borrowed.stream().collect(Collectors.joining(", "))
              + " come from "
              + Taxonomy.starter().name()
              + ": no ISCOGroups file of that language was given");
    }
  }

  private static ImportReport.FileReport skippedReport(SourceFile file) {
    return new ImportReport.FileReport(
        file.name(),
        file.sha256(),
        file.bytes(),
        "skipped",
        file.version().orElse("unknown"),
        List.of(),
        "not a table of occupations",
        0,
        0,
        0,
        0,
        new TreeMap<>());
  }
}
