package org.jobtrail.predict.libtorch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.pytorch.global.torch;
import org.jobtrail.predict.Device;
import org.jobtrail.provenance.JobtrailException;

/// Loads libtorch once, with the settings of the matrix library that it runs fast with.
///
/// The settings are environment variables that the native libraries read when they are loaded, so
/// they are set by the C library's `setenv` before; a variable that the user set stays.
public final class Libtorch {
  private static final String NATIVE_LIMIT = "org.bytedeco.javacpp.maxBytes";

  /// Whether the processor multiplies bfloat16 matrices twice as fast as floats.
  public static final boolean FAST_BFLOAT16;

  static {
    String flags = flags();
    FAST_BFLOAT16 = flags.contains(" avx512_bf16") || flags.contains(" amx_bf16");
    if (flags.contains(" avx512f")) {
      // OpenBLAS doesn't know newer processors and falls back to slow kernels.
      set("OPENBLAS_CORETYPE", "SKYLAKEX");
    }
    set("OPENBLAS_THREAD_TIMEOUT", "4");
    set("GOMP_SPINCOUNT", "1000");
    // Tensors go with their scope. Counting their bytes against the Java heap, which javacpp does
    // for programs that leave them to the collector, costs time and stops a training that fits
    // well.
    if (System.getProperty(NATIVE_LIMIT) == null) {
      System.setProperty(NATIVE_LIMIT, "0");
    }
  }

  private Libtorch() {}

  /// @param threads for the matrix products
  /// @throws JobtrailException.Usage when there is no such device
  public static void start(Device device, int threads) {
    torch.set_num_threads(threads);
    if (device == Device.CUDA && !torch.cuda_is_available()) {
      throw new JobtrailException.Usage(
          "--device cuda: libtorch finds no CUDA device; on a machine with an NVIDIA GPU build with"
              + " JOBTRAIL_PROFILES=gpu (Maven: -P gpu), or use --device cpu");
    }
  }

  @SuppressWarnings("restricted") // the launcher and the build enable native access
  private static void set(String name, String value) {
    if (System.getenv(name) != null) {
      return;
    }
    Linker linker = Linker.nativeLinker();
    MethodHandle setenv =
        linker.downcallHandle(
            linker.defaultLookup().find("setenv").orElseThrow(),
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT));
    try (Arena arena = Arena.ofConfined()) {
      int failed = (int) setenv.invoke(arena.allocateFrom(name), arena.allocateFrom(value), 1);
      if (failed != 0) {
        throw new IllegalStateException("setenv " + name + " failed");
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("setenv can't be called", e);
    }
  }

  private static String flags() {
    Path cpuinfo = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(cpuinfo)) {
      return "";
    }
    try (var lines = Files.lines(cpuinfo)) {
      return lines.filter(l -> l.startsWith("flags")).findFirst().orElse("");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
