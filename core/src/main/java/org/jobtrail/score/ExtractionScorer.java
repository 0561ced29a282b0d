package org.jobtrail.score;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// Judges extracted experiences: each résumé's experiences are aligned with its gold by
/// maximum-weight matching (title similarity times date overlap), then every field is counted.
///
/// Source: section 4 of the trajectory dataset's specification. Figures are micro over experiences
/// and macro over résumés; intervals are the percentile bootstrap over résumés. Where several
/// annotators read a résumé, the engine is held to each of them and the counts are summed.
///
/// @param replicates bootstrap samples, at least 1
public record ExtractionScorer(int replicates, long seed) {
  public static final ExtractionScorer DEFAULT = new ExtractionScorer(1000, 1);

  /// Scores the gold résumés that the run saw.
  ///
  /// @param predicted the run's readable résumés by id
  /// @param quarantined ids that the run set aside
  /// @param by attributes of the gold to group by, joined when several; empty for none
  public ExtractionReport score(
      List<GoldResume> gold,
      Map<String, List<ScoredExperience>> predicted,
      Set<String> quarantined,
      List<String> by) {
    Engine run = new Engine("run", Path.of(""), new TreeMap<>(predicted), quarantined, Map.of());
    return evaluate(Gold.of(gold), List.of(run), by).engines().getFirst();
  }

  /// Scores the gold résumés that any engine saw, and compares the engines.
  ///
  /// @param engines one at least
  /// @param by attributes of the gold to group by, joined when several; empty for none
  public Evaluation evaluate(Gold gold, List<Engine> engines, List<String> by) {
    Resampling resampling = new Resampling(replicates, seed);
    SequencedMap<String, List<GoldResume>> scored = gold.seenBy(engines);
    List<Scored> sheets = engines.stream().map(e -> Scored.of(e, scored, engines)).toList();
    List<ExtractionReport> reports =
        sheets.stream()
            .map(s -> report(s, by, gold.resumes().size() - scored.size(), resampling))
            .toList();
    boolean agree = scored.values().stream().anyMatch(g -> g.size() > 1);
    return new Evaluation(
        reports,
        differences(sheets, resampling),
        agree
            ? Optional.of(AnnotatorAgreement.of(gold, scored, engines, resampling))
            : Optional.empty());
  }

  /// A résumé with what an engine got right in it, per annotator.
  private record Row(String id, DocumentFacts facts, List<ResumeScore> scores) {
    private String group(List<String> by) {
      Map<String, String> attributes = scores.getFirst().resume().attributes();
      return String.join(" ", by.stream().map(a -> attributes.getOrDefault(a, "?")).toList());
    }
  }

  private record Scored(Engine engine, List<Row> rows) {
    private static Scored of(
        Engine engine, SequencedMap<String, List<GoldResume>> gold, List<Engine> engines) {
      List<Row> rows = new ArrayList<>();
      gold.forEach(
          (id, annotators) ->
              rows.add(
                  new Row(
                      id,
                      DocumentFacts.of(id, annotators, engines),
                      annotators.stream().map(a -> ResumeScore.of(a, engine.said(id))).toList())));
      return new Scored(engine, rows);
    }

    private int missing() {
      return (int) rows.stream().filter(r -> !engine.saw(r.id())).count();
    }
  }

  private static CountTable table(List<Row> rows) {
    return CountTable.of(rows.stream().map(Row::scores).toList());
  }

  private static ExtractionReport report(
      Scored scored, List<String> by, int goldNotInRun, Resampling resampling) {
    Engine engine = scored.engine();
    List<Row> rows = scored.rows();
    SequencedMap<String, SortedMap<String, ExtractionReport.Group>> tables = new LinkedHashMap<>();
    Map<String, Function<Row, String>> dimensions = new LinkedHashMap<>();
    dimensions.put("language", r -> r.facts().language());
    dimensions.put("kind", r -> r.facts().kind());
    dimensions.put("layout", r -> r.facts().layout());
    dimensions.forEach(
        (name, value) -> {
          if (rows.stream().anyMatch(r -> !value.apply(r).equals(DocumentFacts.UNKNOWN))) {
            tables.put(name, groups(rows, value, resampling));
          }
        });
    SortedMap<String, Map<Judgement, Figure>> groups = new TreeMap<>();
    if (!by.isEmpty()) {
      groups(rows, r -> r.group(by), resampling).forEach((n, g) -> groups.put(n, g.figures()));
    }
    int readable = (int) rows.stream().filter(r -> engine.readable().containsKey(r.id())).count();
    int missing = scored.missing();
    return new ExtractionReport(
        engine.name(),
        rows.size(),
        rows.size() - readable - missing,
        missing,
        goldNotInRun,
        engine.readable().size() - readable,
        table(rows).figures(resampling),
        tables,
        groups,
        rows.stream().flatMap(r -> r.scores().stream()).flatMap(s -> s.misses().stream()).toList());
  }

  private static SortedMap<String, ExtractionReport.Group> groups(
      List<Row> rows, Function<Row, String> name, Resampling resampling) {
    SortedMap<String, List<Row>> members = new TreeMap<>();
    rows.forEach(r -> members.computeIfAbsent(name.apply(r), _ -> new ArrayList<>()).add(r));
    SortedMap<String, ExtractionReport.Group> groups = new TreeMap<>();
    members.forEach(
        (value, m) ->
            groups.put(value, new ExtractionReport.Group(m.size(), table(m).figures(resampling))));
    return groups;
  }

  private static List<EngineDifference> differences(List<Scored> all, Resampling resampling) {
    List<EngineDifference> differences = new ArrayList<>();
    for (int a = 0; a < all.size(); a++) {
      for (int b = a + 1; b < all.size(); b++) {
        Scored from = all.get(a);
        Scored to = all.get(b);
        differences.add(difference(from, to, false, resampling));
        EngineDifference common = difference(from, to, true, resampling);
        if (common.resumes() > 0 && common.resumes() < from.rows().size()) {
          differences.add(common);
        }
      }
    }
    return differences;
  }

  private static EngineDifference difference(
      Scored from, Scored to, boolean common, Resampling resampling) {
    List<Row> left = new ArrayList<>();
    List<Row> right = new ArrayList<>();
    for (int i = 0; i < from.rows().size(); i++) {
      String id = from.rows().get(i).id();
      if (!common || (from.engine().saw(id) && to.engine().saw(id))) {
        left.add(from.rows().get(i));
        right.add(to.rows().get(i));
      }
    }
    return new EngineDifference(
        from.engine().name(),
        to.engine().name(),
        left.size(),
        common,
        CountTable.differences(table(left), table(right), resampling));
  }
}
