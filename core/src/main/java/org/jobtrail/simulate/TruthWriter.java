package org.jobtrail.simulate;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jobtrail.career.Language;
import org.jobtrail.career.Quarter;
import org.jobtrail.provenance.NamedOutput;
import org.jobtrail.taxonomy.Concept;
import org.jobtrail.taxonomy.Taxonomy;

/// Writes `truth/`: people, trajectories and the probability of every yearly step.
///
/// Careers are appended one by one and nothing is kept, so a population of any size fits.
final class TruthWriter implements Closeable {
  private final Path folder;
  private final Taxonomy taxonomy;
  private final BufferedWriter people;
  private final BufferedWriter trajectories;
  private final BufferedWriter probabilities;

  TruthWriter(Path folder, Taxonomy taxonomy) throws IOException {
    this.folder = folder;
    this.taxonomy = taxonomy;
    Files.createDirectories(folder);
    people = NamedOutput.writer(folder.resolve("people.csv"));
    people.write(
        "person_id,sex,birth_year,education_level,region,entry_year,last_year,language,format,layout\n");
    trajectories = NamedOutput.writer(folder.resolve(".trajectories.csv"));
    trajectories.write(
        "person_id,spell,code,label,isco_group,taxonomy,start_quarter,end_quarter,start_precision,"
            + "end_precision,start_status,end_status,observed_until,education_level,document_id,"
            + "experience,split,start_month,end_month,main\n");
    probabilities = NamedOutput.writer(folder.resolve(".probabilities.csv"));
    probabilities.write("person_id,step,year,kind,state,log_probability,stay_probability\n");
  }

  /// @param rendered whether a document tells this career; its id is the person's
  void add(Career career, String language, String format, String layout, boolean rendered)
      throws IOException {
    Person p = career.person();
    people.write(
        String.join(
            ",",
            p.id(),
            p.sex().word(),
            String.valueOf(p.birthYear()),
            p.education().label(),
            p.region().word(),
            String.valueOf(p.entryYear()),
            String.valueOf(p.lastYear()),
            language,
            format,
            layout));
    people.write('\n');
    int spell = 0;
    for (Job job : career.jobs()) {
      trajectories.write(
          p.id()
              + ','
              + spell++
              + ','
              + job.group()
              + ",\""
              + label(job.group()).replace("\"", "\"\"")
              + "\","
              + job.group()
              + ','
              + taxonomy.name()
              + ','
              + quarter(job.first())
              + ','
              + job.end().map(m -> String.valueOf(quarter(m))).orElse("")
              + ",month,"
              + (job.censored() ? ",known,ongoing," : "month,known,known,")
              + Quarter.of(p.lastYear(), 4).index()
              + ','
              + p.education().label()
              + ','
              + (rendered ? p.id() : "")
              + ",,,"
              + job.first()
              + ','
              + job.end().map(Object::toString).orElse("")
              + ','
              + !job.side()
              + '\n');
    }
    int step = 0;
    for (Step s : career.steps()) {
      probabilities.write(
          p.id()
              + ','
              + step++
              + ','
              + s.year()
              + ','
              + s.kind().word()
              + ','
              + s.state().code()
              + ','
              + s.logProbability()
              + ','
              + s.stayProbability()
              + '\n');
    }
  }

  /// Turns the two long tables into Parquet.
  void finish() throws IOException {
    close();
    ParquetCopy.copy(
        folder.resolve(".trajectories.csv"),
        "{'person_id': 'VARCHAR', 'spell': 'INTEGER', 'code': 'VARCHAR', 'label': 'VARCHAR',"
            + " 'isco_group': 'VARCHAR', 'taxonomy': 'VARCHAR', 'start_quarter': 'INTEGER',"
            + " 'end_quarter': 'INTEGER', 'start_precision': 'VARCHAR', 'end_precision': 'VARCHAR',"
            + " 'start_status': 'VARCHAR', 'end_status': 'VARCHAR', 'observed_until': 'INTEGER',"
            + " 'education_level': 'VARCHAR', 'document_id': 'VARCHAR', 'experience': 'INTEGER',"
            + " 'split': 'VARCHAR', 'start_month': 'VARCHAR', 'end_month': 'VARCHAR',"
            + " 'main': 'BOOLEAN'}",
        folder.resolve("trajectories.parquet"));
    ParquetCopy.copy(
        folder.resolve(".probabilities.csv"),
        "{'person_id': 'VARCHAR', 'step': 'INTEGER', 'year': 'INTEGER', 'kind': 'VARCHAR',"
            + " 'state': 'VARCHAR', 'log_probability': 'DOUBLE', 'stay_probability': 'DOUBLE'}",
        folder.resolve("probabilities.parquet"));
  }

  @Override
  public void close() throws IOException {
    people.close();
    trajectories.close();
    probabilities.close();
  }

  private String label(String group) {
    return taxonomy.byCode(group).map((Concept c) -> c.preferred(Language.ENGLISH)).orElse(group);
  }

  private static int quarter(java.time.YearMonth month) {
    return Quarter.of(month.getYear(), (month.getMonthValue() + 2) / 3).index();
  }
}
