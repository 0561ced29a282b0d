package org.jobtrail.panel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Several panels as one, to train on all of them: outcomes that have one code are one outcome,
/// covariates and measures that have one name are one.
///
/// A person of panel `a` with the id `7` is `a:7` in the pool, for two surveys may count alike.
/// People keep their part. What a panel lacks is `missing`, or NaN, for its people.
public final class Pooling {
  private Pooling() {}

  /// @param panels at least two, with different names
  /// @throws IllegalArgumentException when they don't fit each other: periods of different units,
  ///     some divided and some not, a covariate that is fixed in one and varying in another, a code
  ///     that is a status in one and an occupation in another
  public static Panel of(List<Panel> panels) {
    if (panels.size() < 2) {
      throw new IllegalArgumentException("there must be at least two panels to pool");
    }
    String names = panels.stream().map(Panel::name).collect(Collectors.joining("+"));
    if (panels.stream().map(Panel::name).distinct().count() != panels.size()) {
      throw new IllegalArgumentException("two panels have one name: " + names);
    }
    boolean split = panels.getFirst().isSplit();
    for (Panel panel : panels) {
      if (panel.isSplit() != split) {
        throw new IllegalArgumentException(
            (split ? panel : panels.getFirst()).name()
                + " was never divided and another panel was; run `panel split` on all or on none");
      }
    }
    PanelSchema schema = schema(panels);
    record Kept(PanelPerson person, Split split) {}
    List<Kept> kept = new ArrayList<>();
    for (Panel panel : panels) {
      Recoding recoding = new Recoding(panel.schema(), schema);
      for (int i = 0; i < panel.people().size(); i++) {
        PanelPerson person = recoding.of(panel.people().get(i)).orElseThrow();
        Split part = split ? panel.splits().get(i) : Split.TRAIN;
        kept.add(new Kept(person.withId(panel.name() + ":" + person.id()), part));
      }
    }
    kept.sort(Comparator.comparing(k -> k.person.id()));
    return new Panel(
        names,
        schema,
        kept.stream().map(Kept::person).toList(),
        split ? kept.stream().map(Kept::split).toList() : List.of());
  }

  private static PanelSchema schema(List<Panel> panels) {
    List<PanelSchema> schemas = panels.stream().map(Panel::schema).toList();
    List<Covariate> fixed = covariates(schemas, PanelSchema::fixed);
    List<Covariate> varying = covariates(schemas, PanelSchema::varying);
    for (Covariate covariate : fixed) {
      if (varying.stream().anyMatch(v -> v.name().equals(covariate.name()))) {
        throw new IllegalArgumentException(
            covariate.name() + " is fixed in one panel and varies in another");
      }
    }
    PeriodUnit unit = schemas.getFirst().unit();
    if (schemas.stream().anyMatch(s -> s.unit() != unit)) {
      throw new IllegalArgumentException("periods are years in one panel and quarters in another");
    }
    List<String> measures =
        schemas.stream().flatMap(s -> s.measures().stream()).distinct().toList();
    return new PanelSchema(unit, outcomes(schemas), fixed, varying, measures);
  }

  /// Those of the first panel in their order, then what others have besides.
  private static Outcomes outcomes(List<PanelSchema> schemas) {
    Map<String, Outcome> byCode = new LinkedHashMap<>();
    for (PanelSchema schema : schemas) {
      for (Outcome outcome : schema.outcomes().all()) {
        Outcome known = byCode.putIfAbsent(outcome.code(), outcome);
        if (known != null && known.status() != outcome.status()) {
          throw new IllegalArgumentException(
              outcome.code() + " is a status in one panel and an occupation in another");
        }
      }
    }
    return new Outcomes(List.copyOf(byCode.values()));
  }

  private static List<Covariate> covariates(
      List<PanelSchema> schemas, Function<PanelSchema, List<Covariate>> of) {
    Map<String, Set<String>> levels = new LinkedHashMap<>();
    for (PanelSchema schema : schemas) {
      for (Covariate covariate : of.apply(schema)) {
        levels
            .computeIfAbsent(covariate.name(), _ -> new LinkedHashSet<>())
            .addAll(covariate.levels());
      }
    }
    return levels.entrySet().stream()
        .map(e -> new Covariate(e.getKey(), List.copyOf(e.getValue())))
        .toList();
  }
}
