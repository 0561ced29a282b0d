package org.jobtrail.predict.logit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.panel.Split;
import org.jobtrail.predict.Device;
import org.jobtrail.predict.MeanNll;
import org.jobtrail.predict.NextOccupationModel;
import org.jobtrail.predict.NextOccupationModelContract;
import org.jobtrail.predict.NextOccupationTrainer;
import org.jobtrail.predict.Represents;
import org.jobtrail.predict.SavedModel;
import org.jobtrail.predict.Settings;
import org.jobtrail.predict.Tensor;
import org.jobtrail.predict.TestPanels;
import org.jobtrail.predict.TrainingRun;
import org.jobtrail.predict.baseline.MarginalTrainer;
import org.jobtrail.predict.counts.CountsTrainer;
import org.jobtrail.predict.language.LanguageTrainer;
import org.jobtrail.predict.neural.NeuralTrainer;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Progress;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StatesTrainerTest {
  private static final StatesTrainer ALONE = StatesTrainer.DEFAULT.withHandMade(false);
  private static final LanguageTrainer LANGUAGE =
      Settings.with(
          LanguageTrainer.DEFAULT,
          Map.of(
              "template", "titles",
              "layers", "1",
              "width", "16",
              "heads", "2",
              "hidden", "32",
              "vocabulary", "330",
              "precision", "float32",
              "epochs", "1"));
  private static final NeuralTrainer NETWORK =
      Settings.with(
          NeuralTrainer.GRU, Map.of("width", "8", "hidden", "16", "epochs", "1", "warmup", "2"));

  @TempDir Path folder;

  /// Beside the hand-made features, over a language model.
  @Nested
  class OverLanguage extends Contract {
    @Override
    protected NextOccupationTrainer trainer(Panel panel) throws IOException {
      return StatesTrainer.DEFAULT.over(List.of(LANGUAGE.train(panel, run("member", 1))));
    }

    /// The log odds of staying and the destinations of the hand-made part alone, a plain `logit` of
    /// the same weights, plus what the states add.
    @Test
    void agreesWithALogitAndTheStatesAddedToIt() {
      SavedModel saved = trained().saved();
      int units = 16;
      double[] stay = saved.tensor("stay.weight", -1).doubles();
      double[] matrix = saved.tensor("destination.weight", -1, OUTCOMES).doubles();
      TreeMap<String, Tensor> tensors = new TreeMap<>(saved.tensors());
      int stays = stay.length - units;
      int moves = matrix.length / OUTCOMES - units;
      tensors.put("stay.weight", Tensor.of(Arrays.copyOf(stay, stays), stays));
      tensors.put(
          "destination.weight",
          Tensor.of(Arrays.copyOf(matrix, moves * OUTCOMES), moves, OUTCOMES));
      NextOccupationModel plain =
          LogitModel.load(
              SavedModel.of(LogitTrainer.NAME, LogitTrainer.DEFAULT, tensors),
              PANEL.schema(),
              Device.CPU);
      List<PanelPerson> people = PANEL.people(Split.TEST);
      List<double[][]> found = trained().logProbabilities(people);
      List<double[][]> hand = plain.logProbabilities(people);
      List<double[][]> units16 = standardised(saved, people);
      for (int i = 0; i < people.size(); i++) {
        for (int t = 0; t < people.get(i).size(); t++) {
          double[] unit = units16.get(i)[t];
          double[] begin = hand.get(i)[t];
          int previous = t == 0 ? -1 : people.get(i).outcome(t - 1);
          double odds = t == 0 ? 0 : begin[previous] - Math.log1p(-Math.exp(begin[previous]));
          double[] scores = begin.clone();
          for (int j = 0; j < units; j++) {
            odds += unit[j] * stay[stays + j];
            for (int k = 0; k < OUTCOMES; k++) {
              scores[k] += unit[j] * matrix[(moves + j) * OUTCOMES + k];
            }
          }
          agrees(found.get(i)[t], scores, previous, odds);
        }
      }
    }
  }

  /// The states alone, over a network.
  @Nested
  class OverNetwork extends Contract {
    @Override
    protected NextOccupationTrainer trainer(Panel panel) throws IOException {
      return ALONE.over(List.of(NETWORK.train(panel, run("member", 1))));
    }

    @Test
    void agreesWithASlowReadingOfTheTensors() {
      SavedModel saved = trained().saved();
      double[] stay = saved.tensor("stay.weight", 9).doubles();
      double[] matrix = saved.tensor("destination.weight", 9, OUTCOMES).doubles();
      List<PanelPerson> people = PANEL.people(Split.TEST);
      List<double[][]> found = trained().logProbabilities(people);
      List<double[][]> units = standardised(saved, people);
      for (int i = 0; i < people.size(); i++) {
        for (int t = 0; t < people.get(i).size(); t++) {
          double[] scores = Arrays.copyOf(matrix, OUTCOMES);
          double odds = stay[0];
          for (int j = 0; j < 8; j++) {
            odds += units.get(i)[t][j] * stay[1 + j];
            for (int k = 0; k < OUTCOMES; k++) {
              scores[k] += units.get(i)[t][j] * matrix[(1 + j) * OUTCOMES + k];
            }
          }
          int previous = t == 0 ? -1 : people.get(i).outcome(t - 1);
          agrees(found.get(i)[t], scores, previous, odds);
        }
      }
    }
  }

  abstract static class Contract extends NextOccupationModelContract {
    @Override
    protected final NextOccupationTrainer trainer() throws IOException {
      return trainer(PANEL);
    }

    /// States are floats.
    @Override
    protected final double tolerance() {
      return 1e-4;
    }

    /// What the member, as it is read from the saved model, makes of the people.
    static List<double[][]> standardised(SavedModel saved, List<PanelPerson> people) {
      StatesModel model = (StatesModel) StatesModel.load(saved, PANEL.schema(), Device.CPU);
      double[] mean = saved.tensor("states.mean", -1).doubles();
      double[] deviation = saved.tensor("states.deviation", -1).doubles();
      List<double[][]> all = ((Represents) model.member()).representations(people);
      for (double[][] rows : all) {
        for (double[] row : rows) {
          for (int j = 0; j < row.length; j++) {
            row[j] = (row[j] - mean[j]) / deviation[j];
          }
        }
      }
      return all;
    }

    static void agrees(double[] found, double[] scores, int previous, double odds) {
      double stay = previous < 0 ? 0 : 1 / (1 + Math.exp(-odds));
      double sum = 0;
      for (int k = 0; k < scores.length; k++) {
        sum += k == previous ? 0 : Math.exp(scores[k]);
      }
      for (int k = 0; k < scores.length; k++) {
        double p = k == previous ? stay : (1 - stay) * Math.exp(scores[k]) / sum;
        assertThat(Math.exp(found[k])).isCloseTo(p, within(1e-9));
      }
    }
  }

  private TrainingRun run() {
    return new TrainingRun(7, 1, Device.CPU, folder, Optional.empty(), Progress.NONE);
  }

  /// Made up: the state of record t is one unit for the outcome of record t − 1, through a mapping,
  /// beside a unit that is 5 for everybody.
  private record Told(PanelSchema schema, IntUnaryOperator mapping)
      implements NextOccupationModel, Represents {
    @Override
    public String name() {
      return "told";
    }

    @Override
    public List<double[][]> logProbabilities(List<PanelPerson> people) {
      throw new UnsupportedOperationException("only states are asked for");
    }

    @Override
    public long parameters() {
      return 0;
    }

    @Override
    public SavedModel saved() {
      throw new UnsupportedOperationException("is not saved");
    }

    @Override
    public List<double[][]> representations(List<PanelPerson> people) {
      List<double[][]> states = new ArrayList<>();
      for (PanelPerson person : people) {
        double[][] rows = new double[person.size()][schema.outcomes().size() + 1];
        for (int t = 0; t < rows.length; t++) {
          rows[t][rows[t].length - 1] = 5;
          if (t > 0) {
            rows[t][mapping.applyAsInt(person.outcome(t - 1))] = 1;
          }
        }
        states.add(rows);
      }
      return states;
    }
  }

  /// Units 1 and 3, 5 and 5: means 2 and 5, deviations 1 and none.
  @Test
  void unitsAreStandardisedOverRecords() {
    StatesSpace space =
        StatesSpace.of(
            Optional.empty(),
            List.of(new double[][] {{1, 5}, {3, 5}}, new double[][] {{1, 5}, {3, 5}}));
    assertThat(space.mean()).containsExactly(2, 5);
    assertThat(space.deviation()).containsExactly(1, 1);
    Design design = new Design(0);
    space.stay(TestPanels.panel(1, 3, 1).people().getFirst(), 1, new double[] {4, 6}, design);
    design.endRow(0, Design.NOTHING);
    assertThat(design.value(0)).isEqualTo(1);
    assertThat(design.value(1)).isEqualTo(2);
    assertThat(design.value(2)).isEqualTo(1);
  }

  @Test
  void statesThatAreNoNumbersAreRefused() {
    List<double[][]> states = Collections.singletonList(new double[][] {{1, 2}, {1, Double.NaN}});
    assertThatThrownBy(() -> StatesSpace.of(Optional.empty(), states))
        .hasMessage("unit 1 of the states is not a finite number");
  }

  /// States that tell the last outcome do about as well as transition counts, states that tell
  /// nothing no better than shares within stages.
  @Test
  void whatStatesTellIsLearnt() throws IOException {
    Panel panel = TestPanels.panel(2000, 9, 51);
    List<PanelPerson> test = panel.people(Split.TEST);
    double counts = MeanNll.nats(CountsTrainer.DEFAULT.train(panel, run()), test);
    double marginal = MeanNll.nats(MarginalTrainer.DEFAULT.train(panel, run()), test);
    double last = alone(panel, k -> k);
    double nothing = alone(panel, k -> 0);
    assertThat(last).isLessThan(counts + 0.01);
    assertThat(nothing).isBetween(last + 0.05, marginal);
  }

  private double alone(Panel panel, IntUnaryOperator mapping) throws IOException {
    NextOccupationModel model =
        ALONE.over(List.of(new Told(panel.schema(), mapping))).train(panel, run());
    return MeanNll.nats(model, panel.people(Split.TEST));
  }

  /// Codes of another panel, in another order of numbers, mean the same.
  @Test
  void aMemberOfAnotherSchemaIsAskedInItsNumbers() throws IOException {
    Panel wide = TestPanels.panel(300, 11, 41);
    Panel panel = TestPanels.panel(300, 9, 42);
    NextOccupationModel network = NETWORK.train(wide, run());
    NextOccupationModel model = ALONE.over(List.of(network)).train(panel, run());
    NextOccupationModel read = StatesModel.load(model.saved(), panel.schema(), Device.CPU);
    List<PanelPerson> people = panel.people(Split.TEST);
    List<double[]> found = read.lastLogProbabilities(people);
    List<double[]> expected = model.lastLogProbabilities(people);
    for (int i = 0; i < people.size(); i++) {
      assertThat(found.get(i)).containsExactly(expected.get(i));
    }
    Told narrow = new Told(TestPanels.schema(8), k -> k);
    assertThatThrownBy(() -> ALONE.over(List.of(narrow)).train(panel, run()))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessage(
            "--of: told doesn't know 1 outcomes of the panel, such as o8; train it on a panel that"
                + " has them");
  }

  @Test
  void wantsOneModelWithStates() throws IOException {
    Panel panel = TestPanels.panel(60, 9, 3);
    Told told = new Told(panel.schema(), k -> k);
    NextOccupationModel counts = CountsTrainer.DEFAULT.train(panel, run());
    assertThatThrownBy(() -> ALONE.over(List.of()))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessage("logit.states: name the model whose states it takes with --of MODEL");
    assertThatThrownBy(() -> ALONE.train(panel, run()))
        .hasMessage("logit.states: name the model whose states it takes with --of MODEL");
    assertThatThrownBy(() -> ALONE.over(List.of(told, told)))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessage("--of: logit.states takes the states of one model, found 2");
    assertThatThrownBy(() -> ALONE.over(List.of(counts)))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessage(
            "--of: counts has no hidden states; give a language model or a network, such as"
                + " career");
  }

  @Test
  void refusesPenaltiesThatArentAny() {
    assertThatThrownBy(() -> new StatesTrainer(true, 0, 1, 3))
        .hasMessage("penalties must be above 0, iterations at least 1, found 0.0, 1.0, 3");
  }
}
