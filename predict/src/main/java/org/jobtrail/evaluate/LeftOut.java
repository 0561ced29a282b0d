package org.jobtrail.evaluate;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jobtrail.panel.Outcome;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;

/// People that a model can't judge because it doesn't know one of their outcomes: a person is
/// judged whole or not at all, for a history with holes would be another history.
///
/// @param outcomes each unknown outcome's code with how many records have it
public record LeftOut(long people, long records, SortedMap<String, Long> outcomes) {
  static final LeftOut NOBODY = new LeftOut(0, 0, new TreeMap<>());

  static LeftOut of(List<PanelPerson> people, PanelSchema schema, List<Outcome> unknown) {
    TreeMap<String, Long> outcomes = new TreeMap<>();
    List<String> codes = unknown.stream().map(Outcome::code).toList();
    long records = 0;
    for (PanelPerson person : people) {
      records += person.size();
      for (int t = 0; t < person.size(); t++) {
        String code = schema.outcomes().get(person.outcome(t)).code();
        if (codes.contains(code)) {
          outcomes.merge(code, 1L, Long::sum);
        }
      }
    }
    return new LeftOut(people.size(), records, outcomes);
  }
}
