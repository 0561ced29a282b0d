package org.jobtrail.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.simulate.llm.LlmServer;
import org.jobtrail.simulate.llm.Scenario;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `dev llm-server`: the scripted language-model server, started by hand.
@Command(
    name = "llm-server",
    description =
        "Serves a scripted language model that answers from simulated truth, with faults. Prints"
            + " its address and runs until it is interrupted.",
    mixinStandardHelpOptions = true)
final class DevLlmServerCommand implements Callable<Integer> {
  @Option(
      names = "--scenario",
      required = true,
      paramLabel = "FILE",
      description = "What it knows and how it behaves (TOML, see docs/formats.md).")
  Path scenario = Path.of("");

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "On 127.0.0.1; 0 takes any that is free (default 0).")
  int port;

  @Mixin CommonOptions common = new CommonOptions();
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (port < 0 || port > 65_535) {
      throw new JobtrailException.Usage("--port must be in 0 to 65535, found " + port);
    }
    Scenario read = Scenario.read(scenario);
    LlmServer server;
    try {
      server = LlmServer.start(read, port);
    } catch (BindException e) {
      throw new JobtrailException.Usage("--port " + port + ": is taken; choose another", e);
    }
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    out.println(
        common.json
            ? new ObjectMapper().createObjectNode().put("url", server.baseUrl()).toString()
            : "serving "
                + read.documents().size()
                + " documents, model "
                + String.join(", ", read.models())
                + ", at "
                + server.baseUrl());
    out.flush();
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
    ended.await();
    return ExitCode.OK;
  }

  private void close(LlmServer server) {
    try {
      server.close();
      if (!common.quiet) {
        System.err.println(server.summary());
      }
    } catch (IOException e) {
      System.err.println("jobtrail: " + e.getMessage());
    }
  }
}
