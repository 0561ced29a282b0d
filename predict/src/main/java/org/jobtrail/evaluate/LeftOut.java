package org.jobtrail.evaluate;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jobtrail.panel.Outcome;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.panel.Recoding;

/// What a model can't judge. A person with an outcome that it doesn't know is judged not at all,
/// for a history with holes would be another history; a covariate's level that it doesn't know
/// counts as missing.
///
/// @param people of unknown outcomes
/// @param outcomes each unknown outcome's code with how many records have it
/// @param levels of covariates that the model doesn't know, such as `sex = other`
/// @param absent covariates that the model knows and the panel hasn't, missing for everybody
public record LeftOut(
    long people,
    long records,
    SortedMap<String, Long> outcomes,
    List<String> levels,
    List<String> absent) {
  public LeftOut {
    levels = List.copyOf(levels);
    absent = List.copyOf(absent);
  }

  static LeftOut of(List<PanelPerson> people, PanelSchema schema, Recoding recoding) {
    TreeMap<String, Long> outcomes = new TreeMap<>();
    List<String> codes = recoding.unknown().stream().map(Outcome::code).toList();
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
    return new LeftOut(
        people.size(), records, outcomes, recoding.unknownLevels(), recoding.absent());
  }
}
