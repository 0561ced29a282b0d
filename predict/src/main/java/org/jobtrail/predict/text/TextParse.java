package org.jobtrail.predict.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jobtrail.panel.Covariate;
import org.jobtrail.panel.Panel;
import org.jobtrail.panel.PanelFolder;
import org.jobtrail.panel.PanelPerson;
import org.jobtrail.panel.PanelSchema;
import org.jobtrail.provenance.FreshFolder;
import org.jobtrail.provenance.Inputs;
import org.jobtrail.provenance.JobtrailException;
import org.jobtrail.provenance.Manifest;
import org.jobtrail.provenance.NamedOutput;
import org.jobtrail.provenance.RowFates;
import org.jobtrail.provenance.Sha256;

/// Reads documents back into records: `records.csv`, `people.csv` and, for what is no document,
/// `errors.csv`.
///
/// A file that ends in `.jsonl` is read as {@link TextExport} writes it, any other as plain text;
/// people of plain text are numbered from 1. A document that can't be read is refused whole.
public record TextParse(Template template, Path panel) {
  private static final String COMMAND = "text parse";
  private static final ObjectMapper JSON = new ObjectMapper();

  /// One document that could not be read.
  ///
  /// @param line of the file, from 1; the line of the document is in `why` for JSON Lines
  public record Refused(long line, String person, String why) {}

  /// @param refused in the order of the file
  public record Summary(Manifest manifest, List<Refused> refused) {
    public Summary {
      refused = List.copyOf(refused);
    }
  }

  /// @param file documents
  /// @param out made whole or not at all
  public Summary write(Path file, Path out, boolean overwrite) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new JobtrailException.Usage(file + ": no such file");
    }
    if (file.toAbsolutePath().normalize().startsWith(out.toAbsolutePath().normalize())) {
      throw new JobtrailException.Usage(out + ": holds the documents; choose another --out");
    }
    Panel known = PanelFolder.read(panel);
    CareerText text = new CareerText(template, known.name(), known.schema());
    try (FreshFolder fresh = FreshFolder.open(out, overwrite, COMMAND)) {
      Reading reading;
      try (BufferedReader in = Files.newBufferedReader(file);
          BufferedWriter records = NamedOutput.writer(fresh.path().resolve("records.csv"));
          BufferedWriter people = NamedOutput.writer(fresh.path().resolve("people.csv"))) {
        reading = new Reading(text, records, people);
        if (file.toString().endsWith(".jsonl")) {
          reading.lines(in);
        } else {
          reading.plain(in);
        }
      } catch (CharacterCodingException e) {
        throw new JobtrailException.Usage(file + ": is not UTF-8", e);
      }
      errors(reading.refused, fresh.path());
      TreeMap<String, String> configuration = new TreeMap<>();
      configuration.put("template", template.name());
      TreeMap<String, String> versions = new TreeMap<>();
      versions.put("template.sha256", Sha256.of(template.text()));
      Manifest manifest =
          Manifest.of(
              COMMAND,
              configuration,
              0,
              Inputs.hash(List.of(file, panel.resolve(Manifest.FILE))),
              versions,
              RowFates.builder()
                  .add("documents_in", reading.documents + reading.refused.size())
                  .add("documents", reading.documents)
                  .add("refused", reading.refused.size())
                  .add("records", reading.records)
                  .sum("documents_in", "documents", "refused")
                  .build(),
              List.of());
      return new Summary(fresh.publish(manifest), reading.refused);
    }
  }

  private static void errors(List<Refused> refused, Path folder) throws IOException {
    if (refused.isEmpty()) {
      return;
    }
    try (BufferedWriter errors = NamedOutput.writer(folder.resolve("errors.csv"))) {
      errors.write("line,person,why\n");
      for (Refused r : refused) {
        errors.write(cells(String.valueOf(r.line()), r.person(), r.why()));
      }
    }
  }

  private static String cells(String... cells) {
    return Stream.of(cells)
            .map(c -> c.matches("[\\w. -]*") ? c : '"' + c.replace("\"", "\"\"") + '"')
            .collect(Collectors.joining(","))
        + '\n';
  }

  /// One pass over a file.
  private static final class Reading {
    private final CareerText text;
    private final BufferedWriter recordRows;
    private final BufferedWriter peopleRows;
    private final List<Refused> refused = new ArrayList<>();
    private long documents;
    private long records;

    Reading(CareerText text, BufferedWriter recordRows, BufferedWriter peopleRows)
        throws IOException {
      this.text = text;
      this.recordRows = recordRows;
      this.peopleRows = peopleRows;
      recordRows.write(
          header(List.of("person", "period", "outcome", "title"), text.schema().varying()));
      peopleRows.write(header(List.of("person"), text.schema().fixed()));
    }

    private static String header(List<String> names, List<Covariate> covariates) {
      return cells(
          Stream.concat(names.stream(), covariates.stream().map(Covariate::name))
              .toArray(String[]::new));
    }

    void lines(BufferedReader in) throws IOException {
      long at = 0;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        at++;
        if (line.isBlank()) {
          continue;
        }
        Optional<JsonNode> node = tree(line);
        String person = node.map(n -> n.path("person").asText()).orElse("");
        if (node.isEmpty() || !node.get().path("text").isTextual()) {
          refused.add(
              new Refused(
                  at, person, node.isEmpty() ? "is no JSON" : "has no \"text\" with the document"));
          continue;
        }
        try {
          add(text.parse(person, node.get().path("text").asText()));
        } catch (UnreadableDocument e) {
          refused.add(new Refused(at, person, "line " + e.line() + " of the document: " + e.why()));
        }
      }
    }

    private static Optional<JsonNode> tree(String line) {
      try {
        return Optional.of(JSON.readTree(line));
      } catch (JsonProcessingException e) {
        return Optional.empty();
      }
    }

    /// A document ends with its end line, or where the next one begins.
    void plain(BufferedReader in) throws IOException {
      List<String> document = new ArrayList<>();
      long at = 0;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.equals(text.tag())) {
          finish(document, at);
        }
        at++;
        if (!line.isBlank() || !document.isEmpty()) {
          document.add(line);
        }
        if (line.equals(text.end())) {
          finish(document, at);
        }
      }
      finish(document, at);
    }

    /// @param last the file's line that the document ends in
    private void finish(List<String> document, long last) throws IOException {
      if (document.stream().allMatch(String::isBlank)) {
        document.clear();
        return;
      }
      String person = String.valueOf(documents + refused.size() + 1);
      try {
        add(text.parse(person, String.join("\n", document)));
      } catch (UnreadableDocument e) {
        refused.add(new Refused(last - document.size() + e.line(), person, e.why()));
      }
      document.clear();
    }

    private void add(PanelPerson person) throws IOException {
      documents++;
      records += person.size();
      PanelSchema schema = text.schema();
      List<String> cells = new ArrayList<>(List.of(person.id()));
      for (int c = 0; c < schema.fixed().size(); c++) {
        cells.add(level(schema.fixed().get(c), person.fixed(c)));
      }
      peopleRows.write(cells(cells.toArray(String[]::new)));
      for (int t = 0; t < person.size(); t++) {
        cells.clear();
        cells.add(person.id());
        cells.add(text.period(person.period(t)));
        cells.add(schema.outcomes().get(person.outcome(t)).code());
        cells.add(schema.outcomes().get(person.outcome(t)).title());
        for (int c = 0; c < schema.varying().size(); c++) {
          cells.add(level(schema.varying().get(c), person.varying(c, t)));
        }
        recordRows.write(cells(cells.toArray(String[]::new)));
      }
    }

    private static String level(Covariate covariate, int number) {
      return number == 0 ? "" : covariate.levels().get(number);
    }
  }
}
