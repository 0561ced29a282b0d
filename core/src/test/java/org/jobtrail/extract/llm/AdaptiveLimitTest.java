package org.jobtrail.extract.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdaptiveLimitTest {
  private static void take(AdaptiveLimit limit, int calls) throws InterruptedException {
    for (int i = 0; i < calls; i++) {
      assertThat(limit.acquire(() -> false)).isTrue();
    }
  }

  @Test
  void cutsByAThirdOncePerRoundOfCalls() throws InterruptedException {
    AdaptiveLimit limit = new AdaptiveLimit(9);
    take(limit, 9);
    limit.release(true);
    assertThat(limit.limit()).isEqualTo(6);
    // The other eight were under way then: what they say is old.
    for (int i = 0; i < 8; i++) {
      limit.release(true);
      assertThat(limit.limit()).isEqualTo(6);
    }
    take(limit, 6);
    limit.release(true);
    assertThat(limit.limit()).isEqualTo(4);
  }

  @Test
  void neverFallsBelowOneAndGrowsBackToTheSlots() throws InterruptedException {
    AdaptiveLimit limit = new AdaptiveLimit(4);
    for (int i = 0; i < 50; i++) {
      take(limit, 1);
      limit.release(true);
    }
    assertThat(limit.limit()).isEqualTo(1);
    int replies = 0;
    while (limit.limit() < 4) {
      take(limit, 1);
      limit.release(false);
      replies++;
    }
    // 1, 2, 2.5, 2.9, 3.24, 3.55, 3.83, 4.09: a slot more for about as many replies as slots.
    assertThat(replies).isEqualTo(7);
    take(limit, 4);
    for (int i = 0; i < 4; i++) {
      limit.release(false);
    }
    assertThat(limit.limit()).isEqualTo(4);
  }

  @Test
  void givesNoSlotWhenAllIsStopping() throws InterruptedException {
    AdaptiveLimit limit = new AdaptiveLimit(1);
    assertThat(limit.acquire(() -> true)).isFalse();
    take(limit, 1);
    assertThat(limit.acquire(() -> true)).isFalse();
  }

  @Test
  void wakesThoseWhoWaitWhenAllStops() throws Exception {
    AdaptiveLimit limit = new AdaptiveLimit(1);
    take(limit, 1);
    boolean[] stopping = {false};
    CountDownLatch asked = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> waiting =
          threads.submit(
              () ->
                  limit.acquire(
                      () -> {
                        asked.countDown();
                        synchronized (stopping) {
                          return stopping[0];
                        }
                      }));
      asked.await();
      synchronized (stopping) {
        stopping[0] = true;
      }
      limit.wake();
      assertThat(waiting.get()).isFalse();
    }
  }

  /// What the rule says of a whole history, worked out anew from its beginning.
  ///
  /// @param underWay calls still under way when each one ended
  private static double slow(int slots, List<Boolean> pushedBack, List<Integer> underWay) {
    double limit = slots;
    int lastCut = -1;
    int old = 0;
    for (int i = 0; i < pushedBack.size(); i++) {
      if (!pushedBack.get(i)) {
        limit = Math.min(slots, limit + 1 / limit);
      } else if (i - lastCut > old) {
        limit = Math.max(1, limit * (2.0 / 3));
        lastCut = i;
        old = underWay.get(i);
      }
    }
    return limit;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void agreesWithASlowReading(long seed) throws InterruptedException {
    Random random = new Random(seed);
    int slots = 1 + random.nextInt(40);
    double pushBack = random.nextDouble() * 0.5;
    AdaptiveLimit limit = new AdaptiveLimit(slots);
    List<Boolean> history = new ArrayList<>();
    List<Integer> underWay = new ArrayList<>();
    int busy = 0;
    for (int step = 0; step < 1500; step++) {
      if (busy < limit.limit() && (busy == 0 || random.nextBoolean())) {
        take(limit, 1);
        busy++;
      } else if (busy > 0) {
        boolean pushed = random.nextDouble() < pushBack;
        limit.release(pushed);
        busy--;
        history.add(pushed);
        underWay.add(busy);
      }
      assertThat(limit.limit()).isEqualTo((int) slow(slots, history, underWay));
      assertThat(limit.limit()).isBetween(1, slots);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void neverLetsInMoreThanTheSlots(long seed) throws Exception {
    AdaptiveLimit limit = new AdaptiveLimit(5);
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> calls = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        Random random = new Random(seed * 1000 + i);
        calls.add(
            threads.submit(
                () -> {
                  for (int n = 0; n < 50; n++) {
                    limit.acquire(() -> false);
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    Thread.yield();
                    inside.decrementAndGet();
                    limit.release(random.nextInt(10) == 0);
                    done.incrementAndGet();
                  }
                  return null;
                }));
      }
      for (Future<?> call : calls) {
        call.get();
      }
    }
    assertThat(done).hasValue(3000);
    assertThat(most.get()).isBetween(1, 5);
  }
}
