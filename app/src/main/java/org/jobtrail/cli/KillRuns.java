package org.jobtrail.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// The runs that `dev kill-runs` kills: made-up resumes, read by the parser.
final class KillRuns implements KillTrial.Job {
  private static final int FILES = 420;

  private Path input = Path.of("");

  @Override
  public void prepare(Path folder, Random random) throws IOException {
    input = folder.resolve("sample");
    writeSample(random);
  }

  @Override
  public List<String> arguments(Random random) {
    return List.of(
        input.toString(),
        "--taxonomy",
        "starter",
        "--workers",
        Integer.toString(1 + random.nextInt(3)));
  }

  /// Made-up resumes: enough for four parts, some of them empty or broken.
  private void writeSample(Random random) throws IOException {
    Files.createDirectories(input);
    List<String> titles =
        List.of("Bookkeeper", "Nurse", "Software developer", "Baker", "Cleaner", "Truck driver");
    for (int i = 0; i < FILES; i++) {
      List<String> lines = new ArrayList<>(List.of("Curriculum vitae", "", "Work experience", ""));
      int year = 2020;
      for (int j = 1 + random.nextInt(5); j > 0; j--) {
        int start = year - 1 - random.nextInt(4);
        lines.add(titles.get(random.nextInt(titles.size())));
        lines.add("Example " + random.nextInt(50) + " Ltd, Springfield");
        lines.add(
            "0%d/%d - 0%d/%d".formatted(1 + random.nextInt(9), start, 1 + random.nextInt(9), year));
        lines.add("- did what the job asked for, day by day");
        lines.add("");
        year = start;
      }
      String ending = Map.of(0, "pdf", 1, "html").getOrDefault(random.nextInt(20), "txt");
      Files.writeString(
          input.resolve("cv-%04d.%s".formatted(i, ending)),
          random.nextInt(30) == 0 ? "" : String.join("\n", lines));
    }
  }
}
