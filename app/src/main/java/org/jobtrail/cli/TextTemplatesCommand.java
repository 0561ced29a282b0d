package org.jobtrail.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jobtrail.predict.text.Template;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `text templates`.
@Command(
    name = "templates",
    description = "Lists the templates that ship with the project; --json adds their TOML.",
    mixinStandardHelpOptions = true)
final class TextTemplatesCommand implements Callable<Integer> {
  @Mixin CommonOptions common = new CommonOptions();
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    ObjectNode json = new ObjectMapper().createObjectNode();
    TextTable table = TextTable.of("template", "what it says", "record line");
    for (String name : Template.names()) {
      Template template = Template.of(name);
      table.row(name, template.description(), template.record());
      json.putObject(name)
          .put("description", template.description())
          .put("record", template.record())
          .put("toml", template.text());
    }
    if (common.json) {
      out.println(json);
    } else {
      table.print(out);
    }
    return ExitCode.OK;
  }
}
