package org.jobtrail.score.ranking;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.jobtrail.provenance.AtomicFiles;

/// Run files: `query id, item id, rank, score`, tab-separated, without a header, best first.
///
/// The score is written so that reading it as a 32-bit float gives the same number; ranks are those
/// of trec_eval, which reads only the scores.
final class RunWriter {
  private RunWriter() {}

  /// Takes the lines of each query.
  interface Sink {
    void write(String lines) throws IOException;
  }

  /// Makes the lines.
  interface Content {
    void writeTo(Sink sink) throws IOException;
  }

  /// @param file ends in `.gz` to be compressed
  static void write(Path file, Content content) throws IOException {
    AtomicFiles.write(
        file,
        out -> {
          if (file.toString().endsWith(".gz")) {
            GZIPOutputStream zip = new GZIPOutputStream(out, 1 << 16);
            content.writeTo(sink(zip));
            zip.finish();
          } else {
            OutputStream buffered = new BufferedOutputStream(out, 1 << 16);
            content.writeTo(sink(buffered));
            buffered.flush();
          }
        });
  }

  private static Sink sink(OutputStream out) {
    return lines -> out.write(lines.getBytes(StandardCharsets.UTF_8));
  }

  /// @param order positions, best first
  /// @param most lines at most
  static String lines(String query, List<String> ids, int[] order, float[] scores, int most) {
    int n = Math.min(most, order.length);
    StringBuilder lines = new StringBuilder(48 * n);
    for (int i = 0; i < n; i++) {
      int at = order[i];
      lines.append(query).append('\t').append(ids.get(at)).append('\t').append(i + 1).append('\t');
      lines.append(scores[at] + 0f).append('\n');
    }
    return lines.toString();
  }
}
