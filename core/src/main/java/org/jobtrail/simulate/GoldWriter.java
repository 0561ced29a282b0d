package org.jobtrail.simulate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes `gold.jsonl`: what each document states, in the scorer's form.
final class GoldWriter implements Closeable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final BufferedWriter out;

  GoldWriter(Path truth) throws IOException {
    out = Files.newBufferedWriter(truth.resolve("gold.jsonl"));
  }

  void add(String id, Printer.Printed printed) throws IOException {
    ObjectNode line = JSON.createObjectNode();
    line.put("id", id);
    line.put("language", printed.language.code());
    line.put("format", printed.format.word());
    line.put("layout", printed.layout.word());
    ArrayNode experiences = line.putArray("experiences");
    for (Told told : printed.told) {
      ObjectNode experience = experiences.addObject();
      experience.put("title", told.title());
      experience.put("start", told.period().start().text().orElse(null));
      experience.put("end", told.period().end().text().orElse(null));
      experience.put("code", told.job().group());
      experience.put("employer", told.employer());
    }
    out.write(line.toString());
    out.write('\n');
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
