package org.jobtrail.predict.language.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.predict.Device;
import org.jobtrail.predict.SavedModel;
import org.jobtrail.predict.ScoresTitles;
import org.jobtrail.predict.text.CareerText;
import org.jobtrail.predict.text.Worded;
import org.jobtrail.provenance.JobtrailException;
import org.jspecify.annotations.Nullable;

/// A language model that a server runs: `P(y) = P_LM(title_y) / Σ_k P_LM(title_k)`, where
/// `ln P_LM(title)` is the sum over the tokens that ` Title\n` has behind the prefix.
///
/// Nothing is kept between questions, so every evaluation asks again. Its folder keeps the address,
/// the names, the template and what is shown first, never the key.
public final class ServerModel implements ScoresTitles, Worded {
  /// Keys of `config.json`.
  private static final String PANEL = "panel";

  private static final String TEMPLATE = "template";
  private static final String PREAMBLE = "preamble";

  private final ServerTrainer settings;
  private final String panel;
  private final CareerPrompts prompts;
  private final List<String> titles;
  private final PromptServer server;

  ServerModel(ServerTrainer settings, String panel, CareerText text, @Nullable String key) {
    this.settings = settings;
    this.panel = panel;
    this.prompts = new CareerPrompts(text, settings.characters());
    this.titles = prompts.continuations();
    this.server = settings.server(key);
  }

  /// What {@link #saved} saved; the key comes from the environment.
  static ServerModel load(SavedModel saved, PanelSchema schema, Device device) {
    ObjectNode config = saved.config();
    String panel = config.path(PANEL).asText();
    try {
      return new ServerModel(
          saved.settings(ServerTrainer.class),
          panel,
          CareerText.kept(
              config.path(TEMPLATE).asText(), panel, schema, config.path(PREAMBLE).asText()),
          System.getenv(PromptServer.KEY));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public CareerText wording() {
    return prompts.text().after("");
  }

  CareerPrompts prompts() {
    return prompts;
  }

  /// Before anything is asked: is the server there?
  void check() {
    try {
      server.check();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted while a server was asked", e);
  }

  @Override
  public String name() {
    return ServerTrainer.NAME;
  }

  @Override
  public PanelSchema schema() {
    return prompts.text().schema();
  }

  /// 0: none was fitted here, and those of the server's model are not known.
  @Override
  public long parameters() {
    return 0;
  }

  /// Outcomes at one record of one person.
  private record Asked(int person, int record) {}

  @Override
  public Scored scored(List<PanelPerson> people) {
    List<double[][]> logs = new ArrayList<>();
    List<double[]> mass = new ArrayList<>();
    List<Asked> asked = new ArrayList<>();
    for (int i = 0; i < people.size(); i++) {
      int n = people.get(i).size();
      logs.add(new double[n][]);
      mass.add(new double[n]);
      for (int t = 0; t < n; t++) {
        asked.add(new Asked(i, t));
      }
    }
    List<double[]> answers = answers(people, asked);
    for (int q = 0; q < answers.size(); q++) {
      int person = asked.get(q).person;
      int t = asked.get(q).record;
      double whole = ScoresTitles.logMass(answers.get(q));
      mass.get(person)[t] = whole;
      logs.get(person)[t] = ScoresTitles.normalised(answers.get(q), whole);
    }
    return new Scored(logs, mass);
  }

  @Override
  public List<double[]> lastLogProbabilities(List<PanelPerson> people) {
    List<Asked> asked =
        IntStream.range(0, people.size())
            .mapToObj(i -> new Asked(i, people.get(i).size() - 1))
            .toList();
    return answers(people, asked).stream()
        .map(titles -> ScoresTitles.normalised(titles, ScoresTitles.logMass(titles)))
        .toList();
  }

  /// In the questions' order; the first that fails stops all that have not been sent.
  private List<double[]> answers(List<PanelPerson> people, List<Asked> asked) {
    Semaphore slots = new Semaphore(settings.slots());
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    try {
      List<Future<double[]>> futures = new ArrayList<>();
      for (Asked question : asked) {
        futures.add(
            threads.submit(
                () -> {
                  slots.acquire();
                  try {
                    return titles(people.get(question.person), question.record);
                  } finally {
                    slots.release();
                  }
                }));
      }
      List<double[]> answers = new ArrayList<>();
      for (Future<double[]> future : futures) {
        answers.add(future.get());
      }
      return answers;
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    } finally {
      threads.shutdownNow();
      threads.close();
    }
  }

  /// @return `[outcomes]` natural logs of P_LM(title)
  private double[] titles(PanelPerson person, int t) throws InterruptedException {
    String prefix = prompts.prefix(person, t);
    double[] logs = new double[titles.size()];
    for (int from = 0; from < logs.length; from += settings.batch()) {
      List<String> batch = titles.subList(from, Math.min(logs.length, from + settings.batch()));
      List<List<ScoredToken>> tokens =
          server.tokens(batch.stream().map(title -> prefix + title).toList());
      for (int k = 0; k < batch.size(); k++) {
        String title = batch.get(k);
        logs[from + k] =
            ScoredToken.ofEnding(tokens.get(k), title).orElseThrow(() -> misspelt(title));
      }
    }
    return logs;
  }

  private JobtrailException.Usage misspelt(String title) {
    return new JobtrailException.Usage(
        settings.url()
            + ": its last tokens don't spell the title \""
            + title.strip()
            + "\" that was sent; try the other --set protocol, or a template with plain titles");
  }

  @Override
  public SavedModel saved() {
    ObjectNode config = SavedModel.of(ServerTrainer.NAME, settings, new TreeMap<>()).config();
    config.put(PANEL, panel);
    config.put(TEMPLATE, prompts.text().template().text());
    config.put(PREAMBLE, prompts.text().preamble());
    return new SavedModel(config, new TreeMap<>());
  }
}
