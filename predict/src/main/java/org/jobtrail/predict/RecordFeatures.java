package org.jobtrail.predict;

import java.util.ArrayList;
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
/// @param distinct how many outcomes the records before t have
public record RecordFeatures(
    int index,
    int previous,
    int beforePrevious,
    int before,
    int tenure,
    int tenurePeriods,
    int gap,
    int moves,
    int distinct) {
  /// Stands for an outcome that there is none of.
  public static final int NONE = -1;

  /// An outcome that the person had before record t.
  ///
  /// @param count in how many records before t
  /// @param recordsAgo 1 for the outcome of record t − 1
  /// @param periodsAgo periods from its last record to t
  public record Held(int outcome, int count, int recordsAgo, int periodsAgo) {}

  public static RecordFeatures of(PanelPerson person, int t) {
    if (t == 0) {
      return new RecordFeatures(0, NONE, NONE, NONE, 0, 0, 0, 0, 0);
    }
    int previous = person.outcome(t - 1);
    int begin = t - 1;
    while (begin > 0 && person.outcome(begin - 1) == previous) {
      begin--;
    }
    int moves = 0;
    for (int s = 1; s < t; s++) {
      moves += person.outcome(s) == person.outcome(s - 1) ? 0 : 1;
    }
    return new RecordFeatures(
        t,
        previous,
        t > 1 ? person.outcome(t - 2) : NONE,
        begin > 0 ? person.outcome(begin - 1) : NONE,
        t - begin,
        person.period(t) - person.period(begin),
        person.period(t) - person.period(t - 1),
        moves,
        held(person, t).size());
  }

  /// Of every record.
  public static List<RecordFeatures> all(PanelPerson person) {
    List<RecordFeatures> all = new ArrayList<>(person.size());
    for (int t = 0; t < person.size(); t++) {
      all.add(of(person, t));
    }
    return all;
  }

  /// The outcomes before record t, each once, the latest first: `previous` leads.
  public static List<Held> held(PanelPerson person, int t) {
    List<Held> held = new ArrayList<>();
    for (int s = t - 1; s >= 0; s--) {
      int outcome = person.outcome(s);
      int at = 0;
      while (at < held.size() && held.get(at).outcome() != outcome) {
        at++;
      }
      if (at < held.size()) {
        Held known = held.get(at);
        held.set(at, new Held(outcome, known.count() + 1, known.recordsAgo(), known.periodsAgo()));
      } else {
        held.add(new Held(outcome, 1, t - s, person.period(t) - person.period(s)));
      }
    }
    return held;
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
