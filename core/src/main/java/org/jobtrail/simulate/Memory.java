package org.jobtrail.simulate;

/// All that the process remembers of a history: its sufficient statistic.
///
/// Groups are positions in the process's list of unit groups, `NONE` when there is none.
///
/// @param current the occupation of last December, `NONE` while away
/// @param tenure Decembers in a row in the current state, at least 1
/// @param last the latest occupation: the current one, or the one before the break
/// @param beforeLast the distinct occupation before `last`, `NONE` when there was none
record Memory(int current, int tenure, int last, int beforeLast) {
  static final int NONE = -1;

  static Memory first(int group) {
    return new Memory(group, 1, group, NONE);
  }

  boolean away() {
    return current == NONE;
  }

  /// After one more December in `state`, a group's position or `NONE`.
  Memory then(int state) {
    if (state == current) {
      return new Memory(current, tenure + 1, last, beforeLast);
    }
    if (state == NONE || state == last) {
      return new Memory(state, 1, last, beforeLast);
    }
    return new Memory(state, 1, state, last);
  }
}
