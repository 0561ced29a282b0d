package org.jobtrail.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import org.jobtrail.provenance.Manifest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// Prints where the rows of a finished folder went.
final class ManifestPrinter {
  private ManifestPrinter() {}

  static void print(@Nullable CommandSpec spec, CommonOptions common, Manifest manifest, Path out) {
    PrintWriter text = Objects.requireNonNull(spec).commandLine().getOut();
    if (common.json) {
      ObjectNode json = new ObjectMapper().createObjectNode();
      manifest.rows().counts().forEach(json::put);
      json.put("out", out.toString());
      text.println(json);
      return;
    }
    manifest.rows().counts().forEach((name, count) -> text.printf("%-28s %,d%n", name, count));
    text.println(out);
  }
}
