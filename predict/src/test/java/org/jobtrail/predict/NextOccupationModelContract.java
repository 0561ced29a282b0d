package org.jobtrail.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.Split;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Manifest;
import org.jobtrail.provenance.Progress;
import org.jobtrail.provenance.RowFates;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every kind of model must keep to. Its own test extends this one.
public abstract class NextOccupationModelContract {
  protected static final int OUTCOMES = 9;
  protected static final Panel PANEL = TestPanels.panel(200, OUTCOMES, 11);

  @TempDir Path folder;
  private NextOccupationModel model;

  /// With hyperparameters that make training take a second or less.
  protected abstract NextOccupationTrainer trainer() throws IOException;

  /// For another panel; a blend's members are trained on it too.
  protected NextOccupationTrainer trainer(Panel panel) throws IOException {
    return trainer();
  }

  /// How far two computations of a log probability may be apart.
  protected double tolerance() {
    return 1e-9;
  }

  protected final NextOccupationModel trained() {
    return model;
  }

  protected final TrainingRun run(String work, int threads) throws IOException {
    Path state = Files.createDirectories(folder.resolve(work));
    return new TrainingRun(7, threads, Device.CPU, state, Optional.empty(), Progress.NONE);
  }

  @BeforeEach
  final void train() throws IOException {
    model = trainer().train(PANEL, run("work", 1));
  }

  @Test
  final void everyRowSumsToOne() {
    for (PanelPerson person : PANEL.people(Split.TEST)) {
      double[][] rows = model.logProbabilities(List.of(person)).getFirst();
      assertThat(rows).hasNumberOfRows(person.size());
      for (double[] row : rows) {
        assertThat(row).hasSize(OUTCOMES);
        double sum = 0;
        for (double log : row) {
          assertThat(log).isLessThanOrEqualTo(1e-9).isNotNaN();
          sum += Math.exp(log);
        }
        assertThat(sum).isCloseTo(1, within(1e-6));
      }
    }
  }

  @Test
  final void theOutcomeOfARecordChangesNothingUpToIt() {
    Random random = new Random(3);
    for (PanelPerson person : PANEL.people(Split.TEST)) {
      int t = random.nextInt(person.size());
      double[][] rows = model.logProbabilities(List.of(person)).getFirst();
      int other = (person.outcome(t) + 1 + random.nextInt(OUTCOMES - 1)) % OUTCOMES;
      double[][] changed =
          model.logProbabilities(List.of(TestPanels.withOutcome(person, t, other))).getFirst();
      double[][] prefix = model.logProbabilities(List.of(person.prefix(t + 1))).getFirst();
      for (int s = 0; s <= t; s++) {
        assertThat(changed[s]).containsExactly(rows[s], within(tolerance()));
        assertThat(prefix[s]).containsExactly(rows[s], within(tolerance()));
      }
    }
  }

  @Test
  final void peopleDontDependOnEachOther() {
    List<PanelPerson> people = PANEL.people(Split.TEST);
    List<double[][]> together = model.logProbabilities(people);
    for (int i = 0; i < people.size(); i++) {
      double[][] alone = model.logProbabilities(List.of(people.get(i))).getFirst();
      for (int t = 0; t < alone.length; t++) {
        assertThat(together.get(i)[t]).containsExactly(alone[t], within(tolerance()));
      }
    }
    assertThat(model.logProbabilities(List.of())).isEmpty();
  }

  @Test
  final void theLastRowAloneIsThatOfTheFullAnswer() {
    List<PanelPerson> people = PANEL.people(Split.TEST);
    List<double[][]> all = model.logProbabilities(people);
    List<double[]> last = model.lastLogProbabilities(people);
    assertThat(last).hasSameSizeAs(people);
    for (int i = 0; i < people.size(); i++) {
      double[] expected = all.get(i)[people.get(i).size() - 1];
      assertThat(last.get(i)).containsExactly(expected, within(tolerance()));
      assertThat(model.lastLogProbabilities(List.of(people.get(i))).getFirst())
          .containsExactly(expected, within(tolerance()));
    }
    assertThat(model.lastLogProbabilities(List.of())).isEmpty();
  }

  @Test
  final void comesBackFromItsFolder() throws IOException {
    Path out = folder.resolve("model");
    Manifest manifest =
        Manifest.of(
            "train", new TreeMap<>(), 7, List.of(), new TreeMap<>(), RowFates.NONE, List.of());
    ModelFolder.write(model, out, false, manifest);
    Manifest.verify(out);
    NextOccupationModel read = ModelFolder.read(out);
    assertThat(read.name()).isEqualTo(model.name());
    assertThat(read.schema()).isEqualTo(PANEL.schema());
    assertThat(read.parameters()).isEqualTo(model.parameters());
    List<PanelPerson> people = PANEL.people(Split.TEST);
    same(model.logProbabilities(people), read.logProbabilities(people), 0);
    Path again = folder.resolve("again");
    ModelFolder.write(read, again, false, manifest);
    for (String file : List.of(ModelFolder.CONFIG, ModelFolder.TENSORS)) {
      assertThat(again.resolve(file)).hasSameBinaryContentAs(out.resolve(file));
    }
  }

  /// Each key of the configuration taken away, or made a number that means nothing, in turn.
  @Test
  final void aConfigurationThatLacksSomethingIsRefusedInOneLine() throws IOException {
    Path out = folder.resolve("damaged");
    ModelFolder.writeFiles(model, Files.createDirectories(out));
    Path file = out.resolve(ModelFolder.CONFIG);
    ObjectMapper mapper = new ObjectMapper();
    String whole = Files.readString(file);
    List<String> keys = new ArrayList<>();
    mapper.readTree(whole).fieldNames().forEachRemaining(keys::add);
    for (String key : keys) {
      for (boolean removed : new boolean[] {true, false}) {
        ObjectNode config = (ObjectNode) mapper.readTree(whole);
        if (removed) {
          config.remove(key);
        } else {
          config.put(key, -7.5);
        }
        Files.writeString(file, config.toString());
        try {
          ModelFolder.read(out);
        } catch (JobtrailException.Usage e) {
          assertThat(e).as(key).message().startsWith(out.toString()).hasLineCount(1);
        }
      }
    }
    assertThat(keys).isNotEmpty();
  }

  @Test
  final void trainingRepeats() throws IOException {
    NextOccupationModel again = trainer().train(PANEL, run("again", 1));
    List<PanelPerson> people = PANEL.people(Split.TEST);
    same(model.logProbabilities(people), again.logProbabilities(people), 0);
  }

  /// Outcomes, levels and periods that only the others have.
  @Test
  final void whatTrainingNeverSawIsPossible() throws IOException {
    PanelPerson rare = TestPanels.withOutcome(PANEL.people(Split.TEST).getFirst(), 0, OUTCOMES - 1);
    PanelPerson late = rare.then(2100, 0, 3).then(2101, OUTCOMES - 1, 3);
    List<Split> splits = new ArrayList<>();
    for (PanelPerson person : PANEL.people()) {
      boolean has = IntStream.range(0, person.size()).anyMatch(t -> unseen(person, t));
      splits.add(has ? Split.TEST : splits.size() % 4 == 0 ? Split.VALID : Split.TRAIN);
    }
    Panel panel = new Panel("without the last", PANEL.schema(), PANEL.people(), splits);
    double[][] rows =
        trainer(panel).train(panel, run("unseen", 1)).logProbabilities(List.of(late)).getFirst();
    for (double[] row : rows) {
      double sum = 0;
      for (double log : row) {
        assertThat(log).isGreaterThan(-100);
        sum += Math.exp(log);
      }
      assertThat(sum).isCloseTo(1, within(1e-6));
    }
  }

  private static boolean unseen(PanelPerson person, int t) {
    return person.outcome(t) == OUTCOMES - 1 || person.varying(0, t) == 3;
  }

  @Test
  final void isListedUnderItsName() {
    assertThat(ModelKinds.get(model.name()).name()).isEqualTo(model.name());
    assertThat(model.saved().model()).isEqualTo(model.name());
    assertThat(model.parameters()).isNotNegative();
  }

  @Test
  final void aSingleRecordIsEnough() {
    PanelPerson person = TestPanels.person("one", OUTCOMES, new Random(2)).prefix(1);
    assertThat(model.logProbabilities(List.of(person)).getFirst()).hasNumberOfRows(1);
  }

  protected static void same(List<double[][]> expected, List<double[][]> found, double tolerance) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      for (int t = 0; t < expected.get(i).length; t++) {
        assertThat(found.get(i)[t]).containsExactly(expected.get(i)[t], within(tolerance));
      }
    }
  }
}
