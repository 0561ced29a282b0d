package org.jobtrail.predict.blend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.predict.RecordFeatures;
import org.jobtrail.predict.optimise.Blocks;

/// What plain features of the past add to a distribution: a binary logit of staying and a
/// conditional logit of destinations, in which the distribution's own logs are the first feature.
///
/// `logit P(stay) = a·logit p(stay) + b·x + c[period]`, x being the log of the tenure and {@link
/// RecordFeatures#numbers}; `P(k | move) ∝ p(k | move)^d · exp(e·z(k))`, z being {@link
/// RecordFeatures#terms} of an outcome held before and 0 of others. Source: McFadden 1974,
/// Conditional logit analysis of qualitative choice behavior.
final class PastLogit {
  /// How strongly weights are drawn to changing nothing; tried in this order, after not at all.
  private static final List<Double> STRENGTHS = List.of(40.0, 10.0, 3.0);

  /// Moves that are fitted to at most: each has all outcomes' numbers.
  private static final int MOST_MOVES = 8000;

  /// The distribution itself, tenure, and the numbers.
  private static final int NUMBERS = 2 + RecordFeatures.NUMBERS;

  private static final int TERMS = 1 + RecordFeatures.TERMS;

  private final int firstPeriod;

  /// `[NUMBERS + periods]`
  private final double[] stay;

  /// `[TERMS]`
  private final double[] move;

  /// @param firstPeriod that of the first of the constants; periods before and after those that
  ///     there are constants for count as the nearest
  PastLogit(int firstPeriod, double[] stay, double[] move) {
    this.firstPeriod = firstPeriod;
    this.stay = stay.clone();
    this.move = move.clone();
    if (stay.length <= NUMBERS
        || move.length != TERMS
        || !Arrays.stream(stay).allMatch(Double::isFinite)
        || !Arrays.stream(move).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "calibration: past must have more than "
              + NUMBERS
              + " finite numbers in stay and "
              + TERMS
              + " in move");
    }
  }

  /// A record of a person and its distribution before the past is looked at.
  ///
  /// The arrays are shared, nobody may change them.
  static final class Seen {
    final int number;
    final PanelPerson person;
    final int t;

    /// `[2]` logs of moving and of staying.
    final double[] stays;

    /// `[outcomes − 1]` logs of destinations; none needed where the person stayed.
    final Optional<double[]> to;

    /// @param number of the person: a fold holds whole persons
    /// @param t at least 1
    Seen(int number, PanelPerson person, int t, double[] stays, Optional<double[]> to) {
      this.number = number;
      this.person = person;
      this.t = t;
      this.stays = stays;
      this.to = to;
    }
  }

  /// Fits to records, each stage under the strength that does best for people left out; changes
  /// nothing where none helps them. The mean loss of the records can't rise.
  ///
  /// @param settings folds, records at most, steps
  static PastLogit fit(BlendTrainer settings, List<Seen> records, Blocks blocks) {
    int first = records.stream().mapToInt(PastLogit::period).min().orElse(0);
    int last = records.stream().mapToInt(PastLogit::period).max().orElse(0);
    int periods = last - first + 1;
    StageFit stay = new StageFit(settings, unchanged(NUMBERS + periods), STRENGTHS);
    StageFit move = new StageFit(settings, unchanged(TERMS), STRENGTHS);
    int moves = 0;
    for (Seen seen : records) {
      int outcome = seen.person.outcome(seen.t);
      int previous = seen.person.outcome(seen.t - 1);
      RecordFeatures past = RecordFeatures.of(seen.person, seen.t);
      float[] numbers = stayLogs(past, period(seen) - first, periods, seen.stays);
      stay.add(seen.number, row(outcome == previous ? 1 : 0, numbers));
      if (seen.to.isPresent() && outcome != previous && moves++ < MOST_MOVES) {
        float[] terms = moveLogs(past, seen.to.get());
        move.add(seen.number, row(Stages.place(outcome, previous), terms));
      }
    }
    return new PastLogit(first, stay.weights(blocks), move.weights(blocks));
  }

  private static int period(Seen seen) {
    return seen.person.period(seen.t);
  }

  private static double[] unchanged(int size) {
    double[] weights = new double[size];
    weights[0] = 1;
    return weights;
  }

  private static Pool.Row row(int target, float[] logs) {
    return new Pool.Row(new double[] {1}, target, logs);
  }

  /// `[2, NUMBERS + periods]`: what the features say of moving, which is 0, and of staying.
  private static float[] stayLogs(RecordFeatures past, long period, int periods, double[] stays) {
    int width = NUMBERS + periods;
    float[] logs = new float[2 * width];
    logs[0] = (float) stays[0];
    int at = width;
    logs[at++] = (float) stays[1];
    logs[at++] = (float) Math.log(past.tenure());
    for (double number : past.numbers()) {
      logs[at++] = (float) number;
    }
    logs[at + Math.clamp(period, 0, periods - 1)] = 1;
    return logs;
  }

  /// `[outcomes − 1, TERMS]`
  private static float[] moveLogs(RecordFeatures past, double[] to) {
    float[] logs = new float[to.length * TERMS];
    for (int k = 0; k < to.length; k++) {
      logs[k * TERMS] = (float) to[k];
    }
    for (RecordFeatures.Held held : past.held()) {
      if (held.outcome() != past.previous()) {
        int at = Stages.place(held.outcome(), past.previous()) * TERMS;
        for (double term : past.terms(held)) {
          logs[++at] = (float) term;
        }
      }
    }
    return logs;
  }

  /// @param stays `[2]` logs of moving and of staying
  /// @return the same with what the past adds
  double[] stays(PanelPerson person, int t, double[] stays) {
    RecordFeatures past = RecordFeatures.of(person, t);
    long period = person.period(t) - (long) firstPeriod;
    return Pool.pooled(stayLogs(past, period, stay.length - NUMBERS, stays), stay, stay.length);
  }

  /// @param to `[outcomes − 1]` logs of destinations
  /// @return the same with what the past adds
  double[] destinations(PanelPerson person, int t, double[] to) {
    return Pool.pooled(moveLogs(RecordFeatures.of(person, t), to), move, TERMS);
  }

  int parameters() {
    return stay.length + move.length;
  }

  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("first_period", firstPeriod);
    Arrays.stream(stay).forEach(json.putArray("stay")::add);
    Arrays.stream(move).forEach(json.putArray("move")::add);
    return json;
  }

  /// What {@link #json} gave.
  ///
  /// @throws IllegalArgumentException when numbers are missing
  static PastLogit of(JsonNode json) {
    if (!json.path("first_period").isInt()) {
      throw new IllegalArgumentException("calibration: past must have a first_period");
    }
    return new PastLogit(
        json.path("first_period").asInt(), numbers(json.path("stay")), numbers(json.path("move")));
  }

  private static double[] numbers(JsonNode array) {
    return IntStream.range(0, array.size())
        .mapToDouble(i -> array.path(i).asDouble(Double.NaN))
        .toArray();
  }
}
