package org.jobtrail.predict.language;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.predict.Device;
import org.jobtrail.predict.NextOccupationModel;
import org.jobtrail.predict.TrainingRun;
import org.jobtrail.predict.language.decoder.Checkpoint;
import org.jobtrail.predict.language.decoder.ConfigJson;
import org.jobtrail.predict.language.decoder.Decoder;
import org.jobtrail.predict.language.decoder.DecoderConfig;
import org.jobtrail.predict.language.token.BytePairTrainer;
import org.jobtrail.predict.language.token.Tokenizer;
import org.jobtrail.predict.language.token.TokenizerFile;
import org.jobtrail.predict.libtorch.Context;
import org.jobtrail.predict.libtorch.FrozenWeights;
import org.jobtrail.predict.libtorch.Parameters;
import org.jobtrail.predict.text.CareerText;
import org.jobtrail.provenance.JobtrailException;

/// What a language model's training begins with: nothing, a model that was trained here, or a
/// checkpoint. Its weights are not read before they are asked for.
interface LanguageStart {
  /// How often a piece or a pair stands in the documents before it becomes a token.
  int FREQUENT = 2;

  Tokenizer tokenizer();

  DecoderConfig config();

  Device device();

  /// In words, for telling trainings apart.
  String origin();

  /// All weights, of the caller who closes them.
  Parameters trainable() throws IOException;

  /// The same for computing only.
  FrozenWeights frozen() throws IOException;

  /// @throws JobtrailException.Usage when there are two starts, or the one given is none
  static LanguageStart of(
      LanguageTrainer trainer, CareerText text, List<PanelPerson> train, TrainingRun run)
      throws IOException {
    if (run.from().isPresent()) {
      if (!trainer.base().isEmpty()) {
        throw new JobtrailException.Usage("--from and --set base: a training has one start");
      }
      NextOccupationModel model = run.from().get();
      if (!(model instanceof LanguageModel language)) {
        throw new JobtrailException.Usage(
            "--from: " + model.name() + " is no language model, so there is nothing to go on from");
      }
      return new Trained(trainer, language, run);
    }
    if (!trainer.base().isEmpty()) {
      Path folder = Path.of(trainer.base());
      DecoderConfig config = ConfigJson.read(folder);
      Tokenizer tokenizer = TokenizerFile.read(folder);
      tokenizer.refuseUnlessFits(config.vocabulary());
      return new Folder(trainer, folder, tokenizer, config, run);
    }
    List<String> documents = new ArrayList<>();
    new Hiding(trainer.hide(), run.seed())
        .both(train, text.schema())
        .forEach(person -> documents.add(text.document(person)));
    documents.addAll(titles(text));
    Tokenizer tokenizer =
        new BytePairTrainer(trainer.vocabulary(), trainer.pieces(), FREQUENT, FREQUENT)
            .train(documents);
    return new Nothing(trainer, tokenizer, trainer.shape(tokenizer.size()), run);
  }

  /// Every title often enough to become a token: one that nobody in training has, spelt letter by
  /// letter, would get next to no probability.
  private static List<String> titles(CareerText text) {
    List<String> lines = new ArrayList<>();
    for (int k = 0; k < text.titles().size(); k++) {
      lines.addAll(Collections.nCopies(FREQUENT, ":" + text.continuation(k)));
    }
    return lines;
  }

  /// The trained model goes through the heap when it is saved.
  private static void refuseUnlessHeapHolds(Path folder, DecoderConfig config) {
    long bytes =
        4 * new Decoder(config).starts().values().stream().mapToLong(Parameters.Start::size).sum();
    long heap = Runtime.getRuntime().maxMemory();
    if (bytes > heap / 10 * 8) {
      throw new JobtrailException.Usage(
          "%s: saving what is trained takes %.1f GB of the program's own memory, which may have %.1f GB; set JOBTRAIL_HEAP=%dg"
              .formatted(folder, bytes / 1e9, heap / 1e9, bytes * 5 / 4 / 1_000_000_000 + 1));
    }
  }

  private static Context context(LanguageTrainer trainer, TrainingRun run) {
    return new Context(run.device(), trainer.precision(), run.threads());
  }

  /// Drawn from the seed.
  record Nothing(
      LanguageTrainer trainer, Tokenizer tokenizer, DecoderConfig config, TrainingRun run)
      implements LanguageStart {
    @Override
    public Device device() {
      return run.device();
    }

    @Override
    public String origin() {
      return "nothing";
    }

    @Override
    public Parameters trainable() {
      return Parameters.draw(context(trainer, run), new Decoder(config).starts(), run.seed());
    }

    @Override
    public FrozenWeights frozen() {
      throw new JobtrailException.Usage(
          "--set lora_rank: adapters need a trained model beside them; name one with --from or --set"
              + " base");
    }
  }

  /// With the tokenizer and the shape of a model that was trained here.
  record Trained(LanguageTrainer trainer, LanguageModel model, TrainingRun run)
      implements LanguageStart {
    @Override
    public Tokenizer tokenizer() {
      return model.careers().tokenizer();
    }

    @Override
    public DecoderConfig config() {
      return model.decoder().config();
    }

    @Override
    public Device device() {
      return run.device();
    }

    @Override
    public String origin() {
      return "a model of " + model.panel();
    }

    @Override
    public Parameters trainable() {
      return model.copy(context(trainer, run));
    }

    @Override
    public FrozenWeights frozen() {
      return model.frozenCopy(context(trainer, run));
    }
  }

  /// With what a Hugging Face folder holds.
  record Folder(
      LanguageTrainer trainer,
      Path folder,
      Tokenizer tokenizer,
      DecoderConfig config,
      TrainingRun run)
      implements LanguageStart {
    @Override
    public Device device() {
      return run.device();
    }

    @Override
    public String origin() {
      return folder.toString();
    }

    @Override
    public Parameters trainable() throws IOException {
      refuseUnlessHeapHolds(folder, config);
      return Checkpoint.trainable(folder, config, context(trainer, run));
    }

    @Override
    public FrozenWeights frozen() throws IOException {
      refuseUnlessHeapHolds(folder, config);
      return Checkpoint.frozen(folder, config, context(trainer, run));
    }
  }
}
