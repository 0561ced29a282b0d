package org.jobtrail.panel;

import java.util.ArrayList;
import java.util.List;

/// Panels as they stood at the end of a period: later records are gone, and with them people who
/// had none before. What a forecast may be trained on.
public final class Truncation {
  private Truncation() {}

  /// @param last the last period that stays
  /// @throws IllegalArgumentException when nobody has a record so early
  public static Panel until(Panel panel, int last) {
    List<PanelPerson> people = new ArrayList<>();
    List<Split> splits = new ArrayList<>();
    for (int i = 0; i < panel.people().size(); i++) {
      PanelPerson person = panel.people().get(i);
      int known = records(person, last);
      if (known > 0) {
        people.add(person.prefix(known));
        if (panel.isSplit()) {
          splits.add(panel.splits().get(i));
        }
      }
    }
    if (people.isEmpty()) {
      throw new IllegalArgumentException("nobody of " + panel.name() + " has a record by " + last);
    }
    return new Panel(panel.name() + " until " + last, panel.schema(), people, splits);
  }

  /// How many of a person's records are no later than that.
  public static int records(PanelPerson person, int last) {
    int n = 0;
    while (n < person.size() && person.period(n) <= last) {
      n++;
    }
    return n;
  }
}
