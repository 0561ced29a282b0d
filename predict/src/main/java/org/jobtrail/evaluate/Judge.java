package org.jobtrail.evaluate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.panel.Recoding;
import org.jobtrail.panel.Split;
import org.jobtrail.panel.TransitionKind;
import org.jobtrail.predict.NextOccupationModel;
import org.jobtrail.predict.ScoresTitles;
import org.jobtrail.provenance.Progress;

/// Asks a model for every transition of some people, in batches, so that only one batch's
/// distributions are in memory.
final class Judge {
  /// Distributions of so many records are asked for at once: 340 outcomes make 11 MB.
  private static final int BATCH = 4096;

  /// How many destinations are followed for calibration.
  static final int DESTINATIONS = 20;

  private Judge() {}

  /// The people whom a model can judge, and what is left out.
  record Judged(Judgements judgements, LeftOut leftOut) {}

  /// @param schema what the people's numbers mean
  /// @param destinations codes of frequent destinations; those unknown to the model are ignored
  static Judged judge(
      Contender contender,
      PanelSchema schema,
      List<PanelPerson> people,
      List<String> destinations,
      RowSink sink,
      Progress progress)
      throws IOException {
    Recoding recoding = new Recoding(schema, contender.model().schema());
    List<PanelPerson> known = new ArrayList<>();
    List<PanelPerson> recoded = new ArrayList<>();
    List<PanelPerson> unknown = new ArrayList<>();
    for (PanelPerson person : people) {
      Optional<PanelPerson> own = recoding.of(person);
      own.ifPresent(recoded::add);
      (own.isPresent() ? known : unknown).add(person);
    }
    Judgements judgements = ask(contender, known, recoded, destinations, sink, progress);
    return new Judged(judgements, LeftOut.of(unknown, schema, recoding));
  }

  private static Judgements ask(
      Contender contender,
      List<PanelPerson> people,
      List<PanelPerson> recoded,
      List<String> destinations,
      RowSink sink,
      Progress progress)
      throws IOException {
    NextOccupationModel model = contender.model();
    String label = contender.label();
    int outcomes = model.schema().outcomes().size();
    boolean[] inWork = new boolean[outcomes];
    IntStream.range(0, outcomes)
        .forEach(k -> inWork[k] = !model.schema().outcomes().get(k).status());
    List<Integer> numbers =
        destinations.stream()
            .flatMap(code -> model.schema().outcomes().number(code).stream())
            .toList();
    Judgements judgements = new Judgements(label, people, contains(inWork, false), numbers);
    Ranked ranked = new Ranked(outcomes);
    progress.start(label, recoded.stream().mapToLong(PanelPerson::size).sum());
    for (int from = 0, to; from < recoded.size(); from = to) {
      to = from + 1;
      for (int rows = recoded.get(from).size();
          to < recoded.size() && rows + recoded.get(to).size() <= BATCH;
          to++) {
        rows += recoded.get(to).size();
      }
      List<PanelPerson> asked = recoded.subList(from, to);
      List<double[]> mass = List.of();
      List<double[][]> answer;
      if (model instanceof ScoresTitles titles) {
        ScoresTitles.Scored scored = titles.scored(asked);
        answer = scored.logProbabilities();
        mass = scored.logMass();
      } else {
        answer = model.logProbabilities(asked);
      }
      for (int p = from; p < to; p++) {
        PanelPerson person = recoded.get(p);
        double[][] rows = answer.get(p - from);
        for (int t = 0; t < person.size(); t++) {
          ranked.fill(rows[t], label + ", person " + person.id() + ", period " + person.period(t));
          int before = t == 0 ? Judgements.NONE : person.outcome(t - 1);
          judgements.add(ranked, p, t, person.outcome(t), before, rows[t], inWork);
          if (!mass.isEmpty()) {
            judgements.logMass(mass.get(p - from)[t]);
          }
          sink.row(judgements, judgements.size() - 1, ranked);
        }
      }
      progress.step(judgements.size());
    }
    progress.close();
    return judgements;
  }

  private static boolean contains(boolean[] values, boolean wanted) {
    for (boolean value : values) {
      if (value == wanted) {
        return true;
      }
    }
    return false;
  }

  /// The codes that people of the `train` part move to most, of all people when there is no such
  /// part; the most frequent first, equally frequent ones by number.
  static List<String> frequentDestinations(Panel panel) {
    long[] moves = new long[panel.schema().outcomes().size()];
    List<PanelPerson> train = panel.isSplit() ? panel.people(Split.TRAIN) : List.of();
    for (PanelPerson person : train.isEmpty() ? panel.people() : train) {
      for (int t = 1; t < person.size(); t++) {
        moves[person.outcome(t)] += person.kind(t) == TransitionKind.MOVE ? 1 : 0;
      }
    }
    Integer[] order = new Integer[moves.length];
    Arrays.setAll(order, k -> k);
    Arrays.sort(order, Comparator.comparingLong((Integer k) -> -moves[k]));
    return Arrays.stream(order)
        .filter(k -> moves[k] > 0)
        .limit(DESTINATIONS)
        .map(k -> panel.schema().outcomes().get(k).code())
        .toList();
  }
}
