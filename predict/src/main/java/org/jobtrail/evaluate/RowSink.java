package org.jobtrail.evaluate;

import java.io.IOException;

/// Takes transitions with their whole distributions as they are judged; they are not kept.
@FunctionalInterface
interface RowSink {
  RowSink NONE = (_, _, _) -> {};

  /// @param i the transition, the last one in `judgements`
  /// @param distribution to be read at once
  void row(Judgements judgements, int i, Ranked distribution) throws IOException;
}
