package org.jobtrail.predict.language.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.Split;
import org.jobtrail.predict.ModelKind;
import org.jobtrail.predict.NextOccupationTrainer;
import org.jobtrail.predict.TrainingRun;
import org.jobtrail.predict.text.CareerText;
import org.jobtrail.predict.text.Preamble;
import org.jobtrail.predict.text.Template;
import org.jobtrail.provenance.JobtrailException;
import org.jspecify.annotations.Nullable;

/// Takes a language model that a server runs, and shows it the titles, or careers of people to
/// train on, before every career that it is asked about.
///
/// The server gets what the template writes of a career (covariates, periods, titles, the panel's
/// name) and no more: no ids, no measures. Source: Du et al., LABOR-LLM, arXiv:2406.17972, sections
/// on off-the-shelf models and in-context learning.
///
/// @param url the base address, such as `http://localhost:8000/v1`
/// @param serverModel the model's name there
/// @param protocol `vllm` (`prompt_logprobs`) or `echo` (`echo` with `logprobs`)
/// @param template a preset's name or a file; see `text templates`
/// @param titles whether all titles are listed first
/// @param examples careers to show, drawn from train by the seed
/// @param characters that a prompt has at most, what is shown and the title included; of longer
///     careers the oldest lines go
/// @param batch titles in one request
/// @param slots requests at once
/// @param timeoutSeconds of one request
/// @param tries of one request when the server is busy or fails
public record ServerTrainer(
    String url,
    String serverModel,
    String protocol,
    String template,
    boolean titles,
    int examples,
    int characters,
    int batch,
    int slots,
    int timeoutSeconds,
    int tries)
    implements NextOccupationTrainer {
  public static final String NAME = "language.server";

  public static final ServerTrainer DEFAULT =
      new ServerTrainer("", "", "vllm", "titles-birth-year", false, 0, 12_000, 64, 8, 120, 8);

  public static final ModelKind KIND =
      new ModelKind(
          NAME,
          "a language model that a server runs (url, server_model, protocol, titles, examples)",
          DEFAULT,
          ServerModel::load);

  public ServerTrainer {
    if (examples < 0) {
      throw new IllegalArgumentException("examples must be 0 or more, found " + examples);
    }
    if (batch < 1 || slots < 1 || timeoutSeconds < 1 || tries < 1) {
      throw new IllegalArgumentException(
          "batch, slots, timeout_seconds and tries must be at least 1");
    }
  }

  @Override
  public ServerModel train(Panel panel, TrainingRun run) throws IOException {
    run.refuseFrom(NAME);
    CareerText plain = new CareerText(Template.of(template), panel.name(), panel.schema());
    String preamble = new Preamble(titles, examples, run.seed()).of(plain, panel);
    ServerModel model =
        new ServerModel(this, panel.name(), plain.after(preamble), System.getenv(PromptServer.KEY));
    refuseUnlessFits(model.prompts(), panel);
    model.check();
    return model;
  }

  @Override
  public List<Path> reads() {
    return Template.file(template).stream().toList();
  }

  /// Asks nothing yet.
  ///
  /// @throws JobtrailException.Usage for an address that is none, a model without a name, or an
  ///     unknown protocol
  PromptServer server(@Nullable String key) {
    if (serverModel.isBlank()) {
      throw new JobtrailException.Usage("--set server_model must name the model that is served");
    }
    return new PromptServer(
        address(),
        serverModel,
        Protocol.of(protocol),
        PromptServer.key(key),
        Duration.ofSeconds(timeoutSeconds),
        tries);
  }

  private URI address() {
    URI address;
    try {
      address = URI.create(url.strip());
    } catch (IllegalArgumentException e) {
      throw wrongUrl(e);
    }
    if ((!"http".equals(address.getScheme()) && !"https".equals(address.getScheme()))
        || address.getHost() == null) {
      throw wrongUrl(new IllegalArgumentException(url));
    }
    if (address.getRawUserInfo() != null
        || address.getRawQuery() != null
        || address.getRawFragment() != null) {
      // Not repeated: a key may be in it.
      throw new JobtrailException.Usage(
          "--set url must be a plain base address like http://localhost:8000/v1; put a key into "
              + PromptServer.KEY);
    }
    return address;
  }

  private JobtrailException.Usage wrongUrl(IllegalArgumentException cause) {
    return new JobtrailException.Usage(
        "--set url must be like http://localhost:8000/v1, found \"" + url + '"', cause);
  }

  /// What is shown is never cut, so it must leave room for a header, a prompt and a title.
  private void refuseUnlessFits(CareerPrompts prompts, Panel panel) {
    PanelPerson longest =
        Stream.of(Split.TRAIN, Split.VALID)
            .map(panel::people)
            .flatMap(List::stream)
            .max(Comparator.comparingInt(prompts::least))
            .orElseThrow();
    int needed = prompts.least(longest);
    if (needed > characters) {
      throw new JobtrailException.Usage(
          ("%s: what is shown first takes %d characters, with a header, a prompt and a title %d; at"
                  + " most %d are sent: show fewer examples or no titles, or raise --set characters"
                  + " if the model reads more")
              .formatted(panel.name(), prompts.text().preamble().length(), needed, characters));
    }
  }
}
