package org.jobtrail.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelFolder;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.panel.PeriodUnit;
import org.jobtrail.panel.Pooling;
import org.jobtrail.provenance.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `information`, end to end.
class InformationCommandTest {
  @TempDir Path folder;
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  @BeforeEach
  void panels() throws IOException {
    Panel panel = MadePanels.panel();
    Panel other = new Panel("other", panel.schema(), panel.people(), panel.splits());
    PanelFolder.write(panel, folder.resolve("panel"), false);
    PanelFolder.write(Pooling.of(List.of(panel, other)), folder.resolve("pool"), false);
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private int run(String... arguments) {
    out = new StringWriter();
    err = new StringWriter();
    return JobtrailCli.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private int information(String kind, String to, String... more) {
    List<String> arguments = new ArrayList<>(List.of("information", "--model", kind, "--quiet"));
    arguments.addAll(List.of("--data", at("panel"), "--out", at(to), "--threads", "1"));
    arguments.addAll(List.of("--replicates", "50"));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(out.toString());
  }

  private static JsonNode row(JsonNode json, String setting) {
    for (JsonNode row : json.path("rows")) {
      if (row.path("setting").asText().equals(setting)) {
        return row;
      }
    }
    throw new AssertionError(setting + " is not in " + json);
  }

  /// A language model so small that a training takes a second.
  @Test
  void aLanguageModelHasEveryRow() throws IOException {
    List<String> more = new ArrayList<>(List.of("--pooled", at("pool"), "--json"));
    more.addAll(List.of("--shares", "0.5,1"));
    for (String set :
        List.of(
            "layers=1",
            "width=16",
            "heads=2",
            "hidden=32",
            "vocabulary=330",
            "precision=float32",
            "epochs=1")) {
      more.addAll(List.of("--set", set));
    }
    assertThat(information("language", "language", more.toArray(String[]::new)))
        .as(err.toString())
        .isZero();
    JsonNode json = json();
    assertThat(json.path("rows").findValuesAsText("what"))
        .contains("everything", "history", "covariates", "training people", "titles", "pooling");
    assertThat(row(json, "as it is").path("ratio").asDouble()).isEqualTo(1);
    assertThat(row(json, "as it is").path("people").asInt()).isEqualTo(120);
    assertThat(row(json, "pre-trained on made+other").path("people").asInt()).isEqualTo(120);
    assertThat(row(json, "made+other alone").path("people").asInt()).isEqualTo(240);
    assertThat(row(json, "codes without meaning").path("trained_anew").asBoolean()).isTrue();
    double full = row(json, "as it is").path("perplexity").asDouble();
    for (JsonNode row : json.path("rows")) {
      double ratio = row.path("ratio").asDouble();
      assertThat(ratio).isCloseTo(row.path("perplexity").asDouble() / full, within(1e-6));
      assertThat(row.path("ratio_low").asDouble()).isLessThanOrEqualTo(ratio + 1e-9);
    }
    assertThat(json.path("left_out")).hasSize(1);
    Manifest manifest = Manifest.verify(folder.resolve("language"));
    assertThat(manifest.command()).isEqualTo("information");
    assertThat(manifest.configuration()).containsEntry("shares", "0.5,1.0");
    assertThat(manifest.inputs()).hasSize(2);
    assertThat(folder.resolve("language/information.svg")).isNotEmptyFile();
    assertThat(folder.resolve("language.training")).doesNotExist();
  }

  @Test
  void aTrainedModelGivesWhatTrainingItHereGives() throws IOException {
    assertThat(
            run(
                "train",
                "--model",
                "counts",
                "--data",
                at("panel"),
                "--out",
                at("counts"),
                "--quiet"))
        .as(err.toString())
        .isZero();
    assertThat(information("counts", "here", "--shares", "0.5")).as(err.toString()).isZero();
    String table = out.toString().replace(at("here"), "");
    assertThat(table)
        .contains("last 3 records", "50 %", "left out: titles: counts as it is set reads no words");
    assertThat(information("counts", "there", "--shares", "0.5", "--trained", at("counts")))
        .as(err.toString())
        .isZero();
    assertThat(out.toString().replace(at("there"), "")).isEqualTo(table);
    assertThat(folder.resolve("there/information.csv"))
        .hasSameBinaryContentAs(folder.resolve("here/information.csv"));
    assertThat(information("counts", "here")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("is not empty").contains("add --force");
  }

  @Test
  void refusesInOneLine() throws IOException {
    Panel panel = MadePanels.panel();
    PanelSchema years = panel.schema();
    PanelSchema quarters =
        new PanelSchema(
            PeriodUnit.QUARTER, years.outcomes(), years.fixed(), years.varying(), years.measures());
    PanelFolder.write(
        new Panel("quarters", quarters, panel.people(), panel.splits()),
        folder.resolve("quarters"),
        false);
    run("train", "--model", "marginal", "--data", at("panel"), "--out", at("marginal"), "--quiet");
    run("train", "--model", "counts", "--data", at("pool"), "--out", at("counts"), "--quiet");
    refuses("unknown model \"nosuch\", known: bag, blend, ", "nosuch");
    refuses("--shares must be above 0 and at most 1, found 0.0", "counts", "--shares", "0,0.5");
    refuses("found 1.1; write 0.25 for 25 %", "counts", "--shares", "1.1");
    refuses(
        "--pooled: quarters has a record for each quarter, made for each year",
        "counts",
        "--pooled",
        at("quarters"));
    refuses(
        "--trained: is a model of the kind marginal, --model says counts",
        "counts",
        "--trained",
        at("marginal"));
    refuses("was trained on something else than", "counts", "--trained", at("counts"));
    refuses(
        "was trained with other settings than the variants would be, {\"order\":1}",
        "counts",
        "--set",
        "order=2",
        "--trained",
        at("counts"));
    refuses("--threads must be at least 1, found 0", "counts", "--threads", "0");
    refuses("--model blend: is made of trained models", "blend");
    assertThat(folder.resolve("refused.training")).doesNotExist();
    assertThat(information("counts", "refused", "--shares", "half")).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains("for option '--shares' (SHARES): 'half' is not a double");
  }

  private void refuses(String message, String kind, String... more) {
    List<String> arguments = new ArrayList<>(List.of("information", "--model", kind, "--quiet"));
    arguments.addAll(List.of("--data", at("panel"), "--out", at("refused")));
    arguments.addAll(List.of(more));
    assertThat(run(arguments.toArray(String[]::new))).isEqualTo(ExitCode.USAGE);
    assertThat(err.toString()).contains(message);
    assertThat(err.toString().lines()).hasSize(1);
  }
}
