package org.jobtrail.predict;

import java.util.Arrays;
import java.util.List;

/// Numbers in a shape, row after row; of 32 or 64 bits, or whole ones.
///
/// Its values are shared, nobody may change them.
public sealed interface Tensor {
  /// Sizes of the dimensions.
  List<Long> shape();

  /// A copy as floats.
  float[] floats();

  /// A copy as doubles.
  double[] doubles();

  static Tensor of(float[] values, long... shape) {
    return new Floats(sized(values.length, shape), values);
  }

  static Tensor of(double[] values, long... shape) {
    return new Doubles(sized(values.length, shape), values);
  }

  static Tensor of(long[] values, long... shape) {
    return new Longs(sized(values.length, shape), values);
  }

  private static List<Long> sized(int length, long... shape) {
    List<Long> list = Arrays.stream(shape).boxed().toList();
    long size = list.stream().reduce(1L, Math::multiplyExact);
    if (size != length) {
      throw new IllegalArgumentException(length + " values don't fill the shape " + list);
    }
    return list;
  }

  /// Written as `F32`.
  final class Floats implements Tensor {
    private final List<Long> shape;
    private final float[] values;

    private Floats(List<Long> shape, float[] values) {
      this.shape = shape;
      this.values = values;
    }

    @Override
    public List<Long> shape() {
      return shape;
    }

    @Override
    public float[] floats() {
      return values.clone();
    }

    @Override
    public double[] doubles() {
      double[] doubles = new double[values.length];
      Arrays.setAll(doubles, i -> values[i]);
      return doubles;
    }
  }

  /// Written as `F64`.
  final class Doubles implements Tensor {
    private final List<Long> shape;
    private final double[] values;

    private Doubles(List<Long> shape, double[] values) {
      this.shape = shape;
      this.values = values;
    }

    @Override
    public List<Long> shape() {
      return shape;
    }

    @Override
    public float[] floats() {
      float[] floats = new float[values.length];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = (float) values[i];
      }
      return floats;
    }

    @Override
    public double[] doubles() {
      return values.clone();
    }
  }

  /// Written as `I64`.
  final class Longs implements Tensor {
    private final List<Long> shape;
    private final long[] values;

    private Longs(List<Long> shape, long[] values) {
      this.shape = shape;
      this.values = values;
    }

    @Override
    public List<Long> shape() {
      return shape;
    }

    /// A copy, nothing rounded.
    public long[] longs() {
      return values.clone();
    }

    @Override
    public float[] floats() {
      float[] floats = new float[values.length];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = (float) values[i];
      }
      return floats;
    }

    @Override
    public double[] doubles() {
      double[] doubles = new double[values.length];
      Arrays.setAll(doubles, i -> (double) values[i]);
      return doubles;
    }
  }
}
