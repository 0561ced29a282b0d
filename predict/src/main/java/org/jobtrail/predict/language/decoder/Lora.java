package org.jobtrail.predict.language.decoder;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jobtrail.predict.libtorch.Parameters;

/// Adapters of low rank: beside a frozen matrix `W` there is `alpha / rank · B A`, of which only
/// `A`, `[rank, in]`, and `B`, `[out, rank]`, are trained.
///
/// Source: Hu et al., LoRA, arXiv:2106.09685.
///
/// @param rank of the adapters
/// @param alpha their weight, times the rank
/// @param targets matrices that get one, by the last part of their checkpoint's names
public record Lora(int rank, double alpha, List<String> targets) {
  public Lora {
    targets = List.copyOf(targets);
    if (rank < 1 || !(alpha > 0) || targets.isEmpty()) {
      throw new IllegalArgumentException(
          "rank and alpha must be above 0, and there must be a target");
    }
  }

  /// All matrices of a decoder's layers.
  public static Lora everywhere(int rank, double alpha, DecoderConfig config) {
    return new Lora(rank, alpha, known(config));
  }

  /// What a decoder's layers have, in alphabetical order.
  static List<String> known(DecoderConfig config) {
    return Slot.all(config).stream()
        .filter(slot -> slot.name().startsWith("layer.") && slot.start().shape().size() == 2)
        .flatMap(slot -> slot.pieces().stream())
        .map(piece -> target(piece.name()))
        .distinct()
        .sorted()
        .toList();
  }

  private static String target(String tensor) {
    String module = module(tensor);
    return module.substring(module.lastIndexOf('.') + 1);
  }

  private static String module(String tensor) {
    return tensor.substring(0, tensor.lastIndexOf('.'));
  }

  double scale() {
    return alpha / rank;
  }

  /// One adapter: the rows of a matrix that it adds to, and its parameters' names, which are
  /// PEFT's.
  record Adapter(String module, long from, long rows, long columns, String a, String b) {}

  /// By the module of {@link org.jobtrail.predict.libtorch.Weights#linear}.
  ///
  /// @throws IllegalArgumentException when a target is none of the decoder's
  SortedMap<String, List<Adapter>> adapters(DecoderConfig config) {
    List<String> known = known(config);
    for (String target : targets) {
      if (!known.contains(target)) {
        throw new IllegalArgumentException(
            "no matrix is called \"" + target + "\", known: " + String.join(", ", known));
      }
    }
    SortedMap<String, List<Adapter>> adapters = new TreeMap<>();
    for (Slot slot : Slot.all(config)) {
      if (!slot.name().startsWith("layer.") || slot.start().shape().size() != 2) {
        continue;
      }
      long from = 0;
      for (Slot.Piece piece : slot.pieces()) {
        if (targets.contains(target(piece.name()))) {
          String module = module(slot.name());
          String theirs = "base_model.model." + module(piece.name());
          adapters
              .computeIfAbsent(module, _ -> new ArrayList<>())
              .add(
                  new Adapter(
                      module,
                      from,
                      piece.rows(),
                      slot.start().shape().get(1),
                      theirs + ".lora_A.weight",
                      theirs + ".lora_B.weight"));
        }
        from += piece.rows();
      }
    }
    return adapters;
  }

  /// `A` is drawn, `B` is 0: training begins with the model as it is.
  public SortedMap<String, Parameters.Start> starts(DecoderConfig config) {
    SortedMap<String, Parameters.Start> starts = new TreeMap<>();
    adapters(config)
        .values()
        .forEach(
            list ->
                list.forEach(
                    adapter -> {
                      long r = rank;
                      double deviation = 1 / Math.sqrt(3.0 * adapter.columns);
                      starts.put(adapter.a, Parameters.Start.normal(deviation, r, adapter.columns));
                      starts.put(adapter.b, Parameters.Start.of(0, adapter.rows, r));
                    }));
    return starts;
  }
}
