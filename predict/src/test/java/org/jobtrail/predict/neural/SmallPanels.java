package org.jobtrail.predict.neural;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jobtrail.panel.Covariate;
import org.jobtrail.panel.Outcome;
import org.jobtrail.panel.Outcomes;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.panel.PeriodUnit;
import org.jobtrail.panel.Split;

/// Made-up panels, small enough to check by other means.
final class SmallPanels {
  private SmallPanels() {}

  static PanelSchema schema(int outcomes) {
    List<Outcome> all = new ArrayList<>();
    for (int k = 0; k < outcomes; k++) {
      all.add(new Outcome("o" + k, "Outcome " + k, false));
    }
    return new PanelSchema(
        PeriodUnit.YEAR,
        new Outcomes(all),
        List.of(new Covariate("sex", List.of("missing", "f", "m"))),
        List.of(new Covariate("education", List.of("missing", "low", "high"))),
        List.of());
  }

  /// People who mostly stay and return to where they were.
  static Panel panel(int outcomes, int people, int longest, long seed) {
    PanelSchema schema = schema(outcomes);
    SplittableRandom random = new SplittableRandom(seed);
    List<PanelPerson> all = new ArrayList<>();
    List<Split> splits = new ArrayList<>();
    for (int i = 0; i < people; i++) {
      int n = 1 + random.nextInt(longest);
      int[] periods = new int[n];
      int[] out = new int[n];
      int[] education = new int[n];
      int period = 1990 + random.nextInt(5);
      for (int t = 0; t < n; t++) {
        periods[t] = period;
        period += 1 + (random.nextInt(4) == 0 ? 1 : 0);
        education[t] = random.nextInt(3);
        boolean stays = t > 0 && random.nextInt(3) > 0;
        boolean returns = t > 1 && random.nextInt(2) > 0;
        out[t] = stays ? out[t - 1] : returns ? out[random.nextInt(t)] : random.nextInt(outcomes);
      }
      int[] fixed = {1 + random.nextInt(2)};
      all.add(
          new PanelPerson("p" + i, fixed, periods, out, new int[][] {education}, new double[0][]));
      splits.add(i % 5 == 3 ? Split.VALID : i % 5 == 4 ? Split.TEST : Split.TRAIN);
    }
    return new Panel("small", schema, all, splits);
  }
}
