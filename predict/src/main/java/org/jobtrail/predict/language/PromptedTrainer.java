package org.jobtrail.predict.language;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.Split;
import org.jobtrail.predict.ModelKind;
import org.jobtrail.predict.NextOccupationTrainer;
import org.jobtrail.predict.Settings;
import org.jobtrail.predict.TrainingRun;
import org.jobtrail.predict.language.decoder.Decoder;
import org.jobtrail.predict.language.decoder.MemoryPlan;
import org.jobtrail.predict.language.token.CareerTokenizer;
import org.jobtrail.predict.language.token.Question;
import org.jobtrail.predict.libtorch.Precision;
import org.jobtrail.predict.text.CareerText;
import org.jobtrail.predict.text.Preamble;
import org.jobtrail.predict.text.Template;
import org.jobtrail.provenance.JobtrailException;

/// Takes a language model as it is, and shows it the titles, or careers of people to train on,
/// before every career that it is asked about. No weight is trained.
///
/// The model is a Hugging Face folder (`base`) or one that was trained here (`--from`). Source: Du
/// et al., LABOR-LLM, arXiv:2406.17972, sections on off-the-shelf models and in-context learning.
///
/// @param template a preset's name or a file; see `text templates`
/// @param base a Hugging Face folder; empty with `--from`
/// @param titles whether all titles are listed first
/// @param examples careers to show, drawn from train by the seed
/// @param context tokens that are read at once at most, what is shown included
public record PromptedTrainer(
    String template, String base, boolean titles, int examples, int context, Precision precision)
    implements NextOccupationTrainer {
  public static final String NAME = "language.prompted";

  public static final PromptedTrainer DEFAULT =
      new PromptedTrainer("titles-birth-year", "", false, 0, 4096, Precision.AUTO);

  public static final ModelKind KIND =
      new ModelKind(
          NAME,
          "a language model as it is, shown titles and careers first (base, titles, examples)",
          DEFAULT,
          PromptedModel::load);

  public PromptedTrainer {
    if (examples < 0) {
      throw new IllegalArgumentException("examples must be 0 or more, found " + examples);
    }
  }

  @Override
  public PromptedModel train(Panel panel, TrainingRun run) throws IOException {
    if (base.isEmpty() && run.from().isEmpty()) {
      throw new JobtrailException.Usage(
          NAME
              + ": trains nothing, so it needs a model: a Hugging Face folder (--set base=DIR) or one"
              + " that was trained here (--from DIR)");
    }
    CareerText plain = new CareerText(Template.of(template), panel.name(), panel.schema());
    LanguageTrainer reader = reader();
    LanguageStart start = LanguageStart.of(reader, plain, panel.people(Split.TRAIN), run);
    String preamble = new Preamble(titles, examples, run.seed()).of(plain, panel);
    CareerTokenizer careers = new CareerTokenizer(plain.after(preamble), start.tokenizer());
    int most = Math.min(context, start.config().positions());
    refuseUnlessFits(careers, panel, most);
    MemoryPlan.scoring(start.config(), precision, run.device(), most)
        .refuseUnlessFits(
            Path.of(base.isEmpty() ? panel.name() : base),
            "scoring",
            MemoryPlan.free(run.device()),
            "take a smaller model or a shorter context (--set context=N)");
    return new PromptedModel(
        this,
        LanguageModel.untrained(
            panel.name(), reader, careers, new Decoder(start.config()), start.frozen()));
  }

  @Override
  public List<Path> reads() {
    return reader().reads();
  }

  /// How a model that was trained here would be read with the same settings.
  private LanguageTrainer reader() {
    return Settings.with(
        LanguageTrainer.DEFAULT,
        Map.of(
            "template",
            template,
            "base",
            base,
            "context",
            Integer.toString(context),
            "precision",
            precision.name()));
  }

  /// Before hours of scoring: what is shown is never cut, so it must leave room for a header, a
  /// prompt and the longest title.
  private static void refuseUnlessFits(CareerTokenizer careers, Panel panel, int most) {
    CareerText text = careers.text();
    PanelPerson longest =
        Stream.of(Split.TRAIN, Split.VALID)
            .map(panel::people)
            .flatMap(List::stream)
            .max(Comparator.comparingInt(p -> text.header(p).length()))
            .orElseThrow();
    Question question = careers.question(longest, 0, Integer.MAX_VALUE);
    int needed = question.length() + question.trie().height();
    if (needed > most) {
      throw new JobtrailException.Usage(
          ("%s: what is shown first takes %d tokens, with a header, a prompt and a title %d; the"
                  + " model reads at most %d: show fewer examples or no titles, or take a model with"
                  + " a longer context (--set context=N)")
              .formatted(
                  panel.name(), careers.tokenizer().encode(text.preamble()).length, needed, most));
    }
  }
}
