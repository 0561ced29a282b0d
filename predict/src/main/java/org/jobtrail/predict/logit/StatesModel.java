package org.jobtrail.predict.logit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.predict.Device;
import org.jobtrail.predict.ModelKinds;
import org.jobtrail.predict.NextOccupationModel;
import org.jobtrail.predict.SavedModel;
import org.jobtrail.predict.SchemaJson;
import org.jobtrail.predict.Tensor;

/// A fitted logit on a model's hidden states. That model is saved with it.
final class StatesModel implements NextOccupationModel {
  /// Keys of `config.json`.
  private static final String MEMBER = "member";

  private static final String SCHEMA = "schema";

  /// Before the names of the member's tensors and files.
  private static final String PREFIX = "member.";

  private final StatesTrainer settings;
  private final PanelSchema schema;
  private final StatesMember member;

  /// First and last of the training people.
  private final long[] periods;

  private final StatesSpace space;

  /// `[stay features]`
  private final double[] stay;

  /// As {@link DestinationLogit} orders them.
  private final double[] weights;

  private StatesModel(
      StatesTrainer settings,
      PanelSchema schema,
      StatesMember member,
      long[] periods,
      StatesSpace space,
      double[] stay,
      double[] weights) {
    this.settings = settings;
    this.schema = schema;
    this.member = member;
    this.periods = periods;
    this.space = space;
    this.stay = stay;
    this.weights = weights;
  }

  static StatesModel of(
      StatesTrainer settings,
      PanelSchema schema,
      StatesMember member,
      long[] periods,
      StatesSpace space,
      double[] stay,
      double[] weights) {
    return new StatesModel(settings, schema, member, periods, space, stay, weights);
  }

  static NextOccupationModel load(SavedModel saved, PanelSchema schema, Device device) {
    StatesTrainer settings = saved.settings(StatesTrainer.class);
    StatesMember member = member(saved, schema, device);
    if (!(saved.tensor("periods", 2) instanceof Tensor.Longs periods)) {
      throw new IllegalArgumentException("tensor periods must hold whole numbers");
    }
    Optional<FeatureSpace> handMade =
        settings.handMade()
            ? Optional.of(FeatureSpace.of(schema, periods.longs(), true))
            : Optional.empty();
    double[] mean = saved.tensor("states.mean", -1).doubles();
    double[] deviation = saved.tensor("states.deviation", mean.length).doubles();
    StatesSpace space = new StatesSpace(handMade, mean, deviation);
    int outcomes = schema.outcomes().size();
    double[] stay = saved.tensor("stay.weight", space.staySize()).doubles();
    double[] matrix = saved.tensor("destination.weight", space.size(), outcomes).doubles();
    double[] terms = saved.tensor("destination.held", space.termCount()).doubles();
    double[] weights = Arrays.copyOf(matrix, matrix.length + terms.length);
    System.arraycopy(terms, 0, weights, matrix.length, terms.length);
    return new StatesModel(settings, schema, member, periods.longs(), space, stay, weights);
  }

  private static StatesMember member(SavedModel saved, PanelSchema schema, Device device) {
    if (!(saved.config().path(MEMBER) instanceof ObjectNode config)) {
      throw new IllegalArgumentException("the model whose states it takes is missing");
    }
    PanelSchema own = config.has(SCHEMA) ? SchemaJson.read(config.path(SCHEMA)) : schema;
    config.remove(SCHEMA);
    SavedModel model = saved.embedded(config, PREFIX);
    return StatesMember.of(ModelKinds.get(model.model()).loader().load(model, own, device), schema);
  }

  @Override
  public String name() {
    return StatesTrainer.NAME;
  }

  @Override
  public PanelSchema schema() {
    return schema;
  }

  NextOccupationModel member() {
    return member.model();
  }

  @Override
  public List<double[][]> logProbabilities(List<PanelPerson> people) {
    List<double[][]> states = member.states(people);
    List<double[][]> logs = new ArrayList<>();
    for (int i = 0; i < people.size(); i++) {
      PanelPerson person = people.get(i);
      double[][] rows = new double[person.size()][];
      for (int t = 0; t < rows.length; t++) {
        rows[t] = row(person, t, states.get(i)[t]);
      }
      logs.add(rows);
    }
    return logs;
  }

  @Override
  public List<double[]> lastLogProbabilities(List<PanelPerson> people) {
    List<double[][]> states = member.states(people);
    List<double[]> logs = new ArrayList<>();
    for (int i = 0; i < people.size(); i++) {
      PanelPerson person = people.get(i);
      int t = person.size() - 1;
      logs.add(row(person, t, states.get(i)[t]));
    }
    return logs;
  }

  private double[] row(PanelPerson person, int t, double[] state) {
    int outcomes = schema.outcomes().size();
    int leftOut = t == 0 ? Design.NOTHING : person.outcome(t - 1);
    Design design = new Design(space.termCount());
    space.destination(person, t, state, leftOut, design);
    design.endRow(0, leftOut);
    double[] row =
        DestinationLogit.logs(design, 0, weights, outcomes, space.size(), new double[outcomes]);
    if (t > 0) {
      Design staying = new Design(0);
      space.stay(person, t, state, staying);
      staying.endRow(0, Design.NOTHING);
      LogitModel.mix(row, leftOut, StayLogit.score(staying, 0, stay));
    }
    return row;
  }

  /// Those of the member and the weights.
  @Override
  public long parameters() {
    return member.model().parameters() + weights.length + stay.length;
  }

  @Override
  public SavedModel saved() {
    int outcomes = schema.outcomes().size();
    int shared = space.size() * outcomes;
    TreeMap<String, Tensor> tensors = new TreeMap<>();
    tensors.put("periods", Tensor.of(periods.clone(), 2));
    tensors.put("states.mean", Tensor.of(space.mean(), space.units()));
    tensors.put("states.deviation", Tensor.of(space.deviation(), space.units()));
    tensors.put("stay.weight", Tensor.of(stay, stay.length));
    double[] matrix = Arrays.copyOf(weights, shared);
    tensors.put("destination.weight", Tensor.of(matrix, space.size(), outcomes));
    double[] terms = Arrays.copyOfRange(weights, shared, weights.length);
    tensors.put("destination.held", Tensor.of(terms, terms.length));
    ObjectNode config = SavedModel.of(StatesTrainer.NAME, settings, tensors).config();
    NextOccupationModel model = member.model();
    SavedModel saved = model.saved();
    ObjectNode own = saved.config();
    if (!model.schema().equals(schema)) {
      own.set(SCHEMA, SchemaJson.of(model.schema()));
    }
    config.set(MEMBER, own);
    saved.tensors().forEach((name, tensor) -> tensors.put(PREFIX + name, tensor));
    TreeMap<String, String> texts = new TreeMap<>();
    saved.texts().forEach((name, text) -> texts.put(PREFIX + name, text));
    return new SavedModel(config, tensors, texts);
  }
}
