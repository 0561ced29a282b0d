package org.jobtrail.predict.language.server;

import java.time.Duration;

/// What came of one call.
sealed interface Reply {
  /// @param body as it came
  record Done(String body) implements Reply {}

  /// The server won't answer this request, ever. What it says may repeat the request, so it is
  /// dropped.
  record Refused(int status) implements Reply {}

  /// Nothing usable came, another try may bring it.
  ///
  /// @param kind `unreachable`, `timeout`, `reset`, `status 500`, `broken body`
  /// @param pause how long the server asks to wait, or 0
  record Failed(String kind, Duration pause) implements Reply {}
}
