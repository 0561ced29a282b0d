package org.jobtrail.score.ranking;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jobtrail.career.Language;
import org.jobtrail.normalise.Form;
import org.jobtrail.normalise.TitleQuery;
import org.jobtrail.provenance.JobtrailException;

/// Reads a MELO set's folder: `queries.tsv` (id, title), `corpus_elements.tsv` (form id, text),
/// `annotations.tsv` (query id, 0, form id, 1) and `concept_mapping.tsv` (form id or its part
/// before the first `_`, URI), each gzipped or not, without a header.
///
/// The languages are read from the folder's name (`nld_q_nl_c_en`). A line without its columns
/// stops the reading, naming file and line; ids that another file doesn't know are counted.
public final class MeloReader {
  private static final Pattern LANGUAGES =
      Pattern.compile(".*_q_([a-z]{2,3})_c_([a-z]{2,3})(?:_.*)?");

  private final Path folder;
  private final SortedMap<String, Long> counts = new TreeMap<>();
  private final Map<String, String> uris = new HashMap<>();
  private final Map<String, Integer> formNumber = new HashMap<>();
  private final Map<String, Integer> conceptNumber = new HashMap<>();

  private MeloReader(Path folder) {
    this.folder = folder;
    for (String count :
        List.of(
            "annotations_of_unknown_forms",
            "annotations_of_unknown_queries",
            "duplicate_forms",
            "duplicate_queries",
            "forms_without_concept",
            "queries_without_annotation",
            "queries_without_right_form")) {
      counts.put(count, 0L);
    }
  }

  /// @throws JobtrailException.Usage when a file is missing or a line is not what it should be
  public static MeloSet read(Path folder) throws IOException {
    return new MeloReader(folder).set();
  }

  /// The files that {@link #read} reads, whether they are there or not.
  public static List<Path> files(Path folder) {
    return Stream.of("queries", "annotations", "corpus_elements", "concept_mapping")
        .map(name -> file(folder, name))
        .toList();
  }

  /// Annotations of one query.
  private static final class Judgements {
    final BitSet relevant = new BitSet();
    final Set<String> unknownForms = new HashSet<>();
    final Set<String> unknownConcepts = new HashSet<>();
  }

  private MeloSet set() throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new JobtrailException.Usage(
          folder + ": no such folder; wants a MELO set such as nld_q_nl_c_nl");
    }
    String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    Matcher languages = LANGUAGES.matcher(name);
    boolean told = languages.matches();
    Language asked = told ? new Language(languages.group(1)) : Language.UNDETERMINED;
    Language answered = told ? new Language(languages.group(2)) : Language.UNDETERMINED;
    lines("concept_mapping", 2, "form id, URI", cells -> uris.put(cells[0], cells[1]));
    List<Form> forms = forms(answered);
    Map<String, String> titles = new LinkedHashMap<>();
    lines(
        "queries",
        2,
        "query id, title",
        cells -> {
          if (titles.putIfAbsent(cells[0], cells[1]) != null) {
            count("duplicate_queries");
          }
        });
    Map<String, Judgements> judged = judgements(titles.keySet());
    List<MeloSet.Query> queries = new ArrayList<>();
    titles.forEach((id, title) -> queries.add(query(id, TitleQuery.of(title, asked), judged)));
    if (queries.isEmpty() || forms.isEmpty()) {
      throw new JobtrailException.Usage(
          folder + ": nothing to rank: " + queries.size() + " queries, " + forms.size() + " forms");
    }
    return new MeloSet(name, queries, forms, counts);
  }

  private MeloSet.Query query(String id, TitleQuery title, Map<String, Judgements> judged) {
    Judgements found = judged.get(id);
    if (found == null) {
      count("queries_without_annotation");
      return new MeloSet.Query(id, title, false, new BitSet(), 0, 0);
    }
    if (found.relevant.isEmpty()) {
      count("queries_without_right_form");
    }
    return new MeloSet.Query(
        id, title, true, found.relevant, found.unknownForms.size(), found.unknownConcepts.size());
  }

  private List<Form> forms(Language language) throws IOException {
    Map<String, Form> byId = new HashMap<>();
    lines(
        "corpus_elements",
        2,
        "form id, text",
        cells -> {
          Optional<String> uri = uri(cells[0]);
          if (uri.isEmpty()) {
            count("forms_without_concept");
          }
          Form form = new Form(cells[0], cells[1], language, uri.orElse(cells[0]));
          if (byId.putIfAbsent(cells[0], form) != null) {
            count("duplicate_forms");
          }
        });
    List<Form> forms =
        byId.values().stream().sorted(Comparator.comparing(Form::id).reversed()).toList();
    for (Form form : forms) {
      formNumber.put(form.id(), formNumber.size());
      conceptNumber.putIfAbsent(form.concept(), conceptNumber.size());
    }
    counts.put("forms", (long) forms.size());
    counts.put("concepts", (long) conceptNumber.size());
    return forms;
  }

  private Map<String, Judgements> judgements(Set<String> queries) throws IOException {
    Map<String, Judgements> judged = new HashMap<>();
    lines(
        "annotations",
        4,
        "query id, 0, form id, 1",
        cells -> {
          if (!queries.contains(cells[0])) {
            count("annotations_of_unknown_queries");
            return;
          }
          Judgements of = judged.computeIfAbsent(cells[0], _ -> new Judgements());
          if (number(cells[3]) <= 0) {
            return;
          }
          Integer form = formNumber.get(cells[2]);
          if (form != null) {
            of.relevant.set(form);
          } else {
            count("annotations_of_unknown_forms");
            of.unknownForms.add(cells[2]);
            String concept = uri(cells[2]).orElse(cells[2]);
            if (!conceptNumber.containsKey(concept)) {
              of.unknownConcepts.add(concept);
            }
          }
        });
    return judged;
  }

  private static double number(String cell) {
    try {
      return Double.parseDouble(cell);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("relevance must be a number, found \"" + cell + '"', e);
    }
  }

  private Optional<String> uri(String form) {
    String uri = uris.get(form);
    int bar = form.indexOf('_');
    return Optional.ofNullable(uri != null || bar < 0 ? uri : uris.get(form.substring(0, bar)));
  }

  private void count(String what) {
    counts.merge(what, 1L, Long::sum);
  }

  private interface Cells {
    void read(String[] cells);
  }

  private static Path file(Path folder, String name) {
    Path plain = folder.resolve(name + ".tsv");
    return Files.exists(plain) ? plain : folder.resolve(name + ".tsv.gz");
  }

  private void lines(String name, int columns, String wanted, Cells row) throws IOException {
    Path file = file(folder, name);
    if (!Files.exists(file)) {
      throw new JobtrailException.Usage(
          folder.resolve(name + ".tsv")
              + "[.gz]: no such file; a MELO set has queries, annotations, corpus_elements and"
              + " concept_mapping");
    }
    TsvFile.read(
        file,
        (line, cells) -> {
          try {
            if (cells.length < columns) {
              throw new IllegalArgumentException(
                  "wants " + columns + " columns (" + wanted + "), found " + cells.length);
            }
            for (int i = 0; i < cells.length; i++) {
              cells[i] = cells[i].strip();
            }
            if (cells[0].isEmpty()) {
              throw new IllegalArgumentException("the first column is empty; wants " + wanted);
            }
            row.read(cells);
          } catch (IllegalArgumentException e) {
            throw new JobtrailException.Usage(file + ":" + line + ": " + e.getMessage(), e);
          }
        });
  }
}
