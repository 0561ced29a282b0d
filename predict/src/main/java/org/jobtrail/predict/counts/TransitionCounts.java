package org.jobtrail.predict.counts;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.Split;
import org.jobtrail.panel.TransitionKind;
import org.jobtrail.predict.SavedModel;
import org.jobtrail.predict.Tensor;

/// What was counted in the training people, and the distributions that follow from it.
///
/// Contexts of staying: all (−1); a; a with whether the outcome before it was none, the same or
/// another. Contexts of destinations: all (−1); a; a with the outcome before it.
final class TransitionCounts {
  /// Of first records; of all destinations; of staying by a, by a and the one before; of
  /// destinations by a, by a and the one before.
  static final int CONCENTRATIONS = 6;

  private static final int FIRST = 0;
  private static final int ALL_DESTINATIONS = 1;
  private static final int STAY_ONE = 2;
  private static final int STAY_TWO = 3;
  private static final int MOVE_ONE = 4;
  private static final int MOVE_TWO = 5;

  private static final long ALL = -1;

  /// Stands where a smoothing has nothing of its own yet: half a record for every outcome.
  private static final double BASE = 0.5;

  private final int order;
  private final int outcomes;
  private final Tally first;
  private final Tally stays;
  private final Tally moves;

  private TransitionCounts(int order, int outcomes, Tally first, Tally stays, Tally moves) {
    this.order = order;
    this.outcomes = outcomes;
    this.first = first;
    this.stays = stays;
    this.moves = moves;
  }

  static TransitionCounts of(Panel panel, int order) {
    int outcomes = panel.schema().outcomes().size();
    TransitionCounts counts =
        new TransitionCounts(order, outcomes, new Tally(), new Tally(), new Tally());
    for (PanelPerson person : panel.people(Split.TRAIN)) {
      counts.first.add(ALL, person.outcome(0), 1);
      for (int t = 1; t < person.size(); t++) {
        counts.count(person, t);
      }
    }
    return counts;
  }

  private void count(PanelPerson person, int t) {
    int a = person.outcome(t - 1);
    int b = person.outcome(t);
    int stay = a == b ? 1 : 0;
    stays.add(ALL, stay, 1);
    stays.add(a, stay, 1);
    if (order == 2) {
      stays.add(stayContext(person, t), stay, 1);
    }
    if (stay == 0) {
      moves.add(ALL, b, 1);
      moves.add(a, b, 1);
      if (order == 2) {
        moves.add(moveContext(person, t), b, 1);
      }
    }
  }

  /// After the outcomes' own numbers: none, the same or another before a.
  private long stayContext(PanelPerson person, int t) {
    int a = person.outcome(t - 1);
    int relation = t < 2 ? 0 : person.outcome(t - 2) == a ? 1 : 2;
    return outcomes + 3L * a + relation;
  }

  private long moveContext(PanelPerson person, int t) {
    int a = person.outcome(t - 1);
    int before = t < 2 ? outcomes : person.outcome(t - 2);
    return outcomes + (outcomes + 1L) * a + before;
  }

  /// Whose records' likelihood a concentration changes.
  static List<TransitionKind> decides(int concentration) {
    return switch (concentration) {
      case FIRST -> List.of(TransitionKind.FIRST);
      case STAY_ONE, STAY_TWO -> List.of(TransitionKind.STAY, TransitionKind.MOVE);
      default -> List.of(TransitionKind.MOVE);
    };
  }

  double stay(PanelPerson person, int t, double[] c) {
    double p = (stays.count(ALL, 1) + BASE) / (stays.total(ALL) + 2 * BASE);
    int a = person.outcome(t - 1);
    p = interpolated(stays, a, 1, c[STAY_ONE], p);
    return order == 1 ? p : interpolated(stays, stayContext(person, t), 1, c[STAY_TWO], p);
  }

  private static double interpolated(Tally tally, long context, int b, double c, double prior) {
    return (tally.count(context, b) + c * prior) / (tally.total(context) + c);
  }

  /// The log probability of what record t is, without the other outcomes'.
  double logOutcome(PanelPerson person, int t, double[] c) {
    int b = person.outcome(t);
    if (t == 0) {
      return Math.log(interpolated(first, ALL, b, c[FIRST], overall(b, c)));
    }
    int a = person.outcome(t - 1);
    double stay = stay(person, t, c);
    if (a == b) {
      return Math.log(stay);
    }
    double p = overall(b, c) / (1 - overall(a, c));
    p = interpolated(moves, a, b, c[MOVE_ONE], p);
    if (order == 2) {
      p = interpolated(moves, moveContext(person, t), b, c[MOVE_TWO], p);
    }
    return Math.log1p(-stay) + Math.log(p);
  }

  /// Of everybody's destinations, with the even distribution behind it.
  private double overall(int b, double[] c) {
    return interpolated(moves, ALL, b, c[ALL_DESTINATIONS], 1.0 / outcomes);
  }

  /// `[outcomes]`
  double[] logs(PanelPerson person, int t, double[] c) {
    double[] p = new double[outcomes];
    for (int b = 0; b < outcomes; b++) {
      p[b] = overall(b, c);
    }
    if (t == 0) {
      first.smooth(ALL, c[FIRST], p);
    } else {
      int a = person.outcome(t - 1);
      double stay = stay(person, t, c);
      double others = 1 - p[a];
      for (int b = 0; b < outcomes; b++) {
        p[b] = b == a ? 0 : p[b] / others;
      }
      moves.smooth(a, c[MOVE_ONE], p);
      if (order == 2) {
        moves.smooth(moveContext(person, t), c[MOVE_TWO], p);
      }
      for (int b = 0; b < outcomes; b++) {
        p[b] *= 1 - stay;
      }
      p[a] = stay;
    }
    for (int b = 0; b < outcomes; b++) {
      p[b] = Math.log(p[b]);
    }
    return p;
  }

  long parameters() {
    return first.size() + stays.size() + moves.size();
  }

  SortedMap<String, Tensor> tensors() {
    TreeMap<String, Tensor> tensors = new TreeMap<>();
    tensors.put("first", first.tensor());
    tensors.put("stays", stays.tensor());
    tensors.put("moves", moves.tensor());
    return tensors;
  }

  static TransitionCounts of(SavedModel saved, int order, int outcomes) {
    return new TransitionCounts(
        order,
        outcomes,
        Tally.of(saved.tensor("first", -1, 3), outcomes),
        Tally.of(saved.tensor("stays", -1, 3), 2),
        Tally.of(saved.tensor("moves", -1, 3), outcomes));
  }
}
