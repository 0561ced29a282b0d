package org.jobtrail.predict.language.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.Split;
import org.jobtrail.predict.NextOccupationModelContract;
import org.jobtrail.predict.NextOccupationTrainer;
import org.jobtrail.predict.ScoresTitles;
import org.jobtrail.predict.Settings;
import org.jobtrail.predict.TrainingRun;
import org.jobtrail.predict.language.server.ScriptedServer.Trouble;
import org.jobtrail.predict.text.CareerText;
import org.jobtrail.predict.text.Preamble;
import org.jobtrail.predict.text.Template;
import org.jobtrail.provenance.JobtrailException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ServerTrainerTest extends NextOccupationModelContract {
  private static final PanelPerson PERSON =
      PANEL.people(Split.TEST).stream()
          .max(Comparator.comparingInt(PanelPerson::size))
          .orElseThrow();

  private static final String WITHOUT_LOGS =
      "[{\"index\":0},{\"index\":1},{\"index\":2},{\"index\":3}]";

  private static ScriptedServer drawn;

  /// A number in `[-5, -1)` that depends on every letter before.
  private static double drawn(String before, String token) {
    return -1 - Math.floorMod((before + token).hashCode(), 1000) / 250.0;
  }

  @BeforeAll
  static void start() throws IOException {
    drawn = new ScriptedServer(ScriptedServer.WORDS, ServerTrainerTest::drawn, false);
  }

  @AfterAll
  static void stop() {
    drawn.close();
  }

  private static ServerTrainer asking(ScriptedServer server, String... more) {
    Map<String, String> settings =
        new TreeMap<>(
            Map.of(
                "url", server.url(),
                "server_model", ScriptedServer.MODEL,
                "template", "titles",
                "batch", "4",
                "tries", "2"));
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return Settings.with(ServerTrainer.DEFAULT, settings);
  }

  @Override
  protected NextOccupationTrainer trainer() {
    return asking(drawn, "titles", "true", "examples", "1", "batch", "9");
  }

  private static CareerText plain() throws IOException {
    return new CareerText(Template.of("titles"), PANEL.name(), PANEL.schema());
  }

  private ServerModel model(ServerTrainer trainer) throws IOException {
    return trainer.train(PANEL, run("own", 1));
  }

  /// ` Outcome` −0.5, ` k` the log of (k + 1) / 45, the line end −0.1: the title of outcome k has
  /// (k + 1) / 45 of all titles, and all together have e^(−0.6). Nothing else counts.
  private static double byHand(String before, String token) {
    return switch (token) {
      case " Outcome", ": Outcome" -> -0.5;
      case "\n" -> -0.1;
      default ->
          token.matches(" [0-8]") ? Math.log((Integer.parseInt(token.strip()) + 1) / 45.0) : -3;
    };
  }

  /// With tokens that keep to the border, that reach over it, and that lose their blanks.
  @ParameterizedTest
  @CsvSource({"vllm, words", "echo, words", "vllm, over", "echo, over", "vllm, bare", "echo, bare"})
  void sumsTheTokensOfTheTitle(String protocol, String tokens) throws IOException {
    Pattern over = Pattern.compile(": [^ \\n]+| ?[^ \\n:]+|:|\\n| ");
    try (ScriptedServer server =
        new ScriptedServer(
            tokens.equals("over") ? over : ScriptedServer.WORDS,
            ServerTrainerTest::byHand,
            tokens.equals("bare"))) {
      ScoresTitles.Scored scored =
          model(asking(server, "protocol", protocol)).scored(List.of(PERSON));
      for (int t = 0; t < PERSON.size(); t++) {
        assertThat(scored.logMass().getFirst()[t]).isCloseTo(-0.6, within(1e-12));
        for (int k = 0; k < OUTCOMES; k++) {
          assertThat(Math.exp(scored.logProbabilities().getFirst()[t][k]))
              .isCloseTo((k + 1) / 45.0, within(1e-12));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"vllm", "echo"})
  void asksForEveryTitleBehindItsPrefix(String protocol) throws IOException {
    CareerText text = plain();
    String preamble = new Preamble(true, 2, 7).of(text, PANEL);
    double[][] rows =
        model(asking(drawn, "protocol", protocol, "titles", "true", "examples", "2"))
            .logProbabilities(List.of(PERSON))
            .getFirst();
    for (int t = 0; t < PERSON.size(); t++) {
      String prefix = preamble + text.prefix(PERSON, 0, t);
      double[] titles = new double[OUTCOMES];
      double mass = 0;
      for (int k = 0; k < OUTCOMES; k++) {
        titles[k] =
            drawn(prefix, " Outcome")
                + drawn(prefix + " Outcome", " " + k)
                + drawn(prefix + " Outcome " + k, "\n");
        mass += Math.exp(titles[k]);
      }
      for (int k = 0; k < OUTCOMES; k++) {
        assertThat(rows[t][k]).isCloseTo(titles[k] - Math.log(mass), within(1e-9));
      }
    }
  }

  /// No id, no measure, nothing about anybody else.
  @Test
  void sendsWhatTheTemplateWritesAndNoMore() throws IOException {
    CareerText text = plain();
    List<String> expected = new ArrayList<>();
    for (int t = 0; t < PERSON.size(); t++) {
      for (int k = 0; k < OUTCOMES; k++) {
        expected.add(text.prefix(PERSON, 0, t) + text.continuation(k));
      }
    }
    try (ScriptedServer server =
        new ScriptedServer(ScriptedServer.WORDS, ServerTrainerTest::drawn, false)) {
      ServerModel model =
          new ServerModel(asking(server, "slots", "2"), PANEL.name(), text, "s3cr3t");
      model.scored(List.of(PERSON));
      assertThat(server.prompts()).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(server.bodies).noneMatch(body -> body.contains("s3cr3t"));
      assertThat(server.keys).containsOnly("Bearer s3cr3t");
      assertThat(server.busiest.get()).isBetween(1, 2);
      assertThat(model.saved().config().toString())
          .contains(server.url(), ScriptedServer.MODEL, "vllm")
          .doesNotContain("s3cr3t");
      assertThat(model.saved().tensors()).isEmpty();
    }
  }

  @Test
  void oldLinesGoNeverWhatIsShownHeaderOrPrompt() throws IOException {
    CareerText text = plain().after(new Preamble(true, 1, 7).of(plain(), PANEL));
    int last = PERSON.size() - 1;
    String whole = text.prefix(PERSON, 0, last);
    CareerPrompts prompts = new CareerPrompts(text, whole.length() - 1 + " Outcome 0\n".length());
    assertThat(new CareerPrompts(text, prompts.most() + 1).prefix(PERSON, last)).isEqualTo(whole);
    assertThat(prompts.prefix(PERSON, last)).isEqualTo(text.prefix(PERSON, 1, last));
    String least = text.header(PERSON) + text.prompt(PERSON, last);
    int room = least.length() + " Outcome 0\n".length();
    assertThat(new CareerPrompts(text, room).prefix(PERSON, last)).isEqualTo(least);
    assertThatThrownBy(() -> new CareerPrompts(text, room - 1).prefix(PERSON, last))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining("characters, at most " + (room - 1) + " are sent")
        .hasMessageNotContaining("\n");
  }

  @Test
  void waitsForABusyServer() throws IOException {
    List<double[][]> expected = model(asking(drawn)).logProbabilities(List.of(PERSON));
    try (ScriptedServer server =
        new ScriptedServer(ScriptedServer.WORDS, ServerTrainerTest::drawn, false)) {
      server.trouble = n -> n <= 2 ? new Trouble(429, "0.01", "{}") : Trouble.NONE;
      ServerModel model = model(asking(server, "tries", "4", "batch", "9"));
      same(expected, model.logProbabilities(List.of(PERSON)), 0);
      assertThat(server.bodies).hasSize(PERSON.size() + 2);
      server.trouble = n -> n % 2 == 0 ? new Trouble(200, "", "{\"choices\":[") : Trouble.NONE;
      assertThat(model.lastLogProbabilities(List.of(PERSON))).hasSize(1);
    }
  }

  @Test
  void saysWhatIsWrongInOneLine() throws IOException {
    try (ScriptedServer server =
        new ScriptedServer(ScriptedServer.WORDS, ServerTrainerTest::drawn, false)) {
      ServerModel model = model(asking(server));
      server.trouble = _ -> Trouble.of(401);
      fails(model, "refuses the key with status 401; put the right one into JOBTRAIL_LLM_KEY");
      server.trouble = _ -> Trouble.of(404);
      fails(model, "knows no such path or model, status 404; --set url usually ends in /v1");
      server.trouble = _ -> Trouble.of(400);
      fails(model, "if the model reads fewer, lower --set characters");
      server.trouble = _ -> new Trouble(200, "", "{\"choices\":" + WITHOUT_LOGS + '}');
      fails(
          model,
          "gives no log-probabilities of a prompt's tokens with protocol vllm; try --set"
              + " protocol=echo or another server");
      server.trouble = _ -> new Trouble(200, "", "<html>hello</html>");
      fails(model, "answers with what is no JSON; does --set url lead to a server of completions?");
      server.trouble = _ -> new Trouble(200, "", "{\"error\":\"no\"}");
      fails(model, "answers with JSON that has no list of choices;");
      server.trouble = _ -> new Trouble(200, "", "{\"choices\":[]}");
      fails(model, "answers with 0 choices for ");
      server.trouble = _ -> new Trouble(503, "3600", "{}");
      gone(model, "asks to wait 3600 s; run the same command again then");
      server.trouble = n -> Trouble.of(500);
      gone(model, "no reply in 2 tries, the last: status 500; run the same command again");
      assertThatThrownBy(() -> model(asking(server, "server_model", "other")))
          .isInstanceOf(JobtrailException.Usage.class)
          .hasMessage(
              server.url()
                  + ": has no model \"other\", it offers [scripted]; give one of them to --set"
                  + " server_model");
      server.die();
      gone(model, "no reply in 2 tries, the last: unreachable; run the same command again");
      assertThatThrownBy(() -> model(asking(server)))
          .isInstanceOf(JobtrailException.Unavailable.class)
          .hasMessageContaining("can't be reached; start the server or correct --set url");
    }
  }

  private static void fails(ServerModel model, String words) {
    assertThatThrownBy(() -> model.scored(List.of(PERSON)))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining(words)
        .hasMessageNotContaining("\n");
  }

  private static void gone(ServerModel model, String words) {
    assertThatThrownBy(() -> model.scored(List.of(PERSON)))
        .isInstanceOf(JobtrailException.Unavailable.class)
        .hasMessageContaining(words)
        .hasMessageNotContaining("\n");
  }

  @Test
  void tokensThatDontSpellTheTitleAreRefused() throws IOException {
    List<ScoredToken> tokens =
        List.of(
            new ScoredToken("1984", -1), new ScoredToken(":", -2), new ScoredToken(" Cooks\n", -4));
    assertThat(ScoredToken.ofEnding(tokens, " Cooks\n")).hasValue(-4);
    assertThat(ScoredToken.ofEnding(tokens, ": Cooks\n")).hasValue(-6);
    assertThat(ScoredToken.ofEnding(tokens, " Bakers\n")).isEmpty();
    assertThat(ScoredToken.ofEnding(tokens, "11984: Cooks\n")).isEmpty();
  }

  @Test
  void refusesSettingsThatCantBeMeant() throws IOException {
    refused("--set server_model must name the model", "server_model", "");
    refused("--set url must be like http://localhost:8000/v1, found \"\"", "url", "");
    refused("found \"ftp://here/v1\"", "url", "ftp://here/v1");
    refused("put a key into JOBTRAIL_LLM_KEY", "url", "http://key@127.0.0.1/v1");
    refused("are sent: show fewer examples or no titles", "characters", "50");
    refused("too few for 900 examples", "examples", "900");
    refused("gives log-probabilities of next tokens only", "protocol", "llama-server");
    refused("unknown protocol \"chat\", known: vllm, echo", "protocol", "chat");
    assertThatThrownBy(() -> PromptServer.key("two words"))
        .hasMessage(
            "JOBTRAIL_LLM_KEY must be one word of visible ASCII characters; it holds others");
    assertThat(PromptServer.key(null)).isEmpty();
    TrainingRun from =
        new TrainingRun(
            7,
            1,
            org.jobtrail.predict.Device.CPU,
            run("from", 1).work(),
            Optional.of(trained()),
            org.jobtrail.provenance.Progress.NONE);
    assertThatThrownBy(() -> asking(drawn).train(PANEL, from))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining("--from: language.server is fitted from nothing");
  }

  private void refused(String words, String name, String value) {
    assertThatThrownBy(() -> model(asking(drawn, name, value)))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageContaining(words)
        .hasMessageNotContaining("\n");
  }
}
