package org.jobtrail.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jobtrail.ingest.RawDocuments;

/// How many documents an input holds, counted without reading them: for the bar's ETA only.
final class InputCount {
  private InputCount() {}

  /// @return -1 when it can't be told
  static long of(RunConfiguration configuration) {
    long count = 0;
    try {
      for (Path input : configuration.inputs()) {
        String name = input.toString().toLowerCase(Locale.ROOT);
        boolean packed = name.endsWith(".gz");
        if (Files.isRegularFile(input) && name.matches(".*\\.(jsonl|ndjson)(\\.gz)?")) {
          count += lines(input, packed);
        } else {
          count += documents(input, configuration);
        }
      }
    } catch (IOException e) {
      // The run itself meets the same trouble and says so.
      return -1;
    }
    return Math.min(count, configuration.limit());
  }

  private static long documents(Path input, RunConfiguration configuration) {
    long count = 0;
    try (RawDocuments found = RawDocuments.open(List.of(input), configuration.limits())) {
      while (found.hasNext()) {
        found.next();
        count++;
      }
    }
    return count;
  }

  private static long lines(Path file, boolean packed) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long lines = 0;
    byte last = '\n';
    try (InputStream raw = Files.newInputStream(file);
        InputStream in = packed ? new GZIPInputStream(raw, 1 << 16) : raw) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        for (int i = 0; i < read; i++) {
          lines += buffer[i] == '\n' ? 1 : 0;
        }
        last = read > 0 ? buffer[read - 1] : last;
      }
    }
    return last == '\n' ? lines : lines + 1;
  }
}
