package org.jobtrail.panel;

import java.util.List;
import java.util.stream.Stream;

/// What the numbers of a panel's people mean.
///
/// @param fixed covariates that stay the same all over a person's life, such as `sex`
/// @param varying covariates that are known at each record, such as `education`; the period itself
///     is no covariate
/// @param measures names of numbers that go along with a record and are predicted from nothing,
///     such as `hourly_wage`
public record PanelSchema(
    PeriodUnit unit,
    Outcomes outcomes,
    List<Covariate> fixed,
    List<Covariate> varying,
    List<String> measures) {
  public PanelSchema {
    fixed = List.copyOf(fixed);
    varying = List.copyOf(varying);
    measures = List.copyOf(measures);
    List<String> names =
        Stream.of(
                fixed.stream().map(Covariate::name),
                varying.stream().map(Covariate::name),
                measures.stream())
            .flatMap(s -> s)
            .toList();
    if (names.stream().distinct().count() != names.size()) {
      throw new IllegalArgumentException("two covariates or measures have one name: " + names);
    }
  }
}
