package org.jobtrail.panel.importing;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.provenance.RowFates;

/// A panel that was read, and where every row of its source went.
///
/// @param notes lines for people to read, such as the first row that was dropped for a reason
record Imported(Panel panel, RowFates rows, List<String> notes) {
  Imported {
    notes = List.copyOf(notes);
  }

  /// Counts what is in the panel: people, records, people with a single record, gaps.
  static void count(Panel panel, RowFates.Builder rows) {
    rows.add("people", panel.people().size()).add("records", panel.records());
    rows.add("people_with_one_record", 0).add("gaps", 0);
    for (PanelPerson person : panel.people()) {
      rows.add("people_with_one_record", person.size() == 1 ? 1 : 0);
      for (int t = 1; t < person.size(); t++) {
        rows.add("gaps", person.period(t) > person.period(t - 1) + 1 ? 1 : 0);
      }
    }
    rows.add(
        "outcomes_without_title",
        panel.schema().outcomes().all().stream()
            .filter(o -> !o.status() && o.title().equals(o.code()))
            .count());
  }

  /// Notes of what was met first, and how often.
  static final class Examples {
    private final Map<String, String> first = new TreeMap<>();
    private final Map<String, Long> times = new TreeMap<>();

    void add(String reason, String example) {
      first.putIfAbsent(reason, example);
      times.merge(reason, 1L, Long::sum);
    }

    List<String> notes() {
      return first.entrySet().stream()
          .map(
              e -> {
                long n = times.getOrDefault(e.getKey(), 0L);
                return e.getValue() + (n > 1 ? " (the first of " + n + ")" : "");
              })
          .toList();
    }
  }
}
