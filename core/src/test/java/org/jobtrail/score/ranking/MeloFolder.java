package org.jobtrail.score.ranking;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A small MELO set: three concepts, five forms.
final class MeloFolder {
  private MeloFolder() {}

  static Path write(Path parent) throws IOException {
    Path folder = Files.createDirectories(parent.resolve("xyz_q_nl_c_en"));
    Files.writeString(folder.resolve("queries.tsv"), "Q1\tbaker\nQ2\tsmid\nQ3\tniets\n");
    Files.writeString(
        folder.resolve("corpus_elements.tsv"),
        "C1_en_0\tbaker\nC1_en_1\tbread baker\nC2_en_0\tbarber\nC3_en_0\tsmith\nC3_en_1\tforger\n");
    Files.writeString(
        folder.resolve("annotations.tsv"),
        "Q1\t0\tC1_en_0\t1\nQ1\t0\tC1_en_1\t1\nQ2\t0\tC3_en_0\t1\n");
    Files.writeString(
        folder.resolve("concept_mapping.tsv"),
        "C1\thttp://x/occupation/1\nC2_en_0\thttp://x/occupation/2\nC3\thttp://x/occupation/3\n");
    return folder;
  }
}
