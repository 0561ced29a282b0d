package org.jobtrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jobtrail.provenance.Sha256;
import org.jobtrail.taxonomy.Concept;
import org.jobtrail.taxonomy.Label;
import org.jobtrail.taxonomy.Taxonomy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `normalise train`, and `--model` and `--coverage` of `normalise`.
class NormaliseTrainCommandTest {
  @TempDir Path folder;
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  private int run(String... arguments) {
    out = new StringWriter();
    err = new StringWriter();
    return JobtrailCli.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private int train(String... more) {
    List<String> arguments = new java.util.ArrayList<>();
    arguments.addAll(List.of("normalise", "train", "--steps", "3", "--out", at("m.model")));
    arguments.addAll(List.of("--quiet", "--json"));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  @Test
  void badRowsAreCountedAndTheModelCodesTitlesAndSets() throws IOException {
    Files.writeString(
        folder.resolve("labelled.tsv"),
        "title\tisco08\tlanguage\tweight\n"
            + "Nachtzuster\t2221\tnl\t2\n"
            + "\t2221\tnl\t1\n"
            + "Tovenaar\t99999\tnl\t1\n"
            + "Zonder code\t\tnl\t1\n"
            + "\u2603 \ud83d\udc69\u200d\ud83d\ude80\t2221\ten\t1\n"
            + "'; DROP TABLE titles; --\t2512\ten\t1\n"
            + "x".repeat(10_000)
            + "\t2512\ten\t1\n");
    assertThat(train("--labelled", at("labelled.tsv"))).as(err.toString()).isZero();
    JsonNode counts = new ObjectMapper().readTree(out.toString()).path("labelled");
    assertThat(counts.path("titles_in").asInt()).isEqualTo(7);
    assertThat(counts.path("judged").asInt()).isEqualTo(4);
    assertThat(counts.path("without_title").asInt()).isEqualTo(1);
    assertThat(counts.path("without_code").asInt()).isEqualTo(1);
    assertThat(counts.path("unknown_code").asInt()).isEqualTo(1);

    Files.writeString(folder.resolve("titles.tsv"), "id\ttitle\n1\tnurse\n2\tzzzz\n");
    assertThat(
            run(
                "normalise",
                "--titles",
                at("titles.tsv"),
                "--model",
                at("m.model"),
                "--coverage",
                "0.9",
                "--out",
                at("ranked.tsv")))
        .as(err.toString())
        .isZero();
    assertThat(out.toString()).contains("trained-1");
    List<String> sets = Files.readAllLines(folder.resolve("ranked.tsv.sets.tsv"));
    assertThat(sets.getFirst()).isEqualTo("id\tcode\turi");
    assertThat(sets).anyMatch(line -> line.startsWith("1\t")).anyMatch(l -> l.startsWith("2\t"));
    assertThat(Files.readString(folder.resolve("ranked.tsv.manifest.json")))
        .contains("ranked.tsv.sets.tsv")
        .contains("normaliser_model");
  }

  @Test
  void mistakesAreOneLineBeforeAnythingIsTrained() throws IOException {
    Files.writeString(folder.resolve("labelled.tsv"), "titel\tcode\nNurse\t2221\n");
    assertThat(train("--labelled", at("labelled.tsv"))).isEqualTo(2);
    assertThat(err.toString()).contains("missing column title");
    assertThat(err.toString().lines()).hasSize(1);
    Files.writeString(folder.resolve("labelled.tsv"), "title\tisco08\tweight\nNurse\t2221\t-1\n");
    assertThat(train("--labelled", at("labelled.tsv"))).isEqualTo(2);
    assertThat(err.toString()).contains("labelled.tsv:2: a weight is a number above 0");
    assertThat(train("--labelled", at("none.tsv"))).isEqualTo(2);
    assertThat(train("--workers", "0")).isEqualTo(2);
    assertThat(run("normalise", "train")).isEqualTo(2);
    assertThat(err.toString()).contains("add --out MODEL");
    assertThat(folder.resolve("m.model")).doesNotExist();
  }

  /// Titles of the starter's labels roughened, each occupation's in turn: few enough that some
  /// occupations have one title alone.
  private void labelled(int n) throws IOException {
    Random random = new Random(21);
    List<Concept> concepts =
        Taxonomy.starter().coded().stream().filter(c -> !c.labels().isEmpty()).toList();
    StringBuilder text = new StringBuilder("title\tisco08\tlanguage\n");
    for (int i = 0; i < n; i++) {
      Concept concept = concepts.get(random.nextInt(concepts.size()));
      Label label = concept.labels().get(random.nextInt(concept.labels().size()));
      text.append(label.text()).append(' ').append((char) ('a' + random.nextInt(26)));
      text.append('\t').append(concept.occupation().code());
      text.append('\t').append(label.language().code()).append('\n');
    }
    Files.writeString(folder.resolve("labelled.tsv"), text);
  }

  @Test
  void untitledOddsAreAsAskedForAndLevelOtherwise() throws IOException {
    labelled(900);
    assertThat(train("--labelled", at("labelled.tsv"))).as(err.toString()).isZero();
    JsonNode level = new ObjectMapper().readTree(out.toString());
    assertThat(level.path("untitled_odds_times").asDouble()).isBetween(1.0, 1000.0);
    byte[] levelled = Files.readAllBytes(folder.resolve("m.model"));
    assertThat(train("--labelled", at("labelled.tsv"), "--untitled-odds", "7.5")).isZero();
    assertThat(new ObjectMapper().readTree(out.toString()).path("untitled_odds_times").asDouble())
        .isEqualTo(7.5);
    assertThat(Files.readAllBytes(folder.resolve("m.model"))).isNotEqualTo(levelled);
    String[] benchmark = {"benchmark", "titles", at("labelled.tsv"), "--replicates", "1"};
    String[] folds = join(benchmark, "--folds", "2", "--untitled-odds", "2");
    assertThat(run(join(folds, "--json"))).as(err.toString()).isZero();
    JsonNode times = new ObjectMapper().readTree(out.toString()).path("untitled_odds_times");
    assertThat(times).hasSize(2);
  }

  @Test
  void untitledOddsThatCantBeAreOneLine() throws IOException {
    labelled(20);
    for (String bad : List.of("0.5", "-1", "NaN", "Infinity")) {
      assertThat(train("--labelled", at("labelled.tsv"), "--untitled-odds", bad)).isEqualTo(2);
      assertThat(err.toString()).contains("--untitled-odds must be 1 or more, found " + bad);
      assertThat(err.toString().lines()).hasSize(1);
    }
    assertThat(train("--labelled", at("labelled.tsv"), "--untitled-odds", "many")).isEqualTo(2);
    assertThat(err.toString()).contains("--untitled-odds").contains("many");
    assertThat(train("--untitled-odds", "3")).isEqualTo(2);
    assertThat(err.toString()).contains("learn from titles; add --labelled FILE");
    assertThat(run("benchmark", "titles", at("labelled.tsv"), "--untitled-odds", "3")).isEqualTo(2);
    assertThat(err.toString()).contains("learn from titles; add --folds K");
    assertThat(folder.resolve("m.model")).doesNotExist();
  }

  @Test
  void noCommandWritesOverTheTitlesItReads() throws IOException {
    String text = "title\tcode\nNurse\t2221\n";
    Path file = Files.writeString(folder.resolve("m.model"), text);
    assertThat(train("--labelled", at("m.model"))).isEqualTo(2);
    assertThat(err.toString()).contains("is read by this command and would be lost");
    assertThat(run("benchmark", "titles", at("m.model"), "--run-out", at("m.model"))).isEqualTo(2);
    assertThat(train("--base", at("m.model"))).isEqualTo(2);
    assertThat(run("normalise", "--titles", at("m.model"), "--out", at("m.model"))).isEqualTo(2);
    assertThat(run("review", "export", at("m.model"), "--out", at("m.model"))).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(file).hasContent(text);
  }

  @Test
  void noCommandWritesOverTheTaxonomyModelOrRulesItReads() throws IOException {
    Path csv =
        Files.writeString(
            folder.resolve("occupations_en.csv"),
            "conceptUri,iscoGroup,preferredLabel,code\n"
                + "http://data.europa.eu/esco/occupation/1,5120,cook,5120.1\n");
    String t = at("t");
    assertThat(run("taxonomy", "import", csv.toString(), "--version", "1", "--out", t)).isZero();
    assertThat(train("--taxonomy", t)).as(err.toString()).isZero();
    Files.writeString(folder.resolve("l.tsv"), "title\tcode\ncook\t5120.1\n");
    Path set = Files.createDirectories(folder.resolve("xyz_q_en_c_en"));
    Files.writeString(set.resolve("queries.tsv"), "Q1\tcook\n");
    Files.writeString(set.resolve("corpus_elements.tsv"), "C1_en_0\tchef\n");
    Files.writeString(set.resolve("annotations.tsv"), "Q1\t0\tC1_en_0\t1\n");
    Files.writeString(
        set.resolve("concept_mapping.tsv"), "C1_en_0\thttp://data.europa.eu/esco/occupation/1\n");
    Map<Path, String> before = contents();
    String m = at("m.model");
    String concepts = at("t/concepts.tsv");
    String queries = set.resolve("queries.tsv").toString();
    String[] normalise = {"normalise", "--titles", at("l.tsv"), "--taxonomy", t, "--model", m};
    String[] titles = {"benchmark", "titles", at("l.tsv"), "--taxonomy", t, "--model", m};
    String[] melo = {"benchmark", "melo", set.toString(), "--model", m};
    String[][] trials = {
      {"normalise", "train", "--steps", "3", "--quiet", "--taxonomy", t, "--out", concepts},
      join(normalise, "--out", concepts),
      join(normalise, "--out", m),
      join(normalise, "--out", at("x.tsv"), "--reasons", at("t/manifest.json")),
      join(titles, "--run-out", concepts),
      join(titles, "--run-out", m),
      join(melo, "--run-out", queries),
      join(melo, "--run-out", m),
      {"taxonomy", "diff", t, "starter", "--out", t, "--force"},
      {"taxonomy", "diff", "starter", "starter", "--out", t, "--force"},
    };
    for (String[] trial : trials) {
      assertThat(run(trial)).as(String.join(" ", trial)).isEqualTo(2);
      assertThat(err.toString())
          .as(String.join(" ", trial))
          .containsPattern("would be lost|is or holds an input|--force doesn't replace that");
      assertThat(err.toString().lines()).hasSize(1);
      assertThat(contents()).as(String.join(" ", trial)).isEqualTo(before);
    }

    Path sheet =
        Files.writeString(folder.resolve("anna.csv"), "title,language,decision\ncook,en,5120\n");
    String rules = at("rules.tsv");
    assertThat(run("review", "import", sheet.toString(), "--rules", rules)).isZero();
    String decided = Files.readString(folder.resolve("rules.tsv"));
    assertThat(run("normalise", "--titles", at("l.tsv"), "--rules", rules, "--out", rules))
        .isEqualTo(2);
    assertThat(folder.resolve("rules.tsv")).hasContent(decided);
  }

  @Test
  void aModelOverOtherUnitGroupsSaysThatItHasNoProbabilitiesAndServes() throws IOException {
    Path csv =
        Files.writeString(
            folder.resolve("occupations_en.csv"),
            "conceptUri,iscoGroup,preferredLabel,code\n"
                + "http://data.europa.eu/esco/occupation/1,5120,cook,5120.1\n"
                + "http://data.europa.eu/esco/occupation/2,9999,wizard,9999.1\n");
    String t = at("t");
    assertThat(run("taxonomy", "import", csv.toString(), "--version", "1", "--out", t)).isZero();
    assertThat(out.toString()).contains("note: ISCO-08 has no unit group 9999");
    assertThat(run("normalise", "train", "--steps", "3", "--quiet", "--taxonomy", t)).isZero();
    assertThat(out.toString()).startsWith("without probabilities and sets: ");
    Files.writeString(folder.resolve("titles.tsv"), "title\ncook\n");
    String[] normalise = {
      "normalise", "--titles", at("titles.tsv"), "--taxonomy", t, "--out", at("ranked.tsv")
    };
    assertThat(run(normalise)).as(err.toString()).isZero();
    assertThat(Files.readAllLines(folder.resolve("ranked.tsv")).get(1)).contains("\t5120.1\t");
    assertThat(run(join(normalise, "--coverage", "0.9"))).isEqualTo(2);
    assertThat(err.toString()).contains("gives no sets");
  }

  /// Every file and its hash.
  private SortedMap<Path, String> contents() throws IOException {
    SortedMap<Path, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(file, Sha256.of(file));
      }
    }
    return contents;
  }

  @Test
  void whyTitlesWereSetAsideIsSaid() throws IOException {
    Files.writeString(folder.resolve("titles.tsv"), "1\tnurse\n2\t\nalone\nagain\n");
    String[] arguments = {"normalise", "--titles", at("titles.tsv"), "--out", at("ranked.tsv")};
    assertThat(run(arguments)).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("quarantined {no-tab=2, no-title=1}: " + at("ranked.tsv") + ".quarantine.tsv");
    assertThat(run("normalise", "--json", "--titles", at("titles.tsv"), "--out", at("ranked.tsv")))
        .isZero();
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.path("quarantined").asInt()).isEqualTo(3);
    assertThat(json.path("quarantined_by_reason").path("no-tab").asInt()).isEqualTo(2);
    assertThat(json.path("quarantined_by_reason").path("no-title").asInt()).isEqualTo(1);
    // Three of the four lines are set aside.
    for (String bearable : List.of("0.74", "0")) {
      assertThat(run(join(arguments, "--max-quarantined", bearable))).isEqualTo(3);
      assertThat(folder.resolve("ranked.tsv")).exists();
    }
    assertThat(run(join(arguments, "--max-quarantined", "0.75"))).isZero();
    assertThat(run(join(arguments, "--max-quarantined", "1.5"))).isEqualTo(2);
    assertThat(err.toString()).contains("--max-quarantined must be a share in [0, 1], found 1.5");
  }

  private static String[] join(String[] arguments, String... more) {
    return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void aRowWithABadCellIsNamedAndTheOthersAreLearnt() throws IOException {
    Files.writeString(
        folder.resolve("labelled.tsv"),
        "title\tisco08\tlanguage\nNurse\t2221\ten\nBaker\t7512\tenglish\nCook\t5120\ten\n");
    assertThat(run("benchmark", "titles", at("labelled.tsv"), "--replicates", "1", "--json"))
        .as(err.toString())
        .isZero();
    assertThat(err.toString())
        .contains("labelled.tsv:3: a language is an ISO 639 code like nl, found \"english\"");
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.path("bad_language").asInt()).isEqualTo(1);
    assertThat(json.path("judged").asInt()).isEqualTo(2);
  }

  @Test
  void theModelsOfTheSameSeedAreTheSameFile() throws IOException {
    assertThat(train("--workers", "1")).isZero();
    byte[] one = Files.readAllBytes(folder.resolve("m.model"));
    assertThat(train("--workers", "3")).isZero();
    assertThat(Files.readAllBytes(folder.resolve("m.model"))).isEqualTo(one);
    assertThat(train("--seed", "2")).isZero();
    assertThat(Files.readAllBytes(folder.resolve("m.model"))).isNotEqualTo(one);
  }

  @Test
  void aModelThatIsNoneIsRefused() throws IOException {
    Files.writeString(folder.resolve("titles.tsv"), "1\tnurse\n");
    Files.writeString(folder.resolve("no.model"), "nothing");
    assertThat(
            run(
                "normalise",
                "--titles",
                at("titles.tsv"),
                "--model",
                at("no.model"),
                "--out",
                at("ranked.tsv")))
        .isEqualTo(2);
    assertThat(err.toString()).contains("no model of this format");
    assertThat(run("normalise", "--titles", at("titles.tsv"))).isEqualTo(2);
    assertThat(
            run(
                "normalise",
                "--titles",
                at("titles.tsv"),
                "--coverage",
                "1.5",
                "--out",
                at("ranked.tsv")))
        .isEqualTo(2);
  }
}
