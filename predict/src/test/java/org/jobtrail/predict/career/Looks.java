package org.jobtrail.predict.career;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.jobtrail.panel.Covariate;
import org.jobtrail.panel.Outcome;
import org.jobtrail.panel.Outcomes;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.panel.PeriodUnit;
import org.jobtrail.predict.NextOccupationModel;
import org.jobtrail.predict.SavedModel;

/// A model that answers by a rule on what it is shown, over A, B and C.
///
/// @param rule from the past and the record asked for to `[outcomes]` probabilities of the last row
record Looks(Function<PanelPerson, double[]> rule) implements NextOccupationModel {
  static final PanelSchema SCHEMA =
      new PanelSchema(
          PeriodUnit.YEAR,
          new Outcomes(
              List.of(
                  new Outcome("A", "Bakers", false),
                  new Outcome("B", "Cooks, head", false),
                  new Outcome("C", "Cooks, other", false))),
          List.of(new Covariate("sex", List.of(Covariate.MISSING, "F", "M"))),
          List.of(new Covariate("education", List.of(Covariate.MISSING, "school", "college"))),
          List.of("wage"));

  @Override
  public String name() {
    return "looks";
  }

  @Override
  public PanelSchema schema() {
    return SCHEMA;
  }

  @Override
  public List<double[][]> logProbabilities(List<PanelPerson> people) {
    return people.stream()
        .map(
            person -> {
              double[][] rows = new double[person.size()][];
              for (int t = 0; t < rows.length; t++) {
                rows[t] = Arrays.stream(rule.apply(person.prefix(t + 1))).map(Math::log).toArray();
              }
              return rows;
            })
        .toList();
  }

  @Override
  public long parameters() {
    return 0;
  }

  @Override
  public SavedModel saved() {
    return new SavedModel(JsonNodeFactory.instance.objectNode(), new TreeMap<>());
  }
}
