package org.jobtrail.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jobtrail.career.Language;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.simulate.Format;
import org.jobtrail.simulate.Simulation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `simulate`: a made-up population with known truth.
@Command(
    name = "simulate",
    description = "Draws careers from a documented process and writes their truth and resumes.",
    mixinStandardHelpOptions = true)
final class SimulateCommand implements Callable<Integer> {
  @Option(names = "--people", required = true, paramLabel = "N", description = "How many people.")
  int people;

  @Option(names = "--seed", defaultValue = "1", description = "Decides every draw (default 1).")
  long seed;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to write.")
  Path out = Path.of("");

  @Option(
      names = "--languages",
      split = ",",
      defaultValue = "en,nl,fr",
      paramLabel = "L",
      description = "Of the documents (default ${DEFAULT-VALUE}).")
  List<String> languages = List.of();

  @Option(
      names = "--formats",
      split = ",",
      defaultValue = "txt,html,docx,pdf",
      paramLabel = "F",
      description = "Of the documents (default ${DEFAULT-VALUE}); none writes the truth alone.")
  List<String> formats = List.of();

  @Mixin CommonOptions common = new CommonOptions();
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Simulation.Summary summary =
        new Simulation(
                people,
                seed,
                languages.stream().map(SimulateCommand::language).toList(),
                formats.equals(List.of("none"))
                    ? List.of()
                    : formats.stream().map(SimulateCommand::format).toList())
            .write(out);
    PrintWriter print = Objects.requireNonNull(spec).commandLine().getOut();
    if (common.json) {
      ObjectNode root = new ObjectMapper().createObjectNode();
      root.put("out", out.toString());
      summary.rows().counts().forEach(root::put);
      print.println(root);
    } else {
      TextTable table = TextTable.of("what", "count");
      summary.rows().counts().forEach(table::row);
      table.print(print);
      print.println("written to " + out);
    }
    print.flush();
    return ExitCode.OK;
  }

  private static Language language(String code) {
    return Simulation.LANGUAGES.stream()
        .filter(l -> l.code().equals(code))
        .findFirst()
        .orElseThrow(
            () ->
                new JobtrailException.Usage(
                    "--languages: no words for \"" + code + "\"; known: en, fr, nl"));
  }

  private static Format format(String word) {
    return Arrays.stream(Format.values())
        .filter(f -> f.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new JobtrailException.Usage(
                    "--formats: unknown format \""
                        + word
                        + "\"; known: docx, html, pdf, txt, or none alone"));
  }
}
