package org.jobtrail.panel;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The outcomes of a panel or a model in their order: outcome k has number k.
public final class Outcomes {
  private final List<Outcome> outcomes;
  private final Map<String, Integer> numbers = new HashMap<>();

  /// @throws IllegalArgumentException when a code comes twice or there are none
  public Outcomes(List<Outcome> outcomes) {
    this.outcomes = List.copyOf(outcomes);
    if (this.outcomes.isEmpty()) {
      throw new IllegalArgumentException("there must be at least one outcome");
    }
    for (Outcome outcome : this.outcomes) {
      if (numbers.put(outcome.code(), numbers.size()) != null) {
        throw new IllegalArgumentException("outcome " + outcome.code() + " comes twice");
      }
    }
  }

  public int size() {
    return outcomes.size();
  }

  public Outcome get(int number) {
    return outcomes.get(number);
  }

  public List<Outcome> all() {
    return outcomes;
  }

  public Optional<Integer> number(String code) {
    return Optional.ofNullable(numbers.get(code));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Outcomes o && outcomes.equals(o.outcomes);
  }

  @Override
  public int hashCode() {
    return outcomes.hashCode();
  }

  @Override
  public String toString() {
    return outcomes.size() + " outcomes";
  }
}
