package org.jobtrail.panel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jobtrail.dataset.DuckDb;
import org.jobtrail.provenance.AtomicFiles;
import org.jobtrail.provenance.FileHash;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Manifest;
import org.jobtrail.provenance.RowFates;
import org.jobtrail.provenance.Sha256;

/// Divides a panel's people into those to train on, to choose by and to judge.
///
/// A person's part follows from the id, the seed and the shares alone: the first 53 bits of the
/// SHA-256 of `SEED:ID` as a fraction of 1, compared with the cumulated shares. So somebody is in
/// the same part of every panel that is split alike, whoever else is in it.
///
/// @param train share in percent; the three come to 100
/// @param seed another one divides otherwise
public record PanelSplit(double train, double valid, double test, long seed) {
  /// As the papers divide.
  public static final PanelSplit DEFAULT = new PanelSplit(70, 10, 20, 1);

  /// Holds the new files between the moment a split is decided and that of its last rename.
  private static final String COMMITTED = ".split";

  public PanelSplit {
    if (!(train >= 0 && valid >= 0 && test >= 0) || Math.abs(train + valid + test - 100) > 1e-9) {
      throw new JobtrailException.Usage(
          "--shares must be three numbers that come to 100, such as 70,10,20; found "
              + shares(train, valid, test));
    }
  }

  public Split of(String person) {
    byte[] hash = Sha256.digest().digest((seed + ":" + person).getBytes(StandardCharsets.UTF_8));
    double fraction = (ByteBuffer.wrap(hash).getLong() >>> 11) * 0x1p-53;
    return 100 * fraction < train
        ? Split.TRAIN
        : 100 * fraction < train + valid ? Split.VALID : Split.TEST;
  }

  /// Of each id; a part with a share but without people is refused.
  public List<Split> of(String panel, List<String> ids) {
    List<Split> splits = ids.stream().map(this::of).toList();
    Map<Split, Double> shares = Map.of(Split.TRAIN, train, Split.VALID, valid, Split.TEST, test);
    for (Split split : Split.values()) {
      if (shares.getOrDefault(split, 0.0) > 0 && !splits.contains(split)) {
        throw new JobtrailException.Usage(
            panel
                + ": none of the "
                + ids.size()
                + " people falls into "
                + split.word()
                + " with shares "
                + shares(train, valid, test)
                + " and seed "
                + seed
                + "; try another --seed or larger shares");
      }
    }
    return splits;
  }

  public Panel of(Panel panel) {
    return new Panel(
        panel.name(),
        panel.schema(),
        panel.people(),
        of(panel.name(), panel.people().stream().map(PanelPerson::id).toList()));
  }

  private static String shares(double... shares) {
    StringBuilder text = new StringBuilder();
    for (double share : shares) {
      text.append(text.isEmpty() ? "" : ",")
          .append(share == Math.rint(share) ? String.valueOf((long) share) : share);
    }
    return text.toString();
  }

  /// Writes the split into a panel's folder, in one step.
  ///
  /// The new people and manifest are made in a folder beside, whose rename decides; then they are
  /// moved over the old ones. If that is cut short, the next reader completes it.
  public Manifest apply(Path folder) throws IOException {
    Manifest before = PanelFolder.checked(folder);
    Path making = folder.resolve(".splitting");
    AtomicFiles.deleteTree(making);
    Files.createDirectories(making);
    Path people = making.resolve(PanelFolder.PEOPLE);
    List<Split> splits;
    try (DuckDb db = DuckDb.open(making.resolve("spill"))) {
      String table = "read_parquet(" + DuckDb.quoted(folder.resolve(PanelFolder.PEOPLE)) + ")";
      List<String> ids = new ArrayList<>();
      db.rows("SELECT person FROM " + table, row -> ids.add(String.valueOf(row.text(1))));
      splits = of(folder.toString(), ids);
      db.run("CREATE TABLE parts (i INTEGER, part VARCHAR)");
      db.append(
          "parts",
          rows ->
              IntStream.range(0, ids.size())
                  .forEach(i -> rows.begin().integer(i).text(splits.get(i).word()).end()));
      db.copy(
          "SELECT p.* REPLACE (part AS split) FROM "
              + table
              + " p POSITIONAL JOIN (SELECT part FROM parts ORDER BY i)",
          people);
    }
    AtomicFiles.deleteTree(making.resolve("spill"));
    AtomicFiles.force(people);
    manifest(before, splits, FileHash.of(making, people)).write(making);
    AtomicFiles.replace(making, folder.resolve(COMMITTED));
    complete(folder);
    return Manifest.read(folder);
  }

  private Manifest manifest(Manifest before, List<Split> splits, FileHash people) {
    TreeMap<String, String> configuration = new TreeMap<>(before.configuration());
    configuration.put("split", "by person, by hash of seed and id");
    configuration.put("split_shares", shares(train, valid, test));
    configuration.put("split_seed", String.valueOf(seed));
    RowFates.Builder rows = RowFates.builder();
    before
        .rows()
        .counts()
        .forEach(
            (name, count) -> {
              if (!name.startsWith("people_in_split.")) {
                rows.add(name, count);
              }
            });
    before.rows().sums().stream()
        .filter(sum -> !sum.parts().contains("people_in_split"))
        .forEach(sum -> rows.sum(sum.total(), sum.parts().toArray(String[]::new)));
    for (Split split : Split.values()) {
      rows.add("people_in_split." + split.word(), splits.stream().filter(s -> s == split).count());
    }
    rows.sum("people", "people_in_split");
    List<FileHash> outputs =
        before.outputs().stream()
            .map(output -> output.path().equals(PanelFolder.PEOPLE) ? people : output)
            .toList();
    return new Manifest(
        before.format(),
        before.command(),
        before.version(),
        configuration,
        before.seed(),
        before.inputs(),
        before.versions(),
        rows.build(),
        outputs);
  }

  /// Moves the files of a split that was decided into place.
  static void complete(Path folder) throws IOException {
    Path committed = folder.resolve(COMMITTED);
    if (!Files.isDirectory(committed)) {
      return;
    }
    for (String name : List.of(PanelFolder.PEOPLE, Manifest.FILE)) {
      if (Files.exists(committed.resolve(name))) {
        AtomicFiles.replace(committed.resolve(name), folder.resolve(name));
      }
    }
    AtomicFiles.deleteTree(committed);
  }
}
