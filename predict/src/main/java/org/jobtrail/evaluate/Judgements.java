package org.jobtrail.evaluate;

import java.util.Arrays;
import java.util.List;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.TransitionKind;

/// What one model gave every transition of some people, in columns: transition i is one record.
///
/// Transitions come person after person, period after period. The people are those of the panel, in
/// its numbers, so that groups can be told apart; outcomes here are in the model's numbers.
public final class Judgements {
  /// Stands for what a transition doesn't have: no record before it.
  static final int NONE = -1;

  private final String model;
  private final List<PanelPerson> people;
  private final int[] person;
  private final int[] record;
  private final int[] truth;
  private final int[] previous;
  private final double[] logProb;
  private final double[] stay;
  private final double[] move;
  private final int[] rank;
  private final int[] moveRank;
  private final double[] topProb;
  private final boolean[] topRight;
  private final double[] working;
  private final boolean[] works;
  private final boolean statuses;
  private final double[] logMass;

  /// `[destinations][transitions]`, the probability of each of the frequent destinations.
  private final float[][] destinations;

  private final int[] destinationNumbers;
  private int size;

  Judgements(String model, List<PanelPerson> people, boolean statuses, List<Integer> destinations) {
    this.model = model;
    this.people = List.copyOf(people);
    this.statuses = statuses;
    this.destinationNumbers = destinations.stream().mapToInt(d -> d).toArray();
    int n = Math.toIntExact(people.stream().mapToLong(PanelPerson::size).sum());
    person = new int[n];
    record = new int[n];
    truth = new int[n];
    previous = new int[n];
    logProb = new double[n];
    stay = new double[n];
    move = new double[n];
    rank = new int[n];
    moveRank = new int[n];
    topProb = new double[n];
    topRight = new boolean[n];
    working = new double[n];
    works = new boolean[n];
    logMass = new double[n];
    Arrays.fill(logMass, Double.NaN);
    this.destinations = new float[destinationNumbers.length][n];
  }

  /// Takes one row of a model in; in the order of people and records.
  ///
  /// @param row `[outcomes]` natural logs
  /// @param inWork which outcomes are occupations
  void add(Ranked ranked, int whose, int t, int y, int before, double[] row, boolean[] inWork) {
    int i = size++;
    person[i] = whose;
    record[i] = t;
    truth[i] = y;
    previous[i] = before;
    logProb[i] = row[y];
    double away = 0;
    double atWork = 0;
    for (int k = 0; k < row.length; k++) {
      double p = ranked.probability(k);
      away += k == before ? 0 : p;
      atWork += inWork[k] ? p : 0;
    }
    stay[i] = before == NONE ? Double.NaN : ranked.probability(before);
    // Summed, not 1 − p_stay: of a sure stay nothing would be left to divide by.
    move[i] = before == NONE ? Double.NaN : away;
    rank[i] = ranked.rank(y);
    moveRank[i] = rank[i] - (before != NONE && before != y && ranked.ahead(before, y) ? 1 : 0);
    topProb[i] = ranked.probability(ranked.top(0));
    topRight[i] = ranked.top(0) == y;
    working[i] = atWork;
    works[i] = inWork[y];
    for (int d = 0; d < destinationNumbers.length; d++) {
      destinations[d][i] = (float) ranked.probability(destinationNumbers[d]);
    }
  }

  /// What the row that was taken in last gave all outcomes before it was normalised.
  void logMass(double log) {
    logMass[size - 1] = log;
  }

  /// Of the model.
  public String model() {
    return model;
  }

  /// How many transitions there are, first records included.
  public int size() {
    return size;
  }

  /// The people who were judged, in the panel's numbers.
  public List<PanelPerson> people() {
    return people;
  }

  /// Whose transition it is, a position in {@link #people}.
  public int person(int i) {
    return person[i];
  }

  /// Which of the person's records it is, from 0.
  public int record(int i) {
    return record[i];
  }

  public TransitionKind kind(int i) {
    return previous[i] == NONE
        ? TransitionKind.FIRST
        : previous[i] == truth[i] ? TransitionKind.STAY : TransitionKind.MOVE;
  }

  /// The natural log of the probability that the truth was given.
  public double logProb(int i) {
    return logProb[i];
  }

  /// P(y_(t−1)); NaN at a first record.
  public double stay(int i) {
    return stay[i];
  }

  /// 1 − P(y_(t−1)); NaN at a first record.
  public double move(int i) {
    return move[i];
  }

  /// The natural log of P(y_t) / (1 − P(y_(t−1))), for a move.
  public double logProbGivenMoving(int i) {
    return logProb[i] - Math.log(move[i]);
  }

  /// 1 for the most probable outcome; of equally probable ones the lower number comes first.
  public int rank(int i) {
    return rank[i];
  }

  /// The rank with the outcome before taken out; the same as {@link #rank} at a first record.
  public int rankAmongOthers(int i) {
    return moveRank[i];
  }

  /// The probability of the most probable outcome.
  public double topProb(int i) {
    return topProb[i];
  }

  /// Whether the most probable outcome is the truth.
  public boolean topRight(int i) {
    return topRight[i];
  }

  /// Whether the model has statuses beside occupations.
  public boolean hasStatuses() {
    return statuses;
  }

  /// The sum of all occupations' probabilities.
  public double working(int i) {
    return working[i];
  }

  /// Whether the truth is an occupation, no status.
  public boolean works(int i) {
    return works[i];
  }

  /// Whether the model gives mass to other text than the outcomes' titles.
  public boolean hasMass() {
    return size > 0 && !Double.isNaN(logMass[0]);
  }

  /// The natural log of what the titles of all outcomes got together; NaN where nothing else gets
  /// anything.
  public double logMass(int i) {
    return logMass[i];
  }

  /// How many frequent destinations are followed.
  public int destinations() {
    return destinationNumbers.length;
  }

  /// Whether destination d was the outcome before.
  boolean wasThere(int d, int i) {
    return previous[i] == destinationNumbers[d];
  }

  boolean wentThere(int d, int i) {
    return truth[i] == destinationNumbers[d];
  }

  double destination(int d, int i) {
    return destinations[d][i];
  }

  /// How many transitions were given probability 0, each of which makes perplexity infinite.
  public long impossible() {
    return Arrays.stream(logProb, 0, size).filter(p -> p == Double.NEGATIVE_INFINITY).count();
  }
}
