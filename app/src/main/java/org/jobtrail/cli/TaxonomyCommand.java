package org.jobtrail.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jobtrail.career.Language;
import org.jobtrail.normalise.Candidate;
import org.jobtrail.normalise.LexicalNormaliser;
import org.jobtrail.normalise.TitleKey;
import org.jobtrail.normalise.TitleQuery;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.taxonomy.Concept;
import org.jobtrail.taxonomy.ImportReport;
import org.jobtrail.taxonomy.Label;
import org.jobtrail.taxonomy.Taxonomy;
import org.jobtrail.taxonomy.TaxonomyImport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `taxonomy`: makes, describes, searches and compares taxonomies.
@Command(
    name = "taxonomy",
    description = "Makes, describes, searches and compares taxonomies of occupations.",
    mixinStandardHelpOptions = true,
    subcommands = {
      TaxonomyCommand.Import.class,
      TaxonomyCommand.Info.class,
      TaxonomyCommand.Search.class,
      TaxonomyDiffCommand.class,
      CrosswalkCommand.class
    })
final class TaxonomyCommand {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Language language(String code) {
    try {
      return new Language(code);
    } catch (IllegalArgumentException e) {
      throw new JobtrailException.Usage("--language: " + e.getMessage(), e);
    }
  }

  @Command(
      name = "import",
      description =
          "Reads ESCO's CSV files of any version and several languages into one taxonomy.",
      // --version means ESCO's here, so the standard pair of options is spelt out below.
      mixinStandardHelpOptions = false)
  static final class Import implements Callable<Integer> {
    @Parameters(
        arity = "1..*",
        paramLabel = "FILE",
        description =
            "occupations_xx, ISCOGroups_xx, broaderRelationsOccPillar (.csv, .csv.gz, .zip, a folder"
                + " of them), or a table language, uri, kind, label.")
    List<Path> files = List.of();

    @Option(names = "--out", required = true, paramLabel = "FOLDER", description = "The taxonomy.")
    Path out = Path.of("");

    @Option(
        names = "--version",
        paramLabel = "V",
        description = "Of files whose path doesn't say it like v1.2.0.")
    @Nullable String escoVersion;

    @Option(
        names = "--language",
        paramLabel = "XX",
        description = "Of label files whose name doesn't end in _xx.")
    @Nullable String language;

    @Option(
        names = {"-h", "--help"},
        usageHelp = true,
        description = "Show this help message and exit.")
    boolean help;

    @Mixin CommonOptions common = new CommonOptions();
    @Spec @Nullable CommandSpec spec;

    @Override
    public Integer call() {
      TaxonomyImport.Imported imported =
          TaxonomyImport.read(
              files,
              Optional.ofNullable(escoVersion),
              Optional.ofNullable(language).map(TaxonomyCommand::language));
      imported.write(out);
      PrintWriter print = Objects.requireNonNull(spec).commandLine().getOut();
      Taxonomy taxonomy = imported.taxonomy();
      if (common.json) {
        ObjectNode json = describe(taxonomy);
        json.setAll(imported.report().json(JSON));
        json.put("labels_without_words", withoutWords(taxonomy));
        print.println(json);
      } else {
        table(imported.report(), print);
        print.println(
            out + ": " + taxonomy.name() + ", " + taxonomy.concepts().size() + " concepts");
        long without = withoutWords(taxonomy);
        if (without > 0) {
          print.println("labels without a word, which no title can match: " + without);
        }
      }
      print.flush();
      return ExitCode.OK;
    }

    /// Labels that normalise to nothing.
    private static long withoutWords(Taxonomy taxonomy) {
      return taxonomy.concepts().parallelStream()
          .flatMap(concept -> concept.labels().stream())
          .filter(label -> TitleKey.of(label.text(), label.language()).isEmpty())
          .count();
    }

    private static void table(ImportReport report, PrintWriter print) {
      TextTable table =
          TextTable.of("file", "version", "languages", "role", "rows", "joined", "labels added");
      for (ImportReport.FileReport file : report.files()) {
        table.row(
            file.name(),
            file.version(),
            String.join(" ", file.languages()),
            file.role(),
            file.rows(),
            file.joined(),
            file.labels());
      }
      table.print(print);
      for (ImportReport.FileReport file : report.files()) {
        if (file.repeated() > 0) {
          print.println(
              file.name()
                  + ": "
                  + file.repeated()
                  + " rows repeat the URI of an earlier row: labels added, the first row's code"
                  + " kept");
        }
        file.unjoined()
            .forEach(
                (reason, rows) ->
                    print.println(file.name() + ": " + rows + " rows not joined: " + reason));
      }
      report.notes().forEach(note -> print.println("note: " + note));
    }
  }

  @Command(
      name = "info",
      description = "Name, version, concepts by kind, labels by language and kind.",
      mixinStandardHelpOptions = true)
  static final class Info implements Callable<Integer> {
    @Parameters(paramLabel = "TAXONOMY", description = "A folder, or the word starter.")
    Path folder = Path.of("");

    @Mixin CommonOptions common = new CommonOptions();
    @Spec @Nullable CommandSpec spec;

    @Override
    public Integer call() {
      Taxonomy taxonomy = Taxonomy.load(folder);
      PrintWriter print = Objects.requireNonNull(spec).commandLine().getOut();
      ObjectNode json = describe(taxonomy);
      if (common.json) {
        print.println(json);
      } else {
        print.println(taxonomy.name() + "  sha256 " + taxonomy.sha256());
        TextTable concepts = TextTable.of("concepts", "number");
        json.path("concepts").properties().forEach(e -> concepts.row(e.getKey(), e.getValue()));
        concepts.print(print);
        TextTable labels = TextTable.of("labels", "preferred", "alternative", "hidden");
        json.path("labels")
            .properties()
            .forEach(
                e ->
                    labels.row(
                        e.getKey(),
                        e.getValue().path("preferred"),
                        e.getValue().path("alternative"),
                        e.getValue().path("hidden")));
        labels.print(print);
      }
      print.flush();
      return ExitCode.OK;
    }
  }

  @Command(
      name = "search",
      description = "Occupations and groups whose labels are like some words, or that have a code.",
      mixinStandardHelpOptions = true)
  static final class Search implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "TAXONOMY", description = "A folder, or starter.")
    Path folder = Path.of("");

    @Parameters(
        index = "1..*",
        arity = "1..*",
        paramLabel = "QUERY",
        description = "Words in any language, a code like 2511 or 7512.1, or a URI.")
    List<String> query = List.of();

    @Option(
        names = "--language",
        defaultValue = "en",
        paramLabel = "XX",
        description = "Of labels.")
    String language = "en";

    @Option(names = "--top", defaultValue = "10", description = "How many (default 10).")
    int top = 10;

    @Mixin CommonOptions common = new CommonOptions();
    @Spec @Nullable CommandSpec spec;

    @Override
    public Integer call() {
      if (top < 1) {
        throw new JobtrailException.Usage("--top must be at least 1, found " + top);
      }
      Taxonomy taxonomy = Taxonomy.load(folder);
      Language tongue = language(language);
      String words = String.join(" ", query).strip();
      ObjectNode json = JSON.createObjectNode();
      json.put("taxonomy", taxonomy.name()).put("query", words);
      ArrayNode found = json.putArray("found");
      Optional<Concept> exact = taxonomy.byCode(words).or(() -> taxonomy.byUri(words));
      if (exact.isPresent()) {
        add(found, exact.get(), tongue, 1);
      } else {
        List<Candidate> candidates =
            LexicalNormaliser.overAll(taxonomy)
                .code(List.of(TitleQuery.of(words, tongue)), top)
                .getFirst()
                .candidates();
        for (Candidate candidate : candidates) {
          taxonomy
              .byUri(candidate.occupation().uri())
              .ifPresent(concept -> add(found, concept, tongue, candidate.score()));
        }
      }
      PrintWriter print = Objects.requireNonNull(spec).commandLine().getOut();
      if (common.json) {
        print.println(json);
      } else if (found.isEmpty()) {
        print.println(taxonomy.name() + ": nothing like \"" + words + '"');
      } else {
        TextTable table = TextTable.of("score", "code", "kind", "label", "uri");
        for (JsonNode row : found) {
          table.row(
              String.format(Locale.ROOT, "%.3f", row.path("score").asDouble()),
              row.path("code").asText(),
              row.path("kind").asText(),
              row.path("label").asText(),
              row.path("uri").asText());
        }
        table.print(print);
      }
      print.flush();
      return ExitCode.OK;
    }

    private static void add(ArrayNode found, Concept concept, Language language, double score) {
      found
          .addObject()
          .put("score", Math.round(score * 1e4) / 1e4)
          .put("code", concept.occupation().code())
          .put("kind", concept.kind().word())
          .put("label", concept.preferred(language))
          .put("uri", concept.occupation().uri());
    }
  }

  private static ObjectNode describe(Taxonomy taxonomy) {
    ObjectNode json = JSON.createObjectNode();
    json.put("taxonomy", taxonomy.name()).put("name", taxonomy.family());
    json.put("version", taxonomy.version()).put("sha256", taxonomy.sha256());
    ObjectNode concepts = json.putObject("concepts");
    for (Concept.Kind kind : Concept.Kind.values()) {
      concepts.put(kind.word(), taxonomy.concepts().stream().filter(c -> c.kind() == kind).count());
    }
    SortedMap<Language, SortedMap<Label.Kind, Integer>> counts = new TreeMap<>();
    for (Concept concept : taxonomy.concepts()) {
      for (Label label : concept.labels()) {
        counts
            .computeIfAbsent(label.language(), _ -> new TreeMap<>())
            .merge(label.kind(), 1, Integer::sum);
      }
    }
    ObjectNode labels = json.putObject("labels");
    counts.forEach(
        (language, kinds) -> {
          ObjectNode own = labels.putObject(language.code());
          for (Label.Kind kind : Label.Kind.values()) {
            own.put(kind.word(), kinds.getOrDefault(kind, 0));
          }
        });
    return json;
  }
}
