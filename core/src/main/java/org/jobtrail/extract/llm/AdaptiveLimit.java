package org.jobtrail.extract.llm;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// How many calls may be under way: additive increase, multiplicative decrease.
///
/// Each reply in time lets `1 / limit` more in, up to the slots; a server that pushes back cuts
/// the limit by a third, once per round of calls rather than once per refusal. The rule is TCP's
/// (Chiu and Jain 1989, doi:10.1016/0169-7552(89)90019-6).
final class AdaptiveLimit {
  private static final double CUT = 2.0 / 3;

  private final int slots;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition free = lock.newCondition();
  private double limit;
  private int busy;

  /// Calls that must end before the next cut: those under way when the last one was made.
  private int untilCut;

  AdaptiveLimit(int slots) {
    this.slots = slots;
    this.limit = slots;
  }

  /// Waits for a slot.
  ///
  /// @param stopping asked before each wait; when true nothing is taken
  /// @return whether a slot was taken
  boolean acquire(BooleanSupplier stopping) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (busy >= (int) limit) {
        if (stopping.getAsBoolean()) {
          return false;
        }
        free.await();
      }
      if (stopping.getAsBoolean()) {
        return false;
      }
      busy++;
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Gives a slot back.
  ///
  /// @param pushedBack whether the server was too busy for the call
  void release(boolean pushedBack) {
    lock.lock();
    try {
      busy--;
      untilCut--;
      if (!pushedBack) {
        limit = Math.min(slots, limit + 1 / limit);
      } else if (untilCut < 0) {
        limit = Math.max(1, limit * CUT);
        untilCut = busy;
      }
      free.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Wakes whoever waits, to ask again whether all is stopping.
  void wake() {
    lock.lock();
    try {
      free.signalAll();
    } finally {
      lock.unlock();
    }
  }

  int limit() {
    lock.lock();
    try {
      return (int) limit;
    } finally {
      lock.unlock();
    }
  }
}
