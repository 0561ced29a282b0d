package org.jobtrail.predict.counts;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.predict.Device;
import org.jobtrail.predict.NextOccupationModel;
import org.jobtrail.predict.RecordFeatures;
import org.jobtrail.predict.RowwiseModel;
import org.jobtrail.predict.SavedModel;
import org.jobtrail.predict.Tensor;
import org.jobtrail.predict.logit.StayStage;

/// Counted transitions, the person's own past, and a stay model.
final class CacheModel implements RowwiseModel {
  private final CacheTrainer settings;
  private final PanelSchema schema;
  private final Tally moves;
  private final Tally firstLevels;
  private final Tally moveLevels;
  private final StayStage stay;
  private final double[] shares;
  private final double[] powers;
  private final Destinations destinations;
  private final Tilt first;
  private final Tilt move;

  private CacheModel(
      CacheTrainer settings,
      PanelSchema schema,
      Tally moves,
      Tally firstLevels,
      Tally moveLevels,
      StayStage stay,
      double[] shares,
      double[] powers) {
    this.settings = settings;
    this.schema = schema;
    this.moves = moves;
    this.firstLevels = firstLevels;
    this.moveLevels = moveLevels;
    this.stay = stay;
    this.shares = shares;
    this.powers = powers;
    this.destinations = new Destinations(schema.outcomes().size(), moves, settings.concentration());
    this.first = new Tilt(schema, firstLevels);
    this.move = new Tilt(schema, moveLevels);
  }

  /// @param shares `[BUCKETS, COMPONENTS]`
  /// @param powers of the tilts of first records and of moves
  static CacheModel of(
      CacheTrainer settings,
      PanelSchema schema,
      Tally moves,
      Tally firstLevels,
      Tally moveLevels,
      StayStage stay,
      double[] shares,
      double[] powers) {
    return new CacheModel(settings, schema, moves, firstLevels, moveLevels, stay, shares, powers);
  }

  static NextOccupationModel load(SavedModel saved, PanelSchema schema, Device device) {
    int outcomes = schema.outcomes().size();
    return new CacheModel(
        saved.settings(CacheTrainer.class),
        schema,
        Tally.of(saved.tensor("moves", -1, 3), outcomes),
        Tally.of(saved.tensor("first.levels", -1, 3), outcomes),
        Tally.of(saved.tensor("move.levels", -1, 3), outcomes),
        StayStage.of(schema, saved.tensor("periods", 2), saved.tensor("stay.weight", -1)),
        saved.tensor("shares", Destinations.BUCKETS, Destinations.COMPONENTS).doubles(),
        saved.tensor("powers", 2).doubles());
  }

  CacheModel withPowers(double... powers) {
    return new CacheModel(
        settings, schema, moves, firstLevels, moveLevels, stay, shares, powers.clone());
  }

  @Override
  public String name() {
    return CacheTrainer.NAME;
  }

  @Override
  public PanelSchema schema() {
    return schema;
  }

  @Override
  public double[] row(PanelPerson person, int t) {
    double[] row = tilted(untilted(person, t), tilt(person, t), powers[t == 0 ? 0 : 1]);
    if (t > 0) {
      double[] stage = stay.logs(person, t);
      for (int b = 0; b < row.length; b++) {
        row[b] += stage[0];
      }
      row[person.outcome(t - 1)] = stage[1];
    }
    return row;
  }

  /// The logs of the mixture, of everybody's first records for the first.
  double[] untilted(PanelPerson person, int t) {
    double[] p = new double[schema.outcomes().size()];
    if (t == 0) {
      Arrays.fill(p, 1.0 / p.length);
      firstLevels.smooth(-1, settings.concentration(), p);
    } else {
      RecordFeatures past = RecordFeatures.of(person, t);
      List<double[]> components = destinations.components(past);
      int from = Destinations.bucket(past) * Destinations.COMPONENTS;
      for (int i = 0; i < components.size(); i++) {
        for (int b = 0; b < p.length; b++) {
          p[b] += shares[from + i] * components.get(i)[b];
        }
      }
    }
    for (int b = 0; b < p.length; b++) {
      p[b] = Math.log(p[b]);
    }
    return p;
  }

  double[] tilt(PanelPerson person, int t) {
    return (t == 0 ? first : move).of(person, t);
  }

  /// `ln p(b) + power·tilt(b)`, made to sum to 1.
  static double[] tilted(double[] logs, double[] tilt, double power) {
    double[] scores = new double[logs.length];
    double most = Double.NEGATIVE_INFINITY;
    for (int b = 0; b < scores.length; b++) {
      scores[b] = logs[b] + power * tilt[b];
      most = Math.max(most, scores[b]);
    }
    double sum = 0;
    for (double score : scores) {
      sum += Math.exp(score - most);
    }
    double log = most + Math.log(sum);
    for (int b = 0; b < scores.length; b++) {
      scores[b] -= log;
    }
    return scores;
  }

  @Override
  public long parameters() {
    return moves.size()
        + firstLevels.size()
        + moveLevels.size()
        + stay.weights().shape().getFirst()
        + shares.length
        + powers.length;
  }

  @Override
  public SavedModel saved() {
    TreeMap<String, Tensor> tensors = new TreeMap<>();
    tensors.put("moves", moves.tensor());
    tensors.put("first.levels", firstLevels.tensor());
    tensors.put("move.levels", moveLevels.tensor());
    tensors.put("periods", stay.periods());
    tensors.put("stay.weight", stay.weights());
    tensors.put("shares", Tensor.of(shares, Destinations.BUCKETS, Destinations.COMPONENTS));
    tensors.put("powers", Tensor.of(powers, powers.length));
    return SavedModel.of(CacheTrainer.NAME, settings, tensors);
  }
}
