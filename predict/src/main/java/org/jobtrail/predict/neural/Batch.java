package org.jobtrail.predict.neural;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Tensor;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.predict.RecordFeatures;
import org.jobtrail.predict.libtorch.Context;

/// Some people as tensors. `[people, length]` where the end is padded, `[rows]` where it is not:
/// row after row the records of one person after the other, or the last of each alone.
///
/// @param people how many
/// @param length of the longest
/// @param rows how many records are asked for
/// @param previous `[people, length]` the outcome before, {@link Encoding#start} at the first
/// @param period `[people, length]`
/// @param varying of each covariate `[people, length]`
/// @param fixed of each covariate `[people]`
/// @param tenure `[people, length]` how many records in a row had the outcome before
/// @param gap `[people, length]` periods since the record before
/// @param places `[rows]` where the records lie in `[people × length]`
/// @param target `[rows]` outcomes
/// @param last `[rows]` the outcomes before; 0 at the first
/// @param first `[rows]` 1 for a person's first record, 0 for the others
/// @param stay `[rows]` 1 where the outcome is the one before
/// @param held `[entries]` places in `[rows × outcomes]` of the outcomes held before
/// @param heldClass `[entries]` places in `[rows × classes]` of how they were held
record Batch(
    int people,
    int length,
    int rows,
    Tensor previous,
    Tensor period,
    List<Tensor> varying,
    List<Tensor> fixed,
    Tensor tenure,
    Tensor gap,
    Tensor places,
    Tensor target,
    Tensor last,
    Tensor first,
    Tensor stay,
    Tensor held,
    Tensor heldClass) {
  /// Which records of each person are rows.
  enum Rows {
    ALL,
    LAST
  }

  /// @param withHeld whether the outcomes held before are wanted; there are none otherwise
  static Batch of(
      Encoding encoding, List<PanelPerson> people, Rows which, boolean withHeld, Context context) {
    int n = people.size();
    int length = people.stream().mapToInt(PanelPerson::size).max().orElseThrow();
    int rows = which == Rows.LAST ? n : people.stream().mapToInt(PanelPerson::size).sum();
    long[] previous = new long[n * length];
    Arrays.fill(previous, encoding.start());
    long[] period = new long[n * length];
    long[][] varying = new long[encoding.schema().varying().size()][n * length];
    long[][] fixed = new long[encoding.schema().fixed().size()][n];
    long[] tenure = new long[n * length];
    long[] gap = new long[n * length];
    long[] places = new long[rows];
    long[] target = new long[rows];
    long[] last = new long[rows];
    float[] first = new float[rows];
    float[] stay = new float[rows];
    LongStream.Builder held = LongStream.builder();
    LongStream.Builder heldClass = LongStream.builder();
    int row = 0;
    for (int i = 0; i < n; i++) {
      PanelPerson person = people.get(i);
      for (int c = 0; c < fixed.length; c++) {
        fixed[c][i] = person.fixed(c);
      }
      int from = which == Rows.LAST ? person.size() - 1 : 0;
      for (RecordFeatures past : RecordFeatures.all(person)) {
        int t = past.index();
        int at = i * length + t;
        period[at] = encoding.period(person.period(t));
        for (int c = 0; c < varying.length; c++) {
          varying[c][at] = person.varying(c, t);
        }
        tenure[at] = Math.min(past.tenure(), Encoding.MOST_TENURE);
        gap[at] = Math.min(past.gap(), Encoding.MOST_GAP);
        previous[at] = t == 0 ? encoding.start() : past.previous();
        if (t < from) {
          continue;
        }
        places[row] = at;
        target[row] = person.outcome(t);
        last[row] = t == 0 ? 0 : past.previous();
        first[row] = t == 0 ? 1 : 0;
        stay[row] = t > 0 && target[row] == last[row] ? 1 : 0;
        if (withHeld) {
          for (RecordFeatures.Held before : past.held()) {
            held.add((long) row * encoding.outcomes() + before.outcome());
            heldClass.add((long) row * Encoding.HELD_CLASSES + Encoding.heldClass(before));
          }
        }
        row++;
      }
    }
    long[] heldPlaces = held.build().toArray();
    return new Batch(
        n,
        length,
        rows,
        context.longs(previous, n, length),
        context.longs(period, n, length),
        longs(context, varying, n, length),
        longs(context, fixed, n),
        context.longs(tenure, n, length),
        context.longs(gap, n, length),
        context.longs(places, rows),
        context.longs(target, rows),
        context.longs(last, rows),
        context.floats(first, rows),
        context.floats(stay, rows),
        context.longs(heldPlaces, heldPlaces.length),
        context.longs(heldClass.build().toArray(), heldPlaces.length));
  }

  private static List<Tensor> longs(Context context, long[][] values, long... shape) {
    List<Tensor> tensors = new ArrayList<>();
    for (long[] one : values) {
      tensors.add(context.longs(one, shape));
    }
    return tensors;
  }
}
