package org.jobtrail.predict.neural;

import java.util.List;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.predict.RecordFeatures;

/// What a network's embeddings stand for.
///
/// @param firstPeriod the earliest that was trained on; earlier ones count as this
/// @param lastPeriod the latest; later ones count as this
record Encoding(PanelSchema schema, int firstPeriod, int lastPeriod) {
  /// Records in the current job, at most; 0 at a person's first record.
  static final int MOST_TENURE = 12;

  /// Periods since the last record, at most; 0 at a person's first record.
  static final int MOST_GAP = 6;

  private static final int MOST_AGO = 8;
  private static final int MOST_TIMES = 3;

  /// Classes of outcomes held before, by how many records ago they were held last and how often.
  /// Returning to one of them is much more likely than chance.
  static final int HELD_CLASSES = MOST_AGO * MOST_TIMES;

  static Encoding of(Panel panel, List<PanelPerson> people) {
    int first = Integer.MAX_VALUE;
    int last = Integer.MIN_VALUE;
    for (PanelPerson person : people) {
      first = Math.min(first, person.period(0));
      last = Math.max(last, person.period(person.size() - 1));
    }
    return new Encoding(panel.schema(), first, last);
  }

  static int heldClass(RecordFeatures.Held held) {
    int ago = Math.min(held.recordsAgo(), MOST_AGO) - 1;
    return ago * MOST_TIMES + Math.min(held.count(), MOST_TIMES) - 1;
  }

  int outcomes() {
    return schema.outcomes().size();
  }

  /// What stands before a person's first record.
  int start() {
    return outcomes();
  }

  int periods() {
    return lastPeriod - firstPeriod + 1;
  }

  int period(int period) {
    return Math.clamp(period, firstPeriod, lastPeriod) - firstPeriod;
  }
}
