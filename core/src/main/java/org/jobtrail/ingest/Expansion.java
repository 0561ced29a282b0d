package org.jobtrail.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jobtrail.ingest.Ingested.Reason;

/// Reads what a compressed stream holds, and stops when it grows beyond the limits.
final class Expansion {
  /// Below this size any ratio is harmless.
  private static final int FREE = 1 << 20;

  private Expansion() {}

  /// @param compressed size of what is being expanded
  static byte[] read(InputStream in, long compressed, Limits limits) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 14];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      out.write(buffer, 0, n);
      if (out.size() > FREE && out.size() / compressed > limits.maxExpansionRatio()) {
        throw new Unfit(
            Reason.EXPANDS_TOO_MUCH,
            "expands to more than "
                + limits.maxExpansionRatio()
                + " times its size; not a document?");
      }
      if (out.size() > limits.maxBytes()) {
        throw RawDocuments.tooLarge(limits);
      }
    }
    return out.toByteArray();
  }
}
