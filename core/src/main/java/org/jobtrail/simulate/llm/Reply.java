package org.jobtrail.simulate.llm;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the script says to one request, before it goes over the wire.
///
/// @param documentId which document was recognised; null when none was
/// @param faults that are in it, in the order of [Fault]
/// @param inventions what it says that no document told
record Reply(
    @Nullable String documentId, List<Fault> faults, List<Invention> inventions, Sending sending) {
  Reply {
    faults = List.copyOf(faults);
    inventions = List.copyOf(inventions);
  }

  /// How the reply goes out.
  sealed interface Sending {}

  /// @param retryAfter seconds; -1 for no such header
  record Failure(int status, String type, String message, int retryAfter) implements Sending {}

  /// Status 200.
  ///
  /// @param content null when the message carries a refusal instead
  /// @param cut whether the text ends early
  record Completion(
      @Nullable String content, @Nullable String refusal, boolean cut, Delivery delivery)
      implements Sending {}

  /// The connection is reset before anything is sent.
  record Silence() implements Sending {}

  /// How much of a reply reaches the client, and how.
  enum Delivery {
    WHOLE,
    DRIP,
    RESET_HALFWAY,
    CLOSED_HALFWAY
  }
}
