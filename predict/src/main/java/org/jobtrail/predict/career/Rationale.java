package org.jobtrail.predict.career;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.predict.NextOccupationModel;

/// The few records of the past that lead a model to the same top outcome as all of them do.
///
/// Records are added one at a time, each time the one that makes that outcome most probable, until
/// it is on top. Source: Vafa, Deng, Blei and Rush 2021, Rationales for sequential predictions,
/// EMNLP, section 3 (greedy rationalisation).
///
/// @param top the outcome that all of the past leads to
/// @param none its probability without any record
/// @param steps in the order they were added; empty when the covariates alone lead there
/// @param whole its probability with the whole past
public record Rationale(int top, double none, List<Step> steps, double whole) {
  /// @param record which of the past, from 0
  /// @param probability of the top outcome with this record and those before it
  public record Step(int record, double probability) {}

  public Rationale {
    steps = List.copyOf(steps);
  }

  static Rationale of(NextOccupationModel model, AskedCareer career) {
    PanelSchema schema = model.schema();
    int n = career.records();
    double[] whole = model.lastLogProbabilities(List.of(career.asked())).getFirst();
    int top = top(whole);
    double[] nothing =
        model
            .lastLogProbabilities(List.of(part(schema, career.asked(), new boolean[n])))
            .getFirst();
    List<Step> steps = new ArrayList<>();
    boolean[] chosen = new boolean[n];
    double[] row = nothing;
    while (top(row) != top && steps.size() < n) {
      List<Integer> records = new ArrayList<>();
      List<PanelPerson> parts = new ArrayList<>();
      for (int t = 0; t < n; t++) {
        if (!chosen[t]) {
          boolean[] more = chosen.clone();
          more[t] = true;
          records.add(t);
          parts.add(part(schema, career.asked(), more));
        }
      }
      List<double[]> rows = model.lastLogProbabilities(parts);
      int best = 0;
      for (int i = 1; i < rows.size(); i++) {
        // Of equally good records the later one: what is recent is easier to believe.
        best = rows.get(i)[top] >= rows.get(best)[top] ? i : best;
      }
      row = rows.get(best);
      chosen[records.get(best)] = true;
      steps.add(new Step(records.get(best), Math.exp(row[top])));
    }
    return new Rationale(top, Math.exp(nothing[top]), steps, Math.exp(whole[top]));
  }

  private static int top(double[] row) {
    int top = 0;
    for (int k = 1; k < row.length; k++) {
      top = row[k] > row[top] ? k : top;
    }
    return top;
  }

  /// The person with some records of the past and the last record, which is the one asked for.
  private static PanelPerson part(PanelSchema schema, PanelPerson person, boolean[] chosen) {
    int[] kept = new int[chosen.length + 1];
    int n = 0;
    for (int t = 0; t < chosen.length; t++) {
      if (chosen[t]) {
        kept[n++] = t;
      }
    }
    kept[n++] = person.size() - 1;
    int[] records = Arrays.copyOf(kept, n);
    int[] fixed = new int[schema.fixed().size()];
    Arrays.setAll(fixed, person::fixed);
    int[][] varying = new int[schema.varying().size()][];
    Arrays.setAll(varying, c -> Arrays.stream(records).map(t -> person.varying(c, t)).toArray());
    double[][] measures = new double[schema.measures().size()][];
    Arrays.setAll(
        measures, m -> Arrays.stream(records).mapToDouble(t -> person.measure(m, t)).toArray());
    return new PanelPerson(
        person.id(),
        fixed,
        Arrays.stream(records).map(person::period).toArray(),
        Arrays.stream(records).map(person::outcome).toArray(),
        varying,
        measures);
  }
}
