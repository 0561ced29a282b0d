package org.jobtrail.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jobtrail.crosswalk.CsvRecode;
import org.jobtrail.provenance.Manifest;
import org.jobtrail.taxonomy.Taxonomy;
import org.jobtrail.taxonomy.TaxonomyDiff;
import org.jobtrail.taxonomy.TaxonomyDiffFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `taxonomy diff`: what changed between two versions.
@Command(
    name = "diff",
    description =
        "Concepts added, removed, moved to another ISCO group, relabelled (by language), with"
            + " another code under one URI or another URI under one label.",
    mixinStandardHelpOptions = true)
final class TaxonomyDiffCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "OLD", description = "A taxonomy's folder, or starter.")
  Path before = Path.of("");

  @Parameters(index = "1", paramLabel = "NEW", description = "A taxonomy's folder, or starter.")
  Path after = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Gets changes.tsv and manifest.json.")
  @Nullable Path out;

  @Option(names = "--force", description = "Replace an earlier result.")
  boolean force;

  @Mixin CommonOptions common = new CommonOptions();
  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (out != null) {
      CsvRecode.apart(before, out);
      CsvRecode.apart(after, out);
    }
    Taxonomy old = Taxonomy.load(before);
    Taxonomy now = Taxonomy.load(after);
    TaxonomyDiff diff = TaxonomyDiff.of(old, now);
    Optional<Path> folder = Optional.ofNullable(out);
    if (folder.isPresent()) {
      Manifest manifest = TaxonomyDiffFolder.write(diff, old, now, folder.get(), force);
      if (manifest.rows().count("changes") != diff.changes().size()) {
        throw new IllegalStateException("the manifest counts other changes than there are");
      }
    }
    PrintWriter print = Objects.requireNonNull(spec).commandLine().getOut();
    if (common.json) {
      print.println(json(diff));
    } else {
      print.printf("%s -> %s%n", diff.before(), diff.after());
      TextTable table = TextTable.of("concepts", "number");
      table.row("before", diff.conceptsBefore());
      table.row("after", diff.conceptsAfter());
      table.row("under one URI in both", diff.kept());
      diff.counts().forEach((word, number) -> table.row(word, number));
      diff.relabelled().forEach((language, n) -> table.row("  relabelled " + language.code(), n));
      table.print(print);
      diff.notes().forEach(note -> print.println("note: " + note));
      folder.ifPresent(print::println);
    }
    print.flush();
    return ExitCode.OK;
  }

  private ObjectNode json(TaxonomyDiff diff) {
    ObjectNode json = new ObjectMapper().createObjectNode();
    json.put("before", diff.before()).put("after", diff.after());
    json.put("concepts_before", diff.conceptsBefore());
    json.put("concepts_after", diff.conceptsAfter());
    json.put("kept", diff.kept());
    diff.counts().forEach((word, number) -> json.put(word.replace('-', '_'), number));
    ObjectNode languages = json.putObject("relabelled_by_language");
    diff.relabelled().forEach((language, number) -> languages.put(language.code(), number));
    diff.notes().forEach(json.putArray("notes")::add);
    Optional.ofNullable(out).ifPresent(folder -> json.put("out", folder.toString()));
    return json;
  }
}
