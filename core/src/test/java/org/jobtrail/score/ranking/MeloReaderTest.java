package org.jobtrail.score.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.jobtrail.career.Language;
import org.jobtrail.normalise.Form;
import org.jobtrail.provenance.JobtrailException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeloReaderTest {
  @TempDir Path parent;
  private Path folder = Path.of("");

  @BeforeEach
  void write() throws IOException {
    folder = MeloFolder.write(parent);
  }

  @Test
  void readsFormsQueriesAndWhatIsRight() throws IOException {
    MeloSet set = MeloReader.read(folder);
    assertThat(set.name()).isEqualTo("xyz_q_nl_c_en");
    assertThat(set.forms().stream().map(Form::id))
        .containsExactly("C3_en_1", "C3_en_0", "C2_en_0", "C1_en_1", "C1_en_0");
    assertThat(set.forms().getFirst().concept()).isEqualTo("http://x/occupation/3");
    assertThat(set.forms().getFirst().language()).isEqualTo(Language.ENGLISH);
    assertThat(set.queries().getFirst().title().language()).isEqualTo(Language.DUTCH);
    assertThat(set.queries().getFirst().relevant().stream()).containsExactly(3, 4);
    assertThat(set.queries().get(2).judged()).isFalse();
    assertThat(set.counts()).containsEntry("queries_without_annotation", 1L);
    assertThat(set.counts()).containsEntry("concepts", 3L).containsEntry("forms", 5L);
  }

  @Test
  void readsCompressedFiles() throws IOException {
    Path plain = folder.resolve("queries.tsv");
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(folder.resolve("queries.tsv.gz")))) {
      out.write("Q9\tbaker\n".getBytes(StandardCharsets.UTF_8));
    }
    Files.delete(plain);
    assertThat(MeloReader.read(folder).queries().getFirst().id()).isEqualTo("Q9");
  }

  @Test
  void countsIdsThatNobodyKnows() throws IOException {
    Files.writeString(
        folder.resolve("annotations.tsv"),
        "Q1\t0\tC1_en_7\t1\nQ1\t0\tC9_en_0\t1\nQ8\t0\tC1_en_0\t1\nQ2\t0\tC3_en_0\t0\n");
    MeloSet set = MeloReader.read(folder);
    assertThat(set.counts())
        .containsEntry("annotations_of_unknown_forms", 2L)
        .containsEntry("annotations_of_unknown_queries", 1L)
        .containsEntry("queries_without_right_form", 2L)
        .containsEntry("queries_without_annotation", 1L);
    MeloSet.Query first = set.queries().getFirst();
    assertThat(first.unknownForms()).isEqualTo(2);
    assertThat(first.unknownConcepts()).as("C1 has other forms, C9 has none").isEqualTo(1);
  }

  @Test
  void namesFileAndLineOfWhatIsMissing() throws IOException {
    Path file = Files.writeString(folder.resolve("annotations.tsv"), "Q1\t0\tC1_en_0\t1\nQ1 C1\n");
    assertThatThrownBy(() -> MeloReader.read(folder))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessage(file + ":2: wants 4 columns (query id, 0, form id, 1), found 1");
    Files.writeString(file, "Q1\t0\tC1_en_0\tyes\n");
    assertThatThrownBy(() -> MeloReader.read(folder))
        .hasMessage(file + ":1: relevance must be a number, found \"yes\"");
    Files.delete(file);
    assertThatThrownBy(() -> MeloReader.read(folder))
        .hasMessageStartingWith(file + "[.gz]: no such file");
    assertThatThrownBy(() -> MeloReader.read(parent.resolve("none")))
        .hasMessageContaining("no such folder; wants a MELO set");
    Files.write(file, new byte[] {'Q', (byte) 0xff});
    assertThatThrownBy(() -> MeloReader.read(folder))
        .hasMessage(file + ": not UTF-8 on line 1; save it as UTF-8");
  }
}
