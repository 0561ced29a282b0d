package org.jobtrail.predict.neural;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.panel.Split;
import org.jobtrail.predict.Device;
import org.jobtrail.predict.ModelKind;
import org.jobtrail.predict.NextOccupationTrainer;
import org.jobtrail.predict.SavedModel;
import org.jobtrail.predict.Settings;
import org.jobtrail.predict.Tensor;
import org.jobtrail.predict.TrainingRun;
import org.jobtrail.predict.libtorch.Context;
import org.jobtrail.predict.libtorch.Parameters;
import org.jobtrail.predict.libtorch.Precision;
import org.jobtrail.provenance.JobtrailException;

/// Hyperparameters of all networks.
///
/// @param network which kind
/// @param layers of the transformer and the recurrent networks
/// @param width of embeddings and states
/// @param heads of the transformer
/// @param hidden width of the transformer's feed-forward networks
/// @param dropout rate, in `[0, 1)`
/// @param head two-stage or vanilla
/// @param clamp logits are held in `[−10, 10]`, as CAREER's reference does
/// @param informed tenure, gap and outcomes held before go in as numbers of their own
public record NeuralTrainer(
    Kind network,
    int layers,
    int width,
    int heads,
    int hidden,
    double dropout,
    Head.Kind head,
    boolean clamp,
    boolean informed,
    Precision precision,
    @JsonUnwrapped Fitting fitting)
    implements NextOccupationTrainer {
  public NeuralTrainer {
    if (layers < 1 || width < 2 || heads < 1 || hidden < 1) {
      throw new IllegalArgumentException("layers, width, heads and hidden must be above 0");
    }
    if (network == Kind.CAREER && width % (2 * heads) != 0) {
      throw new IllegalArgumentException(
          "width must be a multiple of twice the heads, found width "
              + width
              + " and "
              + heads
              + " heads");
    }
    if (dropout < 0 || dropout >= 1) {
      throw new IllegalArgumentException("dropout must be in [0, 1), found " + dropout);
    }
  }

  /// Kinds of networks.
  public enum Kind {
    BAG,
    LSTM,
    GRU,
    CAREER
  }

  /// CAREER as its paper has it, at a size for surveys of some thousand people: two layers of
  /// width 64 with much dropout beat four of width 192 there (`docs/log.md`). The paper's size is
  /// 12 layers, width 192, 3 heads, hidden width 768, dropout 0.1.
  public static final NeuralTrainer CAREER =
      new NeuralTrainer(
          Kind.CAREER,
          2,
          64,
          2,
          256,
          0.3,
          Head.Kind.TWO_STAGE,
          false,
          false,
          Precision.AUTO,
          Fitting.DEFAULT);

  /// CAREER at the size of its paper, for corpora of millions of records and for measuring speed.
  public static NeuralTrainer paperSize(int layers, Precision precision) {
    return new NeuralTrainer(
        Kind.CAREER,
        layers,
        192,
        3,
        768,
        0.1,
        Head.Kind.TWO_STAGE,
        false,
        false,
        precision,
        Fitting.DEFAULT);
  }

  public static final NeuralTrainer BAG = CAREER.with(Kind.BAG, 1);
  public static final NeuralTrainer LSTM = CAREER.with(Kind.LSTM, 1);
  public static final NeuralTrainer GRU = CAREER.with(Kind.GRU, 1);

  private NeuralTrainer with(Kind kind, int deep) {
    return new NeuralTrainer(
        kind, deep, width, heads, hidden, dropout, head, clamp, informed, precision, fitting);
  }

  public NeuralTrainer withInformed(boolean more) {
    return new NeuralTrainer(
        network, layers, width, heads, hidden, dropout, head, clamp, more, precision, fitting);
  }

  public NeuralTrainer withFitting(Fitting other) {
    return new NeuralTrainer(
        network, layers, width, heads, hidden, dropout, head, clamp, informed, precision, other);
  }

  /// As the command line has it.
  public String modelName() {
    String name = network.name().toLowerCase(java.util.Locale.ROOT);
    return informed ? name + "-informed" : name;
  }

  @Override
  public boolean startsFromModels() {
    return true;
  }

  @Override
  public NeuralModel train(Panel panel, TrainingRun run) throws IOException {
    List<PanelPerson> train = panel.people(Split.TRAIN);
    List<PanelPerson> valid = panel.people(Split.VALID);
    if (train.isEmpty() || valid.isEmpty()) {
      throw new JobtrailException.Usage(
          panel.name()
              + ": the "
              + (train.isEmpty() ? "train" : "valid")
              + " part is empty; split it again with `panel split`");
    }
    Context context = new Context(run.device(), precision, run.threads());
    Predictor predictor = predictor(Encoding.of(panel, train));
    Parameters parameters = Parameters.draw(context, predictor.starts(), run.seed());
    run.from().ifPresent(from -> Transfer.into(predictor, parameters, from));
    fitting.fit(predictor, parameters, dropout, train, valid, run);
    return new NeuralModel(modelName(), this, predictor, parameters);
  }

  Predictor predictor(Encoding encoding) {
    Inputs inputs = new Inputs(encoding, width, informed);
    Network made =
        switch (network) {
          case BAG -> new BagNetwork(inputs);
          case LSTM -> new RecurrentNetwork(inputs, RecurrentNetwork.Cell.LSTM, layers);
          case GRU -> new RecurrentNetwork(inputs, RecurrentNetwork.Cell.GRU, layers);
          case CAREER -> new CareerNetwork(inputs, layers, heads, hidden);
        };
    return new Predictor(
        encoding, made, new Head(head, encoding.outcomes(), width, clamp, informed));
  }

  public static final ModelKind CAREER_KIND = kind("the CAREER transformer", CAREER);

  public static final ModelKind CAREER_INFORMED_KIND =
      kind(
          "CAREER that is told tenure, gaps and the occupations held before",
          CAREER.withInformed(true));

  public static final ModelKind BAG_KIND =
      kind("bag of jobs: the last job and the mean of those before", BAG);

  public static final ModelKind LSTM_KIND = kind("a recurrent network with LSTM cells", LSTM);

  public static final ModelKind GRU_KIND = kind("a recurrent network with GRU cells", GRU);

  public static final ModelKind GRU_INFORMED_KIND =
      kind("GRU that is told tenure, gaps and the occupations held before", GRU.withInformed(true));

  private static ModelKind kind(String description, NeuralTrainer defaults) {
    return new ModelKind(defaults.modelName(), description, defaults, NeuralTrainer::load);
  }

  /// What {@link NeuralModel#saved} saved.
  ///
  /// @throws IllegalArgumentException when tensors are missing or have other shapes
  static NeuralModel load(SavedModel saved, PanelSchema schema, Device device) {
    NeuralTrainer trainer = Settings.of(saved.config().path("trainer"), NeuralTrainer.class);
    Context context =
        new Context(device, trainer.precision, Runtime.getRuntime().availableProcessors());
    Encoding encoding =
        new Encoding(
            schema,
            saved.config().path("first_period").asInt(),
            saved.config().path("last_period").asInt());
    Predictor predictor = trainer.predictor(encoding);
    TreeMap<String, Tensor> tensors = new TreeMap<>();
    for (Map.Entry<String, Parameters.Start> start : predictor.starts().entrySet()) {
      Tensor tensor = saved.tensors().get(start.getKey());
      if (tensor == null || !tensor.shape().equals(start.getValue().shape())) {
        throw new IllegalArgumentException(
            start.getKey()
                + (tensor == null
                    ? " is missing"
                    : " has the shape " + tensor.shape() + ", not " + start.getValue().shape()));
      }
      tensors.put(start.getKey(), tensor);
    }
    return new NeuralModel(
        trainer.modelName(), trainer, predictor, new Parameters(context, tensors));
  }
}
