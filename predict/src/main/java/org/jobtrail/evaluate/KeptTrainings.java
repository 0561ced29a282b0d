package org.jobtrail.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jobtrail.panel.Split;
import org.jobtrail.predict.Device;
import org.jobtrail.predict.ModelFolder;
import org.jobtrail.predict.NextOccupationModel;
import org.jobtrail.predict.TrainingFolder;
import org.jobtrail.predict.TrainingRun;
import org.jobtrail.provenance.AtomicFiles;
import org.jobtrail.provenance.FileHash;
import org.jobtrail.provenance.Manifest;
import org.jobtrail.provenance.Progress;
import org.jobtrail.provenance.RowFates;

/// Trainings whose models stay in a folder, so that a study that was killed goes on: a model that
/// is whole and was made of the same is read, one that was being trained is trained on.
///
/// @param folder a folder `NAME` for every variant's model, `NAME.training` while it is trained
/// @param configuration the kind of model, its settings, the device: what all variants share
/// @param panel the hash of the panel
/// @param pooled the hash of the pooled panel; empty without one
public record KeptTrainings(
    Path folder,
    SortedMap<String, String> configuration,
    long seed,
    int threads,
    Device device,
    List<FileHash> panel,
    List<FileHash> pooled,
    Progress progress)
    implements Trainings {
  @Override
  public NextOccupationModel train(Variant variant) throws IOException {
    Path out = folder.resolve(variant.name());
    Manifest manifest = manifest(variant);
    if (!isWhole(out, manifest)) {
      AtomicFiles.deleteTree(out);
      Path work = TrainingFolder.open(out, manifest.text());
      TrainingRun run = new TrainingRun(seed, threads, device, work, variant.from(), progress);
      NextOccupationModel model = variant.trainer().train(variant.panel(), run);
      ModelFolder.write(model, out, false, manifest);
      TrainingFolder.delete(out);
    }
    // Read also when it was trained just now, so that a study that went on ends with the same
    // figures.
    return ModelFolder.read(out, device);
  }

  private static boolean isWhole(Path out, Manifest manifest) throws IOException {
    Path file = out.resolve(Manifest.FILE);
    return Files.isRegularFile(file)
        && Files.readString(file).equals(manifest.withOutputsOf(out).text());
  }

  private Manifest manifest(Variant variant) {
    TreeMap<String, String> own = new TreeMap<>(configuration);
    own.put("variant", variant.name());
    RowFates rows =
        RowFates.builder()
            .add("people_train", variant.panel().people(Split.TRAIN).size())
            .add("people_valid", variant.panel().people(Split.VALID).size())
            .build();
    List<FileHash> read = new ArrayList<>(panel);
    if (variant.pooled()) {
      read.addAll(pooled);
    }
    return Manifest.of(
        InformationFolder.COMMAND, own, seed, read, new TreeMap<>(), rows, List.of());
  }
}
