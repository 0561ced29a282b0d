package org.jobtrail.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jobtrail.evaluate.Contender;
import org.jobtrail.evaluate.Evaluator;
import org.jobtrail.panel.PanelFolder;
import org.jobtrail.panel.Split;
import org.jobtrail.predict.Device;
import org.jobtrail.predict.ModelFolder;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Progress;
import picocli.CommandLine.Option;

/// Flags of the commands that judge models: which people, how many resamples, where to compute.
final class JudgeOptions {
  @Option(names = "--data", required = true, paramLabel = "PANEL", description = "Panel folder.")
  Path data = Path.of("");

  @Option(
      names = "--split",
      defaultValue = "test",
      paramLabel = "PART",
      description = "The people to judge by: train, valid or test (${DEFAULT-VALUE}).")
  Split split = Split.TEST;

  @Option(
      names = "--replicates",
      defaultValue = "1000",
      description = "Resamples of people for the intervals, 0 for none (${DEFAULT-VALUE}).")
  int replicates;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Seed of the resamples and of every other draw (${DEFAULT-VALUE}).")
  long seed;

  @Option(
      names = "--device",
      defaultValue = "cpu",
      description = "Where models with tensors compute: cpu or cuda (${DEFAULT-VALUE}).")
  Device device = Device.CPU;

  Evaluator evaluator(Progress progress) throws IOException {
    if (replicates < 0) {
      throw new JobtrailException.Usage("--replicates must be at least 0, found " + replicates);
    }
    return new Evaluator(PanelFolder.read(data), split, replicates, seed, progress);
  }

  List<Contender> contenders(List<Path> models) throws IOException {
    List<String> labels = Contender.labels(models);
    List<Contender> contenders = new ArrayList<>();
    for (int m = 0; m < models.size(); m++) {
      contenders.add(new Contender(labels.get(m), ModelFolder.read(models.get(m), device)));
    }
    return contenders;
  }
}
