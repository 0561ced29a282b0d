package org.jobtrail.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jobtrail.panel.Covariate;
import org.jobtrail.panel.Outcome;
import org.jobtrail.panel.Outcomes;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelFolder;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.panel.PeriodUnit;
import org.jobtrail.panel.Split;
import org.jobtrail.predict.Device;
import org.jobtrail.predict.ModelFolder;
import org.jobtrail.predict.ModelKinds;
import org.jobtrail.predict.NextOccupationModel;
import org.jobtrail.predict.TrainingRun;
import org.jobtrail.provenance.Manifest;
import org.jobtrail.provenance.Progress;
import org.jobtrail.provenance.RowFates;

/// A small made-up panel and models trained on it, in the folders `panel`, `marginal`, `uniform`.
final class MadePanels {
  private static final PanelSchema SCHEMA =
      new PanelSchema(
          PeriodUnit.YEAR,
          new Outcomes(
              List.of(
                  new Outcome("10", "Bakers", false),
                  new Outcome("20", "Cooks, head", false),
                  new Outcome("30", "<b>Clerks</b>", false),
                  new Outcome("unemployed", "Unemployed", true))),
          List.of(
              new Covariate("sex", List.of(Covariate.MISSING, "F", "M")),
              new Covariate("birth_year", List.of(Covariate.MISSING, "1957", "1958", "1964"))),
          List.of(new Covariate("education", List.of(Covariate.MISSING, "school", "college"))),
          List.of("hourly_wage"));

  private MadePanels() {}

  /// 200 people from 1990 on, of whom 40 are to judge by.
  static Panel panel() {
    SplittableRandom random = new SplittableRandom(5);
    List<PanelPerson> people = new ArrayList<>();
    List<Split> splits = new ArrayList<>();
    for (int p = 0; p < 200; p++) {
      int n = 1 + random.nextInt(8);
      int sex = 1 + random.nextInt(2);
      int[] years = new int[n];
      int[] outcomes = new int[n];
      int[] education = new int[n];
      double[] wages = new double[n];
      for (int t = 0; t < n; t++) {
        years[t] = 1990 + t + (t > 3 ? 1 : 0);
        outcomes[t] =
            t > 0 && random.nextDouble() < 0.7 ? outcomes[t - 1] : random.nextInt(3 + sex - 1);
        education[t] = t < 3 ? 1 : 2;
        wages[t] = t == 2 ? Double.NaN : 8 + 3 * outcomes[t] + random.nextDouble();
      }
      people.add(
          new PanelPerson(
              "p" + (1000 + p),
              new int[] {sex, 1 + random.nextInt(3)},
              years,
              outcomes,
              new int[][] {education},
              new double[][] {wages}));
      splits.add(p < 120 ? Split.TRAIN : p < 160 ? Split.VALID : Split.TEST);
    }
    return new Panel("made", SCHEMA, people, splits);
  }

  static void write(Path folder) throws IOException {
    Panel panel = panel();
    PanelFolder.write(panel, folder.resolve("panel"), false);
    for (String kind : List.of("marginal", "uniform")) {
      train(kind, panel, folder);
    }
  }

  static NextOccupationModel train(String kind, Panel panel, Path folder) throws IOException {
    NextOccupationModel model =
        ModelKinds.get(kind)
            .trainer(Map.of())
            .train(
                panel,
                new TrainingRun(
                    1,
                    1,
                    Device.CPU,
                    Files.createDirectories(folder.resolve("work")),
                    Optional.empty(),
                    Progress.NONE));
    Manifest manifest =
        Manifest.of(
            "train",
            new TreeMap<>(),
            1,
            List.of(),
            new TreeMap<>(),
            RowFates.builder().build(),
            List.of());
    ModelFolder.write(model, folder.resolve(kind), false, manifest);
    return model;
  }
}
