package org.jobtrail.predict.blend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.Split;
import org.jobtrail.predict.TrainingRun;
import org.jobtrail.predict.baseline.MarginalTrainer;
import org.jobtrail.predict.optimise.Blocks;

/// A few numbers that make one model's probabilities honest: a power of its odds of staying, an
/// offset, and a power of its destinations, with powers of the outcomes' shares beside them.
///
/// `logit P(stay) = a·logit p(stay) + b·logit s(y_(t−1)) + c`, `P(k | move) ∝ p(k | move)^d ·
/// s(k | move)^e`, and `P(k) ∝ p(k)^f · s(k)^g` for first records, where p is the model's and s the
/// share among the people to train on; a to e depend on the {@link Situation}. A {@link PastLogit}
/// may follow on all but first records. They are fitted on `valid` from a = d = f = 1 and 0 for the
/// rest, which changes nothing, and drawn towards it, so the mean loss there can't rise.
///
/// Sources: Platt 1999, Probabilistic outputs for support vector machines; Guo et al. 2017, On
/// calibration of modern neural networks, arXiv:1706.04599.
public final class Calibration {
  private static final int BATCH = 64;

  /// Key of the JSON, left out when there is none.
  private static final String PAST = "past";

  /// What each stage's powers are without calibration; the model's own comes first.
  private static final double[] TWO = {1, 0};

  private static final double[] THREE = {1, 0, 0};

  /// How strongly they are drawn there, and the folds that choose it.
  private static final BlendTrainer SETTINGS = BlendTrainer.DEFAULT;

  /// `[outcomes]` logs of the shares.
  private final double[] shares;

  /// `[2]`
  private final double[] first;

  /// `[situations, 3]`
  private final double[] stay;

  /// `[situations, 2]`
  private final double[] move;

  private final Optional<PastLogit> past;

  Calibration(
      double[] shares, double[] first, double[] stay, double[] move, Optional<PastLogit> past) {
    this.past = past;
    this.shares = checked("shares", shares, shares.length);
    this.first = checked("first", first, TWO.length);
    this.stay = checked("stay", stay, Situation.SIZE * THREE.length);
    this.move = checked("move", move, Situation.SIZE * TWO.length);
  }

  private static double[] checked(String name, double[] values, int size) {
    if (values.length != size || !Arrays.stream(values).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "calibration: " + name + " must be " + size + " finite numbers");
    }
    return values.clone();
  }

  /// Fits to the people of `valid`; a model that was chosen by them is thought to be a little
  /// better than it is.
  ///
  /// @param model natural logs of the probabilities of people's records
  public static Calibration fit(
      Function<List<PanelPerson>, List<double[][]>> model, Panel panel, TrainingRun run) {
    double[] shares = MarginalTrainer.DEFAULT.logs(panel);
    StageFit first = new StageFit(SETTINGS, TWO, 1);
    StageFit stay = new StageFit(SETTINGS, THREE, Situation.SIZE);
    StageFit move = new StageFit(SETTINGS, TWO, Situation.SIZE);
    List<Kept> records = new ArrayList<>();
    List<PanelPerson> people = panel.people(Split.VALID);
    run.progress().start("people to calibrate on", people.size());
    for (int from = 0; from < people.size(); from += BATCH) {
      List<PanelPerson> batch = people.subList(from, Math.min(people.size(), from + BATCH));
      List<double[][]> logs = model.apply(batch);
      for (int i = 0; i < batch.size(); i++) {
        PanelPerson person = batch.get(i);
        for (int t = 0; t < person.size(); t++) {
          List<double[]> rows = List.of(logs.get(i)[t], shares);
          int outcome = person.outcome(t);
          if (t == 0) {
            first.add(from + i, new Pool.Row(new double[] {1}, outcome, Stages.all(rows)));
            continue;
          }
          int previous = person.outcome(t - 1);
          double[] situation = Situation.of(person, t);
          int stayed = outcome == previous ? 1 : 0;
          Pool.Row stays = new Pool.Row(situation, stayed, stay(rows, previous));
          stay.add(from + i, stays);
          Optional<Pool.Row> to = Optional.empty();
          if (stayed == 0) {
            int target = Stages.place(outcome, previous);
            to = Optional.of(new Pool.Row(situation, target, Stages.destinations(rows, previous)));
            move.add(from + i, to.get());
          }
          if (records.size() < SETTINGS.mostRows()) {
            records.add(new Kept(from + i, person, t, stays, to));
          }
        }
      }
      run.progress().step(from + (long) batch.size());
    }
    try (Blocks blocks = new Blocks(run.threads())) {
      double[] ofFirst = first.weights(blocks);
      double[] ofStay = stay.weights(blocks);
      double[] ofMove = move.weights(blocks);
      List<PastLogit.Seen> seen =
          records.stream()
              .map(
                  kept ->
                      new PastLogit.Seen(
                          kept.number,
                          kept.person,
                          kept.t,
                          pooled(kept.stay, ofStay),
                          kept.move.map(row -> pooled(row, ofMove))))
              .toList();
      PastLogit past = PastLogit.fit(SETTINGS, seen, blocks);
      return new Calibration(shares, ofFirst, ofStay, ofMove, Optional.of(past));
    }
  }

  /// A record that both steps are fitted to; `move` where the person moved.
  private record Kept(
      int number, PanelPerson person, int t, Pool.Row stay, Optional<Pool.Row> move) {}

  /// @param weights `[situations, members]`
  private static double[] pooled(Pool.Row row, double[] weights) {
    int members = weights.length / Situation.SIZE;
    return Pool.pooled(row.logs, Situation.weigh(row.situation, weights, members), members);
  }

  /// `[2, 3]`: logs of moving and of staying by the model and by the shares, and the offset's 0 and
  /// 1.
  private static float[] stay(List<double[]> rows, int previous) {
    float[] logs = Stages.stay(rows, previous);
    return new float[] {logs[0], logs[1], 0, logs[2], logs[3], 1};
  }

  /// A record's distribution made honest.
  ///
  /// @param logs `[outcomes]` natural logs of the model's probabilities
  /// @return the same shape; their probabilities sum to 1
  public double[] row(PanelPerson person, int t, double[] logs) {
    List<double[]> rows = List.of(logs, shares);
    if (t == 0) {
      return Pool.pooled(Stages.all(rows), first, TWO.length);
    }
    int previous = person.outcome(t - 1);
    double[] situation = Situation.of(person, t);
    double[] stays = pooled(new Pool.Row(situation, 0, stay(rows, previous)), stay);
    double[] to = pooled(new Pool.Row(situation, 0, Stages.destinations(rows, previous)), move);
    if (past.isPresent()) {
      stays = past.get().stays(person, t, stays);
      to = past.get().destinations(person, t, to);
    }
    return Stages.joined(stays, to, previous);
  }

  /// Of every record.
  public double[][] rows(PanelPerson person, double[][] logs) {
    return IntStream.range(0, logs.length)
        .mapToObj(t -> row(person, t, logs[t]))
        .toArray(double[][]::new);
  }

  /// How many numbers were fitted, the shares too.
  public long parameters() {
    return shares.length
        - 1L
        + first.length
        + stay.length
        + move.length
        + past.map(PastLogit::parameters).orElse(0);
  }

  public ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    put(json.putArray("first"), first);
    put(json.putArray("stay"), stay);
    put(json.putArray("move"), move);
    put(json.putArray("shares"), shares);
    past.ifPresent(p -> json.set(PAST, p.json()));
    return json;
  }

  private static void put(ArrayNode array, double[] values) {
    Arrays.stream(values).forEach(array::add);
  }

  /// What {@link #json} gave.
  ///
  /// @throws IllegalArgumentException when numbers are missing or it is of other outcomes
  public static Calibration of(JsonNode json, int outcomes) {
    Calibration read =
        new Calibration(
            numbers(json, "shares"),
            numbers(json, "first"),
            numbers(json, "stay"),
            numbers(json, "move"),
            json.has(PAST) ? Optional.of(PastLogit.of(json.path(PAST))) : Optional.empty());
    checked("shares", read.shares, outcomes);
    return read;
  }

  private static double[] numbers(JsonNode json, String name) {
    return IntStream.range(0, json.path(name).size())
        .mapToDouble(i -> json.path(name).path(i).asDouble(Double.NaN))
        .toArray();
  }
}
