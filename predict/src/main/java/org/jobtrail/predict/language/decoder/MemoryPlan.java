package org.jobtrail.predict.language.decoder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jobtrail.predict.Device;
import org.jobtrail.predict.libtorch.Parameters;
import org.jobtrail.predict.libtorch.Precision;
import org.jobtrail.provenance.JobtrailException;

/// What a decoder needs of memory, reckoned from its shape alone: nothing is loaded.
///
/// Activations are those of one batch that the backward pass remembers, within some tenths; the
/// rest is exact but for what libtorch itself takes.
///
/// @param parameters of the whole model
/// @param trained of them, or of the adapters
/// @param weightBytes of the model, and of the adapters
/// @param gradientBytes of what is trained
/// @param momentBytes of AdamW, two for each number that is trained
/// @param bestBytes of the best state so far, which is kept beside
/// @param activationBytes of a batch
public record MemoryPlan(
    long parameters,
    long trained,
    long weightBytes,
    long gradientBytes,
    long momentBytes,
    long bestBytes,
    long activationBytes) {
  private static final Path MEMORY = Path.of("/proc/meminfo");

  /// Numbers that are computed with, never trained.
  public static MemoryPlan scoring(
      DecoderConfig config, Precision precision, Device device, int tokens) {
    long parameters = size(Slot.starts(config));
    long width = width(precision, device);
    long layer = layer(config, width, Math.min(tokens, config.positions()));
    long logits = (width + 4L) * config.vocabulary();
    return new MemoryPlan(parameters, 0, parameters * width, 0, 0, 0, tokens * (layer + logits));
  }

  /// Training of all numbers.
  ///
  /// @param longest tokens of a document
  public static MemoryPlan full(
      DecoderConfig config,
      DecoderFitting fitting,
      Precision precision,
      Device device,
      int longest) {
    long parameters = size(Slot.starts(config));
    // The copy in the type of products is made layer by layer, and kept for the backward pass.
    long width = width(precision, device);
    long copies = width == 4 ? 0 : parameters * width;
    return new MemoryPlan(
        parameters,
        parameters,
        4 * parameters + copies,
        4 * parameters,
        8 * parameters,
        4 * parameters,
        activations(config, fitting, width, longest));
  }

  /// Training of adapters.
  public static MemoryPlan lora(
      DecoderConfig config,
      Lora lora,
      DecoderFitting fitting,
      Precision precision,
      Device device,
      int longest) {
    long parameters = size(Slot.starts(config));
    long trained = size(lora.starts(config));
    long width = width(precision, device);
    return new MemoryPlan(
        parameters,
        trained,
        parameters * width + 4 * trained,
        4 * trained,
        8 * trained,
        4 * trained,
        activations(config, fitting, width, longest));
  }

  private static long width(Precision precision, Device device) {
    return switch (precision.products(device == Device.CUDA)) {
      case BFloat16 -> 2;
      case Double -> 8;
      default -> 4;
    };
  }

  private static long size(Map<String, Parameters.Start> starts) {
    return starts.values().stream().mapToLong(Parameters.Start::size).sum();
  }

  private static long activations(
      DecoderConfig config, DecoderFitting fitting, long width, int longest) {
    long tokens = Math.max(fitting.tokens(), longest);
    long row = fitting.packed() > 0 ? Math.max(fitting.packed(), longest) : longest;
    long layer = layer(config, width, row);
    long logits = (width + 12L) * config.vocabulary();
    long remembered =
        fitting.checkpointing()
            ? config.layers() * 4L * config.width() + layer
            : config.layers() * layer;
    return tokens * (remembered + logits);
  }

  /// Bytes that a layer remembers of a token: norms, residuals, queries, keys and values before and
  /// after they are turned and laid out, shares of attention, and the feed-forward network.
  private static long layer(DecoderConfig c, long width, long row) {
    long d = c.width();
    long qkv = c.queryWidth() + 2L * c.keyWidth();
    long floats = 4 * 10 * d;
    long attention = width * (4 * qkv + 2L * c.queryWidth() + 2L * c.heads() * row);
    long feedForward = width * (c.hiddenRows() + 2L * c.hidden() + 4 * d);
    return floats + attention + feedForward;
  }

  /// All together.
  public long bytes() {
    return weightBytes + gradientBytes + momentBytes + bestBytes + activationBytes;
  }

  /// What the processor's memory has left for a new program; empty where the system doesn't say,
  /// and on other devices.
  public static OptionalLong free(Device device) {
    if (device == Device.CUDA || !Files.isReadable(MEMORY)) {
      return OptionalLong.empty();
    }
    try (var lines = Files.lines(MEMORY)) {
      return lines
          .filter(line -> line.startsWith("MemAvailable:"))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst();
    } catch (IOException _) {
      return OptionalLong.empty();
    }
  }

  /// @param folder of the model
  /// @param purpose such as `training all weights`
  /// @param free bytes, empty if nobody knows
  /// @param instead what to do if it does not fit
  /// @throws JobtrailException.Usage when there is less than needed
  public void refuseUnlessFits(Path folder, String purpose, OptionalLong free, String instead) {
    Optional<String> why = whyNot(purpose, free);
    if (why.isPresent()) {
      throw new JobtrailException.Usage(folder + ": " + why.get() + "; " + instead);
    }
  }

  /// Why it doesn't fit; empty where it does, or nobody knows.
  ///
  /// @param free bytes; empty when nobody knows
  public Optional<String> whyNot(String purpose, OptionalLong free) {
    return free.isEmpty() || free.getAsLong() >= bytes()
        ? Optional.empty()
        : Optional.of(
            "%s takes about %s of memory (%s), %s are free"
                .formatted(purpose, gigabytes(bytes()), describe(), gigabytes(free.getAsLong())));
  }

  /// In words: `weights 13.5 GB, …`.
  public String describe() {
    StringBuilder text = new StringBuilder("weights " + gigabytes(weightBytes));
    if (trained > 0) {
      text.append(", gradients ").append(gigabytes(gradientBytes));
      text.append(", moments ").append(gigabytes(momentBytes));
      text.append(", best state ").append(gigabytes(bestBytes));
    }
    return text.append(", a batch ").append(gigabytes(activationBytes)).toString();
  }

  /// As people read it.
  public static String gigabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }
}
