package org.jobtrail.predict.logit;

import java.util.List;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.panel.Recoding;
import org.jobtrail.predict.NextOccupationModel;
import org.jobtrail.predict.Represents;
import org.jobtrail.provenance.JobtrailException;

/// A trained model that is asked for its states alone, whatever its own schema.
final class StatesMember {
  private final NextOccupationModel model;
  private final Represents represents;
  private final PanelSchema schema;
  private final Recoding recoding;

  private StatesMember(
      NextOccupationModel model, Represents represents, PanelSchema schema, Recoding recoding) {
    this.model = model;
    this.represents = represents;
    this.schema = schema;
    this.recoding = recoding;
  }

  /// @param schema of the people that it will be asked about
  /// @throws JobtrailException.Usage if the model has no states or doesn't know an outcome
  static StatesMember of(NextOccupationModel model, PanelSchema schema) {
    Recoding recoding = new Recoding(schema, model.schema());
    if (!recoding.unknown().isEmpty()) {
      throw new JobtrailException.Usage(
          "--of: "
              + model.name()
              + " doesn't know "
              + recoding.unknown().size()
              + " outcomes of the panel, such as "
              + recoding.unknown().getFirst().code()
              + "; train it on a panel that has them");
    }
    return new StatesMember(model, states(model), schema, recoding);
  }

  /// @throws JobtrailException.Usage if the model has no states
  static Represents states(NextOccupationModel model) {
    if (model instanceof Represents represents) {
      return represents;
    }
    throw new JobtrailException.Usage(
        "--of: "
            + model.name()
            + " has no hidden states; give a language model or a network, such as career");
  }

  NextOccupationModel model() {
    return model;
  }

  /// As {@link Represents#representations}, of people in the numbers of the schema given.
  List<double[][]> states(List<PanelPerson> people) {
    boolean same = model.schema().equals(schema);
    return represents.representations(
        same ? people : people.stream().map(p -> recoding.of(p).orElseThrow()).toList());
  }
}
