package org.jobtrail.predict.blend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.predict.Device;
import org.jobtrail.predict.ModelKinds;
import org.jobtrail.predict.NextOccupationModel;
import org.jobtrail.predict.SavedModel;
import org.jobtrail.predict.SchemaJson;
import org.jobtrail.predict.Tensor;

/// A pool of models with fitted weights. Its members are saved with it.
final class BlendModel implements NextOccupationModel {
  /// Keys of `config.json`.
  private static final String MEMBERS = "members";

  private static final String SCHEMA = "schema";

  private final BlendTrainer settings;
  private final PanelSchema schema;
  private final List<Member> members;

  /// `[members]`
  private final double[] first;

  /// `[situations, members]`
  private final double[] stay;

  /// `[situations, members]`
  private final double[] move;

  private BlendModel(
      BlendTrainer settings,
      PanelSchema schema,
      List<Member> members,
      double[] first,
      double[] stay,
      double[] move) {
    this.settings = settings;
    this.schema = schema;
    this.members = members;
    this.first = first;
    this.stay = stay;
    this.move = move;
  }

  static BlendModel of(
      BlendTrainer settings,
      PanelSchema schema,
      List<Member> members,
      double[] first,
      double[] stay,
      double[] move) {
    return new BlendModel(settings, schema, members, first, stay, move);
  }

  static NextOccupationModel load(SavedModel saved, PanelSchema schema, Device device) {
    List<Member> members = new ArrayList<>();
    for (JsonNode node : saved.config().path(MEMBERS)) {
      ObjectNode config = node.deepCopy();
      PanelSchema own = config.has(SCHEMA) ? SchemaJson.read(config.path(SCHEMA)) : schema;
      config.remove(SCHEMA);
      SavedModel member = saved.embedded(config, prefix(members.size()));
      members.add(
          new Member(ModelKinds.get(member.model()).loader().load(member, own, device), schema));
    }
    if (members.isEmpty()) {
      throw new IllegalArgumentException("a blend must have members");
    }
    int m = members.size();
    return new BlendModel(
        saved.settings(BlendTrainer.class),
        schema,
        members,
        saved.tensor("first", 1, m).doubles(),
        saved.tensor("stay", Situation.SIZE, m).doubles(),
        saved.tensor("move", Situation.SIZE, m).doubles());
  }

  private static String prefix(int member) {
    return "member." + member + '.';
  }

  @Override
  public String name() {
    return BlendTrainer.NAME;
  }

  @Override
  public PanelSchema schema() {
    return schema;
  }

  @Override
  public List<double[][]> logProbabilities(List<PanelPerson> people) {
    List<List<double[][]>> logs = members.stream().map(m -> m.logs(people)).toList();
    List<double[][]> pooled = new ArrayList<>();
    for (int i = 0; i < people.size(); i++) {
      PanelPerson person = people.get(i);
      double[][] rows = new double[person.size()][];
      for (int t = 0; t < rows.length; t++) {
        int which = i;
        int at = t;
        rows[t] = row(person, t, logs.stream().map(l -> l.get(which)[at]).toList());
      }
      pooled.add(rows);
    }
    return pooled;
  }

  @Override
  public List<double[]> lastLogProbabilities(List<PanelPerson> people) {
    List<List<double[]>> logs = members.stream().map(m -> m.lastLogs(people)).toList();
    List<double[]> pooled = new ArrayList<>();
    for (int i = 0; i < people.size(); i++) {
      int which = i;
      PanelPerson person = people.get(i);
      pooled.add(row(person, person.size() - 1, logs.stream().map(l -> l.get(which)).toList()));
    }
    return pooled;
  }

  private double[] row(PanelPerson person, int t, List<double[]> rows) {
    int m = members.size();
    if (t == 0) {
      return Pool.pooled(Stages.all(rows), first, m);
    }
    int previous = person.outcome(t - 1);
    double[] situation = Situation.of(person, t);
    double[] stays =
        Pool.pooled(Stages.stay(rows, previous), Situation.weigh(situation, stay, m), m);
    double[] to =
        Pool.pooled(Stages.destinations(rows, previous), Situation.weigh(situation, move, m), m);
    return Stages.joined(stays, to, previous);
  }

  /// Those of the members and the weights.
  @Override
  public long parameters() {
    long sum = first.length + (long) stay.length + move.length;
    for (Member member : members) {
      sum += member.model().parameters();
    }
    return sum;
  }

  @Override
  public SavedModel saved() {
    int m = members.size();
    TreeMap<String, Tensor> tensors = new TreeMap<>();
    tensors.put("first", Tensor.of(first, 1, m));
    tensors.put("stay", Tensor.of(stay, Situation.SIZE, m));
    tensors.put("move", Tensor.of(move, Situation.SIZE, m));
    ObjectNode config = SavedModel.of(BlendTrainer.NAME, settings, tensors).config();
    TreeMap<String, String> texts = new TreeMap<>();
    ArrayNode list = config.putArray(MEMBERS);
    for (int i = 0; i < m; i++) {
      NextOccupationModel model = members.get(i).model();
      SavedModel saved = model.saved();
      ObjectNode own = saved.config();
      if (!model.schema().equals(schema)) {
        own.set(SCHEMA, SchemaJson.of(model.schema()));
      }
      list.add(own);
      String prefix = prefix(i);
      saved.tensors().forEach((name, tensor) -> tensors.put(prefix + name, tensor));
      saved.texts().forEach((name, text) -> texts.put(prefix + name, text));
    }
    return new SavedModel(config, tensors, texts);
  }
}
