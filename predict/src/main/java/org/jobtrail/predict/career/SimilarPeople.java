package org.jobtrail.predict.career;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.panel.Recoding;
import org.jobtrail.panel.Split;

/// People of a panel's `train` part to compare a career with: how many were where it is, and how
/// many of them went where it may go. Counts people, not records.
public final class SimilarPeople {
  private final List<PanelPerson> people = new ArrayList<>();

  /// @param panel all of its people count when it was never split
  /// @param schema of the model, in whose numbers careers are asked
  public SimilarPeople(Panel panel, PanelSchema schema) {
    Recoding recoding = new Recoding(panel.schema(), schema);
    for (PanelPerson person : panel.isSplit() ? panel.people(Split.TRAIN) : panel.people()) {
      recoding.of(person).ifPresent(people::add);
    }
  }

  /// How many people careers are compared with.
  public int size() {
    return people.size();
  }

  /// @param last people who were in the same outcome, with a record after it
  /// @param lastWent those of them who had the destination right after
  /// @param lastTwo people whose last two outcomes were the same, with a record after them; −1 for
  ///     a career of one record
  /// @param lastTwoWent those of them who had the destination right after
  public record Alike(long last, long lastWent, long lastTwo, long lastTwoWent) {}

  /// @param past in the model's numbers
  Alike alike(PanelPerson past, int destination) {
    int n = past.size();
    int now = past.outcome(n - 1);
    int before = n > 1 ? past.outcome(n - 2) : -1;
    Set<String> last = new HashSet<>();
    Set<String> lastWent = new HashSet<>();
    Set<String> two = new HashSet<>();
    Set<String> twoWent = new HashSet<>();
    for (PanelPerson person : people) {
      for (int t = 1; t < person.size(); t++) {
        if (person.outcome(t - 1) == now) {
          boolean went = person.outcome(t) == destination;
          boolean both = t > 1 && person.outcome(t - 2) == before;
          last.add(person.id());
          if (went) {
            lastWent.add(person.id());
          }
          if (both) {
            two.add(person.id());
          }
          if (both && went) {
            twoWent.add(person.id());
          }
        }
      }
    }
    return new Alike(last.size(), lastWent.size(), n > 1 ? two.size() : -1, twoWent.size());
  }
}
