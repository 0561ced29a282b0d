package org.jobtrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jobtrail.panel.Covariate;
import org.jobtrail.panel.Outcome;
import org.jobtrail.panel.Outcomes;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelFolder;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.panel.PeriodUnit;
import org.jobtrail.panel.Split;
import org.jobtrail.predict.ModelFolder;
import org.jobtrail.predict.ModelKinds;
import org.jobtrail.provenance.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `train` and `models`.
class TrainCommandTest {
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

  private int train(String model, String to, String... more) {
    List<String> arguments = new ArrayList<>(List.of("train", "--model", model, "--quiet"));
    arguments.addAll(List.of("--data", at("panel"), "--out", at(to)));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  @BeforeEach
  void panel() throws IOException {
    PanelFolder.write(panel(List.of(Split.TRAIN, Split.VALID, Split.TEST)), path("panel"), false);
  }

  private Path path(String name) {
    return folder.resolve(name);
  }

  private static Panel panel(List<Split> splits) {
    Random random = new Random(3);
    List<PanelPerson> people = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      int n = 1 + random.nextInt(6);
      people.add(
          new PanelPerson(
              String.format("p%02d", i),
              new int[] {random.nextInt(3)},
              IntStream.range(0, n).map(t -> 2000 + t).toArray(),
              IntStream.range(0, n).map(_ -> random.nextInt(4)).toArray(),
              new int[0][],
              new double[0][]));
    }
    PanelSchema schema =
        new PanelSchema(
            PeriodUnit.YEAR,
            new Outcomes(
                IntStream.range(0, 4)
                    .mapToObj(k -> new Outcome("c" + k, "Title " + k, false))
                    .toList()),
            List.of(new Covariate("sex", List.of(Covariate.MISSING, "f", "m"))),
            List.of(),
            List.of());
    List<Split> all =
        splits.isEmpty()
            ? List.of()
            : IntStream.range(0, 60).mapToObj(i -> splits.get(i % splits.size())).toList();
    return new Panel("made up", schema, people, all);
  }

  @Test
  void aModelIsTrainedWrittenAndBlended() throws IOException {
    assertThat(train("counts", "counts", "--set", "order=2", "--json")).as(err.toString()).isZero();
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.path("model").asText()).isEqualTo("counts");
    assertThat(json.path("valid_perplexity").asDouble()).isBetween(1.0, 8.0);
    Manifest manifest = Manifest.verify(path("counts"));
    assertThat(manifest.configuration())
        .containsEntry("settings", "{\"order\":2}")
        .containsEntry("model", "counts");
    assertThat(manifest.rows().count("people")).isEqualTo(60);
    assertThat(train("marginal", "marginal")).isZero();
    String members = at("counts") + "," + at("marginal");
    assertThat(train("blend", "blend", "--of", members)).as(err.toString()).isZero();
    assertThat(out.toString()).startsWith(at("blend") + ": blend, ");
    assertThat(ModelFolder.read(path("blend")).name()).isEqualTo("blend");
    assertThat(path("blend.training")).doesNotExist();
  }

  @Test
  void theSameCommandGivesTheSameBytes() throws IOException {
    assertThat(train("logit", "one", "--seed", "5", "--threads", "1")).isZero();
    assertThat(train("logit", "two", "--seed", "5", "--threads", "2")).isZero();
    for (String file : List.of("config.json", "model.safetensors", "manifest.json")) {
      assertThat(path("two").resolve(file)).hasSameBinaryContentAs(path("one").resolve(file));
    }
  }

  @Test
  void modelsListsEveryKind() throws IOException {
    assertThat(run("models")).isZero();
    assertThat(out.toString().lines()).hasSize(1 + ModelKinds.all().size());
    assertThat(run("models", "--json")).isZero();
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.path("counts").path("settings").path("order").asInt()).isEqualTo(1);
  }

  @Test
  void refusesInOneLine() throws IOException {
    PanelFolder.write(panel(List.of()), path("whole"), false);
    PanelFolder.write(panel(List.of(Split.TRAIN, Split.TEST)), path("no valid"), false);
    refuses("unknown model \"nosuch\", known: bag, blend, ", "--model", "nosuch");
    refuses("--set: no hyperparameter oder; known: order", "--set", "oder=2");
    refuses("--set order: can't take \"two\", the default is 1", "--set", "order=two");
    refuses("hyperparameters: order must be 1 or 2, found 7", "--set", "order=7");
    refuses("--threads must be at least 1, found 0", "--threads", "0");
    refuses("--of: counts is not made of other models", "--of", at("panel"));
    refuses(at("whole") + ": was never divided; run `panel split` first", "--data", at("whole"));
    refuses(at("no valid") + ": nobody is in valid; divide it again", "--data", at("no valid"));
    refuses(at("panel") + ": no config.json there", "--from", at("panel"));
    refuses("--of: a blend is made of two models or more, found 0", "--model", "blend");
    Files.createDirectories(path("full"));
    Files.writeString(path("full").resolve("notes.txt"), "mine");
    refuses(at("full") + ": is not empty (notes.txt)", "--out", at("full"));
    assertThat(path("refused")).doesNotExist();
  }

  private void refuses(String message, String... more) {
    List<String> arguments = new ArrayList<>(List.of("train", "--quiet"));
    List<String> given = List.of(more);
    for (List<String> option :
        List.of(
            List.of("--model", "counts"),
            List.of("--data", at("panel")),
            List.of("--out", at("refused")))) {
      if (!given.contains(option.getFirst())) {
        arguments.addAll(option);
      }
    }
    arguments.addAll(given);
    assertThat(run(arguments.toArray(String[]::new))).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains(message);
    assertThat(err.toString().lines()).hasSize(1);
  }

  @Test
  void neverReplacesWhatItReads() throws IOException {
    refuses("is or holds " + at("panel"), "--out", at("panel"), "--force");
    assertThat(PanelFolder.read(path("panel")).people()).hasSize(60);
    assertThat(train("counts", "counts")).isZero();
    assertThat(train("marginal", "marginal")).isZero();
    String members = at("counts") + "," + at("marginal");
    refuses(
        "is or holds " + at("counts"),
        "--model",
        "blend",
        "--of",
        members,
        "--out",
        at("counts"),
        "--force");
    refuses(
        "is or holds " + at("counts"),
        "--model",
        "language",
        "--set",
        "base=" + at("counts"),
        "--out",
        at("counts"),
        "--force");
    assertThat(ModelFolder.read(path("counts")).name()).isEqualTo("counts");
    Path template = path("counts").resolve("own.toml");
    Files.writeString(template, "name = \"own\"\nbase = \"titles\"\n");
    refuses(
        "is or holds " + template,
        "--model",
        "language",
        "--set",
        "template=" + template,
        "--out",
        at("counts"),
        "--force");
    assertThat(template).exists();
  }

  @Test
  void aRefusedTrainingLeavesNothing() {
    refuses("--from: counts is fitted from nothing", "--from", counts());
    assertThat(path("refused.training")).doesNotExist();
  }

  @Test
  void aTrainingNeverDropsWhatIsNotItsOwn() throws IOException {
    Path mine = Files.createDirectories(path("mine.training")).resolve("mine.txt");
    Files.writeString(mine, "mine");
    assertThat(train("counts", "mine")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("mine.training: is in the way");
    assertThat(mine).hasContent("mine");
    Files.writeString(path("file.training"), "mine");
    assertThat(train("counts", "file")).isEqualTo(ExitCode.USAGE);
    assertThat(path("file.training")).hasContent("mine");
  }

  @Test
  void plansATrainingAndSaysWhereItWouldNotFit() throws IOException {
    List<String> plan =
        List.of("train", "--model", "language", "--data", at("panel"), "--dry-run", "--out");
    List<String> small = new ArrayList<>(plan);
    small.addAll(List.of(at("planned"), "--json"));
    assertThat(run(small.toArray(String[]::new))).as(err.toString()).isZero();
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.path("parameters").asLong()).isPositive();
    assertThat(json.has("does_not_fit")).isFalse();
    assertThat(path("planned")).doesNotExist();
    List<String> great = new ArrayList<>(plan);
    great.addAll(List.of(at("planned"), "--set", "layers=1000", "--set", "width=8192"));
    assertThat(run(great.toArray(String[]::new))).as(err.toString()).isZero();
    assertThat(out.toString()).contains("training all weights takes about", "parameters");
  }

  @Test
  void settingsOutOfRangeAreTold() {
    refuses("beta2 in [0, 1)", "--model", "language", "--set", "beta2=1");
    refuses("can't take \"1e3\"", "--model", "language", "--set", "epochs=1e3");
  }

  private String counts() {
    assertThat(train("counts", "counts")).as(err.toString()).isZero();
    return at("counts");
  }

  @Test
  void refusesAModelWhoseNumbersChanged() throws IOException {
    Path tensors = Path.of(counts(), ModelFolder.TENSORS);
    byte[] bytes = Files.readAllBytes(tensors);
    bytes[bytes.length - 3] ^= 1;
    Files.write(tensors, bytes);
    assertThat(run("evaluate", "--model", at("counts"), "--data", at("panel")))
        .isEqualTo(ExitCode.INTEGRITY);
    assertThat(err.toString().strip())
        .isEqualTo("jobtrail: " + tensors + ": differs from the manifest; train the model again");
    Files.delete(path("counts").resolve(Manifest.FILE));
    assertThat(ModelFolder.read(path("counts")).name()).isEqualTo("counts");
  }

  @Test
  void tellsWhatTheStartKnowsAndWhichLevelsNobodyTrainsOn() throws IOException {
    Panel panel = panel(List.of(Split.TRAIN, Split.VALID, Split.TEST));
    Panel alone =
        new Panel(
            "alone",
            panel.schema(),
            List.of(person("a", 1), person("b", 2), person("c", 2)),
            List.of(Split.TRAIN, Split.VALID, Split.TEST));
    PanelFolder.write(alone, path("alone"), false);
    List<String> small = List.of("--set", "width=8", "--set", "epochs=1", "--data", at("alone"));
    assertThat(trainOn(small, "bag", "first")).as(err.toString()).isZero();
    assertThat(err.toString().strip())
        .isEqualTo(
            "alone: nobody of train has these levels of covariates; a model trained there"
                + " knows nothing of them: sex = m (2 people)");
    List<String> more = new ArrayList<>(small);
    more.addAll(List.of("--from", at("first")));
    assertThat(trainOn(more, "bag", "second")).as(err.toString()).isZero();
    assertThat(err.toString())
        .contains("--from: " + at("first") + " knows 4 of the 4 outcomes of alone");
  }

  private static PanelPerson person(String id, int sex) {
    return new PanelPerson(
        id,
        new int[] {sex},
        new int[] {2000, 2001},
        new int[] {0, 1},
        new int[0][],
        new double[0][]);
  }

  private int trainOn(List<String> options, String model, String to) {
    List<String> arguments = new ArrayList<>(List.of("train", "--model", model, "--out", at(to)));
    arguments.addAll(options);
    return run(arguments.toArray(String[]::new));
  }
}
