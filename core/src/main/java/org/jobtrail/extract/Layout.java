package org.jobtrail.extract;

import java.util.ArrayList;
import java.util.List;

/// Chooses every job's title by what the whole document shows.
///
/// A résumé keeps to one layout, so where one job's title stands tells where the others' stand: a
/// slot that holds good titles throughout is trusted where the words alone say little. Where a
/// section begins with dates, its titles can't stand above them.
final class Layout {
  private static final double SLOT_WEIGHT = 0.8;
  private static final double DIRECTION_WEIGHT = 0.8;

  private final List<Line> lines;
  private final double[] slots = new double[Entry.SLOTS];
  private final double[] directions = new double[3];

  Layout(List<Line> lines) {
    this.lines = lines;
  }

  void choose(List<Entry> entries) {
    vote(entries);
    boolean[] taken = new boolean[lines.size()];
    for (Entry e : entries) {
      pick(e, taken);
    }
    // The surest first, so that a line between two jobs goes to the one it fits better.
    List<Entry> surest = new ArrayList<>(entries);
    surest.sort((a, b) -> Double.compare(b.score, a.score));
    for (Entry e : surest) {
      pick(e, taken);
      if (e.chosen >= 0 && e.slotLines[e.chosen] != e.line) {
        taken[e.slotLines[e.chosen]] = true;
      }
    }
  }

  /// How far the layout supports a slot.
  double support(int slot) {
    return slot < 0
        ? 0
        : SLOT_WEIGHT * slots[slot] + DIRECTION_WEIGHT * directions[direction(slot)];
  }

  private void vote(List<Entry> entries) {
    int voters = 0;
    for (Entry e : entries) {
      if (e.stacked || (e.section != Section.EXPERIENCE && e.section != Section.OPENING)) {
        continue;
      }
      voters++;
      int best = 0;
      for (int s = 0; s < Entry.SLOTS; s++) {
        slots[s] += Math.max(0, e.slots[s].titleScore());
        best = e.slots[s].titleScore() > e.slots[best].titleScore() ? s : best;
      }
      if (e.slots[best].titleScore() >= 3) {
        directions[direction(best)]++;
      }
    }
    for (int s = 0; s < Entry.SLOTS; s++) {
      slots[s] /= Math.max(1, voters);
    }
    for (int d = 0; d < directions.length; d++) {
      directions[d] /= Math.max(1, voters);
    }
  }

  private static int direction(int slot) {
    return slot == Entry.BEFORE || slot == Entry.AFTER ? 1 : slot < Entry.BEFORE ? 0 : 2;
  }

  private void pick(Entry e, boolean[] taken) {
    e.chosen = -1;
    e.score = -20;
    e.title = null;
    for (int s = 0; s < Entry.SLOTS; s++) {
      Phrase title = e.slots[s].title();
      int line = e.slotLines[s];
      if (title == null || (taken[line] && line != e.line)) {
        continue;
      }
      double score = title.score() + support(s) - (e.stacked ? 0 : 0.3 * Math.abs(line - e.line));
      if (score > e.score) {
        e.score = score;
        e.chosen = s;
        e.title = title;
      }
    }
  }
}
