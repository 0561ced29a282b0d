package org.jobtrail.normalise;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/// A value that is worked out on another processor, if there is one, while the caller does
/// something else.
final class Beside<T> {
  private final CompletableFuture<T> value;

  private Beside(CompletableFuture<T> value) {
    this.value = value;
  }

  static <T> Beside<T> of(Supplier<T> work) {
    return new Beside<>(CompletableFuture.supplyAsync(work));
  }

  /// Waits for it.
  ///
  /// @throws RuntimeException that the work threw
  T get() {
    try {
      return value.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
