package org.jobtrail.predict.language.decoder;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.jobtrail.predict.Tensor;
import org.jobtrail.predict.libtorch.Context;
import org.jobtrail.predict.libtorch.Parameters;
import org.jobtrail.predict.libtorch.Weights;

/// A decoder's weights in the heap by a checkpoint's names, as model folders keep them; for
/// decoders
/// that were trained here. Checkpoints of any size go by {@link Checkpoint}.
public final class CheckpointTensors {
  private CheckpointTensors() {}

  /// As `model.safetensors` has them.
  public static SortedMap<String, Tensor> of(DecoderConfig config, Weights weights) {
    SortedMap<String, Tensor> tensors = new TreeMap<>();
    try (PointerScope _ = new PointerScope();
        NoGradGuard _ = new NoGradGuard()) {
      for (Slot slot : Slot.all(config)) {
        long from = 0;
        for (Slot.Piece piece : slot.pieces()) {
          var rows = weights.get(slot.name()).detach().narrow(0, from, piece.rows());
          float[] values = Parameters.floats(piece.transposed() ? rows.t() : rows);
          tensors.put(piece.name(), Tensor.of(values, sizes(slot.shape(piece))));
          from += piece.rows();
        }
      }
    }
    return tensors;
  }

  /// The weights again, for computing and for training.
  ///
  /// @throws IllegalArgumentException if a tensor is missing, has another shape or holds what is no
  ///     finite number, naming it
  public static Parameters parameters(
      DecoderConfig config, SortedMap<String, Tensor> tensors, Context context) {
    SortedMap<String, List<Long>> shapes = new TreeMap<>();
    Slot.starts(config).forEach((name, start) -> shapes.put(name, start.shape()));
    Parameters parameters = Parameters.zero(context, shapes);
    try (PointerScope _ = new PointerScope();
        NoGradGuard _ = new NoGradGuard()) {
      for (Slot slot : Slot.all(config)) {
        long from = 0;
        for (Slot.Piece piece : slot.pieces()) {
          Tensor tensor = tensors.get(piece.name());
          List<Long> shape = slot.shape(piece);
          if (tensor == null || !tensor.shape().equals(shape)) {
            throw new IllegalArgumentException(
                "tensor "
                    + piece.name()
                    + (tensor == null
                        ? " is missing"
                        : " has the shape " + tensor.shape() + ", not " + shape));
          }
          float[] numbers = tensor.floats();
          for (float number : numbers) {
            if (!Float.isFinite(number)) {
              throw new IllegalArgumentException(
                  "tensor " + piece.name() + " holds what is no finite number, " + number);
            }
          }
          var values = context.floats(numbers, sizes(shape));
          parameters
              .get(slot.name())
              .detach()
              .narrow(0, from, piece.rows())
              .copy_(piece.transposed() ? values.t() : values);
          from += piece.rows();
        }
      }
      return parameters;
    } catch (RuntimeException e) {
      parameters.close();
      throw e;
    }
  }

  private static long[] sizes(List<Long> shape) {
    return shape.stream().mapToLong(Long::longValue).toArray();
  }
}
