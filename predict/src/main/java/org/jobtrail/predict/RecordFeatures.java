package org.jobtrail.predict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jobtrail.panel.PanelPerson;

/// What a person's past says about record t, told in numbers: made of the outcomes before t, and of
/// the periods and covariates up to and in t. The outcome of record t is not looked at.
///
/// @param index t, 0 for the first record
/// @param previous the outcome of record t − 1, {@link #NONE} for the first
/// @param beforePrevious the outcome of record t − 2, {@link #NONE} for the first two
/// @param before the last outcome that is not `previous`, {@link #NONE} where there is none
/// @param tenure how many records in a row, up to t − 1, have the outcome `previous`; 0 for the
///     first record
/// @param tenurePeriods periods from the first of those records to t; 0 for the first record
/// @param gap periods from record t − 1 to t; 0 for the first record, 1 when they follow each other
/// @param moves how many of the records 1..t − 1 differ from the one before
/// @param held the outcomes before record t, each once, in the order in which they came first
public record RecordFeatures(
    int index,
    int previous,
    int beforePrevious,
    int before,
    int tenure,
    int tenurePeriods,
    int gap,
    int moves,
    List<Held> held) {
  /// Stands for an outcome that there is none of.
  public static final int NONE = -1;

  /// How many {@link #numbers} and {@link #terms} there are.
  public static final int NUMBERS = 5;

  public static final int TERMS = 6;

  public RecordFeatures {
    held = List.copyOf(held);
  }

  /// An outcome that the person had before record t.
  ///
  /// @param count in how many records before t
  /// @param recordsAgo 1 for the outcome of record t − 1
  /// @param periodsAgo periods from its last record to t
  public record Held(int outcome, int count, int recordsAgo, int periodsAgo) {}

  public static RecordFeatures of(PanelPerson person, int t) {
    Past past = new Past(person);
    while (past.t < t) {
      past.next();
    }
    return past.features();
  }

  /// Of every record.
  public static List<RecordFeatures> all(PanelPerson person) {
    List<RecordFeatures> all = new ArrayList<>(person.size());
    for (Past past = new Past(person); past.t < person.size(); past.next()) {
      all.add(past.features());
    }
    return all;
  }

  /// How many outcomes the records before t have.
  public int distinct() {
    return held.size();
  }

  /// The outcomes held before, the latest first: `previous` leads.
  public List<Held> latestFirst() {
    return held.stream().sorted(Comparator.comparingInt(Held::recordsAgo)).toList();
  }

  /// Five numbers about the whole past: the log of how many records have had `previous`, whether an
  /// earlier spell had it, moves by record, and the logs of the outcomes held and of the periods of
  /// the present spell.
  ///
  /// @throws java.util.NoSuchElementException for the first record
  public double[] numbers() {
    int count = latestFirst().getFirst().count();
    return new double[] {
      Math.log(count),
      count > tenure ? 1 : 0,
      moves / (double) index,
      Math.log(distinct()),
      Math.log(tenurePeriods)
    };
  }

  /// Six numbers about an outcome held before: 1, the log of how often and one more, one over how
  /// many records ago, the log of how many periods ago, whether it came right before the present
  /// spell, and that for a spell of one record.
  public double[] terms(Held of) {
    boolean rightBefore = of.outcome() == before;
    return new double[] {
      1,
      Math.log1p(of.count()),
      1.0 / of.recordsAgo(),
      Math.log(of.periodsAgo()),
      rightBefore ? 1 : 0,
      rightBefore && tenure == 1 ? 1 : 0
    };
  }

  /// Goes along a person's records; what lies before one is known when it comes.
  private static final class Past {
    private final PanelPerson person;
    private final int[] distinct;
    private final int[] lastAt;
    private final int[] count;
    private int known;
    private int t;
    private int begin;
    private int moves;

    Past(PanelPerson person) {
      this.person = person;
      distinct = new int[person.size()];
      lastAt = new int[person.size()];
      count = new int[person.size()];
    }

    void next() {
      int outcome = person.outcome(t);
      if (t > 0 && outcome != person.outcome(t - 1)) {
        begin = t;
        moves++;
      }
      int k = 0;
      while (k < known && distinct[k] != outcome) {
        k++;
      }
      known = Math.max(known, k + 1);
      distinct[k] = outcome;
      lastAt[k] = t++;
      count[k]++;
    }

    RecordFeatures features() {
      if (t == 0) {
        return new RecordFeatures(0, NONE, NONE, NONE, 0, 0, 0, 0, List.of());
      }
      int now = person.period(t);
      List<Held> held = new ArrayList<>(known);
      for (int k = 0; k < known; k++) {
        held.add(new Held(distinct[k], count[k], t - lastAt[k], now - person.period(lastAt[k])));
      }
      return new RecordFeatures(
          t,
          person.outcome(t - 1),
          t > 1 ? person.outcome(t - 2) : NONE,
          begin > 0 ? person.outcome(begin - 1) : NONE,
          t - begin,
          now - person.period(begin),
          now - person.period(t - 1),
          moves,
          held);
    }
  }

  /// Whether a varying covariate has another level at t than at t − 1; false where one of them is
  /// missing, and for the first record.
  public static boolean changed(PanelPerson person, int varying, int t) {
    if (t == 0) {
      return false;
    }
    int now = person.varying(varying, t);
    int then = person.varying(varying, t - 1);
    return now != then && now != 0 && then != 0;
  }
}
