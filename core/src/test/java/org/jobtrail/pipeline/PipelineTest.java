package org.jobtrail.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jobtrail.career.Resume;
import org.jobtrail.dataset.DatasetCheck;
import org.jobtrail.dataset.DuckDb;
import org.jobtrail.extract.Extractor;
import org.jobtrail.ingest.Document;
import org.jobtrail.ingest.Ingester;
import org.jobtrail.ingest.Limits;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Progress;
import org.jobtrail.provenance.RowFates;
import org.jobtrail.provenance.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineTest {
  @TempDir Path folder;

  private RunSummary run(Path input, Path out, int workers, Extractor extractor)
      throws IOException {
    return run(input, out, 1, workers, false, extractor);
  }

  private RunSummary run(
      Path input, Path out, long seed, int workers, boolean overwrite, Extractor extractor)
      throws IOException {
    RunConfiguration configuration =
        new RunConfiguration(
            List.of(input), out, "line", seed, workers, Long.MAX_VALUE, overwrite, Limits.DEFAULT);
    Stages stages = new Stages(new Ingester(Limits.DEFAULT), extractor, new WordNormaliser(), 5);
    SortedMap<String, String> versions = new TreeMap<>();
    versions.put("extractor", extractor.name());
    return Pipeline.run(configuration, stages, versions, Progress.NONE);
  }

  private Path documents(String... texts) throws IOException {
    Path input = Files.createDirectories(folder.resolve("cvs"));
    for (int i = 0; i < texts.length; i++) {
      Files.writeString(input.resolve("cv-" + (char) ('a' + i) + ".txt"), texts[i]);
    }
    return input;
  }

  private List<String> rows(Path file, String columns) {
    List<String> rows = new ArrayList<>();
    try (DuckDb db = DuckDb.open(folder.resolve("spill"))) {
      db.rows(
          "SELECT concat_ws('|', "
              + Stream.of(columns.split(" "))
                  .map(c -> "coalesce(CAST(" + c + " AS VARCHAR), '-')")
                  .collect(java.util.stream.Collectors.joining(", "))
              + ") FROM read_parquet("
              + DuckDb.quoted(file)
              + ")",
          row -> rows.add(row.text(1)));
    }
    return rows;
  }

  private static SortedMap<String, String> bytesOf(Path out) throws IOException {
    SortedMap<String, String> hashes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(out)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        hashes.put(out.relativize(file).toString(), Sha256.of(file));
      }
    }
    return hashes;
  }

  @Test
  void makesSpellsOfExperiences() throws IOException {
    Path input =
        documents(
            """
            Experience of a person who works
            Clerk | Town | 2015-02 - ongoing
            Baker | Bread & Co | 2010-04 - 2012
            Baker | Bread & Co | 2010-04 - 2012
            Juggler | Circus | ? - ?
            Nurse | Ward | 2013-06-01 - 2013
            edu Bachelor | 2005 - 2016-11
            """,
            """
            Nurse | Ward | 2012-03 - 2011-01 | helps people
            """);
    Path out = folder.resolve("out");
    RowFates rows = run(input, out, 2, new LineExtractor()).rows();

    assertThat(
            rows(
                out.resolve("trajectories.parquet"),
                "person_id spell code start_quarter start_precision end_quarter end_precision end_status"
                    + " observed_until education_level experience"))
        .containsExactly(
            "cv-a|0|7512.1|8041|month|8048|year|known|8067|Bachelor|1",
            "cv-a|1|2221.10|8053|day|8053|year|known|8067|Bachelor|4",
            "cv-a|2|4110|8060|month|-|-|ongoing|8067|Bachelor|0",
            "cv-a|3|unknown|-|-|-|-|unknown|8067|Bachelor|3",
            "cv-b|0|2221.10|8048|month|-|-|unknown|8048|None|0");
    assertThat(rows.count("experiences")).isEqualTo(6);
    assertThat(rows.count("duplicates_dropped")).isEqualTo(1);
    assertThat(rows.count("impossible_ends")).isEqualTo(1);
    assertThat(rows.count("overlaps")).isZero();
    assertThat(
            rows(
                out.resolve("experiences.parquet"),
                "document_id experience title start_date end_date end_status probability"
                    + " candidates[1].code"))
        .contains(
            "cv-a|3|Juggler|-|-|unknown|-|-", "cv-b|0|Nurse|2012-03|2011-01|known|0.75|2221.10");
    assertThat(Files.readAllLines(out.resolve("experiences.jsonl")).getLast())
        .startsWith(
            """
            {"id":"cv-b","language":"und","experiences":[{"title":"Nurse","employer":"Ward","place":null,"start":"2012-03","end":"2011-01","code":"2221.10","uri":"urn:2221.10","label":"nurse","taxonomy":"three words 1","score":1.0,"probability":0.75,"confidence":0.9,"evidence":{"title":{"start":0,"end":5,"page":1}"""
                .strip());
    assertThat(DatasetCheck.of(out).quotes()).isEqualTo(23);
    assertThat(out.resolve(".work")).doesNotExist();
  }

  @Test
  void keepsPersonalDataAndInventionsOut() throws IOException {
    Path input =
        documents(
            """
            Nurse | jan@peeters.be | 2010 - 2011 | call +32 475 12 34 56 or see www.jan.be/cv
            Clerk | Town | 2012 - 2013
            """);
    Extractor inventive =
        new LineExtractor() {
          @Override
          public Resume extract(Document document) {
            Resume r = super.extract(document);
            var made = new ArrayList<>(r.experiences());
            var last = made.removeLast();
            made.add(
                new org.jobtrail.career.Experience(
                    last.order(),
                    new org.jobtrail.career.Stated.Quoted(
                        "Astronaut", last.title().evidence().orElseThrow(), 1),
                    last.employer(),
                    last.place(),
                    last.description(),
                    last.start(),
                    last.end(),
                    1));
            return new Resume(
                r.documentId(), r.personId(), r.language(), r.date(), made, r.education());
          }
        };
    Path out = folder.resolve("out");
    RowFates rows = run(input, out, 1, inventive).rows();
    assertThat(rows(out.resolve("experiences.parquet"), "title employer description code"))
        .containsExactly("Nurse|-|call [phone] or see [link]|2221.10", "-|Town|-|unknown");
    assertThat(rows.group("values_set_aside"))
        .isEqualTo(java.util.Map.of("not-in-text", 1L, "personal-data", 1L));
    assertThat(rows.count("descriptions_redacted")).isEqualTo(1);
    DatasetCheck.of(out);
  }

  private Path manyDocuments(long seed, int count) throws IOException {
    Random random = new Random(seed);
    Path input = Files.createDirectories(folder.resolve("many"));
    String[] titles = {"Baker", "Clerk", "Nurse", "Juggler"};
    for (int i = 0; i < count; i++) {
      StringBuilder text = new StringBuilder("Work\n");
      for (int j = random.nextInt(5); j > 0; j--) {
        int start = 1990 + random.nextInt(30);
        text.append(titles[random.nextInt(4)])
            .append(" | Firm ")
            .append(random.nextInt(3))
            .append(" | ")
            .append(start)
            .append(" - ")
            .append(random.nextInt(4) == 0 ? "ongoing" : "" + (start - 1 + random.nextInt(9)))
            .append('\n');
      }
      Path file = input.resolve("cv-%04d.%s".formatted(i, random.nextInt(9) == 0 ? "pdf" : "txt"));
      Files.writeString(file, random.nextInt(12) == 0 ? "" : text);
    }
    return input;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void accountsForEveryRow(long seed) throws IOException {
    Path out = folder.resolve("out");
    RowFates rows = run(manyDocuments(seed, 60), out, 2, new LineExtractor()).rows();
    assertThat(rows.count("documents_in")).isEqualTo(60);
    assertThat(rows.count("documents_quarantined")).isPositive();
    assertThat(rows.count("experiences"))
        .isEqualTo(rows.count("spells") + rows.count("duplicates_dropped"));
    assertThat(rows(out.resolve("trajectories.parquet"), "spell"))
        .hasSize((int) rows.count("spells"));
    DatasetCheck.of(out);
  }

  @Test
  void writesTheSameBytesWithAnyNumberOfWorkersAndAfterAnyFailure() throws IOException {
    Path input = manyDocuments(7, 300);
    run(input, folder.resolve("one"), 1, new LineExtractor());
    run(input, folder.resolve("four"), 4, new LineExtractor());
    SortedMap<String, String> expected = bytesOf(folder.resolve("one"));
    assertThat(expected).hasSize(10);
    assertThat(bytesOf(folder.resolve("four"))).isEqualTo(expected);

    Random random = new Random(7);
    Path out = folder.resolve("killed");
    for (int round = 0; round < 3; round++) {
      AtomicInteger left = new AtomicInteger(120 + random.nextInt(40));
      Extractor mortal =
          new LineExtractor() {
            @Override
            public Resume extract(Document document) {
              if (left.decrementAndGet() == 0) {
                throw new Death();
              }
              return super.extract(document);
            }
          };
      try {
        run(input, out, 2, mortal);
      } catch (Death e) {
        assertThat(out.resolve("manifest.json")).doesNotExist();
        assertThat(out.resolve(".work/part-00000")).exists();
      }
    }
    RunSummary last = run(input, out, 2, new LineExtractor());
    assertThat(bytesOf(out)).isEqualTo(expected);
    assertThat(last.alreadyComplete() || last.resumedDocuments() > 0).isTrue();
  }

  @Test
  void aStageThatThrowsCostsItsDocumentAndNotTheRun() throws IOException {
    Path input = documents("Baker | B | 2010 - 2011\n", "bad\n", "Clerk | C | 2010 - 2011\n");
    Extractor moody =
        new LineExtractor() {
          @Override
          public Resume extract(Document document) {
            if (document.text().text().startsWith("bad")) {
              throw new IllegalStateException("Jane Doe, jane@doe.example");
            }
            return super.extract(document);
          }
        };
    Path out = folder.resolve("out");
    RowFates rows = run(input, out, 2, moody).rows();
    assertThat(rows.count("spells")).isEqualTo(2);
    assertThat(rows(out.resolve("quarantine.parquet"), "document_id reason detail"))
        .containsExactly(
            "cv-b|broken|a stage failed on it (IllegalStateException); please report it with the"
                + " document");
  }

  private static final class Death extends Error {}

  @Test
  void doesNotMixTwoRuns() throws IOException {
    Path input = documents("Baker | B | 2010 - 2011\n", "Clerk | C | 2010 - 2011\n");
    Path out = folder.resolve("out");
    run(input, out, 1, new LineExtractor());
    assertThat(run(input, out, 1, new LineExtractor()).alreadyComplete()).isTrue();
    assertThatThrownBy(() -> run(input, out, 2, 1, false, new LineExtractor()))
        .isInstanceOf(JobtrailException.Usage.class)
        .hasMessageEndingWith(
            "holds a finished run of something else: seed was 1, is now 2; choose another --out, or"
                + " add --force to start anew");
    assertThat(out.resolve(".work")).doesNotExist();
    run(input, out, 2, 1, true, new LineExtractor());
    Files.writeString(input.resolve("cv-c.txt"), "Nurse | N | 2010 - 2011\n");
    assertThatThrownBy(() -> run(input, out, 2, 1, false, new LineExtractor()))
        .hasMessageContaining("input 1 was cvs (sha256 ");
    Files.delete(input.resolve("cv-c.txt"));
    Files.writeString(out.resolve("experiences.jsonl"), "");
    assertThatThrownBy(() -> run(input, out, 2, 1, false, new LineExtractor()))
        .isInstanceOf(JobtrailException.Integrity.class);
  }

  @Test
  void refusesFoldersItCannotHave() throws IOException {
    Path input = documents("Baker | B | 2010 - 2011\n");
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> run(input, file, 1, new LineExtractor()))
        .hasMessageEndingWith("file: is a file, --out wants a folder");
    assertThatThrownBy(() -> run(input, input.resolve("out"), 1, new LineExtractor()))
        .hasMessageContaining("lies inside the input");
    Path other = Files.createDirectories(folder.resolve("other"));
    Files.writeString(other.resolve("thesis.doc"), "");
    assertThatThrownBy(() -> run(input, other, 1, new LineExtractor()))
        .hasMessageContaining("holds thesis.doc, which no run made");
    assertThatThrownBy(
            () -> run(folder.resolve("nowhere"), folder.resolve("o"), 1, new LineExtractor()))
        .hasMessageContaining("nowhere: no such file or folder");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void noticesAnyOneByteChange(long seed) throws IOException {
    Path out = folder.resolve("out");
    run(documents("Baker | B | 2010 - 2011\n"), out, 1, new LineExtractor());
    Random random = new Random(seed);
    for (String name : bytesOf(out).keySet()) {
      Path file = out.resolve(name);
      byte[] before = Files.readAllBytes(file);
      byte[] after = before.clone();
      after[random.nextInt(after.length)] ^= (byte) (1 << random.nextInt(7));
      Files.write(file, after);
      assertThatThrownBy(() -> DatasetCheck.of(out))
          .as(name)
          .isInstanceOf(JobtrailException.Integrity.class);
      Files.write(file, before);
    }
    DatasetCheck.of(out);
  }
}
