package org.jobtrail.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import org.jobtrail.provenance.Manifest;
import org.jobtrail.provenance.RowFates;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/// Prints where the rows of a finished folder went.
final class ManifestPrinter {
  private ManifestPrinter() {}

  static void print(@Nullable CommandSpec spec, CommonOptions common, Manifest manifest, Path out) {
    PrintWriter text = Objects.requireNonNull(spec).commandLine().getOut();
    if (common.json) {
      text.println(json(manifest.rows()).put("out", out.toString()));
      return;
    }
    manifest.rows().counts().forEach((name, count) -> text.printf("%-28s %,d%n", name, count));
    text.println(out);
  }

  /// A group of counts is an object of its own; reasons are named as `run` names them.
  private static ObjectNode json(RowFates rows) {
    ObjectNode json = new ObjectMapper().createObjectNode();
    rows.counts()
        .forEach(
            (name, count) -> {
              int dot = name.indexOf('.');
              if (dot < 0) {
                json.put(name, count);
              } else {
                json.withObjectProperty(group(name.substring(0, dot)))
                    .put(name.substring(dot + 1), count);
              }
            });
    if (rows.counts().containsKey("rows_quarantined")) {
      json.withObjectProperty(group("quarantined"));
    }
    return json;
  }

  private static String group(String name) {
    return name.equals("quarantined") ? "quarantined_by_reason" : name;
  }
}
