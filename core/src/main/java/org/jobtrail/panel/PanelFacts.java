package org.jobtrail.panel;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// What is in a panel, or in one part of it, counted.
///
/// @param outcomes that somebody has, of all that the panel knows
/// @param periods how many records each period has
/// @param single people with one record
/// @param gaps successive records of a person that are more than one period apart
/// @param transitions records by kind
/// @param outcomeCounts records of each outcome, in the outcomes' order
/// @param covariates in the schema's order
/// @param measures in the schema's order
public record PanelFacts(
    long people,
    long records,
    int outcomes,
    SortedMap<Integer, Long> periods,
    long single,
    long gaps,
    Map<TransitionKind, Long> transitions,
    List<Long> outcomeCounts,
    List<OfCovariate> covariates,
    List<OfMeasure> measures) {
  public PanelFacts {
    periods = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(periods));
    transitions = java.util.Collections.unmodifiableMap(new EnumMap<>(transitions));
    outcomeCounts = List.copyOf(outcomeCounts);
    covariates = List.copyOf(covariates);
    measures = List.copyOf(measures);
  }

  /// How often each level is met: people for a fixed covariate, records for a varying one.
  ///
  /// @param missing share of all, in `[0, 1]`; 0 without any
  public record OfCovariate(
      String name, boolean varying, SequencedMap<String, Long> levels, double missing) {}

  /// @param known records with a number
  /// @param mean of these; NaN without any
  public record OfMeasure(String name, long known, double mean, double minimum, double maximum) {}

  public static PanelFacts of(PanelSchema schema, List<PanelPerson> people) {
    EnumMap<TransitionKind, Long> kinds = new EnumMap<>(TransitionKind.class);
    for (TransitionKind kind : TransitionKind.values()) {
      kinds.put(kind, 0L);
    }
    long[] counts = new long[schema.outcomes().size()];
    long single = 0;
    long gaps = 0;
    SortedMap<Integer, Long> periods = new TreeMap<>();
    for (PanelPerson person : people) {
      single += person.size() == 1 ? 1 : 0;
      for (int t = 0; t < person.size(); t++) {
        kinds.merge(person.kind(t), 1L, Long::sum);
        counts[person.outcome(t)]++;
        periods.merge(person.period(t), 1L, Long::sum);
        gaps += t > 0 && person.period(t) > person.period(t - 1) + 1 ? 1 : 0;
      }
    }
    List<OfCovariate> covariates = new ArrayList<>();
    for (int c = 0; c < schema.fixed().size(); c++) {
      covariates.add(fixed(schema.fixed().get(c), c, people));
    }
    for (int c = 0; c < schema.varying().size(); c++) {
      covariates.add(varying(schema.varying().get(c), c, people));
    }
    return new PanelFacts(
        people.size(),
        people.stream().mapToLong(PanelPerson::size).sum(),
        (int) java.util.Arrays.stream(counts).filter(n -> n > 0).count(),
        periods,
        single,
        gaps,
        kinds,
        java.util.Arrays.stream(counts).boxed().toList(),
        covariates,
        IntStream.range(0, schema.measures().size())
            .mapToObj(m -> measure(schema.measures().get(m), m, people))
            .toList());
  }

  private static OfCovariate fixed(Covariate covariate, int c, List<PanelPerson> people) {
    long[] counts = new long[covariate.levels().size()];
    people.forEach(person -> counts[person.fixed(c)]++);
    return covariate(covariate, false, counts);
  }

  private static OfCovariate varying(Covariate covariate, int c, List<PanelPerson> people) {
    long[] counts = new long[covariate.levels().size()];
    for (PanelPerson person : people) {
      for (int t = 0; t < person.size(); t++) {
        counts[person.varying(c, t)]++;
      }
    }
    return covariate(covariate, true, counts);
  }

  private static OfCovariate covariate(Covariate covariate, boolean varying, long[] counts) {
    SequencedMap<String, Long> levels = new java.util.LinkedHashMap<>();
    for (int k = 0; k < counts.length; k++) {
      levels.put(covariate.levels().get(k), counts[k]);
    }
    long all = java.util.Arrays.stream(counts).sum();
    return new OfCovariate(
        covariate.name(), varying, levels, all == 0 ? 0 : (double) counts[0] / all);
  }

  private static OfMeasure measure(String name, int m, List<PanelPerson> people) {
    java.util.DoubleSummaryStatistics known =
        people.stream()
            .flatMapToDouble(p -> IntStream.range(0, p.size()).mapToDouble(t -> p.measure(m, t)))
            .filter(value -> !Double.isNaN(value))
            .summaryStatistics();
    boolean any = known.getCount() > 0;
    return new OfMeasure(
        name,
        known.getCount(),
        any ? known.getAverage() : Double.NaN,
        any ? known.getMin() : Double.NaN,
        any ? known.getMax() : Double.NaN);
  }
}
