package org.jobtrail.extract.llm;

import java.time.Duration;

/// What came of one call.
sealed interface Answer {

  /// A reply, whatever it says.
  ///
  /// @param body the server's, as it came
  record Reply(String body) implements Answer {}

  /// The server won't answer this request, ever: a status of 4xx. What it says may repeat the
  /// request, or the key, so it is dropped.
  record Refused(int status) implements Answer {}

  /// The server has no time now: 429 or 503.
  ///
  /// @param asked how long it asks to wait, or 0
  record Busy(int status, Duration asked) implements Answer {}

  /// Nothing usable came.
  ///
  /// @param kind `unreachable`, `timeout`, `reset`, `status-500`, `error-in-200`, `broken-body`
  record Failed(String kind) implements Answer {}

  /// It was written down to be answered another day.
  record Later() implements Answer {}
}
