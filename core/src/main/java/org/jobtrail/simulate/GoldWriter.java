package org.jobtrail.simulate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.jobtrail.provenance.NamedOutput;

/// Writes what each document states: `gold.jsonl` in the scorer's form, `told.jsonl` word for word,
/// and `personal.jsonl`, what it says about who wrote it.
final class GoldWriter implements Closeable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final BufferedWriter gold;
  private final BufferedWriter told;
  private final BufferedWriter personal;

  GoldWriter(Path truth) throws IOException {
    gold = NamedOutput.writer(truth.resolve("gold.jsonl"));
    told = NamedOutput.writer(truth.resolve(ToldResume.FILE));
    personal = NamedOutput.writer(truth.resolve(PersonalDetails.FILE));
  }

  void add(String id, Printer.Printed printed) throws IOException {
    ObjectNode line = JSON.createObjectNode();
    line.put("id", id);
    line.put("language", printed.language.code());
    line.put("format", printed.format.word());
    line.put("layout", printed.layout.word());
    ArrayNode experiences = line.putArray("experiences");
    for (Told job : printed.told) {
      ObjectNode experience = experiences.addObject();
      experience.put("title", job.title());
      experience.put("start", job.period().start().text().orElse(null));
      experience.put("end", job.period().end().text().orElse(null));
      experience.put("code", job.job().group());
      experience.put("employer", job.employer());
    }
    write(gold, line.toString());
    write(told, printed.asTold(id).json());
    write(personal, PersonalDetails.of(id, printed.content).json());
  }

  private static void write(BufferedWriter out, String line) throws IOException {
    out.write(line);
    out.write('\n');
  }

  @Override
  public void close() throws IOException {
    gold.close();
    told.close();
    personal.close();
  }
}
