package org.jobtrail.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jobtrail.predict.ModelKinds;
import org.jobtrail.predict.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `models`: the kinds of next-occupation models.
@Command(
    name = "models",
    description = "Lists the kinds of next-occupation models; --json adds their hyperparameters.",
    mixinStandardHelpOptions = true)
final class ModelsCommand implements Callable<Integer> {
  @Mixin private CommonOptions common = new CommonOptions();
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter print = Objects.requireNonNull(spec).commandLine().getOut();
    if (common.json) {
      ObjectNode root = new ObjectMapper().createObjectNode();
      ModelKinds.all()
          .forEach(
              (name, kind) ->
                  root.putObject(name)
                      .put("description", kind.description())
                      .set("settings", Settings.json((Record) kind.defaults())));
      print.println(root);
    } else {
      TextTable table = TextTable.of("model", "what it is");
      ModelKinds.all().forEach((name, kind) -> table.row(name, kind.description()));
      table.print(print);
    }
    print.flush();
    return ExitCode.OK;
  }
}
